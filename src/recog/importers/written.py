"""Dates as people write them: "16 December 1993", "23.2.2001", "before May 1960".

What is read is never more precise than what is written; docs/importing.md lists the
forms. A date that may be read in two ways is an error and no guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.errors import DateError
from recog.importers.months import MONTH, month_number

_DAY: Final = timedelta(days=1)
_RIGHT: Final = (
    "right would be e.g. 1993-12-16, 16 December 1993, Dec 1993, 1993, before 1993"
)
_NUMBER: Final = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.)?"
#: A day, month or year in words; the named groups are those of `_atom`.
_WORDED: Final = (
    rf"(?:{_NUMBER.format(1)}[ -](?:of |de )?(?P<month1>{MONTH})\.?,?[ -](?:de )?"
    r"(?P<year1>\d{4})"
    rf"|(?P<month2>{MONTH})\.? {_NUMBER.format(2)},? (?P<year2>\d{{4}})"
    rf"|(?P<year4>\d{{4}})(?:,? |-)(?P<month4>{MONTH})\.?[ -]{_NUMBER.format(4)}"
    rf"|(?P<month3>{MONTH})\.?,?[ -](?:of |de )?(?P<year3>\d{{4}}))"
)
_ATOM: Final = re.compile(_WORDED, re.IGNORECASE)
_ISO: Final = r"\d{4}-\d\d-\d\d"
_FOUND: Final = re.compile(
    rf"(?<![\w-])(?:{_WORDED}|(?P<iso>{_ISO})|(?P<year>1[5-9]\d\d|20\d\d))(?![\w-])",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_MONTH_OF_YEAR: Final = re.compile(r"(\d{1,2})[./](\d{4})")
_DECADE: Final = re.compile(r"(?:the )?(\d{3}0)'?s", re.IGNORECASE)
_DASH: Final = re.compile(r" ?[–—] ?| - |(?<=^\d{4})-(?=\d{4}$)")
_BETWEEN: Final = re.compile(r"(?:between (.+) and|from (.+) (?:to|until)) (.+)", re.I)
_OR: Final = re.compile(r" or |/(?=[^/]*$)", re.IGNORECASE)
#: Marks of footnotes, which are no part of a date or a name.
_FOOTNOTE: Final = re.compile(
    r"\[(?:\w{1,3}|(?:note|nb|n) ?\d+|citation needed)\]|[*†‡§¶]+|[⁰¹²³⁴-⁹]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date that stands in a sentence."""

    start: int  # where in the text, with the words that change it ("before")
    end: int
    date: EdtfDate


def without_marks(text: str) -> str:
    """Return a text without marks of footnotes, its spaces made one.

    >>> without_marks("Burkina Faso[12]*")
    'Burkina Faso'
    """
    return " ".join(_FOOTNOTE.sub("", text).split())


def written_date(text: str, *, order: str = "") -> EdtfDate:
    """Read a text that is a date and nothing else.

    >>> written_date("16 December 1993[2]").edtf
    '1993-12-16'
    >>> written_date("before May 1960").edtf
    '../1960-04-30'

    :param order: "dmy" or "mdy": how numbers between slashes or hyphens are meant.
    :raises DateError: when it is no date, no such day, or may be read in two ways.
    """
    plain = without_marks(text).strip().rstrip(".,;").rstrip()
    try:
        return _read(plain, order)
    except DateError as error:
        if str(error).startswith("not a date"):
            raise DateError(f"not a date: {text!r}; {_RIGHT}") from error
        raise


def dates_in(text: str, *, years: bool = False) -> Iterator[Found]:
    """Yield the dates named in a text, in order, each with the words that change it.

    :param years: whether a year alone is one, too.
    """
    for match in _FOUND.finditer(text):
        if match["year"] and not (years and _stands_alone(text, match)):
            continue
        try:
            plain = parse(match["iso"] or match["year"] or _edtf(match))
        except DateError:
            continue  # "31 June": a slip, no date
        before = text[: match.start()]
        for qualifier in _QUALIFIERS:
            if said := qualifier.before.search(before):
                yield Found(said.start(), match.end(), qualifier.widened(plain))
                break
        else:
            yield Found(match.start(), match.end(), plain)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Tell whether four digits are a year, and not part of a larger number."""
    before, after = text[: match.start()], text[match.end() :]
    return not re.search(r"[\d][.,]$|[$£€#]$", before) and not re.match(
        r"[.,]?\d|%", after
    )


def _read(plain: str, order: str) -> EdtfDate:
    """Read a date without footnote marks: doubted, qualified, a range, or plain."""
    doubted = re.sub(r" ?\(\?\)$| \?$", "?", plain)
    if doubted.endswith("?") or doubted.casefold().startswith(_DOUBTS):
        words = re.sub(rf"^(?:{'|'.join(_DOUBTS)}) ", "", doubted, flags=re.IGNORECASE)
        return _doubted(_read(words.removesuffix("?"), order))
    for qualifier in _QUALIFIERS:
        if said := qualifier.whole.match(plain):
            return qualifier.widened(_read(plain[said.end() :], order))
    for read in (_plain, _range):
        if found := read(plain, order):
            return found
    raise DateError(f"not a date: {plain!r}")


def _doubted(written: EdtfDate) -> EdtfDate:
    """Return a date that the source doubts; an interval keeps its bounds unmarked."""
    if written.approximate or "/" in written.edtf:
        return written
    return parse(f"{written.edtf.rstrip('?')}?")


def _plain(text: str, order: str) -> EdtfDate | None:
    """Read one day, month, year or decade, or EDTF."""
    if re.fullmatch(r"[\d./~?-]+", text):
        for pattern in (_NUMERIC, _YEAR_FIRST, _MONTH_OF_YEAR):
            if match := pattern.fullmatch(text):
                return parse(_numeric(match, order))
        if _DASH.search(text):
            return None  # 1993-1995: a range
        return parse(text)
    if match := _ATOM.fullmatch(text):
        return parse(_edtf(match))
    if match := _DECADE.fullmatch(text):
        return parse(f"{match[1]}/{int(match[1]) + 9:04}")
    return None


def _numeric(match: re.Match[str], order: str) -> str:
    """Return the EDTF of a date of numbers; dots mean day.month.year."""
    if match.re is _YEAR_FIRST:
        year, _, month, day = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if match.re is _MONTH_OF_YEAR:
        return f"{match[2]}-{int(match[1]):02}"
    first, mark, second, year = match.groups()
    if mark == ".":
        order = "dmy"
    elif not order and first != second:
        larger = [int(each) > 12 for each in (first, second)]
        if not any(larger):
            raise DateError(
                f"{match[0]!r} may be day or month first; right would be e.g. {year}-"
                f"{int(second):02}-{int(first):02}, or to say the order: dmy, mdy"
            )
        order = "dmy" if larger[0] else "mdy"
    day, month = (second, first) if order == "mdy" else (first, second)
    return f"{year}-{int(month):02}-{int(day):02}"


def _edtf(match: re.Match[str]) -> str:
    """Return the EDTF of a date in words."""
    groups = match.groupdict()
    month = next(groups[f"month{n}"] for n in (1, 2, 3, 4) if groups[f"month{n}"])
    year = next(groups[f"year{n}"] for n in (1, 2, 3, 4) if groups[f"year{n}"])
    day = next((groups[f"day{n}"] for n in (1, 2, 4) if groups[f"day{n}"]), "")
    numbers = f"{year}-{month_number(month):02}"
    return f"{numbers}-{int(day):02}" if day else numbers


def _range(text: str, order: str) -> EdtfDate | None:
    """Read "between A and B", "A – B", "A or B"; A may leave out what B says."""
    if match := _BETWEEN.fullmatch(text):
        return _hull(match[1] or match[2], match[3], order)
    for mark in (_DASH, _OR):
        parts = mark.split(text)
        if len(parts) == 2 and all(parts):
            return _hull(parts[0], parts[1], order)
    return None


def _hull(start: str, end: str, order: str) -> EdtfDate:
    last = _read(end.strip(), order)
    first = _read(_completed(start.strip(), end.strip()), order)
    if first.days.first > last.days.last:
        raise DateError(f"date '{start} – {end}' ends before it begins")
    return of_interval(first.days.hull(last.days))


def _completed(start: str, end: str) -> str:
    """Give the start of a range what it leaves out: "1" of "1 – 5 May 1992"."""
    match = _ATOM.fullmatch(end)
    if match is None or re.search(r"\d{4}", start):
        return start
    iso = _edtf(match)
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|\.)?", start):
        return f"{iso[:7]}-{int(re.sub(r'[^0-9]', '', start)):02}"
    return f"{start} {iso[:4]}" if re.match(r"\d", start) else f"{start}, {iso[:4]}"


@dataclass(frozen=True, slots=True)
class _Qualifier:
    """Words before a date, and what they make of it."""

    words: str
    widened: Callable[[EdtfDate], EdtfDate]

    @property
    def whole(self) -> re.Pattern[str]:
        """Match the words at the beginning of a text."""
        return re.compile(rf"(?:{self.words})\s*", re.IGNORECASE)

    @property
    def before(self) -> re.Pattern[str]:
        """Match the words at the end of a text."""
        return re.compile(rf"(?<!\w)(?:{self.words})\s*$", re.IGNORECASE)


def _about(written: EdtfDate) -> EdtfDate:
    if written.edtf.endswith(("~", "?")) or "/" in written.edtf:
        return written
    return parse(f"{written.edtf}~")


def _or_before(written: EdtfDate) -> EdtfDate:
    return of_interval(Interval(None, written.days.last))


def _before(written: EdtfDate) -> EdtfDate:
    return of_interval(Interval(None, written.days.first - _DAY))


def _or_after(written: EdtfDate) -> EdtfDate:
    return of_interval(Interval(written.days.first, None))


def _after(written: EdtfDate) -> EdtfDate:
    return of_interval(Interval(written.days.last + _DAY, None))


def _in(written: EdtfDate) -> EdtfDate:
    return written


def _part(first: float, last: float) -> Callable[[EdtfDate], EdtfDate]:
    """Return what keeps a part of the days: 0 to 0.5 is the first half."""

    def kept(written: EdtfDate) -> EdtfDate:
        days = written.days
        if days.earliest is None or days.latest is None:
            return written
        length = (days.last - days.first).days + 1
        months = length > 300
        start = days.first + timedelta(days=round(first * length))
        end = days.first + timedelta(days=round(last * length) - 1)
        if months:  # whole months
            start, end = _month_start(start), _month_end(end)
        return of_interval(Interval(max(start, days.first), min(end, days.last)))

    return kept


def _month_start(day: date) -> date:
    return (day + timedelta(days=3)).replace(day=1)


def _month_end(day: date) -> date:
    return (day + timedelta(days=4)).replace(day=1) - _DAY


_DOUBTS: Final = ("probably", "possibly", "perhaps")
#: The first that fits counts: longer words stand before their parts. "Early" and
#: "late" are taken as halves, "mid" as the middle half: never more precise than said.
_QUALIFIERS: Final = (
    _Qualifier(r"on or before|(?:no|not) later than|by|until|till", _or_before),
    _Qualifier(r"on or after|(?:no|not) earlier than|not before", _or_after),
    _Qualifier(r"before|prior to", _before),
    _Qualifier(r"after", _after),
    _Qualifier(r"c\.|ca\.?|circa|about|around|approximately|approx\.|~", _about),
    _Qualifier(r"(?:the )?first half of|(?:the )?early(?: in)?[ -]", _part(0, 0.5)),
    _Qualifier(r"(?:the )?(?:beginning|start) of", _part(0, 0.5)),
    _Qualifier(r"(?:the )?(?:mid|middle of|middle)[ -]?", _part(0.25, 0.75)),
    _Qualifier(r"(?:the )?second half of|(?:the )?late(?: in)?[ -]", _part(0.5, 1)),
    _Qualifier(r"(?:the )?end of", _part(0.5, 1)),
    _Qualifier(r"(?:the )?(?:spring|summer|autumn|fall) (?:of|in) ", _in),
    _Qualifier(r"(?:spring|summer|autumn|fall) ", _in),
    _Qualifier(r"since|on|in|from|as of", _in),
)
