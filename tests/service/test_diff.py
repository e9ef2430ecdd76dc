from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim
from desks import desk
from recog.domain.claims import Rank
from recog.domain.judgements import Judgement
from recog.errors import NotFoundError, QuestionError
from recog.service.answers import Answer
from recog.service.diff import diff
from recog.service.operations import OPERATIONS
from recog.service.questions import read_question
from recog.service.workbench import View, Workbench
from recog.store.embedded import Change, Store

HELD = [{"value": "recognised", "certainty": "certain"}]
LATER = MOMENT + timedelta(days=1)
LAST = MOMENT + timedelta(days=2)
EMIRATE = "government/islamic-emirate-of-afghanistan"


def asked(view: View, **given: str) -> Answer:
    told = {name.rstrip("_"): text for name, text in given.items()}
    allowed = OPERATIONS["diff"].accepted
    return diff(view, read_question(view, told, allowed=allowed))


def told(answer: Answer) -> list[tuple[str, str, str]]:
    return [
        (row["change"], row["actor"]["id"], row["target"]["id"]) for row in answer.rows
    ]


def commit(store: Store, change: Change, *, later: bool = False) -> None:
    store.commit(change, author="t", message="m", at=LAST if later else LATER)


def test_a_difference_shows_both_days_and_the_events_between(tmp_path: Path) -> None:
    claims = (
        claim(on="2008-02-18"),
        claim("recognition-withdrawn", on="2018-05-05"),
        claim(by="state/ghana", on="2012-01-01"),
        claim(by="state/peru", on="2001-01-01", of="state/chile"),
    )
    with desk(tmp_path, *claims) as bench:
        answer = asked(bench.view(), from_="2010-01-01", to="2020-01-01")
    assert [
        (row["change"], row["actor"]["id"], row["before"], row["after"])
        for row in answer.rows
    ] == [
        ("lost", "state/france", HELD, []),
        ("gained", "state/ghana", [], HELD),
    ]
    assert [row["events"][0]["kind"] for row in answer.rows] == [
        "recognition-withdrawn",
        "recognition",
    ]
    assert [len(row["because"]) for row in answer.rows] == [1, 1]
    assert all(row["came"] == row["went"] == row["judged"] == [] for row in answer.rows)


def test_counts_are_of_the_whole_difference(bench: Workbench) -> None:
    view = bench.view()
    given = {"from_": "2007-12-31", "to": "2012-12-31", "entity": "Kosovo"}
    whole = asked(view, **given, limit="1000")
    seen: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = asked(view, **given, limit="37", cursor=cursor)
        assert page.more == whole.more
        seen += page.rows
        cursor = page.next
    assert seen == whole.rows
    counts = whole.more["counts"]
    assert counts["changes"] == len(seen) > 100
    assert counts["by_change"]["gained"] == sum(r["change"] == "gained" for r in seen)
    assert sum(n for row in counts["by_track"].values() for n in row.values()) == len(
        seen
    )


def test_changes_of_one_name_are_asked_for(bench: Workbench) -> None:
    view = bench.view()
    given = {"from_": "2017-12-31", "to": "2021-01-01", "entity": "Kosovo"}
    whole = asked(view, **given)
    lost = asked(view, **given, change="lost")
    assert lost.rows == [row for row in whole.rows if row["change"] == "lost"]
    assert lost.more == whole.more
    assert lost.rows


def test_a_moment_of_knowledge_can_be_asked_for_days(bench: Workbench) -> None:
    view = bench.view()
    given = {"from_": "2025-07-02", "to": "2025-07-03"}
    now = asked(view, **given)
    then = asked(view, **given, as_known=str(MOMENT.date()))
    assert then.rows == now.rows
    assert asked(view, **given, as_known="2020-01-01").rows == []


def test_knowledge_times_name_the_claims_that_came_and_went(tmp_path: Path) -> None:
    mistaken = claim(by="state/peru", on="2001-01-01")
    with desk(tmp_path, claim(on="2008"), mistaken) as bench:
        new = claim(by="state/ghana", on="2012-01-01")
        commit(bench.store, Change(claims=[new], retract=[mistaken.id]))
        view = bench.view()
        answer = asked(view, known_from=MOMENT.isoformat(), on="2020-01-01")
        same = asked(view, known_from=LATER.isoformat(), on="2020-01-01")
        back = asked(
            view,
            known_from="2020-01-01",
            known_to=MOMENT.isoformat(),
            on="2020-01-01",
        )
    assert told(answer) == [
        ("gained", "state/ghana", "state/kosovo"),
        ("lost", "state/peru", "state/kosovo"),
    ]
    came, went = answer.rows
    assert (came["came"], came["went"]) == ([new.id], [])
    assert (went["came"], went["went"]) == ([], [mistaken.id])
    assert [each["id"] for each in came["because"]] == [new.id]
    assert [each["id"] for each in went["because"]] == [mistaken.id]
    assert [event["kind"] for event in came["events"]] == ["recognition"]
    assert went["events"] == []
    assert same.rows == []
    assert told(back) == [
        ("gained", "state/france", "state/kosovo"),
        ("gained", "state/peru", "state/kosovo"),
    ]


def test_versions_name_the_claims_that_a_person_judged(tmp_path: Path) -> None:
    first = claim(on="2008-02-18")
    other = claim(on="2010-05-05", release="release/other")
    with desk(tmp_path, first, other) as bench:
        trusted = Judgement(
            id="judgement/one",
            claim=first.id,
            rank=Rank.PREFERRED,
            reason="the decree itself",
            author="a reader",
        )
        commit(bench.store, Change(judgements=[trusted]))
        view = bench.view()
        answer = asked(view, version_from="000002", on="2009-01-01")
        whole = asked(view, version_from="000001", version_to="000002", on="2009-01-01")
        same = asked(view, version_from="000003", on="2009-01-01")
        again = view.at_version("000002")
    assert told(answer) == [("became-certain", "state/france", "state/kosovo")]
    (row,) = answer.rows
    assert (row["judged"], row["came"], row["went"]) == ([first.id], [], [])
    assert [each["rank"] for each in row["because"]] == ["preferred"]
    assert [event["kind"] for event in row["events"]] == ["recognition"]
    assert answer.question["version_to"] == "000003"
    assert "version_from=000002&version_to=000003" in answer.permalink
    assert told(whole) == [("became-contradicted", "state/france", "state/kosovo")]
    assert sorted(whole.rows[0]["came"]) == sorted([first.id, other.id])
    assert same.rows == []
    assert again.version == "000002"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "given: none; e.g. from=2025-01-01"),
        ({"from_": "2025"}, "to is missing"),
        ({"to": "2025"}, "from is missing"),
        ({"known_to": "2025-01-01"}, "known_from is missing"),
        ({"version_to": "000001"}, "version_from is missing"),
        ({"from_": "2025", "known_from": "2025-01-01"}, "given: from, known_from"),
        ({"known_from": "2025-01-01", "version_to": "1"}, "given: known_from, version"),
        ({"from_": "2025", "to": "2026", "on": "2025-01-01"}, "on does not go with"),
        ({"version_from": "000001", "as_known": "2025-01-01"}, "as_known does not go"),
        (
            {"known_from": "2025-01-02", "known_to": "2025-01-01"},
            "the earlier moment comes first",
        ),
        (
            {"version_from": "000002", "version_to": "000001"},
            "the earlier version comes first",
        ),
        ({"from_": "2024", "to": "2025", "cursor": "WzFd"}, "not a cursor"),
        ({"from_": "2024", "to": "2025", "cursor": "WyJhIl0"}, "not a cursor of this"),
        ({"from_": "2024", "to": "2025", "change": "won"}, "unknown change 'won'"),
    ],
)
def test_a_difference_is_between_exactly_two_times(
    bench: Workbench, given: dict[str, str], words: str
) -> None:
    with pytest.raises(QuestionError, match=words):
        asked(bench.view(), **given)


def test_a_version_that_is_not_there_is_told(bench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="no version '000099'"):
        asked(bench.view(), version_from="000099")


def test_russia_recognises_the_taliban_government(bench: Workbench) -> None:
    answer = asked(bench.view(), from_="2025-07-02", to="2025-07-03")
    assert told(answer) == [("gained", "state/russia", EMIRATE)]
    (row,) = answer.rows
    assert (row["before"], row["after"]) == ([], HELD)
    assert [event["kind"] for event in row["events"]] == ["recognition"]
    assert len(row["because"]) >= 4


def test_the_listing_of_the_taliban_becomes_contradicted(bench: Workbench) -> None:
    answer = asked(bench.view(), from_="2025-04-01", to="2025-05-01", target="Taliban")
    (row,) = answer.rows
    assert row["change"] == "became-contradicted"
    assert row["list"]["id"] == "list/russia-terrorist-organizations"
    assert {"value": "suspended", "certainty": "contradicted"} in row["after"]
    assert answer.more["counts"] == {
        "changes": 1,
        "by_change": {"became-contradicted": 1},
        "by_track": {"listing": {"became-contradicted": 1}},
    }


def test_the_united_states_turn_from_taipei_to_peking(bench: Workbench) -> None:
    answer = asked(
        bench.view(),
        from_="1978-12-31",
        to="1979-01-01",
        entity="state/united-states",
        track="government-recognition",
    )
    assert told(answer) == [
        ("gained", "state/united-states", "government/peoples-republic-of-china"),
        ("lost", "state/united-states", "government/republic-of-china"),
    ]


def test_kosovo_loses_recognitions(bench: Workbench) -> None:
    given = {"target": "Kosovo", "track": "state-recognition"}
    answer = asked(bench.view(), from_="2017-01-01", to="2021-01-01", **given)
    lost = [row for row in answer.rows if row["change"] == "lost"]
    assert [row["actor"]["label"] for row in lost] == [
        "Central African Republic",
        "Dominica",
        "Grenada",
        "Nauru",
        "Palau",
        "Papua New Guinea",
        "Togo",
    ]
    for row in lost:
        assert (row["before"], row["after"]) == (HELD, [])
        assert [event["kind"] for event in row["events"]] == ["recognition-withdrawn"]
    in_doubt = [r for r in answer.rows if r["change"] == "became-contradicted"]
    assert [row["actor"]["label"] for row in in_doubt] == [
        "Comoros",
        "Ghana",
        "Guinea-Bissau",
        "Liberia",
        "Sierra Leone",
        "Solomon Islands",
        "Suriname",
    ]
