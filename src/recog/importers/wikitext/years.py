"""Spells written as ranges: "1984–1997, 2007", "19 September 2011–31 March 2014"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.importers.written import Found, dates_in

_TO: Final = re.compile(r"\s*(?:[–—-]|to|until)\s*")
_NEXT: Final = re.compile(r"\s*(?:[,;]|and|[,;] and)\s*")

_MODE: Final = re.compile(r"\((?:de facto|de jure)\)")
_OR_BEFORE: Final = re.compile(r",? or (?:before|earlier)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """From when until when, in the words of the page."""

    begin: EdtfDate
    begin_text: str
    begin_at: int  # where the words end
    end: EdtfDate | None = None  # None: it lasts
    end_text: str = ""
    end_at: int = 0


def spells(text: str) -> list[Spell]:
    """Read a text that is spells and nothing else; what is not is none.

    >>> [(each.begin.edtf, each.end_text) for each in spells("1984–1997, 2007")]
    [('1984', '1997'), ('2007', '')]
    """
    text = _MODE.sub(lambda match: " " * len(match[0]), text)
    found = [_widened(text, each) for each in dates_in(text, years=True)]
    if not found or text[: found[0].start].strip() or text[found[-1].end :].strip(" ."):
        return []
    return list(_paired(text, found)) if _is_plain(text, found) else []


def _widened(text: str, found: Found) -> Found:
    """Return a date with the words after it that widen it, and no "until" before."""
    if later := _OR_BEFORE.match(text, found.end):
        before = of_interval(Interval(None, found.date.days.latest))
        return Found(found.start, later.end(), before)
    return found


def _is_plain(text: str, found: list[Found]) -> bool:
    gaps = [text[a.end : b.start] for a, b in zip(found, found[1:], strict=False)]
    return all(_TO.fullmatch(gap) or _NEXT.fullmatch(gap) for gap in gaps)


def _paired(text: str, found: list[Found]) -> Iterator[Spell]:
    place = 0
    while place < len(found):
        begin, end = found[place], None
        if place + 1 < len(found):
            following = found[place + 1]
            if _TO.fullmatch(text[begin.end : following.start]):
                end = following
        yield Spell(
            begin=begin.date,
            begin_text=text[begin.start : begin.end],
            begin_at=begin.end,
            end=end.date if end else None,
            end_text=text[end.start : end.end] if end else "",
            end_at=end.end if end else 0,
        )
        place += 2 if end else 1
