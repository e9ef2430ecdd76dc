"""The time in a question: "on 1 January 1979", "by 2010", "between … and …".

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from recog.domain.dates import Interval, parse
from recog.errors import DateError, QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time a question asks about."""

    word: str  # on: that day; by: up to its end; in: during
    days: Interval


_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH: Final = "|".join(rf"{name[:3]}(?:{name[3:]})?\.?" for name in _MONTHS)
_DATE: Final = (
    r"(?:\d{4}-\d\d(?:-\d\d)?|\d{4}s?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}),? \d{{4}}|"
    rf"(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|(?:{_MONTH}),? \d{{4}})"
)
_BETWEEN: Final = re.compile(
    rf"[, ]+(?:between|from) ({_DATE}) (?:and|to|until|till) ({_DATE}|now|today)$",
    re.IGNORECASE,
)
_AT: Final = re.compile(
    rf"[, ]+(on|by|as of|as at|as on|in|during|before) (?:the )?({_DATE})$",
    re.IGNORECASE,
)
_AT_FIRST: Final = re.compile(rf"^(on|as of|in) ({_DATE}),? ", re.IGNORECASE)
_NOW: Final = re.compile(r"[, ]+(?:now|today|currently|at present)$", re.IGNORECASE)
_WORDS: Final = {"as of": "by", "as at": "by", "as on": "by", "during": "in"}


def split_time(bare: str) -> tuple[str, When | None]:
    """Take the time out of a question; return the rest and the time.

    :raises QuestionError: when there is no such day, or the later one comes first.
    """
    if found := _BETWEEN.search(bare):
        end = found[2]
        days = _days(found[1])
        last = (
            Interval(None, None) if end.casefold() in ("now", "today") else _days(end)
        )
        if last.latest is not None and days.first > last.last:
            raise QuestionError(f"{found[1]} comes after {end}; the earlier date first")
        span = Interval(days.earliest, last.latest)
        return bare[: found.start()], When(word="in", days=span)
    if found := _AT.search(bare):
        return bare[: found.start()], _when(found[1], found[2])
    if found := _AT_FIRST.search(bare):
        return bare[found.end() :], _when(found[1], found[2])
    return _NOW.sub("", bare), None


def _when(word: str, words: str) -> When:
    days, word = _days(words), word.casefold()
    word = _WORDS.get(word, word)
    if word == "on" and days.earliest != days.latest:
        word = "in"
    return When(word=word, days=days)


def _days(words: str) -> Interval:
    """Return the days that a date in words means.

    :raises QuestionError: when there is no such day.
    """
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)|\bof\b|[,.]", "", words.casefold())
    parts = plain.split()
    try:
        if len(parts) == 1:
            decade = plain.strip().removesuffix("s")
            if decade != plain.strip():
                return parse(f"{decade}/{int(decade) + 9:04}").days
            return parse(decade).days
        month = next(
            number
            for number, name in enumerate(_MONTHS, 1)
            for part in parts
            if name.startswith(part)
        )
        numbers = [part for part in parts if part.isdigit()]
        day = f"-{int(numbers[0]):02}" if len(numbers) == 2 else ""
        return parse(f"{numbers[-1]}-{month:02}{day}").days
    except DateError as error:
        raise QuestionError(f"no such date: {words!r}; {error}") from error
