"""Judging, undoing and retracting over HTTP: with the token, and told what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from build import claim
from conftest import TOKEN
from desks import desk
from recog.settings import read_settings
from recog.web import create_app

API = "/api/v1"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
VERDICT = {
    "claim": "claim/one",
    "rank": "deprecated",
    "reason": "a slip in the year",
    "author": "A. Reader",
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a client of a small store that may be written."""
    settings = read_settings({"RECOG_TOKEN": TOKEN})
    one = claim(id="claim/one", on="2008-02-18", locator="page 1")
    with desk(tmp_path, one, claim(id="claim/two", on="2009")) as bench:
        yield create_app(settings, bench).test_client()


def events(service: FlaskClient) -> Any:
    return service.get(f"{API}/events?target=state/kosovo").get_json()["rows"]


def test_a_judgement_is_made_listed_and_undone(service: FlaskClient) -> None:
    before = events(service)
    made = service.post(f"{API}/judgements", json=VERDICT, headers=HEADERS)
    assert made.status_code == 201, made.get_data(as_text=True)
    assert made.get_json()["version"] == "000003"
    assert [len(row["claims"]) for row in before] == [2]
    assert [[each["id"] for each in row["claims"]] for row in events(service)] == [
        ["claim/two"]
    ]

    (row,) = service.get(f"{API}/judgements?claim=claim/one").get_json()["rows"]
    assert {name: row[name] for name in VERDICT} == VERDICT
    assert row["id"] == made.get_json()["judgement"]
    assert row["claims"][0]["rank_author"] == "A. Reader"
    none = service.get(f"{API}/judgements?claim=claim/two").get_json()
    assert none["rows"] == []

    undone = service.delete(f"{API}/{row['id']}".replace("judgement/", "judgements/"),
        headers=HEADERS)  # fmt: skip
    assert (undone.status_code, undone.get_json()["version"]) == (200, "000004")
    assert events(service) == before


def test_a_claim_is_retracted_once(service: FlaskClient) -> None:
    address = f"{API}/claims/one/retraction"
    done = service.post(address, json={"reason": "a misprint"}, headers=HEADERS)
    assert (done.status_code, done.get_json()["claim"]) == (201, "claim/one")
    assert [len(row["claims"]) for row in events(service)] == [1]
    again = service.post(address, json={"reason": "a misprint"}, headers=HEADERS)
    assert again.status_code == 400
    assert "claim/one was retracted at" in again.get_json()["detail"]


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("POST", "judgements", VERDICT),
        ("DELETE", "judgements/x", None),
        ("POST", "claims/one/retraction", {"reason": "a misprint"}),
    ],
)
def test_nothing_is_decided_without_the_token(
    service: FlaskClient, method: str, address: str, body: object
) -> None:
    told = service.open(f"{API}/{address}", method=method, json=body)
    assert told.status_code == 401
    assert "to write needs the header" in told.get_json()["detail"]


@pytest.mark.parametrize(
    ("address", "body", "status", "words"),
    [
        ("judgements", {**VERDICT, "reason": ""}, 422, "reason is missing"),
        ("judgements", {**VERDICT, "claim": "claim/none"}, 404, "'claim/none'"),
        ("judgements", {**VERDICT, "about_event": "x"}, 400, "not an id: 'x'"),
        ("claims/none/retraction", {"reason": "x"}, 404, "'claim/none'"),
        ("claims/one/retraction", {}, 422, "reason is missing"),
    ],
)
def test_what_is_wrong_with_a_decision_is_told(
    service: FlaskClient, address: str, body: object, status: int, words: str
) -> None:
    told = service.post(f"{API}/{address}", json=body, headers=HEADERS)
    assert told.status_code == status
    assert words in told.get_json()["detail"]
    assert len(events(service)[0]["claims"]) == 2


def test_a_decision_is_sent_as_json(service: FlaskClient) -> None:
    told = service.post(f"{API}/judgements", data="x", headers=HEADERS)
    assert (told.status_code, told.mimetype) == (400, "application/problem+json")


def test_a_page_says_who_ranked_a_claim_and_why(service: FlaskClient) -> None:
    preferred = {**VERDICT, "rank": "preferred"}
    service.post(f"{API}/judgements", json=preferred, headers=HEADERS)
    page = service.get("/timeline?entity=state/kosovo").get_data(as_text=True)
    assert "preferred by A. Reader: a slip in the year" in page
