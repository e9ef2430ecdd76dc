"""How to tell what is doubtful: the reach of a source, what a reader lacks, overlaps.

Source: docs/design.md, sections 1.4 to 1.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import parse
from recog.domain.entities import Release, Source
from recog.errors import DateError

#: A date this wide is imprecise unless a question says otherwise: a year.
YEAR_DAYS: Final = 365
#: Somewhere it is already tomorrow when a source is dated today.
_TIME_ZONES: Final = timedelta(days=1)
#: Two heads of mission may share the day on which one takes over from the other.
HANDOVER_DAYS: Final = 1
_DAY: Final = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


def last_possible_day(release: Release, source: Source | None) -> date | None:
    """Return the last day of which a release can know; None where nothing tells.

    That is the end of its edition, or where that is no date of its source's
    publication, but never after the day it was read; and one day more, as it may be
    tomorrow elsewhere.
    """
    issued = _edition_day(release.edition)
    if issued is None and source is not None and source.published is not None:
        issued = source.published.days.latest
    known = [day for day in (issued, _edition_day(release.retrieved)) if day]
    return min(known) + _TIME_ZONES if known else None


def _edition_day(edition: str) -> date | None:
    """Return the last day of an edition that is a date, or names one day.

    >>> _edition_day("2025-11"), _edition_day("f3c53549 (2026-07-24)")
    (datetime.date(2025, 11, 30), datetime.date(2026, 7, 24))
    """
    try:
        return parse(edition).days.latest
    except DateError:
        named = _DAY.findall(edition)
    try:
        return parse(named[0]).days.latest if len(named) == 1 else None
    except DateError:
        return None


def missing_of_source(
    locator: str, release: Release | None, source: Source | None
) -> tuple[str, ...]:
    """Return what a reader lacks to look a claim up, in words; empty if nothing."""
    if release is None or source is None:
        return ("its source is not described",)
    lacks = (
        (locator, "it names no place in its source"),
        (source.title, "its source has no title"),
        (source.url, "its source has no address"),
    )
    return tuple(words for given, words in lacks if not given.strip())


@dataclass(frozen=True, slots=True)
class Held:
    """Something that held for certain, from a day until another, which is excluded."""

    group: tuple[int, ...]  # only those of one group can overlap
    first: int  # ordinals
    until: int
    row: int


def overlaps(held: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield the pairs of one group that share a day, the earlier one first."""
    current: list[Held] = []
    order = sorted(
        held, key=lambda each: (each.group, each.first, each.until, each.row)
    )
    for each in order:
        current = [
            one for one in current if one.group == each.group and each.first < one.until
        ]
        yield from ((one, each) for one in current)
        current.append(each)
