"""What the date of a table says: one day, or when relations broke and were restored.

"31 August 1957, severed 15 September 1963, restored 31 August 1967" is three moments.
Only words that are understood may stand between the dates; of others nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.errors import DateError
from recog.importers.wikitext.env import Moment
from recog.importers.written import Found, dates_in, written_date

ESTABLISHED: Final = "relations-established"
SUSPENDED: Final = "relations-suspended"
RESUMED: Final = "relations-resumed"
SEVERED: Final = "relations-severed"


class Silence(Enum):
    """Why a text gives no moment."""

    EMPTY = "empty"
    NONE = "none"  # it says that there are no relations
    UNREAD = "unread"


#: The words that tell what happened, the first that fits; and what that is.
WORDS: Final = (
    (re.compile(r"re-?establish|re-?open|restor|resum|renew", re.I), RESUMED),
    (re.compile(r"suspend|froze|lapsed", re.I), SUSPENDED),
    (
        re.compile(
            r"sever|\bbroken?\b|break|\bcut\b|\bended\b|terminat|rescind|cancel|ceased",
            re.I,
        ),
        SEVERED,
    ),
    (re.compile(r"establish|beg[au]n|start", re.I), ESTABLISHED),
)
#: Words between dates that tell nothing by themselves.
_FILLERS: Final = re.compile(
    r"\b(?:(?:formal|official|full|diplomatic|their|its|the|relations?|ties|were|was|"
    r"been|have|has|had|but|and|again|later|then|on|in|at|of|off|from|since|to|until|"
    r"severed|severs?|severing|broken?|cut|ended|terminated|rescinded|cancell?ed|ceased|"
    r"suspended|frozen|lapsed|before|resuming|resumed|restored?|renewed?|re-?established|"
    r"re-?opened|established|began|begun|started|first|second|third|n/a|unknown|date)\b)"
    r"|[\s,;.()&/–—-]+",
    re.I,
)
_RANGE: Final = re.compile(r"\s*(?:–|—|-|to|until)\s*", re.I)
_NO_RELATIONS: Final = re.compile(
    r"n/?a|none|no|-+|–|—|(?:has |have |does not have |do not have |only )?"
    r"(?:no |not |never )?(?:formal |official |diplomatic |informal |unofficial )*"
    r"relations?(?: or recognition| established)?|non-member|not established",
    re.I,
)
_UNKNOWN: Final = re.compile(
    r"unknown|\?+|established,? date unknown|(?:no date|date not|not) (?:given|known)"
    r"|date unknown|yes",
    re.I,
)
_UNKNOWN_BUT: Final = re.compile(r"unknown \((.+)\)", re.I)
_OR_BEFORE: Final = re.compile(r"(.+?),? or (?:before|earlier)", re.I)
#: Words by which a page gives two dates for one thing.
_EITHER: Final = re.compile(r"\s*(?:and|or|/)\s*", re.I)
_DAY_IN_BRACKETS: Final = re.compile(r"(\d{4}) ?\((\w+ \d{1,2})\)")
#: Two openings of one pair this far apart are two, and not two views of one.
_APART: Final = timedelta(days=730)


def spells(text: str, *, last: date) -> list[Moment] | Silence:
    """Return what a text says happened and when, in its order.

    :param text: the words of a cell under "formal relations began", in one line.
    :param last: the day of the edition, which bounds what has no date.
    """
    if not text:
        return Silence.EMPTY
    if _UNKNOWN.fullmatch(text):
        unknown = of_interval(Interval(None, last))
        return [Moment(ESTABLISHED, unknown, text, "The page gives no date.")]
    if _NO_RELATIONS.fullmatch(text):
        return Silence.NONE
    single = _single(text)
    if single is not None:
        return [Moment(ESTABLISHED, single, text)]
    if undated := status(text, None, last=last):
        return [undated]
    return _several(text) or Silence.UNREAD


def status(words: str, since: EdtfDate | None, *, last: date) -> Moment | None:
    """Return what an undated word beside a state says: "(suspended)", "severed"."""
    kind = _kind_of(words)
    if kind in (None, ESTABLISHED, RESUMED) or _FILLERS.sub("", words):
        return None
    start = since.days.earliest if since else None
    if start is not None and start > last:
        return None
    note = "The page gives no date of this; it held when the page was read."
    return Moment(str(kind), of_interval(Interval(start, last)), words, note)


def _single(text: str) -> EdtfDate | None:
    """Read a text that is one date; two days joined by a dash are two."""
    if said := _UNKNOWN_BUT.fullmatch(text):
        text = said[1]
    if said := _OR_BEFORE.fullmatch(text):
        try:
            return of_interval(Interval(None, written_date(said[1]).days.last))
        except DateError:
            return None
    text = _DAY_IN_BRACKETS.sub(r"\2, \1", text)
    try:
        found = written_date(text)
    except DateError:
        return None
    named = list(dates_in(text, years=True))
    return found if len(named) < 2 or _is_one(text, named, found) else None


def _is_one(text: str, named: Sequence[Found], found: EdtfDate) -> bool:
    """Tell whether a range is one uncertain date: two years that are near."""
    precise = all(_days(each.date) <= 31 for each in named)
    between = text[named[0].end : named[-1].start]
    return not precise and _days(found) <= 4 * 366 and "/" not in between


def _days(when: EdtfDate) -> int:
    return (when.days.last - when.days.first).days + 1


@dataclass(frozen=True, slots=True)
class _Part:
    """A date in a cell, with the words before it and those after it in brackets."""

    lead: str
    found: Found
    after: str


def _several(text: str) -> list[Moment]:
    """Read dates with words between them; nothing if a word is not understood."""
    parts = _parts(text)
    moments: list[Moment] = []
    for number, part in enumerate(parts):
        if _FILLERS.sub("", part.lead) or _FILLERS.sub("", part.after):
            return []
        kind = _kind(part, moments, number)
        if kind is None:
            return []
        start = parts[number - 1].found.end if number else 0
        words = text[start : part.found.end].strip(" ,;.()")
        moments.append(Moment(kind, part.found.date, words))
    return moments


def _parts(text: str) -> list[_Part]:
    found = list(dates_in(text, years=True))
    parts = []
    end = 0
    for number, each in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        rest = text[each.end : following]
        bracket = re.match(r"\s*\(([^()]*)\)", rest)
        after = bracket[1] if bracket else ""
        parts.append(_Part(text[end : each.start], each, after))
        end = each.end + (bracket.end() if bracket else 0)
    if found and _FILLERS.sub("", text[end:]):
        return []
    return parts


def _kind(part: _Part, before: Sequence[Moment], number: int) -> str | None:
    """Tell what happened on a date by its words, or by what happened before."""
    said = _kind_of(part.after) or _kind_of(part.lead)
    last = before[-1].kind if before else ""
    if _RANGE.fullmatch(part.lead) and last:
        return RESUMED if last in (SEVERED, SUSPENDED) else SEVERED
    if said:
        return RESUMED if said == ESTABLISHED and before else said
    if not number:
        return ESTABLISHED
    if last in (SEVERED, SUSPENDED):
        return RESUMED
    apart = part.found.date.days.first - before[-1].date.days.last
    two_views = _EITHER.fullmatch(part.lead) or apart < _APART
    return ESTABLISHED if two_views else RESUMED


def _kind_of(words: str) -> str | None:
    return next((kind for pattern, kind in WORDS if pattern.search(words)), None)
