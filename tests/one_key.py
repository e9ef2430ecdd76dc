"""Claims of one key: drawn at random for the model, and those of a real case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from build import MOMENT, claim
from recog.domain.claims import Claim, Mode, Rank, Stance
from recog.domain.dates import Interval, of_interval
from worlds_model import CALENDAR

SIDES: dict[str, dict[str, Any]] = {
    "state-recognition": {"by": "state/a", "of": "state/b"},
    "relations": {"by": "state/a", "of": "state/b"},
    "listing": {"by": "organization/a", "of": "organization/b", "list": "list/l"},
    "membership": {"by": "state/a", "of": "organization/b"},
    "mission": {"by": "state/a", "of": "state/b"},
    "head-of-mission": {"by": "state/a", "of": "state/b", "person": "person/p"},
    "rule": {"by": "government/a", "of": "state/b"},
}
KINDS_OF = {
    "state-recognition": (
        "recognition",
        "recognition",
        "recognition-suspended",
        "recognition-resumed",
        "recognition-withdrawn",
        "recognition-refused",
    ),
    "relations": (
        "relations-established",
        "relations-suspended",
        "relations-interrupted",
        "relations-resumed",
        "relations-severed",
    ),
    "listing": ("listed", "listing-suspended", "listing-resumed", "delisted"),
    "membership": ("admitted", "observer-admitted", "membership-suspended", "expelled"),
    "mission": ("mission-opened", "mission-level-changed", "mission-closed"),
    "head-of-mission": (
        "nomination",
        "appointment",
        "arrival",
        "copies-presented",
        "entered-on-duty",
        "credentials-presented",
        "mission-terminated",
    ),
    "rule": ("took-power", "lost-power"),
}
#: What a person says of a claim; most of the time nothing.
RANKS: tuple[dict[str, Any], ...] = (
    *({},) * 8,
    {"rank": Rank.PREFERRED, "rank_reason": "the treaty"},
    {"rank": Rank.DEPRECATED, "rank_reason": "a slip"},
)


@st.composite
def claims_of_one_key(draw: st.DrawFn) -> list[Claim]:
    """Draw up to four claims of one key, in the middle of the model's calendar."""
    track = draw(st.sampled_from(sorted(KINDS_OF)))
    made = []
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.integers(2, 8))
        end = min(start + draw(st.sampled_from((0, 0, 0, 1, 2, 3))), 8)
        kind = draw(st.sampled_from(KINDS_OF[track]))
        more = dict(SIDES[track])
        if track == "mission":
            more["level"] = draw(st.sampled_from(("legation", "embassy")))
        if kind == "recognition":
            more["mode"] = draw(st.sampled_from((*Mode, Mode.UNSPECIFIED)))
        made.append(
            claim(
                kind,
                on=of_interval(Interval(CALENDAR[start], CALENDAR[end])),
                id=f"claim/{number}",
                stance=draw(st.sampled_from((*[Stance.ASSERTS] * 7, Stance.DENIES))),
                **draw(st.sampled_from(RANKS)),
                **more,
            )
        )
    return made


@st.composite
def claims_through_time(draw: st.DrawFn) -> list[Claim]:
    """Draw claims of one key that were recorded, and some retracted, at some hour."""
    made = []
    for each in draw(claims_of_one_key()):
        start = draw(st.integers(0, 3))
        end = draw(st.none() | st.integers(start, 5))
        made.append(
            replace(
                each,
                recorded_at=MOMENT + timedelta(hours=start),
                retracted_at=None if end is None else MOMENT + timedelta(hours=end),
            )
        )
    return made


POST: dict[str, Any] = {
    "by": "state/united-states",
    "of": "state/nicaragua",
    "person": "person/kerr",
}
TRACK = "head-of-mission"


def at_post(kind: str, date: str, id: str = "", **more: Any) -> Claim:
    return claim(kind, on=date, id=f"claim/{id or kind}", **POST, **more)


#: POCOM has Kerr recognised in 1852, the guide has him present credentials in 1851.
KERR = [
    at_post("appointment", "1851-03-12"),
    at_post("credentials-presented", "1852-02-18", "pocom"),
    at_post("credentials-presented", "1851-02-18", "guide"),
    at_post("mission-terminated", "1853-06-01"),
]
