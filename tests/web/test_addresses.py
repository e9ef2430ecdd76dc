"""Every address under https://w3id.org/recog/ leads to a page and to RDF."""

from __future__ import annotations

import json
from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from recog.service.library import library
from recog.store import vocab

ROOT = "https://w3id.org/recog/"
#: Of which there is none in our own facts.
UNSEEN = {"id/judgement/", "id/step/"}
MOST = 6  # of each sort of thing
TYPES = ("text/html", "text/turtle", "application/ld+json")
NAMED = """
SELECT DISTINCT ?x WHERE {
  { ?x ?p ?o } UNION { ?s ?x ?o } UNION { ?s ?p ?x } UNION { GRAPH ?x { } }
  UNION { ?s ?p ?v BIND (DATATYPE(?v) AS ?x) }
  FILTER (ISIRI(?x) && STRSTARTS(STR(?x), "https://w3id.org/recog/"))
} ORDER BY ?x
"""


def addresses(client: FlaskClient) -> list[str]:
    """Return every address of ours that occurs in the data, anywhere."""
    answer = client.get("/sparql", query_string={"query": NAMED}, buffered=True)
    rows = json.loads(answer.data)["results"]["bindings"]
    return [row["x"]["value"] for row in rows]


def sort_of(address: str) -> str:
    """Return what an address is of: id/claim/, def/ …; of terms all are looked at."""
    path = address.removeprefix(ROOT)
    return path[: path.rindex("/") + 1]


@pytest.fixture(scope="module")
def walked(request: pytest.FixtureRequest) -> list[str]:
    """Give some addresses of each sort, and every term."""
    sorts: defaultdict[str, list[str]] = defaultdict(list)
    client = request.getfixturevalue("app").test_client()
    for address in addresses(client):
        sorts[sort_of(address)].append(address)
    terms = {f"{vocab.DEF}{name}" for name in vocab._TERMS} | set(sorts.pop("def/"))
    chosen = [each[:: max(1, len(each) // MOST)][:MOST] for each in sorts.values()]
    assert {f"id/{type}/" for type in vocab.CLASS_OF} - UNSEEN <= set(sorts)
    return sorted(terms) + [address for some in chosen for address in some]


@pytest.mark.parametrize("media_type", TYPES)
def test_every_address_in_the_data_leads_to_a_page_and_to_rdf(
    client: FlaskClient, walked: list[str], media_type: str
) -> None:
    wrong: dict[str, object] = {}
    for address in walked:
        path = urlsplit(address).path.removeprefix("/recog")
        first = client.get(path, headers={"Accept": media_type})
        place = first.headers.get("Location", "").partition("#")[0]
        second = client.get(place, headers={"Accept": media_type}, buffered=True)
        told = (first.status_code, second.status_code, second.mimetype)
        short = address.rpartition("/")[2].encode()
        if told != (303, 200, media_type) or len(second.data) < 100:
            wrong[address] = told
        elif "/graph/" not in address and short not in second.data:
            wrong[address] = "is not named"
        assert "Accept" in first.headers.get("Vary", ""), address
    assert wrong == {}
    assert len(walked) > 250


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("", False),
        ("*/*", False),
        ("text/turtle, text/html;q=0.5", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
    ],
)
def test_browsers_get_a_page_and_all_others_rdf(
    client: FlaskClient, accept: str, page: bool
) -> None:
    response = client.get("/def/Claim", headers={"Accept": accept})
    assert ("/thing/" in response.headers["Location"]) == page


def test_a_browser_at_the_endpoint_gets_the_editor(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response.headers["Location"]) == (303, "/query")


@pytest.mark.parametrize(
    "path", ["/thing/id/claim/none", "/thing/def/Nothing", "/about/release/none"]
)
def test_what_is_not_there_has_no_page(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 404


def test_a_term_is_shown_with_its_definition(client: FlaskClient) -> None:
    text = client.get("/thing/def/actor").text
    assert "The party that acts: recognises, sends, lists" in text
    assert "recog:actor" in client.get("/vocabulary").text


def test_every_question_is_listed_with_its_form(client: FlaskClient) -> None:
    text = client.get("/questions", headers={"Accept": "text/html"}).text
    for asked in library().values():
        assert f'<li id="{asked.name}">' in text
        assert f'action="/question/{asked.name}/run"' in text


@pytest.mark.parametrize("name", library())
def test_a_question_runs_in_the_editor_with_other_values(
    client: FlaskClient, name: str
) -> None:
    asked = library()[name]
    values = {each.name: each.example for each in asked.parameters}
    response = client.get(f"/question/{name}/run", query_string=values)
    assert response.status_code == 303
    shown = client.get(response.headers["Location"]).text
    assert "notice bad" not in shown
    assert 'role="status"' in shown


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"day": "some day"}, "right would be e.g. 2025-07-03"),
        ({"party": "> } DROP ALL #"}, "not an address"),
    ],
)
def test_a_value_that_does_not_fit_a_question_is_refused(
    client: FlaskClient, given: dict[str, str], words: str
) -> None:
    response = client.get("/question/cq01-who-recognises/run", query_string=given)
    assert response.status_code == 400
    assert words in response.text
