"""Real clients of others against a real server: read, write, and are told no."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from clients.adapters import CLIENTS, Client, missing
from serving import serving

TOKEN = "a token of these tests"  # noqa: S105
PREFIXES = """PREFIX recog: <https://w3id.org/recog/def/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
EMIRATE = "<https://w3id.org/recog/id/government/islamic-emirate-of-afghanistan>"
RUSSIA = "https://w3id.org/recog/id/state/russia"
SELECT = f"""{PREFIXES} SELECT ?who ?since WHERE {{
  ?span a recog:Span ; recog:track recog:GovernmentRecognition ; recog:actor ?who ;
    recog:target {EMIRATE} ; recog:startEarliest ?since .
  FILTER (?since > "2020-01-01"^^xsd:date) }} ORDER BY ?since ?who"""
ASK = f"{PREFIXES} ASK {{ ?s a recog:Span ; recog:target %s }}"
LABEL = f"{{ {EMIRATE} rdfs:label ?l }}"
CONSTRUCT = f"{PREFIXES} CONSTRUCT {LABEL} WHERE {LABEL}"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server of its own, which the tests write to; give its address."""
    home = tmp_path_factory.mktemp("clients") / "var"
    with serving(home, RECOG_TOKEN=TOKEN) as address:
        yield address


@pytest.fixture(params=CLIENTS)
def name(request: pytest.FixtureRequest) -> str:
    """Give the name of each client, and skip visibly where one is not to be had."""
    if missing(request.param):
        pytest.skip(missing(request.param))
    return str(request.param)


@pytest.fixture
def client(name: str, server: str) -> Client:
    """Give each client in turn."""
    return CLIENTS[name](f"{server}/sparql", f"{server}/update")


def test_rows_are_read(client: Client) -> None:
    assert client.select(SELECT) == [(RUSSIA, "2025-07-03")]


def test_yes_and_no_are_told_apart(client: Client) -> None:
    assert client.ask(ASK % EMIRATE) is True
    assert client.ask(ASK % "<https://w3id.org/recog/id/state/nowhere>") is False


def test_statements_are_read(client: Client) -> None:
    found = client.construct(CONSTRUCT)
    assert (
        "Islamic Emirate of Afghanistan" in {label for _, _, label in found}
    ) is True
    assert {subject for subject, _, _ in found} == {EMIRATE.strip("<>")}


def test_what_is_written_with_a_token_is_read_back(client: Client) -> None:
    graph, number = f"http://example.org/{next(NUMBERS)}", next(NUMBERS)
    insert = f"INSERT DATA {{ GRAPH <{graph}> {{ <x:a> <x:b> {number} }} }}"
    client.update(insert, TOKEN)
    read = f"SELECT ?n WHERE {{ GRAPH <{graph}> {{ <x:a> <x:b> ?n }} }}"
    assert client.select(read) == [(str(number),)]
    client.update(f"DELETE WHERE {{ GRAPH <{graph}> {{ <x:a> <x:b> ?n }} }}", TOKEN)
    assert client.ask(f"ASK {{ <x:a> <x:b> {number} }}") is False


def test_nothing_is_written_without_a_token(client: Client) -> None:
    with pytest.raises(Exception, match=r"401|access denied|needs a token"):
        client.update("INSERT DATA { GRAPH <x:no> { <x:no> <x:b> 1 } }")
    assert client.ask("ASK { <x:no> <x:b> 1 }") is False


def test_an_error_is_an_error_for_the_client(name: str, server: str) -> None:
    wrong = CLIENTS[name](f"{server}/sparql", f"{server}/update", "soon")
    with pytest.raises(Exception, match=r"400|timeout is 'soon'|bad request"):
        wrong.select(SELECT)


def test_a_deadline_is_no_empty_answer(name: str, server: str) -> None:
    hurried = CLIENTS[name](f"{server}/sparql", f"{server}/update", "0.5")
    with pytest.raises(Exception, match=r"503|took too long"):
        hurried.select(
            "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        )


def test_a_graph_of_rdflib_is_changed_statement_by_statement(server: str) -> None:
    store = SPARQLUpdateStore(
        f"{server}/sparql",
        f"{server}/update",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    graph = Graph(store, URIRef("http://example.org/of-rdflib"))
    told = (URIRef("x:s"), URIRef("x:p"), Literal("said by rdflib"))
    graph.add(told)
    assert list(graph) == [told]
    graph.remove(told)
    assert len(graph) == 0
