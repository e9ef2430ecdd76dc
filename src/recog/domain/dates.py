"""Dates as precise as their source: EDTF text and two inclusive calendar days.

Accepted are the forms of one table (docs/design.md, 1.4): a day, a month, a year, an
interval of those, an interval open on one side, and one qualifier after a single date,
``~`` (about) or ``?`` (doubted). Days are Gregorian and have no time zone.

Source: Extended Date/Time Format (EDTF), level 0 and parts of level 1, in ISO 8601-2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recog.errors import DateError

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ACCEPTED: Final = (
    "accepted: 2025-07-03, 2025-04, 1921, 2015-03-27/2018-10-29, ../1991-12-25, "
    "1991-12-25/.., and a single date followed by ~ (about) or ? (doubted)"
)
_ABOUT_DAYS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `earliest` to `latest`, both included; None is open on that side.

    >>> Interval(date(1921, 1, 1), date(1921, 12, 31)).edtf
    '1921'
    """

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise DateError(
                f"interval ends before it begins: {self.earliest} .. {self.latest}; "
                "the earlier day comes first"
            )

    @property
    def first(self) -> date:
        """The earliest day, or the calendar's first where the interval is open."""
        return self.earliest or date.min

    @property
    def last(self) -> date:
        """The latest day, or the calendar's last where the interval is open."""
        return self.latest or date.max

    @property
    def edtf(self) -> str:
        """The shortest EDTF text that means exactly these days.

        An interval open on both sides has no EDTF form here and gives ``../..``.
        """
        if self.earliest is not None and self.latest is not None:
            return _shortest(self.earliest, self.latest)
        return f"{self.earliest or '..'}/{self.latest or '..'}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def intersection(self, other: Interval) -> Interval | None:
        """Return the days in both, or None when there are none."""
        if max(self.first, other.first) > min(self.last, other.last):
            return None
        starts = [day for day in (self.earliest, other.earliest) if day is not None]
        ends = [day for day in (self.latest, other.latest) if day is not None]
        return Interval(max(starts, default=None), min(ends, default=None))

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that contains both."""
        return Interval(
            self.earliest and other.earliest and min(self.earliest, other.earliest),
            self.latest and other.latest and max(self.latest, other.latest),
        )


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as a claim gives it: its EDTF text, its days, its qualifier."""

    edtf: str
    days: Interval
    approximate: bool = False  # ~: the days are widened
    uncertain: bool = False  # ?: the source doubts it; the days are not widened

    def __str__(self) -> str:
        return self.edtf


def parse(text: str) -> EdtfDate:
    """Read an EDTF text.

    >>> parse("2025-04").days
    Interval(earliest=datetime.date(2025, 4, 1), latest=datetime.date(2025, 4, 30))

    :raises DateError: when the text is not of an accepted form, names a day that does
        not exist, or ends before it begins; the message quotes the text.
    """
    if "/" in text:
        return _parse_interval(text)
    body, mark = (text[:-1], text[-1]) if text[-1:] in ("~", "?") else (text, "")
    first, last = _bounds(body, text)
    if mark == "~":
        first, last = _widened(body, first, last)
    return EdtfDate(
        text,
        Interval(first, last),
        approximate=mark == "~",
        uncertain=mark == "?",
    )


def of_day(day: date) -> EdtfDate:
    """Return the date that is exactly this day."""
    return EdtfDate(day.isoformat(), Interval(day, day))


def of_interval(days: Interval) -> EdtfDate:
    """Return the date that means exactly these days."""
    return EdtfDate(days.edtf, days)


def from_julian(text: str) -> EdtfDate:
    """Read an EDTF day, month or year of the Julian calendar as a Gregorian date.

    A month or year becomes the interval of its Gregorian days.

    >>> from_julian("1917-10-25").edtf
    '1917-11-07'

    :raises DateError: as `parse` does; intervals and qualifiers are not accepted.
    """
    year, month, day = _parts(text, text)
    first_month, last_month = (month, month) if month else (1, 12)
    first_day = day or 1
    last_day = day or _julian_month_days(year, last_month)
    if not 1 <= last_day <= _julian_month_days(year, last_month):
        raise DateError(f"no such day in the Julian calendar: {text!r}")
    return of_interval(
        Interval(
            _gregorian(year, first_month, first_day),
            _gregorian(year, last_month, last_day),
        )
    )


def _parse_interval(text: str) -> EdtfDate:
    start, _, end = text.partition("/")
    if start == ".." and end == "..":
        raise DateError(f"date {text!r} has no end that is known; {_ACCEPTED}")
    earliest = None if start == ".." else _bounds(start, text)[0]
    latest = None if end == ".." else _bounds(end, text)[1]
    if earliest is not None and latest is not None and earliest > latest:
        raise DateError(f"date {text!r} ends before it begins")
    return EdtfDate(text, Interval(earliest, latest))


def _parts(body: str, whole: str) -> tuple[int, int, int]:
    """Split a single date; month and day are 0 where they are not given."""
    match = _DATE.fullmatch(body)
    if match is None or not body.isascii():
        raise DateError(f"not a date: {whole!r}; {_ACCEPTED}")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    missing_month = match[2] is not None and not 1 <= month <= 12
    if year == 0 or missing_month or (match[3] is not None and day == 0):
        raise DateError(f"no such date: {whole!r}; years 0001 to 9999, months 01 to 12")
    return year, month, day


def _bounds(body: str, whole: str) -> tuple[date, date]:
    year, month, day = _parts(body, whole)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    days = monthrange(year, month)[1]
    if day > days:
        raise DateError(f"no such day: {whole!r}; {year:04}-{month:02} has {days} days")
    return date(year, month, day or 1), date(year, month, day or days)


def _widened(body: str, first: date, last: date) -> tuple[date, date]:
    """Widen by 7 days, 1 month or 1 year each side, within the calendar."""
    if len(body) == len("2025-07-03"):
        room_before, room_after = first - date.min, date.max - last
        return first - min(_ABOUT_DAYS, room_before), last + min(
            _ABOUT_DAYS, room_after
        )
    if len(body) == len("2025-07"):
        before = first if first == date.min else first - timedelta(days=1)
        after = last if last == date.max else last + timedelta(days=1)
        return before.replace(day=1), after.replace(
            day=monthrange(after.year, after.month)[1]
        )
    return first.replace(year=max(first.year - 1, date.min.year)), last.replace(
        year=min(last.year + 1, date.max.year)
    )


def _shortest(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    starts_year = (first.month, first.day) == (1, 1)
    ends_year = (last.month, last.day) == (12, 31)
    if starts_year and ends_year:
        same = first.year == last.year
        return f"{first.year:04}" if same else f"{first.year:04}/{last.year:04}"
    starts_month = first.day == 1
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if starts_month and ends_month:
        start, end = first.isoformat()[:7], last.isoformat()[:7]
        return start if start == end else f"{start}/{end}"
    return f"{first}/{last}"


def _julian_month_days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 else 28
    return monthrange(year, month)[1]


def _gregorian(year: int, month: int, day: int) -> date:
    """Convert a Julian day by its Julian day number.

    Source: E. G. Richards, "Calendars", in Explanatory Supplement to the Astronomical
    Almanac, 3rd ed. (2013), section 15.11.
    """
    shift = (14 - month) // 12
    years = year + 4800 - shift
    months = month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    ordinal = number - 1721425
    if not date.min.toordinal() <= ordinal <= date.max.toordinal():
        raise DateError(
            f"Julian day {year:04}-{month:02}-{day:02} lies outside the calendar"
        )
    return date.fromordinal(ordinal)
