"""Events: what we take to have happened, with every way in which it may have.

Source: docs/design.md, sections 1.1 and 1.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recog.domain.claims import Key, Mode
from recog.domain.dates import EdtfDate, Interval, of_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way in which an event may have happened: claims that agree."""

    kind: str  # empty: that it did not happen
    days: Interval
    claims: tuple[str, ...]  # ids, sorted
    mode: Mode = Mode.UNSPECIFIED
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A bound that the order of events sets to the day of one of them."""

    rule: str  # a name in RULES
    not_before: date | None = None  # one of the two is given
    not_after: date | None = None
    because: str  # event/…: it cannot come after, or before, the narrowed one


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two events that the dates of their claims put into an order that cannot be."""

    rule: str  # a name in RULES
    first: str  # event/…: it has to come first
    second: str
    claims: tuple[str, ...]  # the smallest set that makes it, sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What we take to have happened; contradicted when its claims cannot all be true.

    `days` holds what the claims say, `narrowed` what the order of events leaves of it.
    """

    id: str  # event/<16 hex digits>, from the key and the claims
    key: Key
    kind: str  # of the first alternative
    days: Interval  # smallest interval that holds every alternative
    alternatives: tuple[Alternative, ...]  # by first day, at least one
    claims: tuple[str, ...]  # ids of all claims of the event, also those outranked
    mode: Mode = Mode.UNSPECIFIED
    level: str = ""
    how: str = ""
    resident: bool | None = None
    narrowings: tuple[Narrowing, ...] = ()  # at most one of each bound
    conflicts: tuple[Conflict, ...] = ()

    @property
    def contradicted(self) -> bool:
        """Whether its claims contradict each other, or those of another event."""
        return len(self.alternatives) > 1 or bool(self.conflicts)

    @property
    def date(self) -> EdtfDate:
        """Its days as a date, no more precise than its claims."""
        return of_interval(self.days)

    @property
    def narrowed(self) -> Interval:
        """The days that the order of events leaves."""
        lows = [each.not_before for each in self.narrowings if each.not_before]
        highs = [each.not_after for each in self.narrowings if each.not_after]
        return Interval(
            max(lows, default=self.days.earliest),
            min(highs, default=self.days.latest),
        )
