"""What recog promises, on the pages of five real cases.

Each case is asked eight things: what contradicts, how events order each other, who
looked, what is implied, what was known before anything was recorded, what changed,
whether an answer can be cited and replayed, and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

PRC = "government/peoples-republic-of-china"
US = "state/united-states"
NOTHING_KNOWN = "2026-01-01"  # before anything of our own data was recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two parties on a track, a day, and what the pages say of them."""

    actor: str
    target: str
    track: str
    on: str
    contradiction: str = ""  # on the page of the two; empty: there is none
    order: str = ""
    looked: tuple[str, str, str]  # another actor on the day: its mark and its words
    implied: str
    since: str  # a day before
    change: str  # its name, and what it was
    why: tuple[str, ...]

    @property
    def pair(self) -> dict[str, str]:
        return {"actor": self.actor, "target": self.target, "track": self.track}

    def relation(self, **more: str) -> str:
        query = urlencode({"on": self.on, **more})
        return f"/relation/{self.actor}/{self.target}?{query}"


CASES = {
    "Kerr in Nicaragua": Case(
        actor=US,
        target="state/nicaragua",
        track="head-of-mission",
        on="1851-12-01",
        contradiction="in office, if this is right: credentials presented on 18 "
        "February 1851 (A Guide to the United States' History of Recognition",
        order="it cannot come before appointment on 12 March 1851 per “Principal "
        "Officers and Chiefs of Mission”",
        looked=("state/france", "·", "nobody looked"),
        implied="Relations imply recognition.",
        since="1851-02-17",
        change="Became contradicted",
        why=("order of a term", "contradiction", "opening", "closing"),
    ),
    "the Taliban on Russia's list": Case(
        actor="state/russia",
        target="organization/taliban",
        track="listing",
        on="2025-05-01",
        contradiction="nothing holds, if this is right: delisted in April 2025",
        looked=("state/france", "·", "nobody looked"),
        implied="Nothing more is implied on this day.",
        since="2025-03-31",
        change="Became contradicted",
        why=("joined by hand", "agreement", "contradiction", "suspension"),
    ),
    "Kosovo's withdrawals": Case(
        actor="state/liberia",
        target="state/kosovo",
        track="state-recognition",
        on="2019-01-01",
        contradiction="recognised, if this is right: no recognition withdrawn in",
        looked=("state/serbia", "×", "no"),
        implied="Relations imply recognition.",
        since="2018-01-01",
        change="Became contradicted",
        why=("agreement", "denial", "opening", "closing"),
    ),
    "two governments of China": Case(
        actor=US,
        target=PRC,
        track="government-recognition",
        on="1979-01-01",
        looked=(US, "●", "certain"),
        implied="Relations imply recognition.",
        since="1978-12-31",
        change="Gained",
        why=("opening",),
    ),
    "two Montenegros": Case(
        actor=US,
        target="state/kingdom-of-montenegro",
        track="state-recognition",
        on="1921-01-22",
        looked=("state/france", "·", "nobody looked"),
        implied="Nothing more is implied on this day.",
        since="1920-12-29",
        change="Lost",
        why=("opening", "closing"),
    ),
}

every_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


def shown(client: FlaskClient, address: str) -> str:
    """Return the words of a page, without its tags."""
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200, address
    plain = re.sub(r"<(?!/?(?:p|li|h\d|td|th|tr|div)\b)[^>]+>", "", response.text)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split())


@every_case
def test_what_contradicts_is_shown_with_what_it_leads_to(
    client: FlaskClient, case: Case
) -> None:
    page = shown(client, case.relation())
    assert case.contradiction in page
    assert bool(case.contradiction) == ("if this is right" in page)


@every_case
def test_the_order_of_events_is_shown(client: FlaskClient, case: Case) -> None:
    assert case.order in shown(client, case.relation())


@every_case
def test_who_looked_is_told_from_who_did_not(client: FlaskClient, case: Case) -> None:
    other, mark, words = case.looked
    asked = {
        "track": case.track,
        "actors": other,
        "targets": case.target,
        "on": case.on,
    }
    text = client.get(f"/matrix?{urlencode(asked)}").text
    (cell,) = re.findall(
        r'<td class="\w+"><a href="/relation[^"]+" title="([^"]+)">(.)', text
    )
    assert cell[1] == mark
    assert words in unescape(cell[0])


@every_case
def test_what_is_implied_names_its_rule(client: FlaskClient, case: Case) -> None:
    assert case.implied in shown(client, case.relation(implied="true"))


@every_case
def test_before_it_was_recorded_nothing_was_known(
    client: FlaskClient, case: Case
) -> None:
    asked = urlencode({**case.pair, "on": case.on, "as_known": NOTHING_KNOWN})
    page = shown(client, f"/why?{asked}")
    assert "This page shows what was known at" in page
    assert "No claim is recorded about this." in page


@every_case
def test_what_changed_has_its_name(client: FlaskClient, case: Case) -> None:
    asked = urlencode({"from": case.since, "to": case.on, **case.pair})
    page = shown(client, f"/compare?{asked}")
    assert re.search(rf"\b{case.change} \d+ ·", page)


@every_case
def test_an_answer_can_be_cited_and_replayed(client: FlaskClient, case: Case) -> None:
    asked = urlencode({**case.pair, "on": case.on})
    page = shown(client, f"/cite/status?{asked}")
    assert "holds" in page
    assert "the same today" in page


@every_case
def test_every_step_of_the_way_is_told(client: FlaskClient, case: Case) -> None:
    page = shown(client, f"/why?{urlencode({**case.pair, 'on': case.on})}")
    for rule in case.why:
        assert re.search(rf"\b{rule}\b(?: \(\d+ claims\))?:", page), rule
