"""Pages of another version, and of what was known at a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from build import MOMENT, claim
from desks import desk
from recog.settings import read_settings
from recog.store.embedded import Change
from recog.web import create_app

LATER = MOMENT + timedelta(days=1)
BEFORE = "2026-11-23T12:00:00Z"
PAIR = "/relation/state/france/state/kosovo"
PAGES = (
    "/",
    "/entity/state/kosovo",
    PAIR,
    "/why?actor=state/france&target=state/kosovo",
    "/graph?track=state-recognition",
    "/matrix?track=state-recognition",
    "/map?target=state/kosovo",
    "/timeline?entity=state/kosovo",
    "/ask?q=Who+recognises+Kosovo",
    "/sources",
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """Give pages over a store in which a withdrawal was recorded a day later."""
    with desk(tmp_path, claim()) as bench:
        bench.store.commit(
            Change(claims=[claim("recognition-withdrawn", on="2020-05-05")]),
            author="test",
            message="a withdrawal",
            at=LATER,
        )
        yield create_app(read_settings({}), bench).test_client()


def then(page: str, name: str, text: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{name}={text}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_of_when_it_is_and_leads_to_the_present(
    client: FlaskClient, page: str
) -> None:
    of_then = client.get(then(page, "as_known", BEFORE))
    assert of_then.status_code == 200
    assert "This page shows what was known at 23 November 2026" in of_then.text
    assert f'href="{page.replace("&", "&amp;")}' in of_then.text
    of_version = client.get(then(page, "version", "000002"))
    assert "This page shows version 000002" in of_version.text
    assert "This page shows" not in client.get(page).text


def test_a_page_shows_what_was_known_then(client: FlaskClient) -> None:
    assert "recognition withdrawn" in client.get(PAIR).text
    for name, text in (("as_known", BEFORE), ("version", "000002")):
        page = client.get(then(PAIR, name, text)).text
        assert "recognition withdrawn" not in page
        assert '<span class="badge certain">certain</span> recognised' in page
        assert f'<input type="hidden" name="{name}" value="{text}">' in page


def test_a_question_in_english_is_answered_as_it_was_known(
    client: FlaskClient,
) -> None:
    asked = "/api/v1/ask?q=Did+France+recognise+Kosovo+on+1+January+2021"
    now, known = (
        client.get(address).get_json()
        for address in (asked, f"{asked}&as_known={BEFORE}")
    )
    assert now["sentence"].startswith("No, not on 1 January 2021")
    assert known["sentence"].startswith("Yes, certainly")
    assert now["sparql"] == known["sparql"]
    assert f"as_known={BEFORE}" in known["permalink"]


def test_who_was_known_is_asked_too(client: FlaskClient) -> None:
    early = "as_known=2020-01-01"
    assert client.get("/api/v1/entities?q=kosovo").get_json()["rows"]
    assert client.get(f"/api/v1/entities?q=kosovo&{early}").get_json()["rows"] == []
    assert client.get(f"/api/v1/releases?{early}").get_json()["rows"] == []
    assert client.get(f"/api/v1/entities/state/kosovo?{early}").status_code == 404


#: What is never of another time: files, the present, and what names its own times.
ALWAYS = (
    *("/static/", "/compare", "/query", "/quality"),
    *("/about", "/vocabulary", "/questions"),
    *("/cite/", "/receipt/", "/api/v1"),
)


def links(text: str) -> set[str]:
    found = re.findall(r'(class="present" )?href="(/[^"]*)"', text)
    return {unescape(address) for present, address in found if not present}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("name", "text"), [("as_known", BEFORE), ("version", "000002")]
)
def test_the_links_of_a_page_of_then_stay_there(
    client: FlaskClient, page: str, name: str, text: str
) -> None:
    found = links(client.get(then(page, name, text)).text)
    stay = [each for each in found if name in parse_qs(urlsplit(each).query)]
    assert len(stay) >= 7
    for address in found.difference(stay):
        assert address.startswith(ALWAYS), address
    for address in stay:
        assert parse_qs(urlsplit(address).query)[name] == [text]
        answer = client.get(address)
        assert answer.status_code in (200, 303), (address, answer.text)
    of_now = client.get(page).text
    assert "as_known" not in of_now
    assert "data-then" not in of_now


def test_graph_and_map_know_every_day_as_it_was_known(client: FlaskClient) -> None:
    edges, looks = [], []
    for when in ("", f"&as_known={BEFORE}", "&version=000002"):
        graph = client.get(f"/graph/data.json?track=state-recognition{when}")
        (edge,) = graph.get_json()["edges"]
        edges.append([each[:3] for each in edge["stretches"]])
        sent = client.get(f"/map/data.json?target=state/kosovo{when}").get_json()
        france = next(each for each in sent["parties"] if each["id"] == "state/france")
        looks.append([sent["looks"][look][0] for _, look in france["changes"]])
    assert edges[0] == [["2008-02-18", "2020-05-05", "certain"]]
    assert edges[1] == edges[2] == [["2008-02-18", "9999-12-31", "certain"]]
    assert looks == [["none", "certain", "none"], *[["none", "certain"]] * 2]


def test_the_graph_of_then_says_in_words_since_when(client: FlaskClient) -> None:
    now, known = (
        client.get(f"/graph?track=state-recognition&on=2019-01-01{when}").text
        for when in ("", f"&as_known={BEFORE}")
    )
    for page, ends in ((now, "5 May 2020"), (known, "it lasts")):
        assert '<td data-label="since">18 February 2008</td>' in page
        assert f'<td data-label="until">{ends}</td>' in page
