from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from build import claim
from conftest import TOKEN
from desks import TODAY, desk
from recog.domain.status import Certainty
from recog.service.operations import OPERATIONS
from recog.settings import read_settings
from recog.web import create_app

API = "/api/v1"
EMIRATE = "government/islamic-emirate-of-afghanistan"

#: A question for every operation, with answers in our own facts.
QUESTIONS = {
    "entities": "q=taliban",
    "resolve": "q=Russia&on=1950-01-01",
    "events": "kind=recognition&target=kosovo",
    "status": f"track=government-recognition&target={EMIRATE}",
    "diff": "from=2025-01-01&to=2025-12-31",
    "timeline": "entity=kosovo",
    "network": "track=state-recognition&on=2010-01-01",
    "why": "actor=russia&target=taliban&track=listing&on=2025-05-01",
    "matrix": "track=state-recognition&targets=kosovo;abkhazia&on=2010-01-01",
    "releases": "limit=5",
    "judgements": "entity=kosovo",
    "quality": "entity=kosovo",
    "ask": "q=Who+recognised+Kosovo+in+2008",
}

every_operation = pytest.mark.parametrize("name", OPERATIONS)


def got(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(f"{API}/{address}")
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def test_every_operation_has_a_question_here() -> None:
    assert set(QUESTIONS) == set(OPERATIONS)


@every_operation
def test_an_answer_has_rows_and_says_what_it_rests_on(
    client: FlaskClient, name: str
) -> None:
    body = got(client, f"{name}?{QUESTIONS[name]}")
    assert set(body) >= {
        "rows",
        "question",
        "version",
        "releases",
        "permalink",
        "next",
    }
    assert body["rows"] or name == "judgements"  # our own facts hold none
    assert body["version"] == "000002"


@every_operation
def test_a_permalink_gives_the_same_answer(client: FlaskClient, name: str) -> None:
    body = got(client, f"{name}?{QUESTIONS[name]}")
    again = client.get(body["permalink"]).get_json()
    assert again["rows"] == body["rows"]
    assert again["permalink"] == body["permalink"]


@every_operation
def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, name: str) -> None:
    address = f"{API}/{name}?{QUESTIONS[name]}"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["ETag"].startswith('"000002')


@every_operation
def test_every_parameter_of_an_operation_is_read(
    client: FlaskClient, name: str
) -> None:
    body = got(client, f"{name}?nonsense=1", 400)
    assert "unknown parameter 'nonsense'" in body["detail"]
    twice = got(client, f"{name}?version=000002&version=000001", 400)
    assert "twice" in twice["detail"]


def test_the_recognitions_of_the_taliban_government_have_their_days(
    client: FlaskClient,
) -> None:
    address = f"status?track=government-recognition&target={EMIRATE}&on="
    now = got(client, f"{address}2025-11-01")
    assert [row["actor"]["label"] for row in now["rows"]] == ["Russia"]
    assert now["rows"][0]["certainty"] == "certain"
    since = now["rows"][0]["since"]
    assert "2025-06-30" <= since["earliest"] <= since["latest"] <= "2025-07-03"
    then = got(client, f"{address}1999-01-01")
    assert [row["actor"]["label"] for row in then["rows"]] == [
        "Pakistan",
        "Saudi Arabia",
        "United Arab Emirates",
    ]


def test_names_codes_and_ids_ask_the_same(client: FlaskClient) -> None:
    address = "status?track=listing&target=organization/taliban&on=2025-04-10&actor="
    rows = [
        got(client, f"{address}{actor}")["rows"]
        for actor in ("state/russia", "iso:RU", "RUSSIA", "wikidata:Q159")
    ]
    assert all(each == rows[0] for each in rows)
    assert [row["certainty"] for row in rows[0]] == ["possible"]


def test_a_status_without_a_day_is_of_today(client: FlaskClient) -> None:
    response = client.get(f"{API}/status?track=rule&actor=afghanistan")
    assert response.get_json()["question"]["on"] == TODAY.isoformat()
    assert TODAY.isoformat() in response.headers["ETag"]


def test_every_certainty_is_one_of_the_five_words(client: FlaskClient) -> None:
    rows = got(client, "status?limit=1000")["rows"]
    assert {row["certainty"] for row in rows} <= {str(each) for each in Certainty}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("status?track=recog", 400, "unknown track 'recog'; known: government-"),
        ("status?on=2025-02-30", 400, "2025-02-30"),
        ("status?on=2025-02", 400, "not one day: '2025-02'"),
        ("status?actor=Atlantis", 400, "'Atlantis'"),
        ("status?as_known=yesterday", 400, "not a moment: 'yesterday'"),
        ("status?version=999999", 404, "no version"),
        (f"status?version={'9' * 300}", 404, "no version"),
        ("status?version=٠٠٠٠٠١", 404, "no version"),
        ("status?implied=perhaps", 400, "implied is 'perhaps'; right would be true"),
        ("status?limit=0", 400, "limit is '0'; right would be 1 to 1000"),
        ("status?cursor=x", 400, "not a cursor: 'x'"),
        ("status?version=000099", 404, "no version '000099'"),
        ("events?kind=recog", 400, "unknown kind 'recog'"),
        ("diff?from=2025-01-01", 400, "to is missing"),
        ("diff", 400, "two times are needed"),
        (
            "diff?from=2025&to=2025&known_from=2025-01-01",
            400,
            "given: from, to",
        ),
        ("diff?version_from=000099", 404, "no version '000099'"),
        ("diff?from=2025-01-01&to=2024-01-01", 400, "the earlier day comes first"),
        ("timeline", 400, "a timeline needs a party"),
        ("quality?check=nix", 400, "unknown check 'nix'; known: contradiction"),
        ("quality?width=0", 400, "width is '0'; right would be 1 to 36500"),
        ("quality?cursor=WyJ4IiwieSJd", 400, "not a cursor of this list"),
        ("timeline?entity=kosovo&format=pdf", 400, "unknown format 'pdf'"),
        ("ask", 400, "q is missing"),
        ("entities/state/atlantis", 404, "no entity has the id 'state/atlantis'"),
        ("nothing", 404, ""),
    ],
)
def test_a_wrong_question_is_told_what_is_right(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    response = client.get(f"{API}/{address}")
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert set(response.get_json()) >= {"type", "title", "status", "detail"}
    assert words in response.get_json()["detail"]


def test_an_ambiguous_name_gets_its_candidates(client: FlaskClient) -> None:
    body = got(client, "status?actor=congo", 409)
    assert body["candidates"] == ["state/congo-brazzaville", "state/congo-kinshasa"]


def test_long_lists_come_in_pages(client: FlaskClient) -> None:
    address = "events?target=kosovo&limit=40"
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        body = got(client, f"{address}&cursor={cursor}")
        seen += [row["id"] for row in body["rows"]]
        cursor = body["next"]
    whole = got(client, "events?target=kosovo&limit=1000")["rows"]
    assert seen == [row["id"] for row in whole]
    assert len(seen) > 80


def test_an_entity_is_described_with_its_counts(client: FlaskClient) -> None:
    (row,) = got(client, "entities/state/afghanistan")["rows"]
    assert row["label"] == "Afghanistan"
    assert "iso:AF" in row["codes"]
    assert {"id": EMIRATE, "label": "Islamic Emirate of Afghanistan"} in row[
        "governments"
    ]
    assert row["counts"]["events"] > 0


@pytest.mark.parametrize(
    ("address", "media_type", "name"),
    [
        ("timeline?entity=kosovo&format=csv", "text/csv", "recog-timeline-kosovo.csv"),
        (
            "timeline?entity=kosovo&format=ics",
            "text/calendar",
            "recog-timeline-kosovo.ics",
        ),
        (
            "timeline?entity=kosovo&format=ttl",
            "text/turtle",
            "recog-timeline-kosovo.ttl",
        ),
        ("network?around=russia&format=html", "text/html", "recog-network-russia.html"),
        (
            "quality?check=denial&format=csv",
            "text/csv",
            "recog-quality-denial.csv",
        ),
        (
            "diff?from=2025-01-01&to=2025-12-31&target=kosovo&format=csv",
            "text/csv",
            "recog-diff-kosovo.csv",
        ),
        ("diff?version_from=000001&format=md", "text/markdown", "recog-diff.md"),
    ],
)
def test_an_export_is_a_file_to_be_saved(
    client: FlaskClient, address: str, media_type: str, name: str
) -> None:
    response = client.get(f"{API}/{address}")
    assert response.status_code == 200
    assert response.mimetype == media_type
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"


def test_an_export_is_whole(client: FlaskClient) -> None:
    page = got(client, "timeline?entity=kosovo&limit=3")
    assert len(page["rows"]) == 3
    file = client.get(f"{API}/timeline?entity=kosovo&limit=3&format=csv")
    assert file.get_data(as_text=True).count("event/") > 100


def test_every_answer_carries_the_headers_of_safety(client: FlaskClient) -> None:
    for address in ("/", f"{API}/status?track=nix", "/healthz", "/nowhere"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "'unsafe-" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Referrer-Policy" in headers


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("q=Russia&on=1950-01-01", [("state/soviet-union", True)]),
        ("q=Russia", [("state/russia", True)]),
        (
            "q=Congo",
            [("state/congo-brazzaville", False), ("state/congo-kinshasa", False)],
        ),
        ("q=Bhutann", [("state/bhutan", False)]),
        ("q=Atlantis", []),
    ],
)
def test_a_name_is_resolved_or_its_candidates_are_told(
    client: FlaskClient, query: str, rows: list[tuple[str, bool]]
) -> None:
    body = got(client, f"resolve?{query}")
    found = [(row["id"], row["meant"]) for row in body["rows"]]
    assert found[:2] == rows
    assert bool(body["told"]) is not any(meant for _, meant in found)


def test_the_description_names_every_operation_and_parameter(
    client: FlaskClient,
) -> None:
    paths = got(client, "openapi.json")["paths"]
    for operation in OPERATIONS.values():
        told = paths[f"{API}/{operation.name}"]["get"]
        assert [each["name"] for each in told["parameters"]] == list(operation.accepted)
        assert told["summary"] == operation.help


CLAIM = {
    "kind": "recognition",
    "actor": "Serbia",
    "target": "Kosovo",
    "date": "2008-02-18",
    "date_text": "on 18 February",
    "release": "release/test",
    "locator": "page 1",
}


def posted(
    tmp_path: Path, body: object, token: str | None = TOKEN, set_token: str = TOKEN
) -> tuple[int, Any, int]:
    """Post claims to a small store; return status, body and how many claims stand."""
    settings = read_settings({"RECOG_TOKEN": set_token})
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    serbia = claim(by="state/serbia", of="state/kosovo", on="2030")
    with desk(tmp_path, serbia) as bench:
        client = create_app(settings, bench).test_client()
        response = client.post(f"{API}/claims", json=body, headers=headers)
        standing = len(list(bench.view().snapshot.all_claims()))
    return response.status_code, response.get_json(), standing


def test_claims_are_recorded_and_answered_at_once(tmp_path: Path) -> None:
    status, body, standing = posted(tmp_path, [CLAIM, {**CLAIM, "locator": "page 2"}])
    assert (status, standing) == (201, 3), body
    assert body["version"] == "000003"
    assert len(set(body["claims"])) == 2


@pytest.mark.parametrize(
    ("token", "set_token", "words"),
    [
        (None, TOKEN, "to write needs the header"),
        ("wrong", TOKEN, "to write needs the header"),
        (TOKEN, "", "nobody may write here"),
        ("", "", "nobody may write here"),
    ],
)
def test_nothing_is_recorded_without_the_token(
    tmp_path: Path, token: str | None, set_token: str, words: str
) -> None:
    status, body, standing = posted(tmp_path, [CLAIM], token, set_token)
    assert (status, standing) == (401 if set_token else 403, 1)
    assert words in body["detail"]


def test_every_fault_is_named_and_nothing_lands(tmp_path: Path) -> None:
    wrong = [
        CLAIM,
        {**CLAIM, "kind": "recog", "date": "2008-02-30", "colour": "red"},
        {"kind": "recognition"},
        "text",
    ]
    rows = [each for each in wrong if isinstance(each, dict)]
    status, body, standing = posted(tmp_path, rows)
    assert (status, standing) == (422, 1)
    told = [(fault["line"], fault["message"]) for fault in body["faults"]]
    assert any(line == 2 and "2008-02-30" in message for line, message in told)
    assert any(line == 2 and "'colour'" in message for line, message in told)
    assert (3, "release is missing") in told


def test_a_body_that_is_no_list_of_claims_is_refused(tmp_path: Path) -> None:
    assert posted(tmp_path, [])[0] == 422
    assert posted(tmp_path, "text")[0] == 422


def test_every_error_has_a_body_that_is_json(client: FlaskClient) -> None:
    response = client.post(f"{API}/status")
    assert response.status_code == 405
    assert json.loads(response.data)["status"] == 405
