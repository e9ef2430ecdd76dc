"""The service describes itself with numbers that SPARQL confirms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib import DCAT, DCTERMS, RDF, RDFS, VOID, Graph, Namespace, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from recog.service.library import library
from recog.service.sparql import RESULT_FORMATS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
RECOG = Namespace("https://w3id.org/recog/def/")
DATASET = URIRef("https://w3id.org/recog/dataset")
SPANS = URIRef("https://w3id.org/recog/graph/spans")
HOST = "http://localhost/"


@pytest.fixture(scope="module")
def described(request: pytest.FixtureRequest) -> Graph:
    """Give the description as it is read from Turtle."""
    client: FlaskClient = request.getfixturevalue("app").test_client()
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return Graph().parse(data=response.get_data(as_text=True), format="turtle")


def rows(client: FlaskClient, query: str) -> Iterator[tuple[str, ...]]:
    answer = json.loads(client.get("/sparql", query_string={"query": query}).data)
    names = answer["head"]["vars"]
    for row in answer["results"]["bindings"]:
        yield tuple(row[name]["value"] if name in row else "" for name in names)


def number(described: Graph, subject: Node, property: URIRef) -> int:
    value: Any = described.value(subject, property)
    return int(value)


def partition(
    described: Graph, subject: Node, part: URIRef, what: URIRef, count: URIRef
) -> dict[str, int]:
    return {
        str(described.value(node, what)): number(described, node, count)
        for node in described.objects(subject, part)
    }


def test_the_description_is_the_same_in_every_format_and_at_every_address(
    client: FlaskClient, described: Graph
) -> None:
    well_known = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert (well_known.status_code, well_known.headers["Location"]) == (
        303,
        "/description",
    )
    size = len(described)
    assert size > 500
    for row in (each for each in RESULT_FORMATS.values() if each.graph):
        for path in ("/sparql", "/description"):
            response = client.get(path, headers={"Accept": row.media_type})
            assert (response.status_code, response.mimetype) == (200, row.media_type)
    nt = client.get("/description", headers={"Accept": "application/n-triples"})
    assert len(Graph().parse(data=nt.get_data(as_text=True), format="nt")) == size
    again = client.get(
        "/description",
        headers={
            "Accept": "application/n-triples",
            "If-None-Match": nt.headers["ETag"],
        },
    )
    assert again.status_code == 304


def test_the_service_names_its_endpoints_formats_and_graphs(
    client: FlaskClient, described: Graph
) -> None:
    endpoint = URIRef(f"{HOST}sparql")
    assert described.value(endpoint, SD.endpoint) == endpoint
    formats = {str(each) for each in described.objects(endpoint, SD.resultFormat)}
    assert formats == {row.uri for row in RESULT_FORMATS.values()}
    assert described.value(endpoint, SD.defaultDataset) == DATASET
    named = {
        str(described.value(node, SD.name))
        for node in described.objects(DATASET, SD.namedGraph)
    }
    graphs = rows(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert named == {graph for (graph,) in graphs}
    assert {str(each) for each in described.objects(DATASET, DCAT.dataset)} == named
    assert {str(each) for each in described.objects(DATASET, VOID.subset)} == named


def test_the_numbers_of_all_are_those_that_sparql_counts(
    client: FlaskClient, described: Graph
) -> None:
    ((triples, classes, properties),) = rows(
        client,
        """SELECT ?triples ?classes ?properties {
          { SELECT (COUNT(*) AS ?triples) { ?s ?p ?o } }
          { SELECT (COUNT(DISTINCT ?c) AS ?classes) { ?s a ?c } }
          { SELECT (COUNT(DISTINCT ?p) AS ?properties) { ?s ?p ?o } } }""",
    )
    assert number(described, DATASET, VOID.triples) == int(triples)
    assert number(described, DATASET, VOID.classes) == int(classes)
    assert number(described, DATASET, VOID.properties) == int(properties)
    counted = {
        what: int(n)
        for what, n in rows(
            client, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"
        )
    }
    ours = (DATASET, VOID.classPartition, VOID["class"], VOID.entities)
    assert partition(described, *ours) == counted


def test_the_numbers_of_each_graph_are_those_that_sparql_counts(
    client: FlaskClient, described: Graph
) -> None:
    counted = {
        graph: int(n)
        for graph, n in rows(
            client, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        )
    }
    graphs = list(described.objects(DATASET, VOID.subset))
    assert counted == {
        str(graph): number(described, graph, VOID.triples) for graph in graphs
    }
    parts = (VOID.propertyPartition, VOID.property, VOID.triples)
    for graph in graphs:
        by_property = partition(described, graph, *parts)
        assert sum(by_property.values()) == counted[str(graph)]


def test_a_graph_is_partitioned_by_track(client: FlaskClient, described: Graph) -> None:
    counted = {
        track: int(n)
        for track, n in rows(
            client,
            "PREFIX recog: <https://w3id.org/recog/def/> "
            "SELECT ?t (COUNT(?s) AS ?n) { ?s a recog:Span ; recog:track ?t } "
            "GROUP BY ?t",
        )
    }
    assert str(RECOG.StateRecognition) in counted
    told = {
        str(described.value(part, DCTERMS.subject)): number(
            described, part, VOID.entities
        )
        for part in described.objects(SPANS, VOID.subset)
    }
    assert told == counted


def test_a_release_tells_its_source_edition_and_licence(described: Graph) -> None:
    graph = URIRef(
        "https://w3id.org/recog/graph/release/historyatstate-rdcr-2026-07-24"
    )
    assert str(described.value(graph, DCTERMS.rights)) == "CC0 1.0"
    assert str(described.value(graph, DCTERMS.source)).endswith(
        "id/release/historyatstate-rdcr-2026-07-24"
    )
    assert str(described.value(graph, URIRef(f"{DCAT}version"))).startswith(
        "f3c5354955"
    )
    media = {
        str(described.value(node, DCAT.mediaType)).partition("media-types/")[2]
        for node in described.objects(graph, DCAT.distribution)
    }
    assert media == {row.media_type for row in RESULT_FORMATS.values() if row.graph}


def test_every_question_is_an_executable_that_runs_as_it_stands(
    client: FlaskClient, described: Graph
) -> None:
    found = set(described.subjects(RDF.type, SH.SPARQLExecutable))
    assert {str(each) for each in found} == {
        each.address for each in library().values()
    }
    for asked in found:
        query = str(described.value(asked, SH.select))
        assert len(list(rows(client, query))) > 0
        assert described.value(asked, RDFS.comment)
        parameters = list(described.objects(asked, SH.parameter))
        name = str(asked).rpartition("/")[2]
        assert len(parameters) == len(library()[name].parameters)
    alone = client.get("/questions", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=alone.get_data(as_text=True), format="turtle")
    assert set(graph.subjects(RDF.type, SH.SPARQLSelectExecutable)) == found


def test_the_pages_tell_the_same_numbers(client: FlaskClient, described: Graph) -> None:
    text = client.get("/about").text
    assert f"{number(described, DATASET, VOID.triples):,} statements" in text
    assert f"{number(described, SPANS, VOID.triples):,}" in text
    page = client.get("/about/spans").text
    assert f"{number(described, SPANS, VOID.triples):,} statements" in page
