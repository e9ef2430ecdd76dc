"""A spell: a state of a list, and the days from its first to its last.

The lists write a whole date where they know a year only: 1 January or 31 December. Such
a day is never taken: it becomes the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.dates import EdtfDate, Interval, parse
from recog.domain.entities import Entity
from recog.errors import DateError
from recog.importers.records import Skip
from recog.importers.statelists.reasons import Reason
from recog.importers.statelists.tables import Row

#: What the lists write where they have nothing.
NOTHING: Final = frozenset(("", "-9", "NA"))
_IMPUTED: Final = ("-01-01", "-12-31")
_DAY_FIRST: Final = re.compile(r"(?:(?:(\d{1,2})-)?(\d{1,2})-)?(\d{3,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One row of a list, read."""

    row: Row
    number: str  # of the Correlates of War, or of the list; empty: none
    name: str
    began: EdtfDate | None
    ended: EdtfDate | None
    days: Interval  # from the first to the last day, as the list has them
    goes_on: bool  # whether the state was there when the list was made
    successors: tuple[str, ...] = ()  # numbers

    @property
    def middle(self) -> date | None:
        """A day on which the state was there for certain."""
        first, last = self.days.earliest, self.days.latest
        if first and last:
            return first + (last - first) / 2
        return first or last


def precise(text: str, *, doubtful: bool = False) -> EdtfDate:
    """Read yyyy-mm-dd; the first or last day of a year, or a doubtful one, as the year.

    >>> precise("1841-01-01").edtf
    '1841'
    >>> precise("1913-07-29", doubtful=True).edtf
    '1913~'

    :raises DateError: when it is no day.
    """
    day = parse(text)
    if doubtful:
        return parse(f"{text[:4]}~")
    return parse(text[:4]) if text.endswith(_IMPUTED) else day


def day_first(text: str, *, doubtful: bool = False) -> EdtfDate:
    """Read "14-5-1811", "06-1815" or "676".

    :raises DateError: when it is no date of these forms.
    """
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        raise DateError(f"not a date: {text!r}; right would be 14-5-1811 or 1811")
    day, month, year = found.groups()
    parts = [year.zfill(4)] + [part.zfill(2) for part in (month, day) if part]
    edtf = "-".join(parts)
    return parse(f"{edtf[:4]}~" if doubtful else edtf)


def month(text: str) -> EdtfDate:
    """Read yyyymm; month 00 is not known.

    >>> month("94308").edtf, month("162100").edtf
    ('0943-08', '1621')

    :raises DateError: when it is no month.
    """
    if not text.isascii() or not text.isdigit() or not 5 <= len(text) <= 6:
        raise DateError(f"not a month: {text!r}; right would be yyyymm")
    year, number = text[:-2].zfill(4), text[-2:]
    return parse(year if number == "00" else f"{year}-{number}")


def compared(known: Entity, spells: Sequence[Spell]) -> Iterator[Skip]:
    """List first and last days of a state that are other than recog's own."""
    first, last = spells[0], spells[-1]
    starts = [each.began for each in spells if each.began]
    ends = [each.ended for each in spells if each.ended]
    if starts and known.began is None:
        detail = f"{known.id}: {starts[0].edtf}"
        yield _skip(first, Reason.FIRST_DAY_ALONE, detail)
    elif known.began and starts and not _any_meets(starts, known.began):
        detail = f"{_told(starts)}; recog has {known.began.edtf}"
        yield _skip(first, Reason.FIRST_DAY, f"{known.id}: {detail}")
    if known.ended and ends and not _any_meets(ends, known.ended):
        detail = f"{_told(ends)}; recog has {known.ended.edtf}"
        yield _skip(last, Reason.LAST_DAY, f"{known.id}: {detail}")
    elif (known.ended is None) != last.goes_on:
        theirs = "no end" if last.goes_on else _told(ends) or "an end"
        ours = known.ended.edtf if known.ended else "no end"
        detail = f"{theirs}; recog has {ours}"
        yield _skip(last, Reason.LAST_DAY, f"{known.id}: {detail}")


def _any_meets(dates: Sequence[EdtfDate], ours: EdtfDate) -> bool:
    return any(each.days.intersection(ours.days) for each in dates)


def _told(dates: Sequence[EdtfDate]) -> str:
    return ", ".join(each.edtf for each in dates)


def _skip(spell: Spell, reason: Reason, detail: str) -> Skip:
    return Skip(where=spell.row.where, reason=reason, detail=detail)
