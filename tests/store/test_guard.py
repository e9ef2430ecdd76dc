from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest
from pyoxigraph import Store

from recog.errors import ForbiddenQueryError, LimitError, QueryError
from recog.store.guard import Reading, look
from recog.store.limits import Limits

LIMITS = Limits()
E = "http://127.0.0.1:1/"
GRAPH = "https://w3id.org/recog/graph/"

FETCHING = {
    "plain": f"SELECT * {{ SERVICE <{E}> {{ ?s ?p ?o }} }}",
    "lower case": f"select * {{ service <{E}> {{ ?s ?p ?o }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <{E}> {{ ?s ?p ?o }} }}",
    "variable": f"SELECT * {{ VALUES ?g {{ <{E}> }} SERVICE ?g {{ ?s ?p ?o }} }}",
    "glued to an address": f"SELECT * {{OPTIONAL{{}}SERVICE<{E}>{{?s ?p ?o}}}}",
    "after a comment": f"SELECT * {{ # \n SERVICE # \n <{E}> {{ ?s ?p ?o }} }}",
    "an empty prefix": f"PREFIX : <{E}> SELECT * {{SERVICE:x {{?s ?p ?o}}}}",
    "glued to a prefix": f"PREFIX x: <{E}> SELECT * {{SERVICEx:x {{?s ?p ?o}}}}",
    "glued, silent": f"PREFIX x: <{E}> SELECT * {{SERVICESILENTx:x {{?s ?p ?o}}}}",
    "all glued": f"PREFIXx:<{E}>SELECT*{{SERVICEx:x{{?s ?p ?o}}}}",
    "after a word": f"SELECT * {{?s ?p trueSERVICE<{E}> {{?s ?p ?o}}}}",
    "after a number": f"SELECT * {{?s ?p 1.SERVICE<{E}> {{?s ?p ?o}}}}",
    "after a variable": f"SELECT * {{?s ?p ?o.SERVICE<{E}> {{?s ?p ?o}}}}",
    "in what looks like an address": (
        f"SELECT * {{FILTER(?a<?b)SERVICE#>\n<{E}>{{?s ?p ?o}}}}"
    ),
    "after a string that only looks long": (
        f'SELECT * {{VALUES ?x {{"""a"}}SERVICE<{E}>{{?s ?p ?o}}}}'
    ),
    "after an escaped quote in a name": (
        f"PREFIX x: <x:> SELECT * {{?s ?p x:a\\' . SERVICE <{E}> {{?s ?p ?o}} }}#'"
    ),
}


@pytest.mark.parametrize("text", FETCHING.values(), ids=FETCHING)
def test_a_query_that_fetches_is_refused(text: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="SERVICE"):
        look(text, LIMITS)


@pytest.mark.parametrize("text", FETCHING.values(), ids=FETCHING)
def test_each_of_these_is_a_query_that_the_engine_takes(text: str) -> None:
    Store().query(text)


FREE = {
    "string": 'SELECT * { ?s ?p "SERVICE <http://x/>" }',
    "other string": "SELECT * { ?s ?p 'a SERVICE' }",
    "long string": 'SELECT * { ?s ?p """it\'s "SERVICE"\n<x:y> """ }',
    "escaped string": r'SELECT * { ?s ?p "a\" SERVICE <x:y>" }',
    "address": "SELECT * { ?s ?p <http://x/SERVICE> }",
    "address with brackets": "SELECT * { ?s ?p <http://x/service_(x)> }",
    "comment": "SELECT * { ?s ?p ?o } # SERVICE <http://x/>",
    "variable": "SELECT * { ?service ?p $SERVICE }",
    "prefix": "PREFIX service: <http://x/> SELECT * { service:x ?p ?o }",
    "prefix and empty prefix": (
        "PREFIX : <http://y/> PREFIX myservice1: <http://x/> "
        "SELECT * { :a myservice1:x ?o }"
    ),
    "local name": "PREFIX x: <http://x/> SELECT * { ?s x:service ?o }",
    "language": 'SELECT * { ?s ?p "x"@service }',
    "blank node": "SELECT * { _:service ?p ?o }",
}


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_the_word_is_free_where_it_is_no_keyword(text: str) -> None:
    Store().query(text)

    assert look(text, LIMITS) == Reading(form="select", has_dataset=False)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("ASK {}", Reading(form="ask", has_dataset=False)),
        (
            "BASE <x:> PREFIX select: <y:> # ASK\nCONSTRUCT { ?s ?p ?o } WHERE {}",
            Reading(form="construct", has_dataset=False),
        ),
        ("DESCRIBE <x:y>", Reading(form="describe", has_dataset=False)),
        ("HELLO", Reading(form="", has_dataset=False)),
        (
            "SELECT * FROM <https://w3id.org/recog/graph/events> {}",
            Reading(form="select", has_dataset=True, graphs=(f"{GRAPH}events",)),
        ),
        (
            "PREFIX g: <https://w3id.org/recog/graph/> "
            "SELECT * FROM NAMED g:events FROM g:spans {}",
            Reading(
                form="select",
                has_dataset=True,
                graphs=(f"{GRAPH}events", f"{GRAPH}spans"),
            ),
        ),
        (
            "SELECT (NOW() AS ?n) (1 AS ?b) {}",
            Reading(form="select", has_dataset=False, is_lasting=False),
        ),
        (
            "ASK { FILTER(1=rand()) }",
            Reading(form="ask", has_dataset=False, is_lasting=False),
        ),
    ],
)
def test_a_query_is_known_by_its_form_and_dataset(text: str, reading: Reading) -> None:
    assert look(text, LIMITS) == reading


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://x/>",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
    ],
)
def test_an_update_is_refused(text: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="only answers queries"):
        look(text, LIMITS)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("SELECT * {" * 100 + "}" * 100, "depth"),
        ("SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", "depth"),
        ("SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 10_000) + "}", "branches"),
        ("SELECT * { ?s ?p '" + "x" * 300_000 + "' }", "query_bytes"),
    ],
    ids=["groups", "parentheses", "unions", "bytes"],
)
def test_a_query_beyond_a_bound_is_refused_before_it_is_parsed(
    text: str, limit: str
) -> None:
    with pytest.raises(LimitError) as caught:
        look(text, LIMITS)

    assert caught.value.limit == limit
    assert caught.value.value == getattr(LIMITS, limit)


@pytest.mark.parametrize(
    "text",
    ["a." * 60_000, '"""\\' * 60_000, '"\\' * 60_000, "<a" * 60_000, "x:a." * 60_000],
)
def test_looking_takes_no_longer_for_a_text_made_to_be_slow(text: str) -> None:
    started = process_time()
    with suppress(QueryError):
        look(f"SELECT * {{ {text} }}", LIMITS)

    assert process_time() - started < 3
