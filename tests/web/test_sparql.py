"""The endpoint keeps to the SPARQL 1.1 Protocol."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from build import claim
from desks import desk
from recog.service.sparql import RESULT_FORMATS, offered
from recog.service.workbench import Workbench
from recog.settings import read_settings
from recog.store import formats
from recog.web import create_app

SELECT = """
PREFIX recog: <https://w3id.org/recog/def/>
SELECT ?span WHERE { ?span a recog:Span } ORDER BY ?span LIMIT 3
"""
ASK = "ASK { ?s a <https://w3id.org/recog/def/Claim> }"
CONSTRUCT = "CONSTRUCT { ?s a ?type } WHERE { ?s a ?type } LIMIT 3"
DESCRIBE = "DESCRIBE <https://w3id.org/recog/id/state/kosovo>"
FORM = "application/x-www-form-urlencoded"
RELEASE = "https://w3id.org/recog/graph/release/nghe-an-newspaper-2025-07-05"


def ask(client: FlaskClient, query: str, accept: str = "", **more: str) -> TestResponse:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", query_string={"query": query, **more}, headers=headers)


def problem(response: TestResponse, status: int) -> Any:
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    return response.get_json()


def test_the_formats_are_those_of_the_store() -> None:
    assert offered(graph=False) == tuple(formats.RESULT_FORMATS)
    assert offered(graph=True) == tuple(formats.GRAPH_FORMATS)


@pytest.mark.parametrize("name", RESULT_FORMATS)
def test_every_format_is_given_when_asked_for(client: FlaskClient, name: str) -> None:
    row = RESULT_FORMATS[name]
    response = ask(client, CONSTRUCT if row.graph else SELECT, row.media_type)
    assert response.status_code == 200
    assert response.mimetype == row.media_type
    assert b"https://w3id.org/recog/" in response.data
    assert response.content_length == len(response.data)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("", SELECT, "application/sparql-results+json"),
        ("*/*", SELECT, "application/sparql-results+json"),
        ("*/*", CONSTRUCT, "text/turtle"),
        ("text/*", SELECT, "text/csv"),
        ("text/csv;q=0.1, application/sparql-results+xml", ASK, "*xml"),
        ("application/sparql-results+json, text/turtle;q=0.9", DESCRIBE, "text/turtle"),
        ("application/ld+json;q=0, */*;q=0.1", CONSTRUCT, "text/turtle"),
    ],
)
def test_the_best_format_is_chosen(
    client: FlaskClient, accept: str, query: str, media_type: str
) -> None:
    found = ask(client, query, accept).mimetype
    assert found == media_type.replace("*xml", "application/sparql-results+xml")


@pytest.mark.parametrize(
    ("accept", "query"), [("text/turtle", SELECT), ("image/png", CONSTRUCT)]
)
def test_a_format_that_does_not_fit_is_not_acceptable(
    client: FlaskClient, accept: str, query: str
) -> None:
    assert "this result comes as" in problem(ask(client, query, accept), 406)["detail"]


def test_a_query_can_be_sent_in_three_ways(client: FlaskClient) -> None:
    answers = [
        ask(client, SELECT),
        client.post("/sparql", data={"query": SELECT}),
        client.post("/sparql", data=SELECT, content_type="application/sparql-query"),
        client.post(
            "/sparql",
            data=SELECT.encode(),
            content_type="application/sparql-query; charset=utf-8",
        ),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.data for answer in answers}) == 1


def test_results_are_read_back_as_the_specification_says(client: FlaskClient) -> None:
    rows = json.loads(ask(client, SELECT).data)["results"]["bindings"]
    xml = Xml.fromstring(  # noqa: S314
        ask(client, SELECT, "application/sparql-results+xml").data
    )
    csv = ask(client, SELECT, "text/csv").get_data(as_text=True).split()
    spans = [row["span"]["value"] for row in rows]
    assert len(spans) == 3
    assert [each.text for each in xml.iter() if each.tag.endswith("}uri")] == spans
    assert csv == ["span", *spans]


def test_a_large_result_comes_whole(client: FlaskClient) -> None:
    every = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    address = {"query": every}
    response = client.get("/sparql", query_string=address, buffered=True)
    assert len(response.data) == response.content_length > 1_000_000
    assert len(response.get_json()["results"]["bindings"]) > 10_000


def test_a_named_graph_can_be_asked_alone(client: FlaskClient) -> None:
    count = (
        "SELECT (COUNT(*) AS ?n) WHERE { ?claim a <https://w3id.org/recog/def/Claim> }"
    )
    inside = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"

    def number(query: str, **more: str) -> int:
        found = json.loads(ask(client, query, **more).data)
        return int(found["results"]["bindings"][0]["n"]["value"])

    every = number(count)
    own = number(count, **{"default-graph-uri": RELEASE})
    assert 0 < own < every
    assert number(inside, **{"named-graph-uri": RELEASE}) > 0
    assert number(inside, **{"default-graph-uri": RELEASE}) == 0


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT ?s WHERE { ?s ?p }", 1, 25), ("ASK {\n ?s ?p ?o", 2, 10)],
)
def test_a_query_that_cannot_be_read_names_line_and_column(
    client: FlaskClient, query: str, line: int, column: int
) -> None:
    body = problem(ask(client, query), 400)
    assert body["line"] == line
    assert abs(body["column"] - column) <= 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://other.example/> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "LOAD <http://other.example/>",
        "SELECT * FROM <http://other.example/> { ?s ?p ?o }",
    ],
)
def test_a_query_that_would_fetch_or_write_is_refused(
    client: FlaskClient, query: str
) -> None:
    problem(ask(client, query), 400)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"timeout": "soon"}, "timeout is 'soon'"),
        ({"timeout": "-1"}, "timeout is '-1'"),
        ({"timeout": "100000"}, "at most 120 s"),
        ({"default-graph-uri": "http://other.example/"}, "nothing is fetched"),
        ({"version": "000099"}, "no version"),
    ],
)
def test_a_wrong_parameter_is_told(
    client: FlaskClient, parameters: dict[str, str], words: str
) -> None:
    response = ask(client, ASK, **parameters)
    assert response.status_code in (400, 404)
    assert words in response.get_json()["detail"]


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_served(
    client: FlaskClient,
) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    body = problem(ask(client, slow, timeout="0.5"), 503)
    assert (body["limit"], body["value"]) == ("timeout", 0.5)
    assert ask(client, ASK).get_json() == {"head": {}, "boolean": True}


BOUNDS = {
    "result_bytes": ("SELECT * { ?s ?p ?o }", 413),
    "memory_bytes": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?a", 507),
    "query_bytes": ("ASK {} #" + "x" * 300_000, 413),
    "depth": ("ASK " + "{" * 100 + "}" * 100, 413),
}


def test_every_bound_is_named_and_the_next_query_is_served(tmp_path: Path) -> None:
    settings = read_settings({"RECOG_RESULT_BYTES": "2000", "RECOG_MEMORY": "64M"})
    with desk(tmp_path, claim(), limits=settings.limits) as bench:
        client = create_app(settings, bench).test_client()
        for limit, (query, status) in BOUNDS.items():
            sent = client.post("/sparql", data={"query": query, "timeout": "60"})
            body = problem(sent, status)
            assert body["limit"] == limit
            assert body["value"] > 0
            assert ask(client, ASK).get_json() == {"head": {}, "boolean": True}


def test_a_body_that_is_too_large_is_told_the_limit(client: FlaskClient) -> None:
    body = b"x" * (16 * 2**20 + 1)
    sent = client.post("/sparql", data=body, content_type="application/sparql-query")
    told = problem(sent, 413)
    assert (told["limit"], told["value"]) == ("body_bytes", 16 * 2**20)


@pytest.mark.parametrize(
    ("content_type", "data", "status"),
    [
        ("text/plain", SELECT, 415),
        ("application/sparql-update", "CLEAR ALL", 415),
        (FORM, "", 400),
        (FORM, "query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("application/sparql-query", "", 400),
    ],
)
def test_a_body_that_is_no_query_is_refused(
    client: FlaskClient, content_type: str, data: str, status: int
) -> None:
    problem(client.post("/sparql", data=data, content_type=content_type), status)


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    text = response.get_data(as_text=True)
    assert response.mimetype == "text/turtle"
    assert "SPARQL11Query" in text
    assert "http://localhost/sparql" in text
    assert all(row.uri in text for row in RESULT_FORMATS.values())


def test_an_address_leads_to_a_page_or_to_rdf(client: FlaskClient) -> None:
    page = client.get("/id/state/kosovo", headers={"Accept": "text/html"})
    assert (page.status_code, page.location) == (303, "/entity/state/kosovo")
    for accept in ("text/turtle", "application/ld+json"):
        rdf = client.get("/id/state/kosovo", headers={"Accept": accept})
        assert rdf.status_code == 303
        told = client.get(rdf.location, headers={"Accept": accept})
        assert told.mimetype == accept
        assert "Kosovo" in told.get_data(as_text=True)


def test_a_graph_can_be_fetched_whole(client: FlaskClient) -> None:
    response = client.get("/data", query_string={"graph": RELEASE})
    assert response.mimetype == "text/turtle"
    assert "recog/id/claim/" in response.get_data(as_text=True)
    none = client.get("/data", query_string={"graph": f"{RELEASE}-no"})
    assert problem(none, 404)
    assert problem(client.get("/data"), 400)
    evil = client.get("/data", query_string={"graph": "a:> { ?s ?p ?o } }#"})
    assert problem(evil, 400)


def test_the_service_says_that_it_is_well(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json()["status"] == "ready"


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("application/json", SELECT, "application/sparql-results+json"),
        ("application/json", CONSTRUCT, "application/ld+json"),
        ("text/xml", ASK, "application/sparql-results+xml"),
        ("application/xml", DESCRIBE, "application/rdf+xml"),
        ("text/turtle; charset=utf-8", CONSTRUCT, "text/turtle"),
        ("text/html, application/json;q=0.2, text/csv;q=0.3", SELECT, "text/csv"),
        ("application/trig", CONSTRUCT, "application/trig"),
    ],
)
def test_other_names_and_parameters_of_a_media_type_are_understood(
    client: FlaskClient, accept: str, query: str, media_type: str
) -> None:
    assert ask(client, query, accept).mimetype == media_type


def test_what_a_client_has_is_not_sent_again(client: FlaskClient) -> None:
    first = ask(client, SELECT, "text/csv")
    tag = first.headers["ETag"]
    again = client.get("/sparql", query_string={"query": SELECT},
        headers={"Accept": "text/csv", "If-None-Match": f"W/{tag}"})  # fmt: skip
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert ask(client, SELECT).headers["ETag"] != tag  # another format
    for never in ("SELECT (NOW() AS ?n) {}", "SELECT (struuid() AS ?n) {}"):
        assert "ETag" not in ask(client, never).headers
    posted = client.post("/sparql", data={"query": SELECT})
    assert "ETag" not in posted.headers


def test_head_tells_what_get_would_without_the_body(client: FlaskClient) -> None:
    address = {"query": SELECT}
    got = client.get("/sparql", query_string=address)
    told = client.head("/sparql", query_string=address)
    assert told.data == b""
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert told.headers[name] == got.headers[name]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_told_which_there_are(
    client: FlaskClient, method: str
) -> None:
    response = client.open("/sparql?query=ASK+%7B%7D", method=method)
    problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == {
        "GET", "HEAD", "OPTIONS", "POST",
    }  # fmt: skip


def test_scripts_of_other_sites_may_read(client: FlaskClient) -> None:
    asked = client.options(
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    assert ask(client, ASK).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in asked.headers


@pytest.mark.parametrize(("origins", "told"), [("none", None), ("https://a.org",) * 2])
def test_sharing_with_other_sites_can_be_limited(
    bench: Workbench, origins: str, told: str | None
) -> None:
    settings = read_settings({"RECOG_ORIGINS": origins})
    answer = create_app(settings, bench).test_client().get("/healthz")
    assert answer.headers.get("Access-Control-Allow-Origin") == told


@pytest.mark.parametrize("limit", ["5", "100000"], ids=["small", "in parts"])
def test_an_answer_is_compressed_for_who_takes_it(
    client: FlaskClient, limit: str
) -> None:
    query = {"query": f"SELECT * {{ ?s ?p ?o }} ORDER BY ?s ?p ?o LIMIT {limit}"}
    plain = client.get("/sparql", query_string=query, buffered=True)
    packed = client.get("/sparql", query_string=query, buffered=True,
        headers={"Accept-Encoding": "gzip, br"})  # fmt: skip
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert {"Accept", "Accept-Encoding"} <= set(packed.vary)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    refused = client.get("/sparql", query_string=query, buffered=True,
        headers={"Accept-Encoding": "gzip;q=0"})  # fmt: skip
    assert "Content-Encoding" not in refused.headers


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (ASK.encode("utf-16"), "application/sparql-query; charset=UTF-16", 415),
        (ASK.encode("utf-16"), "application/sparql-query", 400),
        (b"query=ASK%7B%7D", "", 415),
    ],
)
def test_a_query_is_sent_as_utf_8(
    client: FlaskClient, data: bytes, content_type: str, status: int
) -> None:
    problem(client.post("/sparql", data=data, content_type=content_type), status)


def test_an_update_in_the_address_is_refused(client: FlaskClient) -> None:
    problem(client.get("/sparql?update=CLEAR%20ALL"), 400)


def test_relative_addresses_are_those_of_recog(client: FlaskClient) -> None:
    assert ask(client, "ASK { <id/state/kosovo> ?p ?o }").get_json()["boolean"]


@pytest.mark.parametrize(
    "named",
    [
        {"query": "SELECT * FROM <http://dbpedia.org> {}"},
        {"query": "SELECT * FROM NAMED <file:///etc/passwd> {}"},
        {"query": "PREFIX d: <http://d/> SELECT * FROM d:x {}"},
        {"query": ASK, "named-graph-uri": "http://d/x"},
    ],
)
def test_a_graph_that_is_not_there_is_refused_unless_it_may_be_named(
    bench: Workbench, client: FlaskClient, named: dict[str, str]
) -> None:
    told = problem(client.get("/sparql", query_string=named), 400)
    assert "nothing is fetched" in told["detail"]
    open_to = read_settings({"RECOG_GRAPHS": "http://d file:///etc/"}).limits
    assert open_to.open_graphs == ("http://d", "file:///etc/")
