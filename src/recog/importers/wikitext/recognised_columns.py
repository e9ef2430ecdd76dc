"""Tables with a column of dates of recognition, or one of the end of relations.

The date is that on which the party of the row recognised the one whose page it is;
under some headings it is the other way round, and where the row says so, both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from recog.domain.dates import Interval, of_interval
from recog.importers.wikitext.cells import Party
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognised_row import PARTY, Row, mode_of
from recog.importers.wikitext.said import NO_WORDS, Said
from recog.importers.wikitext.spells import Silence, spells
from recog.importers.wikitext.tables import Cell
from recog.importers.wikitext.years import Spell
from recog.importers.wikitext.years import spells as ranges

_RECOGNITION: Final = r"recognition"
_RELATIONS: Final = r"relations\s*(?:established|began)"
_ENDED: Final = r"relations\s*ended"
_MUTUAL: Final = re.compile(r"mutual(?:ly)? recogni|recogni[sz]ed each other", re.I)
#: Headings under which the dates are those of recognition by the one whose page it is.
_BY_SUBJECT: Final = re.compile(r"subnational entities", re.I)
#: Headings of what no longer is: its recognition ended with it.
_FORMER: Final = re.compile(r"former partially recognized", re.I)
_SEVERED: Final = "relations-severed"


def dated(row: Row) -> Iterator[Said | Reason]:
    """Yield recognitions, withdrawals and relations of a row."""
    for party in row.parties(PARTY):
        yield from _recognitions(row, party)
        yield from _relations(row, party)


def undated(row: Row) -> Iterator[Said | Reason]:
    """Yield that the party of a row recognises: since when is not said."""
    cell = row.cell(PARTY)
    for party in row.parties(PARTY):
        yield Said(
            kind="recognition",
            actor=party.names,
            target=row.subject,
            date=of_interval(Interval(None, row.last)),
            text="as the page stands",
            words=cell.words if cell else NO_WORDS,
            note="The page gives no date; it holds as the page stands.",
        )


def _recognitions(row: Row, party: Party) -> Iterator[Said | Reason]:
    cell = row.cell(_RECOGNITION)
    if cell is None:
        return
    mode = mode_of(cell.text)
    for spell in ranges(cell.words.text):
        for actor, target in _directions(row, party):
            said = Said(
                kind="recognition",
                actor=actor,
                target=target,
                date=spell.begin,
                text=spell.begin_text,
                at=spell.begin_at,
                words=cell.words,
                mode=mode,
            )
            yield said
            yield from _withdrawn(row, spell, said)


def _withdrawn(row: Row, spell: Spell, said: Said) -> Iterator[Said | Reason]:
    if spell.end is None:
        return
    if _FORMER.search(row.section):
        yield Reason.ENDED_OTHERWISE
        return
    yield replace(
        said,
        kind="recognition-withdrawn",
        date=spell.end,
        text=spell.end_text,
        at=spell.end_at,
    )


def _directions(
    row: Row, party: Party
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return who recognised whom."""
    pairs = [(party.names, row.subject), (row.subject, party.names)]
    if any(_MUTUAL.search(cell.text) for cell in row.cells):
        return pairs
    return pairs[1:] if _BY_SUBJECT.search(row.section) else pairs[:1]


def _relations(row: Row, party: Party) -> Iterator[Said | Reason]:
    for column, only in ((_RELATIONS, ""), (_ENDED, _SEVERED)):
        cell = row.cell(column)
        if cell is not None:
            yield from relations(cell, row, party, only)


def relations(
    cell: Cell, row: Row, party: Party, only: str = ""
) -> Iterator[Said | Reason]:
    """Yield what a cell says of relations, as in other tables of relations.

    :param only: the kind, where the column says it.
    """
    found = spells(cell.text, last=row.last)
    if isinstance(found, Silence):
        if found is Silence.UNREAD:
            yield Reason.DATE_UNREADABLE
        return
    for moment in found:
        yield Said(
            kind=only or moment.kind,
            actor=row.subject,
            target=party.names,
            date=moment.date,
            text=moment.text,
            words=cell.words,
            note=moment.note,
        )
