"""The graphs that an update can write are never told too few."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from recog.store.sparql_tokens import tokenised
from recog.store.written_graphs import graphs_written

P = "PREFIX g: <http://g/> PREFIX : <http://e/> "
TOLD = {
    "INSERT DATA { :a :b :c }": set(),
    "INSERT DATA { :a :b :c . GRAPH g:one { :a :b :c } }": {"one"},
    "INSERT DATA { GRAPH g:one { :a :b [] } GRAPH <http://g/two> { :a :b 'g:x' } }": {
        "one",
        "two",
    },
    "DELETE WHERE { GRAPH g:one { ?s ?p ?o } }": {"one"},
    "WITH g:one DELETE { ?s ?p ?o } INSERT { GRAPH g:two { ?s ?p ?o } } WHERE "
    "{ ?s ?p ?o }": {"one", "two"},
    "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }": set(),
    "DELETE { GRAPH g:one { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }": {"one"},
    "INSERT { GRAPH g:new { ?s ?p ?o } } USING NAMED g:one WHERE "
    "{ GRAPH ?g { ?s ?p ?o } }": {"new", "one"},
    "INSERT { ?s ?p ?o } USING g:one USING g:two WHERE { ?s ?p ?o }": {"one", "two"},
    "CLEAR GRAPH g:one ; DROP SILENT GRAPH g:two ; CREATE GRAPH g:new": {
        *("one", "two", "new")
    },
    "COPY g:one TO g:two": {"one", "two"},
    "MOVE DEFAULT TO g:two": {"two"},
    "ADD SILENT GRAPH g:one TO DEFAULT": {"one"},
    "insert data{graph<http://g/one>{:a :b :c}}": {"one"},
}
UNCERTAIN = [
    "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH ?g { ?s ?p 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "CLEAR ALL",
    "DROP NAMED",
    "BASE <http://g/> CLEAR GRAPH <one>",
    "PREFIX g: <http://h/> CLEAR GRAPH g:one",
    "CLEAR GRAPH <http://g/\\u006Fne>",
    "INSERTDATA { GRAPH g:one { :a :b :c } }",
    "INSERT DATA { GRAPHg:one { :a :b :c } }",
    "CLEARGRAPH g:one",
    "CLEAR GRAPH <http://g/x/../one>",
    "INSERT DATA { GRAPH <http://g/./one> { :a :b :c } }",
    "INSERT DATA { :a :b trueGRAPHg:one { :a :b :c } }",
    "DELETE DATA { :a :b trueGRAPH<http://g/one> { :a :b :c } }",
    "CLEAR GRAPHg:one",
    "COPY g:one TOg:two",
    "WITHg:one DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


def stored() -> Store:
    store = Store()
    for graph in ("one", "two"):
        node = NamedNode("http://e/a")
        store.add(Quad(node, node, node, NamedNode(f"http://g/{graph}")))
    return store


def changed(text: str) -> set[str]:
    """Return the graphs that the engine changes; it may refuse the text."""
    store = stored()
    before = set(store), {graph.value for graph in store.named_graphs()}
    try:
        store.update(P + text)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return set()
    after = set(store), {graph.value for graph in store.named_graphs()}
    quads = {
        quad.graph_name.value
        for quad in before[0] ^ after[0]
        if isinstance(quad.graph_name, NamedNode)
    }
    return quads | (before[1] ^ after[1])


@pytest.mark.parametrize("text", TOLD)
def test_the_graphs_that_are_named_to_be_written_are_told(text: str) -> None:
    told = graphs_written([*tokenised(P + text)])
    assert told is not None
    named = {each.removeprefix("http://g/") for each in told if "//g/" in each}
    assert named - {""} == TOLD[text]
    assert changed(text) <= told


@pytest.mark.parametrize("text", UNCERTAIN)
def test_where_it_cannot_be_told_all_are_compared(text: str) -> None:
    assert graphs_written([*tokenised(P + text)]) is None


def test_some_of_the_uncertain_do_write() -> None:
    assert any(changed(text) for text in UNCERTAIN)
