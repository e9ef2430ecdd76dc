"""One contract of reading, held by the store in a home and in each engine."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from engines.acts import BASICS, ONE, RELEASE, TWO, P, put, rows
from engines.places import ENGINES, Place
from recog.errors import DeadlineError, ForbiddenQueryError, QueryError
from recog.store.embedded import Store
from recog.store.formats import GRAPH_FORMATS, RESULT_FORMATS


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest, places: dict[str, Place]) -> Iterator[Store]:
    """Give a store with two claims, to be read only."""
    place = places[request.param]
    place.empty()
    with place.opened() as store:
        put(store, claims=[ONE, TWO], **BASICS)
        yield store


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
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?c a recog:Claim }}"
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
    product = "?a ?b ?c . ?d ?e ?f FILTER(CONCAT(STR(?a), STR(?d)) = STR(?f))"
    with pytest.raises(DeadlineError):  # some engines go on for seconds, none for ever
        store.query(
            f"SELECT (COUNT(*) AS ?n) {{ {product} }}", timeout_s=0.3, client="tester"
        )
    assert rows(store, "SELECT ?c { ?c a recog:Claim }")
