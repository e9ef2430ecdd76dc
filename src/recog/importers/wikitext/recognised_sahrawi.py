"""The relations of the Sahrawi Republic: established, frozen, broken off, resumed.

The notes of a row say it in a few forms: "Relations were frozen from A to B, they are
cancelled since C". What somebody claims and the row denies is said twice, once denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from recog.domain.claims import Stance
from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.importers.wikitext.cells import Party
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognised_columns import relations
from recog.importers.wikitext.recognised_row import Row
from recog.importers.wikitext.said import NO_WORDS, Said
from recog.importers.written import Found, dates_in

_SUSPENDED: Final = "relations-suspended"
_SEVERED: Final = "relations-severed"
_RESUMED: Final = "relations-resumed"
_VERB: Final = re.compile(
    r"\b(?:relations|they|and|;|,)(?: (?:were|are|was|is|have been))? ?"
    r"(?P<verb>suspended|frozen|cancell?ed|severed)(?: again)?",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"\s*(?:again\s*)?(?:from|since|on|in)?\s*", re.IGNORECASE)
_TO: Final = re.compile(r"[.\s]*\bto\s+", re.IGNORECASE)
_AND_FROM: Final = re.compile(r"\s*,?\s*and\s*", re.IGNORECASE)
_AT_MOST: Final = re.compile(r"\s*(?:or shorter|at the latest|or earlier)")
#: "Some sources claimed a suspending of relations from A, however, Ghana still …".
_CLAIMED: Final = re.compile(
    r"sources claimed an? (?P<what>suspending of relations|withdrawal of recognition|"
    r"severing of relations) (?P<when>[^.]*?), however, .{0,40}still maintains"
)
_CLAIMS: Final = {
    "suspending of relations": _SUSPENDED,
    "severing of relations": _SEVERED,
    "withdrawal of recognition": "recognition-withdrawn",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change that the notes tell, in their words."""

    kind: str
    date: EdtfDate
    text: str
    at: int  # where its words end


def row(row: Row) -> Iterator[Said | Reason]:
    """Yield what a row says of relations and recognition."""
    named = row.parties("^state$")
    began, notes = row.cell("^relations established$"), row.cell("^notes$")
    if not named or began is None:
        yield Reason.NO_PARTY
        return
    party = named[0]
    changes = list(changes_in(notes.words.text)) if notes else []
    for each in relations(began, row, party):
        yield _bounded(each, changes) if isinstance(each, Said) else each
    if notes is None:
        return
    for change in changes:
        yield _said(row, party, change)
    if not changes:
        yield from _undated(row, party, began.text)
    yield from _disputed(row, party)
    yield from row.notes(party.names[0])


def changes_in(text: str) -> Iterator[Change]:
    """Yield the changes that notes tell, in order.

    >>> [(each.kind, each.date.edtf) for each in changes_in(
    ...     "Relations were frozen from 5 May 2006 to 16 June 2008")]
    [('relations-suspended', '2006-05-05'), ('relations-resumed', '2008-06-16')]
    """
    dates = list(dates_in(text, years=True))
    for match in _VERB.finditer(text):
        kind, at = _kind(match), match.end()
        gap = _GAP
        while begin := _next(text, at, dates, gap):
            yield Change(kind, begin.date, _words(text, begin), begin.end)
            at = begin.end
            if end := _next(text, at, dates, _TO):
                yield _end(text, begin, end)
                most = _AT_MOST.match(text, end.end)
                at = most.end() if most else end.end
            gap = _AND_FROM


def _next(text: str, at: int, dates: list[Found], gap: re.Pattern[str]) -> Found | None:
    """Return the next date, if only a few words stand before it."""
    following = next((each for each in dates if each.start >= at), None)
    if following is None or not gap.fullmatch(text[at : following.start]):
        return None
    return following


def _end(text: str, begin: Found, end: Found) -> Change:
    """Return the resumption: on a day, or by it."""
    most = _AT_MOST.match(text, end.end)
    if most is None:
        return Change(_RESUMED, end.date, _words(text, end), end.end)
    days = Interval(begin.date.days.earliest, end.date.days.latest)
    words = text[end.start : most.end()].strip()
    return Change(_RESUMED, of_interval(days), words, most.end())


def _words(text: str, found: Found) -> str:
    return text[found.start : found.end].strip()


def _bounded(said: Said, changes: list[Change]) -> Said:
    """Give relations of no date an end: they were there when first frozen."""
    days = said.date.days
    if days.earliest is not None or not changes:
        return said
    first = min(change.date.days.last for change in changes)
    return replace(said, date=of_interval(Interval(None, min(days.last, first))))


def _said(row: Row, party: Party, change: Change) -> Said:
    cell = row.cell("^notes$")
    return Said(
        kind=change.kind,
        actor=party.names,
        target=row.subject,
        date=change.date,
        text=change.text,
        at=change.at,
        words=cell.words if cell else NO_WORDS,
    )


def _undated(row: Row, party: Party, began: str) -> Iterator[Said]:
    """Yield what the notes say happened without a day: after relations were there."""
    cell = row.cell("^notes$")
    match = _VERB.search(cell.text) if cell else None
    if match is None or cell is None or _CLAIMED.search(cell.words.text):
        return
    earlier = [found.date.days.latest for found in dates_in(began, years=True)]
    days = Interval(next(iter(earlier), None), row.last)
    kind = _kind(match)
    change = Change(kind, of_interval(days), match["verb"], match.end())
    note = "The page gives no day; it held as the page stands."
    yield replace(_said(row, party, change), note=note)


def _kind(verb: re.Match[str]) -> str:
    frozen = verb["verb"].casefold() in ("suspended", "frozen")
    return _SUSPENDED if frozen else _SEVERED


def _disputed(row: Row, party: Party) -> Iterator[Said]:
    """Yield what others claim and the page denies, with both stances."""
    cell = row.cell("^notes$")
    text = cell.words.text if cell else ""
    for match in _CLAIMED.finditer(text):
        kind = _CLAIMS[match["what"]]
        for found in dates_in(match["when"], years=True):
            end = match.start("when") + found.end
            words = match["when"][found.start : found.end].strip()
            said = _said(row, party, Change(kind, found.date, words, end))
            note = "Others claim it, says the page, which denies it."
            yield replace(said, note=note)
            yield replace(said, stance=Stance.DENIES, at=match.end(), note=note)
