"""One contract of writing, held by the store in a home and in each engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from build import MOMENT, claim
from engines.acts import BASICS, ONE, RELEASE, TWO, held, put, rows, update
from engines.places import Place
from recog.errors import ForbiddenQueryError, InvalidDataError
from recog.store.edits import GraphEdit, Part
from recog.store.embedded import Store


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


def test_an_old_version_can_be_asked(store: Store) -> None:
    before = store.version()
    put(store, claims=[claim(by="state/italy")], days=2)
    count = "SELECT (COUNT(*) AS ?n) { ?c a recog:Claim }"
    assert rows(store, count) == [{"n": "3"}]
    assert rows(store, count, version=before) == [{"n": "2"}]
