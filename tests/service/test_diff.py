from __future__ import annotations

from pathlib import Path

import pytest

from build import claim, day
from desks import desk
from recog.domain.status import Certainty
from recog.errors import QuestionError
from recog.service.diff import change_between, diff
from recog.service.questions import Question

CERTAIN, POSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({}, {}, None),
        ({"recognised": CERTAIN}, {"recognised": CERTAIN}, None),
        ({}, {"recognised": CERTAIN}, "gained"),
        ({}, {"recognised": POSSIBLE}, "gained"),
        ({"recognised": POSSIBLE}, {}, "lost"),
        ({"recognised": CERTAIN}, {"suspended": CERTAIN}, "changed"),
        ({"recognised": POSSIBLE}, {"recognised": CERTAIN}, "became-certain"),
        ({"recognised": CERTAIN}, {"recognised": POSSIBLE}, "became-uncertain"),
        (
            {"recognised": POSSIBLE, "suspended": POSSIBLE},
            {"suspended": CERTAIN},
            "became-certain",
        ),
    ],
)
def test_a_change_has_one_of_five_names(
    before: dict[str, Certainty], after: dict[str, Certainty], change: str | None
) -> None:
    found = change_between(before, after)
    assert (found and str(found)) == change


def test_a_difference_shows_both_days_and_the_events_between(tmp_path: Path) -> None:
    claims = (
        claim(on="2008-02-18"),
        claim("recognition-withdrawn", on="2018-05-05"),
        claim(by="state/ghana", on="2012-01-01"),
        claim(by="state/peru", on="2001-01-01", of="state/chile"),
    )
    with desk(tmp_path, *claims) as bench:
        question = Question(first=day("2010-01-01"), last=day("2020-01-01"))
        answer = diff(bench.view(), question)
    told = [
        (row["change"], row["actor"]["id"], row["before"], row["after"])
        for row in answer.rows
    ]
    held = [{"value": "recognised", "certainty": "certain"}]
    assert told == [
        ("lost", "state/france", held, []),
        ("gained", "state/ghana", [], held),
    ]
    assert [row["events"][0]["kind"] for row in answer.rows] == [
        "recognition-withdrawn",
        "recognition",
    ]


def test_a_difference_needs_two_days(tmp_path: Path) -> None:
    with desk(tmp_path, claim()) as bench, pytest.raises(QuestionError, match="two"):
        diff(bench.view(), Question(first=day("2010-01-01")))
