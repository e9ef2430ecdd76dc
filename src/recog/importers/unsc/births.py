"""When someone was born, by what an entry says of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.errors import DateError
from recog.importers.unsc.files import text_of
from recog.importers.written import written_date

_ABOUT: Final = "approximately"


def born(parts: Iterable[EdtfDate]) -> EdtfDate | None:
    """Return the date that holds every date an entry gives; None for none."""
    given = list(dict.fromkeys(parts))
    if len(given) < 2:
        return given[0] if given else None
    days = given[0].days
    for other in given[1:]:
        days = days.hull(other.days)
    return of_interval(days)


def birth(element: Element) -> EdtfDate | None:
    """Read one date of birth; None where the element is empty.

    :raises DateError: when it cannot be read; the message quotes it.
    """
    words = text_of(element, "TYPE_OF_DATE").lower()
    note = text_of(element, "NOTE")
    about = _ABOUT in (words, note.lower())
    if text := text_of(element, "DATE"):
        return parse(text[:10])
    if text := text_of(element, "FROM_YEAR"):
        return _years(text, text_of(element, "TO_YEAR"), about)
    year = text_of(element, "YEAR")
    if not year and not note:
        return None
    if year and note and not about:
        return written_date(f"{note} {year}")  # "Sep.", 1958
    first, _, last = (year or note).replace("/", "-").partition("-")
    if first.isdecimal() and (last.isdecimal() or not last):
        return _years(first.strip(), (last or first).strip(), about)
    if about:
        raise DateError(f"not a date: {year or note!r}")  # "29 years old"
    return written_date(year or note)


def _years(first: str, last: str, about: bool) -> EdtfDate:
    if first == last:
        return parse(f"{first}~" if about else first)
    whole = parse(f"{first}/{last}")
    if not about:
        return whole
    wide = 1  # a year on each side, as of one year
    return of_interval(
        Interval(
            date(whole.days.first.year - wide, 1, 1),
            date(whole.days.last.year + wide, 12, 31),
        )
    )
