"""Dates as people say them, never more precise than the claim.

Source: docs/design.md, section 1.4.
"""

from __future__ import annotations

from calendar import month_name
from datetime import UTC, date, datetime, time

from recog.domain.dates import Interval, parse


def spoken(edtf: str) -> str:
    """Word an EDTF text.

    >>> spoken("2025-06-30/2025-07-03")
    'between 30 June and 3 July 2025'
    >>> spoken("1948-05-14~")
    'about 14 May 1948'

    :raises DateError: when the text is not of an accepted form.
    """
    if "/" in edtf:
        return spoken_days(parse(edtf).days)
    if edtf.endswith("~"):
        return f"about {spoken(edtf[:-1])}"
    if edtf.endswith("?"):
        return f"{spoken(edtf[:-1])} (doubted)"
    return spoken_days(parse(edtf).days)


def spoken_days(days: Interval) -> str:
    """Word the days in which something happened.

    A whole month or year is worded as such; an interval as "between … and …".

    >>> spoken_days(parse("2025-04").days)
    'April 2025'
    """
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return _open_sided(first, last)
    edtf = days.edtf
    if "/" not in edtf:
        return _single(edtf)
    start, end = edtf.split("/")
    if len(start) == len("2025-06-30") and start[:4] == end[:4]:
        month = "" if start[:7] == end[:7] else f" {month_name[first.month]}"
        return f"between {first.day}{month} and {_single(end)}"
    if len(start) == len("2025-06") and start[:4] == end[:4]:
        return f"between {month_name[first.month]} and {_single(end)}"
    return f"between {_single(start)} and {_single(end)}"


def spoken_day(day: date) -> str:
    """Word one day: "3 July 2025"."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def spoken_moment(moment: datetime) -> str:
    """Word a moment in UTC; the last one of a day is its end.

    >>> spoken_moment(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    '23 November 2026, 10:00 UTC'
    >>> spoken_moment(datetime.combine(date(2026, 11, 23), time.max, tzinfo=UTC))
    'the end of 23 November 2026'
    """
    moment = moment.astimezone(UTC)
    if moment.time() == time.max:
        return f"the end of {spoken_day(moment.date())}"
    return f"{spoken_day(moment.date())}, {moment:%H:%M} UTC"


def spoken_when(edtf: str) -> str:
    """Word an EDTF text as the time of a happening.

    >>> [spoken_when(text) for text in ("2025-07-03", "2025-04?", "1990/1999")]
    ['on 3 July 2025', 'in April 2025 (doubted)', 'between 1990 and 1999']
    """
    words = spoken(edtf)
    if words.startswith(("between", "on or", "about")):
        return words
    plain = edtf.rstrip("~?")
    return f"on {words}" if len(plain) == len("2025-07-03") else f"in {words}"


def _open_sided(first: date | None, last: date | None) -> str:
    if first is not None:
        return f"on or after {spoken_day(first)}"
    return f"on or before {spoken_day(last)}" if last else "on an unknown day"


def _single(edtf: str) -> str:
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return f"{parts[2]} {month_name[parts[1]]} {parts[0]}"
    if len(parts) == 2:
        return f"{month_name[parts[1]]} {parts[0]}"
    return str(parts[0])
