"""Every state of today has a tile, and each tile has the answer of the matrix."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from build import claim, day, entity
from desks import desk
from recog.domain.claims import Stance
from recog.service.matrix import matrix
from recog.service.questions import Question, read_question
from recog.service.workbench import Workbench
from recog.settings import read_settings
from recog.web import create_app
from recog.web.map_days import map_days
from recog.web.maps import PARAMETERS, read_asked
from recog.web.situations import situation
from recog.web.tiles import COLUMNS, ROWS, TILES, UNCODED, placed

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script>\'"&'
STATES = {
    "AL": "albania",
    "CY": "cyprus",
    "XK": "kosovo",
    "RS": "serbia",
    "GR": "greece",
    "CN": "china",
}


def test_every_state_of_today_that_has_a_code_has_a_tile(bench: Workbench) -> None:
    entities = bench.view().snapshot.entities.values()
    wanted = {
        each.id
        for each in entities
        if each.type == "state"
        and each.ended is None
        and "not a state" not in each.note  # a dependency, listed with the states
        and any(re.fullmatch(r"iso:[A-Z]{2}", code) for code in each.codes)
    }
    tiles = placed(entities)
    assert len(wanted) > 190
    assert wanted <= set(tiles)
    assert set(tiles) - wanted == {*UNCODED.values(), "government/republic-of-china"}
    assert [each.code for each in tiles.values()] == [each.code for each in TILES]


def test_no_two_tiles_share_a_code_or_a_place() -> None:
    assert len({tile.code for tile in TILES}) == len(TILES)
    assert len({(tile.column, tile.row) for tile in TILES}) == len(TILES)
    assert (COLUMNS, ROWS) == (32, 18)


@pytest.mark.parametrize(
    ("west", "east"), [("PT", "ES"), ("US", "IE"), ("EG", "SA"), ("CN", "JP")]
)
def test_a_tile_stands_west_of_what_lies_east(west: str, east: str) -> None:
    at = {tile.code: tile for tile in TILES}
    assert at[west].column < at[east].column


@pytest.mark.parametrize(
    ("north", "south"), [("CA", "US"), ("DZ", "ML"), ("ZW", "ZA"), ("AU", "NZ")]
)
def test_a_tile_stands_north_of_what_lies_south(north: str, south: str) -> None:
    at = {tile.code: tile for tile in TILES}
    assert at[north].row < at[south].row


def test_each_of_the_five_answers_has_its_look_and_mark(tmp_path: Path) -> None:
    states = [
        entity(f"state/{slug}", codes=(f"iso:{code}",)) for code, slug in STATES.items()
    ]
    claims = [
        claim(by="state/albania", on="2008-02-18"),
        claim(by="state/greece", on="2010"),
        claim(by="state/cyprus", on="2009", id="claim/yes"),
        claim(by="state/cyprus", on="2009", id="claim/no", stance=Stance.DENIES),
        claim("recognition-refused", by="state/serbia", on="2008-02-18"),
        claim(by="state/yugoslavia", on="2008-02-18"),
    ]
    with desk(tmp_path, *claims, entities=states) as bench:
        shown = situation(
            bench.view(),
            Question(
                track="state-recognition",
                target="state/kosovo",
                on=day("2010-06-01"),
            ),
        )
    looks = {
        each.tile.code: (each.cell.look, each.cell.mark)
        for each in shown.places
        if each.tile
    }
    assert looks == {
        "AL": ("certain", "●"),
        "XK": ("own", "★"),
        "RS": ("none", "×"),
        "GR": ("possible", "◐"),
        "CY": ("contradicted", "≠"),
        "CN": ("unknown", "·"),
    }
    assert [each.party for each in shown.others] == ["state/yugoslavia"]
    assert shown.counts == (
        "1 certain, 1 possible, 1 contradicted, 1 not so, 1 where nobody looked"
    )


def test_our_own_data_show_who_recognised_kosovo_in_2010(client: FlaskClient) -> None:
    text = client.get("/map?target=Kosovo&on=2010-01-01").text
    for words in (
        "Germany: recognised, certain",
        "Serbia: not so: an event says so",
        "China: nobody looked",
        "Republic of China (Taiwan): recognised, certain",
        "Kosovo: the party looked at",
    ):
        assert f'aria-label="{words}"' in text
    assert 'href="/relation/state/germany/state/kosovo?on=2010-01-01"' in text
    assert "/api/v1/matrix?track=state-recognition&amp;targets=state/kosovo" in text
    assert "/cite/matrix?track=state-recognition&amp;targets=state/kosovo" in text
    assert (
        'href="/map?track=state-recognition&amp;target=state/kosovo&amp;on=2009-01-01"'
        in text
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"target": "state/kosovo", "on": "2010-01-01"},
        {"target": "state/palestine", "on": "2010-01-01", "implied": "true"},
        {"actor": "state/russia", "on": "2009-01-01"},
        {"actor": "state/china", "on": "1975-01-01", "track": "relations"},
    ],
)
def test_each_tile_has_the_answer_of_the_matrix(
    bench: Workbench, asked: dict[str, str]
) -> None:
    view = bench.view()
    question = read_question(view, read_asked(asked), allowed=PARAMETERS)
    shown = situation(view, question)
    party = shown.party
    pairs = {
        place.party: (place.party, party) if question.target else (party, place.party)
        for place in shown.places
        if place.party != party
    }
    for place in (each for each in shown.places if each.party != party):
        actor, target = pairs[place.party]
        found = matrix(
            view,
            replace(question, actor="", target="", actors=(actor,), targets=(target,)),
        )
        cell = found.rows[0]["cells"][0]
        told = place.certainty, "implied" in place.cell.look
        assert told == (cell["certainty"], cell["implied"]), place.party


def test_a_former_state_that_holds_something_is_listed_beside_the_map(
    client: FlaskClient,
) -> None:
    address = "/map?track=state-recognition&target=Palestine&on=1989-06-01"
    text = client.get(address).text
    beside = text.partition("Not on the map")[2].partition("The same as a table")[0]
    assert "Czechoslovakia: recognised, certain" in beside


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("actor=Russia&target=Kosovo", "a map looks at one party"),
        ("party=Kosovo&way=up", "unknown way"),
        ("party=Atlantis", "Atlantis"),
        ("on=yesterday", "yesterday"),
        ("colour=red", "unknown parameter"),
    ],
)
def test_what_cannot_be_read_is_said(
    client: FlaskClient, query: str, words: str
) -> None:
    for path in ("/map", "/map.svg"):
        response = client.get(f"{path}?{query}")
        assert response.status_code in (400, 404)
        assert words in response.text


def test_the_file_stands_alone_with_day_legend_and_source(client: FlaskClient) -> None:
    response = client.get("/map.svg?target=Kosovo&on=2010-01-01")
    assert response.mimetype == "image/svg+xml"
    name = "recog-map-state-recognition-kosovo-2010-01-01.svg"
    assert name in response.headers["Content-Disposition"]
    root = ElementTree.fromstring(response.text)  # noqa: S314 - ours
    texts = [each.text or "" for each in root.iter(f"{SVG}text")]
    assert "Recognition of states: everyone towards Kosovo" in texts
    assert "nobody looked" in texts
    assert any(text.startswith("On 1 January 2010: ") for text in texts)
    assert texts[-1].startswith("http://localhost/map?track=state-recognition&target=")
    assert "version=" in texts[-1]
    hrefs = [each.attrib["href"] for each in root.iter(f"{SVG}a")]
    assert len(hrefs) == len(TILES)
    assert all(href.startswith("http://localhost/") for href in hrefs)
    assert not list(root.iter(f"{SVG}script"))


def test_names_from_data_are_shown_as_text(tmp_path: Path) -> None:
    named = entity("state/serbia", HOSTILE, codes=("iso:RS",))
    claims = [claim(by="state/serbia"), claim(by="state/yugoslavia")]
    other = entity("state/yugoslavia", HOSTILE)
    with desk(tmp_path, *claims, entities=[named, other]) as bench:
        app = create_app(read_settings({"RECOG_HOME": str(tmp_path)}), bench)
        page = app.test_client().get("/map").text
        file = app.test_client().get("/map.svg").text
    for text in (page, file):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text
    ElementTree.fromstring(file)  # noqa: S314 - ours


def test_a_leap_day_has_a_year_before_and_after(client: FlaskClient) -> None:
    text = client.get("/map?on=2012-02-29").text
    assert "on=2011-02-28" in text
    assert "on=2013-02-28" in text


DAYS = (
    "1500-01-01",
    "1988-11-15",
    "1989-06-01",
    "2008-02-17",
    "2010-01-01",
    "2026-01-01",
)
ASKED = (
    {"target": "state/kosovo"},
    {"target": "state/palestine"},
    {"target": "state/palestine", "implied": "true"},
    {"actor": "state/russia", "implied": "true"},
    {"actor": "state/china", "track": "relations"},
    {"actor": "state/china", "track": "relations", "implied": "true"},
    {"target": "government/islamic-emirate-of-afghanistan", "implied": "true"}
    | {"track": "government-recognition"},
    {"target": "state/kosovo", "as_known": "2000-01-01T00:00"},
    {"target": "state/kosovo", "as_known": "2100-01-01T00:00", "implied": "true"},
)


@pytest.mark.parametrize("asked", ASKED)
def test_the_slider_shows_what_the_page_of_each_day_shows(
    bench: Workbench, asked: dict[str, str]
) -> None:
    now = bench.view()
    question = read_question(now, read_asked(asked), allowed=PARAMETERS)
    view = now.known(question.as_known)
    sent = map_days(view, question)
    changed = {day for each in sent["parties"] for day, _ in each["changes"]}
    for text in sorted({*DAYS, *sorted(changed - {"0001-01-01"})[::9]}):
        shown = situation(view, replace(question, on=day(text)))
        told = {
            each.party: (each.cell.look, each.cell.mark, each.said)
            for each in (*shown.places, *shown.others)
            if each.party != shown.party
        }
        found = {each["id"]: _on(sent, each, text) for each in sent["parties"]}
        tiles = {each.party for each in shown.places}
        kept = {
            party: look[:3]
            for party, look in found.items()
            if party in tiles or look[3]
        }
        assert kept == told, text


def _on(sent: dict[str, Any], party: dict[str, Any], text: str) -> tuple[Any, ...]:
    at = [look for day, look in party["changes"] if day <= text][-1]
    return tuple(sent["looks"][at])


def test_the_data_of_the_slider_are_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/map/data.json")
    again = client.get(
        "/map/data.json", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)


def test_the_state_of_a_government_without_a_tile_stands_out(
    client: FlaskClient,
) -> None:
    emirate = "/map?track=government-recognition&target=Islamic+Emirate+of+Afghanistan"
    text = client.get(f"{emirate}&on=2026-01-01").text
    assert 'class="tile unknown home" href="/relation/state/afghanistan/' in text
    assert "Afghanistan, the state of Islamic Emirate of Afghanistan" in text
    assert " home" not in client.get("/map?target=Kosovo").text.partition("<svg")[2]


def test_a_map_of_what_was_known_says_so(client: FlaskClient) -> None:
    text = client.get("/map?on=2010-01-01&as_known=2100-01-01T00:00").text
    assert "On 1 January 2010, as known at 1 January 2100, " in text
    (days,) = re.findall(r'data-days="([^"]*)"', text)
    assert "as_known=2100-01-01" in days
    assert client.get(unescape(days)).status_code == 200


@pytest.mark.parametrize(
    ("party", "track"),
    [
        ("state/kosovo", "state-recognition"),
        ("government/islamic-emirate-of-afghanistan", "government-recognition"),
    ],
)
def test_a_dossier_leads_to_the_map(
    client: FlaskClient, party: str, track: str
) -> None:
    text = client.get(f"/entity/{party}?on=2025-09-01").text
    address = f"/map?track={track}&amp;target={party}&amp;on=2025-09-01"
    assert f'href="{address}"' in text
    assert client.get(address.replace("&amp;", "&")).status_code == 200
