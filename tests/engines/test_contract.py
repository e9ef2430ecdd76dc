"""One contract, held by the store in a home and by the store in each engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from pyoxigraph import Store as Rdf

from build import MOMENT, claim, entity, release, source
from engines.places import Place
from recog.errors import (
    DeadlineError,
    ForbiddenQueryError,
    InvalidDataError,
    QueryError,
)
from recog.store.edits import GraphEdit, Part, SparqlEdit
from recog.store.embedded import Change, Store
from recog.store.formats import GRAPH_FORMATS, RESULT_FORMATS
from recog.store.manifest import Manifest
from recog.store.remote.copying import graphs_of
from recog.store.remote.engine import Engine
from recog.store.remote.statements import UNNAMED

P = """
PREFIX recog: <https://w3id.org/recog/def/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX claim: <https://w3id.org/recog/id/claim/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX ex: <http://example.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
RELEASE = "https://w3id.org/recog/graph/release/test"
ONE = claim(
    id="claim/one", on="2008-02-18", note='It says "so" \\ in two\nlines: 中文.'
)
TWO = claim(id="claim/two", by="state/spain", on="2009")
BASICS: dict[str, Any] = {
    "entities": [entity(), entity("state/france"), entity("state/spain")],
    "sources": [source()],
    "releases": [release()],
}


def put(store: Store, *, days: int = 0, **change: Any) -> Manifest:
    return store.commit(
        Change(**change),
        author="tester",
        message="a test",
        at=MOMENT + timedelta(days=days),
    )


def update(store: Store, text: str, *, days: int = 1) -> Manifest:
    return store.edit(
        SparqlEdit(text=P + text),
        author="tester",
        message="an update",
        at=MOMENT + timedelta(days=days),
    ).manifest


def rows(store: Store, text: str, **more: Any) -> list[dict[str, str]]:
    found = json.loads(store.query(P + text, client="tester", **more).read())
    return [
        {name: term["value"] for name, term in row.items()}
        for row in found["results"]["bindings"]
    ]


def held(store: Store, place: Place) -> None:
    """Hold what is in the engine to the RDF of the copy, statement by statement."""
    address = place.read(place.folder).engine
    if address is None:
        return
    rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))
    engine = Engine(address)
    for graph in graphs_of(rdf):
        name = DefaultGraph() if graph == UNNAMED else NamedNode(graph)
        ours = {str(q.triple) for q in rdf.quads_for_pattern(None, None, None, name)}
        found = parse(engine.graph(graph), format=RdfFormat.N_TRIPLES)
        theirs = {str(quad.triple) for quad in found}
        if "_:" not in str(ours):
            assert theirs == ours, graph
        assert len(theirs) == len(ours), graph
    engine.close()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """Give a store with two claims."""
    with place.opened() as store:
        put(store, claims=[ONE, TWO], **BASICS)
        yield store
        held(store, place)


def test_what_is_committed_is_answered_by_sparql_and_by_the_chronicle(
    store: Store,
) -> None:
    found = rows(
        store,
        "SELECT ?c ?note { ?c a recog:Claim . OPTIONAL { ?c rdfs:comment ?note } } "
        "ORDER BY ?c",
    )
    assert [row["c"].rpartition("/")[2] for row in found] == ["one", "two"]
    assert found[0]["note"] == ONE.note
    assert store.snapshot().claim("claim/one") is not None
    spans = rows(store, "SELECT ?s { ?s a recog:Span }")
    assert len(spans) == len([*store.snapshot().chronicle.spans()]) == 2


def test_the_same_again_makes_no_version(store: Store) -> None:
    before = store.version()
    assert put(store, claims=[ONE, TWO], days=5, **BASICS).version == before
    assert store.version() == before


def test_a_claim_said_anew_is_a_revision(store: Store) -> None:
    put(store, claims=[claim(id="claim/one", on="2008-02-19")], days=2)
    found = rows(
        store,
        "SELECT ?new ?gone { ?new prov:wasRevisionOf claim:one . "
        "claim:one recog:retractedAt ?gone }",
    )
    assert len(found) == 1
    assert found[0]["new"].endswith("claim/one-r2")


def test_a_large_change_lands_whole(store: Store) -> None:
    many = [claim(by=f"state/s{n}", on=f"19{n % 90 + 10}-01-01") for n in range(300)]
    put(store, claims=many, days=2)
    assert rows(store, "SELECT (COUNT(*) AS ?n) { ?c a recog:Claim }") == [{"n": "302"}]
    put(store, retract=[each.id for each in many], days=3)
    left = rows(store, "SELECT (COUNT(*) AS ?n) { ?s a recog:Span }")
    assert left == [{"n": "2"}]


def test_graphs_of_others_are_kept_word_for_word(store: Store) -> None:
    update(
        store,
        'INSERT DATA { GRAPH ex:notes { ex:a ex:b "01"^^ex:odd, "x"@en-gb, '
        '"ü \\" \\\\", '
        "ex:c } GRAPH ex:more { ex:a ex:b true, 1.50, 7 } }",
    )
    update(store, 'DELETE DATA { GRAPH ex:notes { ex:a ex:b "01"^^ex:odd } }', days=2)
    found = rows(store, "SELECT ?o { GRAPH ex:notes { ?s ?p ?o } } ORDER BY ?o")
    assert {row["o"] for row in found} == {"x", 'ü " \\', "http://example.org/c"}
    update(store, "DROP GRAPH ex:more", days=3)
    with pytest.raises(ForbiddenQueryError, match="no graph"):
        rows(store, "SELECT * FROM ex:more { ?s ?p ?o }")


def test_a_graph_with_things_without_names_is_put_and_replaced(store: Store) -> None:
    for number, text in enumerate((b"[] <x:p> [ <x:q> 1 ] .", b"[] <x:p> 2 ."), 1):
        edit = GraphEdit(
            method="PUT",
            graph="http://example.org/g",
            parts=[Part(data=text, media_type="text/turtle")],
        )
        at = MOMENT + timedelta(days=number)
        store.edit(edit, author="tester", message="a graph", at=at)
        found = rows(store, "SELECT * { GRAPH <http://example.org/g> { ?s ?p ?o } }")
        assert len(found) == 3 - number


def test_an_update_that_is_not_valid_changes_nothing(store: Store) -> None:
    before = store.version()
    with pytest.raises(InvalidDataError):
        update(
            store, f"DELETE WHERE {{ GRAPH <{RELEASE}> {{ claim:one recog:kind ?k }} }}"
        )
    assert store.version() == before


@pytest.mark.parametrize("media_type", RESULT_FORMATS)
def test_rows_come_in_every_format(store: Store, media_type: str) -> None:
    text = P + "SELECT ?c ?on { ?c a recog:Claim ; recog:earliest ?on } ORDER BY ?c"
    with store.query(text, accept_media_type=media_type, client="tester") as answer:
        if media_type == "text/csv":
            assert answer.read().count(b"\r\n") == 3
            return
        form = QueryResultsFormat.from_media_type(media_type)
        assert form is not None
        found = parse_query_results(answer.read(), format=form)
    assert isinstance(found, QuerySolutions)
    assert [row["on"].value for row in found] == ["2008-02-18", "2009-01-01"]


@pytest.mark.parametrize(
    "ask", ["ASK { claim:one ?p ?o }", "ASK { claim:other ?p ?o }"]
)
def test_yes_and_no_are_told_apart(store: Store, ask: str) -> None:
    said = json.loads(store.query(P + ask, client="tester").read())
    assert said["boolean"] is ("one" in ask)


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_graphs_come_in_every_format(store: Store, media_type: str) -> None:
    text = P + "CONSTRUCT WHERE { ?c a recog:Claim ; recog:stance ?s }"
    answer = store.query(text, accept_media_type=media_type, client="tester").read()
    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    assert len([*parse(answer, format=form)]) == 4


def test_graphs_that_are_named_are_asked_alone(store: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} { ?c a recog:Claim }"
    spans = "https://w3id.org/recog/graph/spans"
    for text, more in (
        (count.format(f"FROM <{spans}>"), {}),
        (count.format(""), {"default_graphs": [spans]}),
    ):
        assert rows(store, text, **more) == [{"n": "0"}]
    assert rows(store, count.format(f"FROM <{RELEASE}>")) == [{"n": "2"}]


def test_what_cannot_be_parsed_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT *\n{ ?s ?p", client="tester")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
    ],
)
def test_nothing_is_fetched(store: Store, text: str) -> None:
    with pytest.raises(ForbiddenQueryError):
        store.query(text, client="tester")


def test_a_query_ends_at_its_deadline(store: Store) -> None:
    product = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5))
    with pytest.raises(DeadlineError):
        store.query(
            f"SELECT (COUNT(*) AS ?n) {{ {product} FILTER(?a0 != ?c4) }}",
            timeout_s=1,
            client="tester",
        )
    assert rows(store, "SELECT ?c { ?c a recog:Claim }")


def test_an_old_version_can_be_asked(store: Store) -> None:
    before = store.version()
    put(store, claims=[claim(by="state/italy")], days=2)
    count = "SELECT (COUNT(*) AS ?n) { ?c a recog:Claim }"
    assert rows(store, count) == [{"n": "3"}]
    assert rows(store, count, version=before) == [{"n": "2"}]
