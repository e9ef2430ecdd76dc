"""Checks: what can be doubtful about claims, events and spans, and how to tell.

Adding a check is one row here, its finder in service/finders.py and its sentence in
service/finding_words.py; nothing is ever mended by a check.

Source: docs/design.md, sections 1.4 to 1.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from recog.domain.dates import Interval, parse
from recog.domain.entities import Release, Source
from recog.domain.tables import table
from recog.errors import DateError

#: A date this wide is imprecise unless a question says otherwise: a year.
YEAR_DAYS: Final = 365
#: Somewhere it is already tomorrow when a source is dated today.
_TIME_ZONES: Final = timedelta(days=1)
#: Two heads of mission may share the day on which one takes over from the other.
HANDOVER_DAYS: Final = 1
_DAY: Final = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


class Severity(StrEnum):
    """How bad a finding is; the words of SHACL."""

    VIOLATION = "violation"  # it cannot be so
    WARNING = "warning"  # something is likely to be wrong, in the data or in a source
    INFO = "info"  # worth knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One way in which data can be doubtful."""

    name: str  # in addresses and on the command line
    label: str  # shown to people, in the plural
    definition: str
    why: str  # why it matters
    severity: Severity
    level: str  # what a finding is about: claim, event, events or span


CHECKS: Final[Mapping[str, Check]] = table(
    Check(
        name="impossible-date",
        label="impossible dates",
        definition="A claim says that something happened after the last day on which "
        "its source can have known it.",
        why="The date, the edition of the source or the day it was read is wrong; or "
        "the source announces what it cannot report.",
        severity=Severity.VIOLATION,
        level="claim",
    ),
    Check(
        name="contradiction",
        label="contradictions",
        definition="The claims about one event cannot all be true.",
        why="A status that depends on which one is right is answered “contradicted” "
        "until a person prefers a claim.",
        severity=Severity.WARNING,
        level="event",
    ),
    Check(
        name="out-of-order",
        label="events out of order",
        definition="Two events are dated in an order in which they cannot have "
        "happened, such as credentials before the appointment.",
        why="One of the two dates is wrong, and what depends on them is contradicted.",
        severity=Severity.WARNING,
        level="events",
    ),
    Check(
        name="overlapping-heads",
        label="two heads of mission at one post",
        definition="Two persons were both in office, for certain, as heads of one "
        "sender's mission at one receiver, for longer than the day of a handover.",
        why="A post has one head: an end is missing or dated too late, or a beginning "
        "too early.",
        severity=Severity.WARNING,
        level="span",
    ),
    Check(
        name="rivals-recognised",
        label="rivals recognised at once",
        definition="One party recognised two governments of one state, or had "
        "relations with both, on the same days, for certain.",
        why="It is rare, and most often a withdrawal that no claim tells of.",
        severity=Severity.WARNING,
        level="span",
    ),
    Check(
        name="outlived",
        label="statuses that outlive a party",
        definition="A status still holds, for certain, after one of its parties came "
        "to an end.",
        why="No claim closes it, so that it would be counted as holding today.",
        severity=Severity.WARNING,
        level="span",
    ),
    Check(
        name="unsourced",
        label="claims that cannot be looked up",
        definition="A claim names no place in its source, or its source has no title "
        "or no address.",
        why="A reader cannot check it.",
        severity=Severity.WARNING,
        level="claim",
    ),
    Check(
        name="derived-witness",
        label="copies that look like witnesses",
        definition="An event is told by several sources, and one of them draws on "
        "another.",
        why="They are fewer witnesses than sources; agreement between them proves "
        "nothing.",
        severity=Severity.INFO,
        level="event",
    ),
    Check(
        name="denial",
        label="denials",
        definition="A claim says that something did not happen.",
        why="It contradicts every claim that it did, also one that is entered later.",
        severity=Severity.INFO,
        level="claim",
    ),
    Check(
        name="imprecise",
        label="imprecise claims",
        definition="A claim dates something no closer than to a year, or not at all on "
        "one side.",
        why="What depends on it is only possible on every day in between.",
        severity=Severity.INFO,
        level="claim",
    ),
)


def is_wide(days: Interval, width: int) -> bool:
    """Tell whether days are open on a side, or so many or more."""
    if days.earliest is None or days.latest is None:
        return True
    return (days.latest - days.earliest).days + 1 >= width


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
