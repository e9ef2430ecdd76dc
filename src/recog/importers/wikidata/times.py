"""Wikidata's times as dates, by precision and calendar.

In entity JSON a Julian day is a Julian day. In the query service it is converted: the
day is Gregorian, though its calendar is still said to be the Julian one; months and
years are not converted. Sources: Wikibase, docs/topics/json.md; its
JulianDateTimeValueCleaner; https://phabricator.wikimedia.org/T246731.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import EdtfDate, from_julian, parse
from recog.errors import DateError

JULIAN: Final = "Q1985786"
MILLENNIUM, CENTURY, DECADE, YEAR, MONTH, DAY = 6, 7, 8, 9, 10, 11
_SPANS: Final = {MILLENNIUM: 1000, CENTURY: 100}
_TIME: Final = re.compile(r"\+?0*(\d{1,4})-(\d\d)-(\d\d)(?:T[\d:]+Z?)?")
#: By how many days the calendars differ at most in the years 1 to 9999.
_APART: Final = 75


@dataclass(frozen=True, slots=True)
class Time:
    """A time as Wikidata gives it."""

    text: str  # "+1921-00-00T00:00:00Z"
    precision: int
    calendar: str = ""  # the item of its calendar; empty: Gregorian
    converted: bool = False  # whether a Julian day has been made Gregorian

    def date(self, *, about: bool = False) -> EdtfDate:
        """Return the date, no more precise than the time.

        :raises DateError: when it is before year 1, or vaguer than a millennium.
        """
        text = self._edtf()
        if self.precision < YEAR:
            return self._span(int(text))
        if self._is_julian:
            return from_julian(text)
        return parse(f"{text}~" if about else text)

    @property
    def old_style(self) -> str:
        """The date in the Julian calendar where Wikidata gives that; else empty."""
        if self.calendar != JULIAN or self.precision < YEAR:
            return ""
        return self._edtf() if self._is_julian else _julian(self.date())

    @property
    def _is_julian(self) -> bool:
        """Whether the text itself is of the Julian calendar."""
        is_converted = self.converted and self.precision >= DAY
        return self.calendar == JULIAN and not is_converted

    def _edtf(self) -> str:
        match = _TIME.fullmatch(self.text)
        if match is None or self.precision < MILLENNIUM:
            raise DateError(
                f"no date here: {self.text!r} of precision {self.precision}; right "
                "would be e.g. +1921-00-00T00:00:00Z of precision 9"
            )
        year, month, day = match.groups()
        if self.precision <= YEAR:
            return f"{int(year):04}"
        parts = (month, day) if self.precision >= DAY else (month,)
        return "-".join((f"{int(year):04}", *parts))

    def _span(self, year: int) -> EdtfDate:
        """Return the years that a decade, century or millennium may mean.

        A century that is written as its round year may be the one that ends with it
        or the one that begins.
        """
        if self.precision == DECADE:
            first = year // 10 * 10
            return parse(f"{max(first, 1):04}/{first + 9:04}")
        long = _SPANS[self.precision]
        first, last = (year - 1) // long * long + 1, ((year - 1) // long + 1) * long
        if year % long == 0:
            last = year + long - 1
        return parse(f"{max(first, 1):04}/{min(last, 9999):04}")


def _julian(day: EdtfDate) -> str:
    """Return the Julian day of a Gregorian one; empty for one that has no such name."""
    first = day.days.first
    for days in range(-_APART, _APART):
        try:
            named = (first - timedelta(days=days)).isoformat()
            if from_julian(named).days.first == first:
                return named
        except (DateError, OverflowError):
            continue
    return ""


def on_or_before(day: date) -> EdtfDate:
    """Return the date that is this day or any before it."""
    return parse(f"../{day.isoformat()}")
