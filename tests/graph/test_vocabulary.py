"""The vocabulary and the code say the same, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from recog.domain.claims import Mode, Rank, Stance
from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS, Effect, Kind
from recog.domain.rules import RULES, Rule
from recog.domain.tracks import TRACKS, VALUES, Track, Value
from recog.store import vocab

ROOT = Path(__file__).parents[2]
GRAPH = ROOT / "graph"
SOURCE = ROOT / "src" / "recog"
RECOG = Namespace(vocab.DEF)
RS = Namespace("https://w3id.org/recog/shape/")
EFFECTS = {
    Effect.OPENS: "Opens",
    Effect.SETS: "Sets",
    Effect.SUSPENDS: "Suspends",
    Effect.RESUMES: "Resumes",
    Effect.CLOSES: "Closes",
    Effect.NONE: "NoEffect",
}
#: Terms with which the vocabulary speaks of itself: the store never writes them.
OF_THE_VOCABULARY = {
    "Effect",
    *EFFECTS.values(),
    *("changes", "effect", "raisesTo", "holdsOn"),
}


def local(node: Node | None) -> str:
    return str(node).removeprefix(vocab.DEF)


def terms(vocabulary: Graph) -> set[str]:
    """Return the local names of all terms: subjects in our namespace."""
    return {local(each) for each in vocabulary.subjects()} - {""}


def of_class(vocabulary: Graph, name: str) -> set[str]:
    return {local(each) for each in vocabulary.subjects(RDF.type, RECOG[name])}


def said(vocabulary: Graph, term: str) -> tuple[str, str, str]:
    """Return the notation, label and definition of a term."""
    values = (SKOS.notation, RDFS.label, SKOS.definition)
    notation, label, definition = (
        str(vocabulary.value(RECOG[term], each)) for each in values
    )
    return notation, label, definition


def linked(vocabulary: Graph, term: str, link: str) -> set[str]:
    return {local(each) for each in vocabulary.objects(RECOG[term], RECOG[link])}


ROWS: list[tuple[str, tuple[Kind | Track | Value | Rule, ...]]] = [
    ("Kind", tuple(KINDS.values())),
    ("Track", tuple(TRACKS.values())),
    ("Value", tuple(VALUES.values())),
    ("DerivationRule", tuple(RULES.values())),
]
WORDS: list[tuple[str, dict[str, str]]] = [
    ("Mode", {word: vocab.MODES[word] for word in Mode}),
    ("Stance", {word: vocab.STANCES[word] for word in Stance}),
    ("Rank", {word: vocab.RANKS[word] for word in Rank}),
    ("Effect", {word: EFFECTS[word] for word in Effect}),
]


@pytest.mark.parametrize(("name", "rows"), ROWS)
def test_the_individuals_of_a_class_say_what_the_rows_of_its_table_say(
    vocabulary: Graph, name: str, rows: tuple[Kind | Track | Value | Rule, ...]
) -> None:
    found = {term: said(vocabulary, term) for term in of_class(vocabulary, name)}
    assert found == {row.term: (row.name, row.label, row.definition) for row in rows}


@pytest.mark.parametrize(("name", "words"), WORDS)
def test_the_individuals_of_a_class_are_the_words_of_the_code(
    vocabulary: Graph, name: str, words: dict[str, str]
) -> None:
    found = {said(vocabulary, term)[0]: term for term in of_class(vocabulary, name)}
    assert found == words


def test_the_classes_of_entities_are_the_rows_of_their_table(
    vocabulary: Graph,
) -> None:
    named = {
        local(each): said(vocabulary, local(each))[:2]
        for each in vocabulary.subjects(RDF.type, OWL.Class)
        if (each, SKOS.notation, None) in vocabulary
    }
    rows = ENTITY_TYPES.values()
    assert named == {row.term: (row.name, row.label) for row in rows}


def test_a_kind_is_linked_to_its_tracks_its_effect_and_its_value(
    vocabulary: Graph,
) -> None:
    links = ("changes", "effect", "raisesTo")
    found = {
        kind.term: tuple(linked(vocabulary, kind.term, link) for link in links)
        for kind in KINDS.values()
    }
    assert found == {
        kind.term: (
            {TRACKS[name].term for name in kind.tracks},
            {EFFECTS[kind.effect]},
            {VALUES[kind.value].term} if kind.value else set(),
        )
        for kind in KINDS.values()
    }


def test_a_value_is_linked_to_the_tracks_on_which_it_can_hold(
    vocabulary: Graph,
) -> None:
    held = {
        value.term: {
            track.term for track in TRACKS.values() if value.name in track.values
        }
        for value in VALUES.values()
    }
    held["Suspended"] = {
        TRACKS[name].term
        for kind in KINDS.values()
        if kind.effect is Effect.SUSPENDS
        for name in kind.tracks
    }
    found = {term: linked(vocabulary, term, "holdsOn") for term in held}
    assert found == held


def test_the_store_writes_the_terms_of_the_vocabulary_and_no_other(
    vocabulary: Graph,
) -> None:
    written = {*vocab.CLASSES, *vocab.INDIVIDUALS, *vocab.PROPERTIES}
    assert written | OF_THE_VOCABULARY == terms(vocabulary)
    assert written & OF_THE_VOCABULARY == set()


def test_every_term_occurs_in_a_question_a_shape_or_the_code(
    vocabulary: Graph,
) -> None:
    asked = _words(GRAPH / "queries", "*.rq", r"recog:(\w+)")
    shaped = _words(GRAPH / "shapes", "*.ttl", r"recog:(\w+)")
    coded = _words(SOURCE, "**/*.py", r'"(\w+)"')
    tables = {row.term for _, rows in ROWS for row in rows} | {*EFFECTS.values()}
    assert asked
    assert shaped
    assert coded
    assert terms(vocabulary) - asked - shaped - coded - tables == set()


def test_the_questions_and_shapes_use_no_term_that_does_not_exist(
    vocabulary: Graph,
) -> None:
    used = _words(GRAPH / "queries", "*.rq", r"\brecog:(\w+)")
    for path in (GRAPH / "shapes").glob("*.ttl"):
        nodes = {node for triple in Graph().parse(path) for node in triple}
        used |= {local(each) for each in nodes if str(each).startswith(vocab.DEF)}
    assert used - terms(vocabulary) - {""} == set()


def unfit_rows(vocabulary: Graph, shapes: Graph) -> set[str]:
    """Return retired terms without a shape that warns, and such shapes without term."""
    truth = Literal(True)
    retired = {local(each) for each in vocabulary.subjects(OWL.deprecated, truth)}
    prefix = str(RS["Deprecated-"])
    warned = {
        str(each).removeprefix(prefix)
        for each in shapes.subjects(SH.severity, SH.Warning)
        if str(each).startswith(prefix)
    }
    return retired ^ warned


def test_every_retired_term_has_a_shape_that_warns(vocabulary: Graph) -> None:
    retirements = Graph().parse(GRAPH / "shapes" / "deprecated.ttl")
    assert unfit_rows(vocabulary, retirements) == set()


def test_a_retired_term_without_a_shape_would_be_found() -> None:
    retired = Graph().add((RECOG.oldName, OWL.deprecated, Literal(True)))
    shape = Graph().add((RS["Deprecated-oldName"], SH.severity, SH.Warning))
    assert unfit_rows(retired, Graph()) == {"oldName"}
    assert unfit_rows(Graph(), shape) == {"oldName"}
    assert unfit_rows(retired, shape) == set()


def test_alignments_are_about_terms_that_exist_and_say_nothing_new_of_them(
    vocabulary: Graph,
) -> None:
    aligned = Graph().parse(GRAPH / "alignments.ttl")
    ours = {each for each in aligned.subjects() if str(each).startswith(vocab.DEF)}
    assert ours
    assert {local(each) for each in ours} - terms(vocabulary) == set()
    links: set[URIRef] = {RDFS.subClassOf, RDFS.subPropertyOf}
    links |= {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    assert {p for s, p in aligned.subject_predicates() if s in ours} <= links


def _words(folder: Path, pattern: str, word: str) -> set[str]:
    """Return what a regular expression finds in the files of a folder."""
    paths = sorted(folder.glob(pattern))
    return {each for path in paths for each in re.findall(word, path.read_text())}
