from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim, coverage, day, entity, release
from desks import TODAY, desk
from recog.service.answers import Answer
from recog.service.questions import Question
from recog.service.status import status
from recog.service.workbench import Workbench

STATE = "state-recognition"
FRANCE, KOSOVO, SERBIA = "state/france", "state/kosovo", "state/serbia"


def asked(bench: Workbench, **question: Any) -> Answer:
    return status(bench.view(), Question(**question))


def short(answer: Answer) -> list[tuple[str, str, str | None, str]]:
    """Return actor, target, value and certainty of each row."""
    return [
        (row["actor"]["id"], row["target"]["id"], row["value"], row["certainty"])
        for row in answer.rows
    ]


def test_a_status_has_since_and_why(tmp_path: Path) -> None:
    said = claim(on="2008-02", date_text="in February", locator="page 1", note="So.")
    with desk(tmp_path, said) as bench:
        answer = asked(bench, track=STATE, target=KOSOVO)
    (row,) = answer.rows
    assert row["actor"] == {"id": FRANCE, "label": "France"}
    assert row["since"] == {
        "edtf": "2008-02",
        "earliest": "2008-02-01",
        "latest": "2008-02-29",
        "text": "in February",
    }
    assert row["until"] is None
    (because,) = row["because"]
    assert because["source"] == {"id": "source/test", "label": "A test source"}
    assert (because["id"], because["locator"]) == (said.id, "page 1")
    assert (because["stance"], because["note"]) == ("asserts", "So.")
    assert answer.question["on"] == TODAY.isoformat()
    assert [each["id"] for each in answer.releases] == ["release/test"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2008-01-31", "none"),
        ("2008-02-01", "possible"),
        ("2008-02-28", "possible"),
        ("2008-02-29", "certain"),
        ("2017-12-31", "certain"),
        ("2018-01-01", "possible"),
        ("2018-12-31", "none"),
    ],
)
def test_certainty_follows_the_precision_of_the_dates(
    tmp_path: Path, on: str, expected: str
) -> None:
    claims = (claim(on="2008-02"), claim("recognition-withdrawn", on="2018"))
    with desk(tmp_path, *claims) as bench:
        answer = asked(bench, track=STATE, actor=FRANCE, target=KOSOVO, on=day(on))
    assert [row["certainty"] for row in answer.rows] == [expected]


def test_two_values_of_one_key_can_both_be_possible(tmp_path: Path) -> None:
    claims = (claim(on="2008-02-18"), claim("recognition-suspended", on="2010"))
    with desk(tmp_path, *claims) as bench:
        answer = asked(bench, track=STATE, actor=FRANCE, on=day("2010-06-01"))
    assert short(answer) == [
        (FRANCE, KOSOVO, "recognised", "possible"),
        (FRANCE, KOSOVO, "suspended", "possible"),
    ]


def test_what_ended_a_status_is_told_when_nothing_holds(tmp_path: Path) -> None:
    end = claim("recognition-withdrawn", on="2018-05-05")
    with desk(tmp_path, claim(), end) as bench:
        answer = asked(bench, track=STATE, actor=FRANCE, target=KOSOVO)
    (row,) = answer.rows
    assert (row["value"], row["certainty"]) == (None, "none")
    assert [each["id"] for each in row["because"]] == [end.id]


def test_nobody_looked_is_unknown(tmp_path: Path) -> None:
    serbia = entity(SERBIA)
    with desk(tmp_path, claim(), entities=[serbia]) as bench:
        answer = asked(bench, track=STATE, actor=SERBIA, target=KOSOVO)
    assert short(answer) == [(SERBIA, KOSOVO, None, "unknown")]
    assert answer.rows[0]["coverage"] == []


def test_a_source_that_covers_the_pair_and_is_silent_makes_it_none(
    tmp_path: Path,
) -> None:
    census = release(
        "release/census", coverage=(coverage(STATE, actors=(SERBIA,)),), title="Census"
    )
    with desk(tmp_path, claim(), entities=[entity(SERBIA)], releases=[census]) as bench:
        answer = asked(bench, track=STATE, actor=SERBIA, target=KOSOVO)
    (row,) = answer.rows
    assert (row["value"], row["certainty"]) == (None, "none")
    assert row["coverage"] == [{"id": "release/census", "label": "Census"}]
    assert "release/census" in [each["id"] for each in answer.releases]


def test_a_symmetric_status_is_found_from_both_sides(tmp_path: Path) -> None:
    said = claim("relations-established", FRANCE, KOSOVO, "2008-03-01")
    with desk(tmp_path, said) as bench:
        ways = [
            short(asked(bench, track="relations", actor=FRANCE, target=KOSOVO)),
            short(asked(bench, track="relations", actor=KOSOVO, target=FRANCE)),
            short(asked(bench, track="relations", target=FRANCE)),
        ]
    assert ways == [[(FRANCE, KOSOVO, "established", "certain")]] * 3


def test_a_state_lists_through_its_organs(tmp_path: Path) -> None:
    court = entity("organization/court", organ_of="state/russia")
    said = claim(
        "listed",
        "organization/court",
        "organization/taliban",
        "2003-02-14",
        list="list/russia",
    )
    with desk(tmp_path, said, entities=[court, entity("state/russia")]) as bench:
        answer = asked(bench, track="listing", actor="state/russia")
    assert short(answer) == [
        ("organization/court", "organization/taliban", "listed", "certain")
    ]
    assert answer.rows[0]["list"] == {"id": "list/russia", "label": "Russia"}


def test_a_state_is_recognised_in_its_governments(tmp_path: Path) -> None:
    emirate = "government/islamic-emirate-of-afghanistan"
    said = claim("recognition", "state/russia", emirate, "2025-07-03")
    with desk(tmp_path, said, entities=[entity("state/afghanistan")]) as bench:
        answer = asked(
            bench, track="government-recognition", target="state/afghanistan"
        )
    assert short(answer) == [("state/russia", emirate, "recognised", "certain")]


def test_a_status_as_known_rests_on_the_claims_that_stood_then(tmp_path: Path) -> None:
    before, after = MOMENT - timedelta(days=1), MOMENT + timedelta(days=1)
    with desk(tmp_path, claim()) as bench:
        asked_at = {"track": STATE, "actor": FRANCE, "target": KOSOVO}
        earlier = short(asked(bench, as_known=before, **asked_at))
        later = short(asked(bench, as_known=after, **asked_at))
    assert earlier == [(FRANCE, KOSOVO, None, "unknown")]
    assert later == [(FRANCE, KOSOVO, "recognised", "certain")]


def test_a_long_status_comes_in_pages_without_gaps(tmp_path: Path) -> None:
    claims = [claim(by=f"state/s{number}") for number in range(7)]
    with desk(tmp_path, *claims) as bench:
        first = asked(bench, track=STATE, target=KOSOVO, limit=3)
        second = asked(bench, track=STATE, target=KOSOVO, limit=3, cursor=first.next)
        third = asked(bench, track=STATE, target=KOSOVO, limit=3, cursor=second.next)
    pages = [short(first), short(second), short(third)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [row[0] for page in pages for row in page] == [
        f"state/s{number}" for number in range(7)
    ]
    assert third.next is None
