"""What changed, as a page shows it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from recog.domain.difference import Change
from recog.service.workbench import Workbench
from recog.web.changes import CHANGES
from recog.web.compare_form import read_form

YEAR = "/compare?from=2024-12-31&to=2025-12-31"


def links(text: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]+)"', text)]


def heads(text: str) -> list[str]:
    return re.findall(r"<summary>([A-Z][a-z ]+?) <span", text)


def test_every_change_has_words() -> None:
    assert set(CHANGES) == set(map(str, Change))


def test_a_year_is_counted_and_grouped(client: FlaskClient) -> None:
    text = client.get(YEAR).text
    assert "What changed between 31 December 2024 and 31 December 2025" in text
    assert heads(text) == ["Gained", "Became contradicted", "Became certain"]
    assert '<p class="made-by">recognition, 3 July 2025</p>' in text
    counts = client.get("/api/v1" + YEAR.replace("/compare", "/diff")).get_json()
    for track, numbers in counts["counts"]["by_track"].items():
        for name, number in numbers.items():
            found = [
                href
                for href in links(text)
                if href.startswith("/compare")
                and parse_qs(urlsplit(href).query).get("change") == [name]
                and parse_qs(urlsplit(href).query).get("track") == [track]
            ]
            assert len(found) == 1
            only = client.get(found[0]).text
            assert heads(only) == [CHANGES[name].name.capitalize()]
            assert only.count('<th scope="row"><a href="/entity/') == number


def test_what_is_too_much_for_one_page_is_a_link_away(client: FlaskClient) -> None:
    address = "/compare?from=1949-12-31&to=2025-12-31&track=state-recognition"
    text = client.get(address).text
    assert "40 of " in text
    (whole,) = {href for href in links(text) if href.endswith("change=gained")}
    seen: list[str] = []
    following: list[str] = [whole]
    while following:
        page = client.get(following[0]).text
        rows = re.findall(r'<th scope="row"><a href="(/entity/[^"]+)"', page)
        seen += rows
        following = [href for href in links(page) if "cursor=" in href][:1]
    count = int(re.search(r"Gained <span class=\"quiet\">(\d+)", text)[1])  # type: ignore[index]
    assert len(seen) == count > 200


def test_the_permanent_link_shows_the_same(client: FlaskClient) -> None:
    for address in (
        YEAR,
        "/compare?by=days&from=2025-07-01",
        "/compare?known_from=2020-01-01&track=rule",
        "/compare?version_from=000001&track=listing",
    ):
        text = client.get(address).text
        (lasting,) = re.findall(r'<a href="([^"]+)">Permanent link', text)
        assert "version=000002" in lasting
        again = client.get(unescape(lasting)).text
        assert heads(again) == heads(text)
        (api,) = re.findall(r'<a href="([^"]+)">The same from the API', text)
        assert client.get(unescape(api)).get_json()["rows"]


def test_downloads_are_of_the_whole_difference(client: FlaskClient) -> None:
    text = client.get(YEAR).text
    files = [href for href in links(text) if "format=" in href]
    assert [re.search("format=([a-z]+)", each)[1] for each in files] == ["csv", "md"]  # type: ignore[index]
    for each in files:
        answer = client.get(each)
        assert answer.status_code == 200
        assert "Russia" in answer.text


def test_claims_that_came_stand_under_their_word(client: FlaskClient) -> None:
    text = client.get("/compare?version_from=000001&on=2025-11-01&track=listing").text
    assert '<span class="fate">New:</span>' in text
    assert "versions 000001 and 000002" in text
    assert '<option value="000001" selected>' in text


@pytest.mark.parametrize(
    ("given", "by", "told"),
    [
        ({}, "days", {}),
        ({"by": "versions"}, "versions", {}),
        (
            {"from": "2025-01-01"},
            "days",
            {"from": "2025-01-01", "to": "2026-11-23"},
        ),
        (
            {"by": "known", "known_from": "2020-01-01", "from": "2025-01-01", "on": ""},
            "known",
            {"known_from": "2020-01-01"},
        ),
        (
            {"by": "days", "from": "2024", "to": "2025", "on": "2025", "track": "rule"},
            "days",
            {"from": "2024", "to": "2025", "track": "rule"},
        ),
        (
            {"version_from": "000001", "on": "2025-01-01"},
            "versions",
            {"version_from": "000001", "on": "2025-01-01"},
        ),
    ],
)
def test_a_form_sends_every_box_and_one_way_counts(
    bench: Workbench, given: dict[str, str], by: str, told: dict[str, str]
) -> None:
    assert read_form(bench.view(), given) == (by, told)


def test_other_pages_lead_to_what_changed(client: FlaskClient) -> None:
    home = client.get("/?on=2025-12-31").text
    assert "/compare?from=2024-12-31&to=2025-12-31" in links(home)
    asked = client.get("/ask?q=What+changed+between+2025-01-01+and+2025-12-31%3F").text
    assert "/compare?from=2025-01-01&to=2025-12-31" in links(asked)
