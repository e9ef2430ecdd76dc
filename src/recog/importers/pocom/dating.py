"""POCOM's dates: as precise as the date and the note before it, and no more.

What the notes mean is a table in docs/importing.md. "Shortly" and "soon" are taken as
30 days: the longest that the field's usage bears, and enough for a note by sea mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.errors import DateError
from recog.importers.pocom.files import Step

SHORTLY: Final = timedelta(days=30)
_DAY: Final = timedelta(days=1)
_MONTHS: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTH_NAMES: Final = tuple(_MONTHS.split("|"))
_NAMED: Final = re.compile(
    rf"(?P<month>(?:{_MONTHS})[a-z]*)\.?"
    r"(?: (?P<day>\d{1,2})\b)?(?:,? ?\b(?P<year>\d{4})\b)?"
)
_RANGE_OF_MONTHS: Final = re.compile(r"([A-Z][a-z]+)-([A-Z][a-z]+) (\d{4})")
_FROM: Final = (
    re.compile(r"\bbetween (.+?),? and$", re.IGNORECASE),
    re.compile(r"\bon ([A-Z][a-z]+ \d+) or$"),
    re.compile(r"\b([A-Z][a-z]+ \d+)-$"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A date that stands in a sentence."""

    start: int  # where in the text
    end: int
    date: EdtfDate


def dated(step: Step, *, after: date | None = None) -> EdtfDate | None:
    """Return when a step was taken; None where the source gives no day.

    :param after: the day before which it cannot have been, for "on or before".
    :raises DateError: when the date is not of POCOM's form, or does not exist.
    """
    if not step.date:
        return _worded(step.note)
    written = parse(step.date)
    note = step.note.rstrip(" .,")
    for pattern in _FROM:
        if match := pattern.search(note):
            return _since(match[1], written)
    for words, widen in _QUALIFIERS:
        if words.search(note):
            return widen(written, after)
    if "probably" in note.casefold():
        return parse(f"{step.date}?")
    return written


def dates_in(text: str, *, year: int | None = None) -> Iterator[Named]:
    """Yield the dates named in a text, in order: days, and months with a year.

    :param year: the year of a day that is named without one; else such are left out.
    """
    for match in _NAMED.finditer(text):
        given = int(match["year"]) if match["year"] else year
        if given is None or not (match["day"] or match["year"]):
            continue
        month = _MONTH_NAMES.index(match["month"][:3]) + 1
        day = f"-{int(match['day']):02}" if match["day"] else ""
        try:
            named = parse(f"{given:04}-{month:02}{day}")
        except DateError:
            continue  # "March 31" of another sense, or a slip: no date then
        yield Named(match.start(), match.end(), named)


def _worded(note: str) -> EdtfDate | None:
    """Read a note that is nothing but a date: "Dec 1986", "January-March 1802"."""
    if match := _RANGE_OF_MONTHS.fullmatch(note):
        first, last = (next(dates_in(f"{match[n]} {match[3]}"), None) for n in (1, 2))
        if first and last:
            return of_interval(first.date.days.hull(last.date.days))
    named = next(dates_in(note), None)
    if named and (named.start, named.end) == (0, len(note)):
        return named.date
    return None


def _since(words: str, written: EdtfDate) -> EdtfDate:
    named = next(dates_in(words, year=written.days.first.year), None)
    if named is None or named.date.days.first > written.days.last:
        return written
    return of_interval(Interval(named.date.days.earliest, written.days.latest))


def _about(written: EdtfDate, _: date | None) -> EdtfDate:
    return parse(f"{written.edtf}~")


def _or_before(written: EdtfDate, after: date | None) -> EdtfDate:
    last = written.days.last
    return of_interval(Interval(after if after and after <= last else None, last))


def _before(written: EdtfDate, after: date | None) -> EdtfDate:
    last = written.days.first - _DAY
    return of_interval(Interval(after if after and after <= last else None, last))


def _shortly_before(written: EdtfDate, after: date | None) -> EdtfDate:
    first = written.days.first - SHORTLY
    if after and first < after <= written.days.last:
        first = after
    return of_interval(Interval(first, written.days.last))


def _shortly_after(written: EdtfDate, _: date | None) -> EdtfDate:
    return of_interval(Interval(written.days.first, written.days.last + SHORTLY))


def _or_after(written: EdtfDate, _: date | None) -> EdtfDate:
    return of_interval(Interval(written.days.first, None))


def _ends(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})$", re.IGNORECASE)


#: The words that end a note, and how they change the date after it; first match wins.
_QUALIFIERS: Final[
    tuple[tuple[re.Pattern[str], Callable[[EdtfDate, date | None], EdtfDate]], ...]
] = (
    (_ends("shortly before"), _shortly_before),
    (_ends("(?:soon|shortly) after"), _shortly_after),
    (_ends("on or before|by"), _or_before),
    (_ends("on or after"), _or_after),
    (_ends("about|approximately"), _about),
    (_ends("before"), _before),
    # A commission that is known from a later paper only.
    (_ends("^commission .*(?:instruction|letter of credence).*"), _shortly_before),
)
