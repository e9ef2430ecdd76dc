"""Updates and whole graphs: what they change of claims, and what they may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, NamedNode
from pyoxigraph import Store as Rdf

from build import MOMENT, claim, entity
from desks import desk
from recog.domain.claims import Claim
from recog.errors import (
    ForbiddenQueryError,
    FormatError,
    InvalidDataError,
    LimitError,
    QueryError,
    QuestionError,
)
from recog.service.workbench import Workbench
from recog.store.building import is_current
from recog.store.codec import quads_of, turtle
from recog.store.edits import Edit, Edited, GraphEdit, Part, SparqlEdit
from recog.store.embedded import Store
from recog.store.limits import Limits

LATER = MOMENT + timedelta(days=1)
GRAPH = "https://w3id.org/recog/graph/"
RELEASE = f"{GRAPH}release/test"
P = """
PREFIX recog: <https://w3id.org/recog/def/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX claim: <https://w3id.org/recog/id/claim/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX state: <https://w3id.org/recog/id/state/> PREFIX release: <https://w3id.org/recog/id/release/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX ex: <http://example.org/>
"""
ONE = claim(id="claim/one", on="2008-02-18", note="It says so.")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Give a small store."""
    two = claim(id="claim/two", by="state/spain", on="2009")
    limits = Limits(workers=1)
    chad = entity("state/chad")
    with desk(tmp_path, ONE, two, entities=[chad], limits=limits) as bench:
        yield bench


def edited(store: Store, edit: Edit) -> Edited:
    return store.edit(edit, author="tester", message="a test", at=LATER)


def update(store: Store, text: str, **more: Any) -> Edited:
    return edited(store, SparqlEdit(text=P + text, **more))


def put(
    store: Store, graph: str, data: bytes, media_type: str = "text/turtle"
) -> Edited:
    part = Part(data=data, media_type=media_type)
    return edited(store, GraphEdit(method="PUT", graph=graph, parts=[part]))


def stored(store: Store, graph: str) -> set[str]:
    rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))
    name = NamedNode(graph) if graph else DefaultGraph()
    return {
        f"{q.subject} {q.predicate} {q.object}"
        for q in rdf.quads_for_pattern(None, None, None, name)
    }


def faults(store: Store, text: str) -> str:
    before = store.snapshot().version
    with pytest.raises(InvalidDataError) as caught:
        update(store, text)
    assert store.snapshot().version == before
    return "; ".join(f"{each.where}: {each.message}" for each in caught.value.faults)


def changed(store: Store, id: str) -> Claim:
    found = store.snapshot().claim(id)
    assert found is not None
    return found


def test_what_an_update_changes_of_a_claim_is_a_revision(bench: Workbench) -> None:
    done = update(
        bench.store,
        f"""WITH <{RELEASE}> DELETE {{ claim:one recog:date ?d ; recog:earliest ?e ;
        recog:latest ?l }} INSERT {{ claim:one recog:date "2008-02-20"^^edtf:EDTF ;
        recog:earliest "2008-02-20"^^xsd:date ; recog:latest "2008-02-20"^^xsd:date }}
        WHERE {{ claim:one recog:date ?d ; recog:earliest ?e ; recog:latest ?l }}
        """.replace("edtf:EDTF", "<http://id.loc.gov/datatypes/edtf/EDTF>"),
    )
    assert (done.changed, done.added, done.removed) == (True, 3, 3)
    old, new = changed(bench.store, "claim/one"), changed(bench.store, "claim/one-r2")
    assert (old.date, old.retracted_at) == (ONE.date, LATER)
    assert (str(new.date), new.revises, new.recorded_at) == (
        "2008-02-20",
        "claim/one",
        LATER,
    )
    [event] = [
        each
        for each in bench.store.snapshot().chronicle.events()
        if each.key.actor == "state/france"
    ]
    assert str(event.date) == "2008-02-20"


def test_a_claim_that_is_removed_is_retracted_and_stays(bench: Workbench) -> None:
    update(bench.store, "DELETE WHERE { GRAPH ?g { claim:one ?p ?o } }")
    assert changed(bench.store, "claim/one").retracted_at == LATER
    events = list(bench.store.snapshot().chronicle.events())
    assert [each.key.actor for each in events] == ["state/spain"]
    again = update(bench.store, "DELETE WHERE { GRAPH ?g { claim:one ?p ?o } }")
    assert not again.changed


def test_a_new_claim_is_put_where_its_source_says_and_derived_from(
    bench: Workbench,
) -> None:
    new = claim(id="claim/new", by="state/chad", on="2012")
    text = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads_of(new))
    for where in ("{}", f"{{ GRAPH <{RELEASE}> {{}} }}"):
        done = update(
            bench.store, f"INSERT DATA {where.replace('{}', '{' + text + '}', 1)}"
        )
    assert not done.changed  # the second time it is there
    assert changed(bench.store, "claim/new").recorded_at == LATER
    assert stored(bench.store, "") == set()
    actors = {e.key.actor for e in bench.store.snapshot().chronicle.events()}
    assert actors == {"state/chad", "state/france", "state/spain"}


def test_an_entity_is_described_anew_or_removed_when_nothing_names_it(
    bench: Workbench,
) -> None:
    update(
        bench.store,
        f'INSERT DATA {{ GRAPH <{RELEASE}> {{ state:chad rdfs:label "Tchad"@fr ; '
        "ex:population 17 } }",
    )
    found = bench.store.snapshot().entities["state/chad"]
    assert {name.text for name in found.labels} == {"Chad", "Tchad"}
    assert "<http://example.org/population>" in str(stored(bench.store, RELEASE))
    update(bench.store, f"DELETE WHERE {{ GRAPH <{RELEASE}> {{ state:chad ?p ?o }} }}")
    assert "state/chad" not in bench.store.snapshot().entities
    assert "state/chad" not in str(stored(bench.store, RELEASE))


REFUSED = {
    "DELETE WHERE { GRAPH ?g { state:kosovo ?p ?o } }": "names it",
    "DELETE WHERE { GRAPH ?g { claim:one ?p ?o } } ; "
    "DELETE WHERE { GRAPH ?g { state:france ?p ?o } }": "names it",
    "DELETE WHERE { GRAPH ?g { release:test ?p ?o } }": "names it",
    "CLEAR ALL": "names it",
    f"CLEAR GRAPH <{GRAPH}spans>": "is derived by recog",
    f"DELETE WHERE {{ GRAPH <{GRAPH}events> {{ ?e recog:kind ?k }} }}": "is derived",
    f"DROP GRAPH <{GRAPH}vocabulary>": "is derived by recog",
    f"INSERT DATA {{ GRAPH <{GRAPH}spans> {{ ex:a ex:b ex:c }} }}": "is derived",
    f"INSERT DATA {{ GRAPH <{GRAPH}mine> {{ ex:a ex:b ex:c }} }}": "no graph of recog",
    f"INSERT DATA {{ GRAPH <{RELEASE}> {{ ex:a ex:b ex:c }} }}": "recog alone",
    f"INSERT DATA {{ GRAPH <{RELEASE}2> {{ state:chad a recog:State ; "
    "rdfs:label 'Chad'@en ; prov:hadPrimarySource release:test } }": "belongs into",
    f"INSERT DATA {{ GRAPH <{RELEASE}> {{ claim:one recog:actor state:chad }} }}": "a",
    f"INSERT DATA {{ GRAPH <{RELEASE}> {{ state:chad recog:began 'soon' }} }}": "began",
    f"INSERT DATA {{ GRAPH <{RELEASE}> {{ state:chad ex:x [] }} }}": "a blank node",
    f"INSERT DATA {{ GRAPH <{RELEASE}> {{ state:chad ex:x <<( ex:a ex:b ex:c )>> }} }}":
        "plain RDF 1.1",
    "INSERT DATA { GRAPH ex:g { ex:a a recog:Claim } }": "terms of recog stand",
    "INSERT DATA { ex:a recog:actor state:chad }": "terms of recog stand",
    "INSERT DATA { GRAPH ex:g { ex:a ex:b '2017'^^xsd:date } }": "no value of its data",
    "INSERT DATA { state:chad ex:b 1 } ; INSERT DATA { claim:none a recog:Claim }": "n",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_not_be_written_is_told(bench: Workbench, text: str) -> None:
    assert REFUSED[text] in faults(bench.store, text)


def test_a_retraction_and_a_revision_are_not_undone_silently(bench: Workbench) -> None:
    update(bench.store, "DELETE WHERE { GRAPH ?g { claim:one ?p ?o } }")
    undo = "DELETE WHERE { GRAPH ?g { claim:one recog:retractedAt ?m } }"
    assert "was retracted at" in faults(bench.store, undo)
    label = f"WITH <{RELEASE}> DELETE {{ claim:two recog:locator ?x }} INSERT {{ "
    update(bench.store, label + "claim:two recog:locator 'page 2' } WHERE {}")
    again = label + "claim:two recog:locator 'page 3' } WHERE {}"
    assert "change claim/two-r2" in faults(bench.store, again)


def test_rdf_of_others_is_kept_word_for_word(bench: Workbench) -> None:
    store = bench.store
    update(
        store,
        """INSERT DATA { ex:a ex:b _:x . GRAPH ex:g { _:x ex:c "one"@en--ltr, 1.50 ;
        ex:d <<( ex:a ex:b ex:c )>> . state:chad ex:population 17 } } ;
        CREATE GRAPH ex:empty""",
    )
    before = store.snapshot().folder
    assert len(stored(store, "http://example.org/g")) == 4
    assert len(stored(store, "")) == 1
    update(store, "DELETE WHERE { GRAPH ?g { ?s ex:c 1.5 } }")
    rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))
    [left] = rdf.quads_for_pattern(None, NamedNode("http://example.org/c"), None)
    [link] = rdf.quads_for_pattern(None, NamedNode("http://example.org/b"), None)
    assert left.subject == link.object  # one blank node in two graphs
    assert rdf.contains_named_graph(NamedNode("http://example.org/empty"))
    assert is_current(before / "chronicle")
    update(store, "DROP GRAPH ex:empty ; DROP GRAPH ex:g ; CLEAR DEFAULT")
    assert stored(store, "") == stored(store, "http://example.org/g") == set()
    assert store.snapshot().version == "000005"


def test_clearing_all_leaves_what_recog_makes_itself(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        vocabulary = stored(store, f"{GRAPH}vocabulary")
        update(store, "INSERT DATA { GRAPH ex:g { ex:a ex:b ex:c } }")
        for text in ("CLEAR ALL", "DROP SILENT NAMED", "drop all ; CLEAR NAMED"):
            update(store, text)
            assert stored(store, f"{GRAPH}vocabulary") == vocabulary
        assert stored(store, "http://example.org/g") == set()


def test_the_graph_of_a_release_can_be_put_as_it_is_read(bench: Workbench) -> None:
    store = bench.store
    rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))
    quads = list(rdf.quads_for_pattern(None, None, None, NamedNode(RELEASE)))
    text = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
    same = put(store, RELEASE, text.encode(), "application/n-triples")
    assert (same.changed, same.existed, same.added) == (False, True, 0)
    without = "".join(line for line in text.splitlines(True) if "claim/two" not in line)
    put(store, RELEASE, without.encode(), "application/n-triples")
    assert changed(store, "claim/two").retracted_at == LATER
    assert changed(store, "claim/one").retracted_at is None


def test_a_graph_is_made_replaced_added_to_and_deleted(bench: Workbench) -> None:
    store, graph = bench.store, "http://example.org/g/one"
    first = put(store, graph, b"<a> <b> _:x . _:x <c> 1 .")
    assert not first.existed
    assert "<http://example.org/g/a>" in str(stored(store, graph))
    part = Part(data=b"<a> <b> _:x .", media_type="text/turtle")
    edited(store, GraphEdit(method="POST", graph=graph, parts=[part]))
    assert len(stored(store, graph)) == 3  # its blank node is another
    put(store, graph, b"[] <x:y> 2 .")
    assert len(stored(store, graph)) == 1
    gone = edited(store, GraphEdit(method="DELETE", graph=graph))
    assert gone.existed
    assert stored(store, graph) == set()
    assert not edited(store, GraphEdit(method="DELETE", graph=graph)).existed


@pytest.mark.parametrize(
    ("data", "media_type", "words"),
    [
        (b"<a> <b>", "text/turtle", "line 1, column 8"),
        (b"<a> <b> <c> .", "text/plain", "not a media type of RDF"),
        (b"<x:a> <x:b> <x:c> <x:d> .", "application/n-quads", "one graph is written"),
        (b'{"a":' * 6000 + b"1" + b"}" * 6000, "application/ld+json", "."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    bench: Workbench, data: bytes, media_type: str, words: str
) -> None:
    with pytest.raises((FormatError, LimitError), match=words):
        put(bench.store, "http://example.org/g", data, media_type)
    assert put(bench.store, "x:g", b"<x:a> <x:b> 1 .").changed


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("CLEAR XYZ", QueryError, "line 6, column"),
        ("LOAD <http://127.0.0.1:1/>", ForbiddenQueryError, "LOAD"),
        (
            "load silent<http://127.0.0.1:1/> into graph <x:y>",
            ForbiddenQueryError,
            "LOAD",
        ),
        ("CLEAR DEFAULT;LOADex:x", ForbiddenQueryError, "LOAD"),
        (
            "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            ForbiddenQueryError,
            "SERVICE",
        ),
        ("CREATE GRAPH ex:g ; CREATE GRAPH ex:g", QueryError, "cannot be done"),
        ("LOAD <x:y> INTO ex:g", QueryError, "line 6, column 21: "),
        ("CLEAR ALL ;\nLOAD <x:y> INTO ex:g", QueryError, "line 7, column 21: "),
        ("SELECT * {}", QueryError, "line 6"),
        ("INSERT DATA {" + "{" * 80 + "}" * 81, LimitError, "levels"),
    ],
)
def test_an_update_that_cannot_be_done_is_told(
    bench: Workbench, text: str, kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        update(bench.store, text)


def test_patterns_are_matched_in_the_graphs_named_beside_the_update(
    bench: Workbench,
) -> None:
    store = bench.store
    update(
        store,
        """INSERT DATA { GRAPH ex:g1 { ex:a a ex:T } GRAPH ex:g2 { ex:b a ex:T }
        GRAPH ex:g3 { ex:c a ex:T } }""",
    )
    copy = "INSERT { GRAPH ex:to { ?s a ex:U } } WHERE { ?s a ex:T }"
    graphs = ["http://example.org/g1", "http://example.org/g2"]
    update(store, copy, default_graphs=graphs)
    assert len(stored(store, "http://example.org/to")) == 2
    update(store, "DELETE WHERE { GRAPH ?g { ?s a ex:T } }", named_graphs=graphs[:1])
    assert [len(stored(store, f"http://example.org/g{n}")) for n in (1, 2, 3)] == [
        0,
        1,
        1,
    ]
    for clash in ("WITH ex:g1 DELETE { ?s a ?t } WHERE { ?s a ?t }",
                  "INSERT { ex:a ex:b ex:c } USING ex:g WHERE {}"):  # fmt: skip
        with pytest.raises(QuestionError, match="takes no using-graph-uri"):
            update(store, clash, default_graphs=graphs)
    with pytest.raises(QuestionError, match="not an address"):
        update(store, copy, default_graphs=["x:> {}"])


def test_an_update_that_runs_too_long_is_ended(tmp_path: Path) -> None:
    limits = Limits(timeout_s=1, max_timeout_s=2)
    with desk(tmp_path, ONE, limits=limits) as bench:
        cross = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
        with pytest.raises(LimitError):
            update(
                bench.store,
                f"INSERT {{ ex:a ex:b ?n }} WHERE {{ GRAPH <{GRAPH}vocabulary> {{"
                f"{{ SELECT (COUNT(*) AS ?n) {{ {cross} }} }} }} }}",
            )
        assert update(bench.store, "INSERT DATA { ex:a ex:b 1 }").changed
        assert list(tmp_path.glob("spool/*/*")) == []


def test_a_version_with_graphs_of_others_can_be_derived_anew(tmp_path: Path) -> None:
    with desk(tmp_path, ONE) as bench:
        update(bench.store, "INSERT DATA { ex:a ex:b 1 . GRAPH ex:g { ex:a ex:b 1 } }")
        folder = bench.store.snapshot().folder
    (folder / "chronicle" / "meta.json").write_text("{}")
    with Store.open(tmp_path) as store:
        assert store.snapshot().version == "000004"
        assert len(stored(store, "http://example.org/g")) == 1
        assert changed(store, "claim/one") == replace(ONE, recorded_at=MOMENT)


def test_turtle_of_ours_can_be_added(bench: Workbench) -> None:
    new = claim(id="claim/new", by="state/chad", on="2012")
    part = Part(data=turtle([new]), media_type="text/turtle")
    edited(bench.store, GraphEdit(method="POST", graph="", parts=[part]))
    assert changed(bench.store, "claim/new").recorded_at == LATER
