"""Missions that opened again: what their notes say together.

A mission that opens where a lower one is already was raised. Where one opens that had
not closed, as far as the notes say, it had closed at some day between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from recog.domain.claims import Claim
from recog.domain.dates import Interval, of_interval
from recog.importers.pocom.edition import RELEASE
from recog.importers.pocom.terms import Term
from recog.importers.records import claim_id

_DAY: Final = timedelta(days=1)
#: Missions that become an embassy or a legation without being closed.
_LOWER: Final = ("interests-section", "liaison-office", "consulate")


def told_together(claims: Sequence[Claim], terms: Iterable[Term]) -> Iterator[Claim]:
    """Yield the claims so that openings do not contradict each other.

    In the order given, but for those on one mission, which stand by day at the end.
    """
    missions: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.track == "mission":
            missions[claim.actor, claim.target].append(claim)
        else:
            yield claim
    broken = [claim for claim in claims if claim.kind == "relations-severed"]
    known = [*_days(broken), *_entries(terms)]
    for own in missions.values():
        own.sort(key=lambda claim: claim.date.days.first)
        yield from _one_mission(own, known)


def _one_mission(
    claims: Sequence[Claim], known: Sequence[tuple[str, date]]
) -> Iterator[Claim]:
    stands: Claim | None = None
    for claim in claims:
        if claim.kind == "mission-opened" and stands and stands.date != claim.date:
            if stands.level in _LOWER and claim.level not in _LOWER:
                claim = _raised(claim)
            else:
                yield _closed_between(stands, claim, known)
        yield claim
        if claim.kind != "mission-relocated":
            stands = None if claim.kind == "mission-closed" else claim


def _raised(claim: Claim) -> Claim:
    return replace(
        claim,
        id=claim_id(claim.id, "mission-level-changed"),
        kind="mission-level-changed",
    )


def _closed_between(
    stands: Claim, opened: Claim, known: Sequence[tuple[str, date]]
) -> Claim:
    """Return that a mission had closed before it opened again, or another did."""
    until = opened.date.days.last
    days = [day for party, day in known if party == opened.target and day < until]
    first = max([*days, stands.date.days.last])
    return replace(
        opened,
        id=claim_id(RELEASE.id, opened.id, "mission-closed"),
        kind="mission-closed",
        level=stands.level,
        date=of_interval(Interval(min(first + _DAY, until), until)),
        date_text=opened.date_text,
        note=f"Inferred: a mission opened on {opened.date} where one had been since "
        f"{stands.date}; POCOM does not say when that had closed.",
    )


def _days(broken: Iterable[Claim]) -> Iterator[tuple[str, date]]:
    """Yield the eve of each day on which relations broke: the mission still stood."""
    for claim in broken:
        for party in (claim.actor, claim.target):
            yield party, claim.date.days.first - _DAY


def _entries(terms: Iterable[Term]) -> Iterator[tuple[str, date]]:
    """Yield the days on which chiefs entered who resided at their mission."""
    for term in terms:
        if term.entry and term.resident is not False:
            yield term.target, term.entry.date.days.first
