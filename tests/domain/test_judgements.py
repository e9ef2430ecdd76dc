from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from build import MOMENT, claim
from recog.domain.claims import Rank, standing
from recog.domain.judgements import Judgement, Verdicts, judged
from recog.errors import ClaimError

HOUR = timedelta(hours=1)


def judgement(id: str = "judgement/a", **more: Any) -> Judgement:
    fields: dict[str, Any] = {
        "claim": "claim/x",
        "rank": Rank.PREFERRED,
        "reason": "the decree itself",
        "author": "A. Reader",
        "recorded_at": MOMENT,
    }
    return Judgement(id=id, **(fields | more))


def test_a_judgement_gives_a_claim_its_rank_and_reason() -> None:
    one, other = claim(id="claim/x"), claim(id="claim/y")

    assert judged([one, other], [judgement()]) == [
        replace(one, rank=Rank.PREFERRED, rank_reason="the decree itself"),
        other,
    ]
    assert judged([one, other], []) == [one, other]


def test_of_each_field_the_judgement_recorded_last_decides() -> None:
    first = judgement(about_event="event/one")
    second = judgement(
        "judgement/b", rank=Rank.DEPRECATED, reason="a slip", recorded_at=MOMENT + HOUR
    )
    given = claim(id="claim/x", rank=Rank.PREFERRED, rank_reason="as the file says")

    for order in ([first, second], [second, first]):
        (counted,) = judged([given], order)
        assert (counted.rank, counted.rank_reason) == (Rank.DEPRECATED, "a slip")
        assert counted.about_event == "event/one"
        assert Verdicts(order).of_rank("claim/x") == second


def test_a_judgement_stands_from_its_recording_until_it_is_undone() -> None:
    undone = judgement(retracted_at=MOMENT + HOUR)

    assert list(standing([undone], MOMENT - HOUR)) == []
    assert list(standing([undone], MOMENT)) == [undone]
    assert list(standing([undone], MOMENT + HOUR)) == []
    assert list(standing([undone], None)) == []
    assert list(standing([judgement()], None)) == [judgement()]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"id": "claim/x"}, "not the id of a judgement: 'claim/x'"),
        ({"claim": "state/x"}, "right would be a claim"),
        ({"about_event": "claim/y"}, "not the id of an event: 'claim/y'"),
        ({"rank": None}, "needs a rank or an event"),
        ({"reason": " "}, "needs a reason"),
        ({"author": ""}, "needs an author"),
        ({"retracted_at": MOMENT - HOUR}, "before it was made"),
    ],
)
def test_a_judgement_is_valid_once_made(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        judgement(**wrong)


def test_a_judgement_of_the_event_alone_leaves_the_rank_as_it_is() -> None:
    given = claim(id="claim/x", rank=Rank.DEPRECATED, rank_reason="as the file says")
    joined = judgement(rank=None, about_event="event/one")
    (counted,) = judged([given], [joined])
    assert counted == replace(given, about_event="event/one")
    assert Verdicts([joined]).of_rank("claim/x") is None
