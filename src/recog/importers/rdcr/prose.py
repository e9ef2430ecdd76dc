"""Sentences with their dates in place of words, so that rules can look for both.

A date becomes a token, ``⟦0⟧`` for the first of the sentence, and takes the words with
it that change it ("on", "about"). A date without a year has that of the date before;
"the same day" and "the following day" count from the date before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from recog.domain.dates import EdtfDate, of_day, parse
from recog.errors import DateError
from recog.importers.months import MONTH, month_number
from recog.importers.rdcr.files import Mark, Text
from recog.importers.written import dates_in

TOKEN: Final = re.compile(r"⟦(\d+)⟧")
_NO_YEAR: Final = re.compile(
    rf"\b(?:on )?(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?!,? ?\d{4})(?!-)",
    re.IGNORECASE,
)
_SAME: Final = re.compile(
    r"\b(?:on )?(?:(?:that|the|this) same|that|this|which) (?:day|date)\b",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"\b(?:on )?the (?:following|next) day\b(?! on)", re.IGNORECASE
)
#: "Not until May 30" means on that day, as "until 1964, when" means then.
_NOT: Final = re.compile(r"\b(?:not|never)\b[^.]*$")
_END: Final = re.compile(
    r"(?<=[.!?])(?<!\bU\.S\.)(?<!\bU\. S\.)(?<!\b[A-Z]\.)(?<!\b(?:Jr|Sr|Dr|Mr|St)\.)"
    r"(?<!\b(?:Gen|Col|Esq|Ala)\.)[”\"’]?\s+(?=[“\"]?[A-Z⟦])"
    r"|(?<=\.[A-Z]\.)\s+(?=(?:On|The|In|His|After) )|(?<=a\.i\.)\s+(?=[A-Z⟦])"
)
#: What is written in several ways and means one thing.
_ALIKE: Final = (
    (r"\btheU\.S\.", "the US"),
    (r"\bU\. ?S\.(?: of America\b)?|\bUS\b|\bUnited States?(?: of America)?\b", "US"),
    (r"[Dd]iplomatic [Rr]elationsand\b", "DR and"),
    (r"\b(?:DR|[Dd]iplomatic [Rr]elations(?:hips?)?|[Dd]iplomatic ties)\b", "DR"),
    (r"\b(?:[Ff]ull|[Nn]ormal|[Ff]ormal|[Bb]ilateral|[Dd]irect) DR\b", "DR"),
    (r"\b[Ff]ull diplomatic and cultural relations\b", "DR"),
    (r" ad interim\b| a\.i\.", ""),
    (r"Charg[eé]s? (?:d|D)’ ?[Aa]ffairs?(?:es)?", "Chargé"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date in a text."""

    date: EdtfDate
    words: str  # of the source
    when: str = ""  # as the markup has it, where that differs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with tokens for its dates."""

    text: str
    moments: tuple[Moment, ...]

    def moment(self, token: re.Match[str]) -> Moment:
        """Return the date that a token stands for."""
        return self.moments[int(token[1])]


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    date: EdtfDate | None = None
    rest: tuple[int, int] = (0, 0)  # month and day of a date without a year
    days: int = -1  # after the date before


def plain(text: str) -> str:
    """Return a text with what is written in several ways in one."""
    for pattern, form in _ALIKE:
        text = re.sub(pattern, form, text)
    return text


def sentences(texts: Sequence[Text], *, year: str = "") -> Iterator[Sentence]:
    """Yield the sentences of an item, in order.

    :param year: of the heading, for dates without one before any other date.
    """
    before = parse(year) if year else None
    for text in texts:
        moments: list[Moment] = []
        template, last = "", 0
        for place in _places(text.text):
            dated = _dated(place, before, text.text)
            if dated is None:
                continue
            before = dated
            words = text.text[place.start : place.end]
            template += f"{text.text[last : place.start]}⟦{len(moments)}⟧"
            last = place.end
            moments.append(
                Moment(date=dated, words=words, when=_when(text.marks, place, dated))
            )
        template += text.text[last:]
        yield from _split(template, moments)


def heading_moments(heading: Text) -> tuple[Moment, ...]:
    """Return the dates of a heading; a range of years has none."""
    if re.search(r"\d{4} ?(?:[-–]|to|until) ?\d{2,4}", heading.text):
        return ()
    found = []
    for each in dates_in(heading.text, years=True):
        place = _Place(each.start, each.end)
        when = _when(heading.marks, place, each.date)
        words = heading.text[each.start : each.end]
        found.append(Moment(date=each.date, words=words, when=when))
    return tuple(found)


def _places(text: str) -> list[_Place]:
    places = [_Place(f.start, f.end, f.date) for f in dates_in(text, years=True)]
    taken = [(place.start, place.end) for place in places]

    def free(match: re.Match[str]) -> bool:
        return all(match.end() <= start or end <= match.start() for start, end in taken)

    for match in filter(free, _NO_YEAR.finditer(text)):
        if match["month"][0].isupper():
            rest = (month_number(match["month"]), int(match["day"]))
            places.append(_Place(match.start(), match.end(), rest=rest))
    for pattern, days in ((_SAME, 0), (_NEXT, 1)):
        for match in filter(free, pattern.finditer(text)):
            places.append(_Place(match.start(), match.end(), days=days))
    return sorted(places, key=lambda place: place.start)


def _dated(place: _Place, before: EdtfDate | None, text: str) -> EdtfDate | None:
    if place.date is not None:
        return _at(place, place.date, text)
    if before is None or before.days.latest is None:
        return None
    if place.days >= 0:
        if before.days.earliest != before.days.latest:
            return None
        return of_day(before.days.last + timedelta(days=place.days))
    month, day = place.rest
    try:
        return parse(f"{before.days.last.year:04}-{month:02}-{day:02}")
    except DateError:
        return None


def _at(place: _Place, written: EdtfDate, text: str) -> EdtfDate:
    """Take "until" for a day itself where something only began on it."""
    words = text[place.start : place.end]
    if words.casefold().startswith("until ") and (
        _NOT.search(text[: place.start]) or text[place.end :].startswith(", when")
    ):
        return next((f.date for f in dates_in(words[6:], years=True)), written)
    return written


def _when(marks: Sequence[Mark], place: _Place, dated: EdtfDate) -> str:
    """Return what the markup says of a date, where that is something else."""
    for mark in marks:
        if place.start < mark.end and mark.start < place.end and mark.when:
            try:
                marked = parse(mark.when)
            except DateError:
                continue
            if marked.edtf != dated.edtf.rstrip("~?"):
                return marked.edtf
    return ""


def _split(template: str, moments: Sequence[Moment]) -> Iterator[Sentence]:
    start = 0
    ends = [*(match.span() for match in _END.finditer(template)), (len(template), 0)]
    for end, following in ends:
        words = template[start:end].strip()
        start = following
        own: list[Moment] = []

        def number(token: re.Match[str], own: list[Moment] = own) -> str:
            own.append(moments[int(token[1])])
            return f"⟦{len(own) - 1}⟧"

        if words:
            text = plain(TOKEN.sub(number, words))
            yield replace(Sentence(text=text, moments=()), moments=tuple(own))
