"""The shapes, held to their examples: each good one passes, each bad one breaks one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS, VALUES

GRAPH = Path(__file__).parents[2] / "graph"
VALID = sorted((GRAPH / "examples" / "valid").glob("*.ttl"))
INVALID = sorted((GRAPH / "examples" / "invalid").glob("*.ttl"))
SHAPE_FILES = sorted((GRAPH / "shapes").glob("*.ttl"))
RECOG = Namespace("https://w3id.org/recog/def/")
RS = Namespace("https://w3id.org/recog/shape/")
VIOLATES = "# violates: "


def stem(path: Path) -> str:
    return path.stem


def described(data: Graph) -> set[Node]:
    """Return the nodes that the data describes.

    A node of which only the type is given stands for one that is described elsewhere:
    what it lacks is not asked for.
    """
    return {s for s, p in data.subject_predicates() if p != RDF.type}


def broken(data: Graph, shapes: Graph) -> set[str]:
    """Return the shapes that the described nodes break, warnings included."""
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    asked = described(data)
    return {
        str(report.value(result, SH.sourceShape))
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if report.value(result, SH.focusNode) in asked
    }


def violated(path: Path) -> str:
    """Return the shape that an invalid example names in its first line."""
    return path.read_text().partition("\n")[0].removeprefix(VIOLATES)


def classes_of(path: Path) -> Iterator[str]:
    """Yield the local names of the classes of the nodes that an example describes."""
    data = Graph().parse(path)
    for node in described(data):
        for each in data.objects(node, RDF.type):
            yield str(each).replace("#", "/").rpartition("/")[2]


def listed(shapes: Graph, shape: URIRef) -> list[Node]:
    """Return the values that a shape accepts, in its order."""
    head = shapes.value(shape, SH["in"])
    assert head is not None
    return list(Collection(shapes, head))


def terms(local_names: list[str]) -> list[URIRef]:
    return [RECOG[name] for name in local_names]


@pytest.mark.parametrize("path", VALID, ids=stem)
def test_a_valid_example_breaks_no_shape(path: Path, shapes: Graph) -> None:
    assert broken(Graph().parse(path), shapes) == set()


@pytest.mark.parametrize("path", INVALID, ids=stem)
def test_an_invalid_example_breaks_the_shape_it_names_and_no_other(
    path: Path, shapes: Graph
) -> None:
    assert broken(Graph().parse(path), shapes) == {violated(path)}


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=stem)
def test_an_example_is_named_after_the_class_it_describes(path: Path) -> None:
    assert path.stem.partition("-")[0] in set(classes_of(path))


def test_every_shape_with_a_message_has_an_invalid_example(shapes: Graph) -> None:
    rules = {str(shape) for shape in shapes.subjects(SH.message)}
    assert rules == {violated(path) for path in INVALID}


def test_every_target_class_has_a_valid_and_an_invalid_example(shapes: Graph) -> None:
    targets = {
        str(each).replace("#", "/").rpartition("/")[2]
        for each in shapes.objects(None, SH.targetClass)
    }
    good = {name for path in VALID for name in classes_of(path)}
    bad = {name for path in INVALID for name in classes_of(path)}
    assert targets
    assert (targets - good, targets - bad) == (set(), set())


def test_every_kind_has_a_valid_example() -> None:
    shown = {
        str(kind).removeprefix(RECOG)
        for path in VALID
        for kind in Graph().parse(path).objects(None, RECOG.kind)
    }
    assert shown == {kind.term for kind in KINDS.values()}


@pytest.mark.parametrize("path", SHAPE_FILES, ids=stem)
def test_every_shape_is_named_and_has_one_message_if_data_can_break_it(
    path: Path,
) -> None:
    shapes = Graph().parse(path)
    made = set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(
        shapes.subjects(RDF.type, SH.NodeShape)
    )
    assert not [shape for shape in made if isinstance(shape, BNode)]
    assert {shape for shape in made if not str(shape).startswith(RS)} == set()
    used_by_others = {
        each
        for link in (SH.qualifiedValueShape, SH.property)
        for each in shapes.objects(None, link)
    }
    for shape in made:
        only_leads_on = (shape, SH.property, None) in shapes
        only_asked = (None, SH.qualifiedValueShape, shape) in shapes
        messages = list(shapes.objects(shape, SH.message))
        assert len(messages) == (0 if only_leads_on or only_asked else 1), shape
        reached = set(shapes.predicates(shape)) & {
            SH.targetClass,
            SH.targetNode,
            SH.targetSubjectsOf,
        }
        assert reached or shape in used_by_others, f"{shape} is never reached"


def test_a_shape_stands_in_one_file() -> None:
    assert SHAPE_FILES
    made = [
        shape
        for path in SHAPE_FILES
        for shape in set(Graph().parse(path).subjects(RDF.type))
        if isinstance(shape, URIRef)
    ]
    assert sorted(made) == sorted(set(made))


def test_only_advice_and_retired_terms_are_warnings() -> None:
    for path in SHAPE_FILES:
        shapes = Graph().parse(path)
        ruled = set(shapes.subjects(SH.message))
        warned = set(shapes.subjects(SH.severity, SH.Warning))
        milder = path.stem in ("advice", "deprecated")
        assert warned == (ruled if milder else set()), path.stem


def test_the_lists_in_the_shapes_are_those_of_the_tables(shapes: Graph) -> None:
    kinds = terms([kind.term for kind in KINDS.values()])
    tracks = terms([track.term for track in TRACKS.values()])
    levels = terms([VALUES[name].term for name in TRACKS["mission"].values])
    assert listed(shapes, RS["Claim-kind"]) == kinds
    assert listed(shapes, RS["Claim-track"]) == tracks
    assert listed(shapes, RS["Coverage-track"]) == tracks
    assert listed(shapes, RS["Claim-level"]) == levels


def of_tracks(*names: str) -> set[URIRef]:
    return {RECOG[k.term] for k in KINDS.values() if set(k.tracks) & set(names)}


def of_no_track() -> set[URIRef]:
    return {RECOG[kind.term] for kind in KINDS.values() if not kind.tracks}


GROUPS = [
    ("Recognition", ("state-recognition", "government-recognition")),
    *((row.term, (name,)) for name, row in TRACKS.items() if "recog" not in name),
]


@pytest.mark.parametrize(("group", "tracks"), GROUPS)
def test_every_kind_meets_the_rules_of_its_track(
    shapes: Graph, group: str, tracks: tuple[str, ...]
) -> None:
    row = TRACKS[tracks[0]]
    assert set(shapes.objects(RS[f"{group}-claims"], SH.targetNode)) == of_tracks(
        *tracks
    )
    assert listed(shapes, RS[f"{group}-track"]) == terms(
        [TRACKS[name].term for name in tracks]
    )
    targets = [kind for name in tracks for kind in TRACKS[name].targets]
    for role, types in (("actor", row.actors), ("target", targets)):
        pattern = str(shapes.value(RS[f"{group}-{role}"], SH.pattern))
        given = pattern.removeprefix("/id/").removesuffix("/").strip("()").split("|")
        assert given == list(types)
    rules = set(shapes.objects(RS[f"{group}-claims"], SH.property))
    assert (RS[f"{group}-list"] in rules) == row.list


def test_persons_and_lists_stand_in_claims_of_the_kinds_that_have_them(
    shapes: Graph,
) -> None:
    with_person = [name for name, row in TRACKS.items() if row.person]
    with_list = [name for name, row in TRACKS.items() if row.list]
    expected = {
        "Claim-person-kind": of_tracks(*with_person) | of_no_track(),
        "Claim-list-kind": of_tracks(*with_list) | of_no_track(),
    }
    assert {name: set(listed(shapes, RS[name])) for name in expected} == expected
    assert set(shapes.objects(RS["Posted-claims"], SH.targetNode)) == of_tracks(
        *with_person
    )
    assert set(shapes.objects(RS["Said-claims"], SH.targetNode)) == of_no_track()


def test_the_vocabulary_breaks_no_shape(shapes: Graph, vocabulary: Graph) -> None:
    assert broken(vocabulary, shapes) == set()
