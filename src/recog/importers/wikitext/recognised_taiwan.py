"""The spells of relations of the Republic of China, and who has the other instead.

Source: the tables of "Foreign relations of Taiwan", and the last of the page on China.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognised_row import Row
from recog.importers.wikitext.said import Said
from recog.importers.wikitext.tables import Cell
from recog.importers.wikitext.years import spells
from recog.importers.written import Found, dates_in

ROC: Final = "government/republic-of-china"
PRC: Final = "government/peoples-republic-of-china"
_STATE: Final = r"^(?:state|name)\b"
#: "1961 (Tanganyika)": one that has become part of the state of the row.
_OF_EACH: Final = re.compile(r"(?P<year>\d{4}) \((?P<name>[^()]+)\)")
_SIDES: Final = {"ROC": ROC, "PRC": PRC}
#: "relations with the PRC were established on 2 February 1987 and severed on …".
_WERE: Final = re.compile(
    r"relations with the (?P<side>ROC|PRC) were (?:first )?established"
    r"(?P<established>[^.]*?) and severed(?P<severed>[^.]*)\.?"
)
_RESUMED: Final = re.compile(
    r"resumed diplomatic (?:ties|relations) with the (?P<side>ROC|PRC)"
    r"(?P<resumed>[^.]*)"
)
#: Both on one day, says the page: it gives up the one and recognises the other.
_TURNED: Final = re.compile(
    r"terminated the recognition of the (?P<old>ROC|PRC) and then recogni[sz]ed the "
    r"(?P<new>ROC|PRC)(?P<turned>[^.]*)"
)


def present(row: Row) -> Iterator[Said | Reason]:
    """Yield the spells of a state that has relations: "1984–1997, 2007"."""
    cell = row.cell(r"^relations established$")
    if cell is not None:
        yield from _spells(row, cell)


def former(row: Row) -> Iterator[Said | Reason]:
    """Yield one spell of a state that had relations; a second is a resumption."""
    begin, end = row.cell("^from$"), row.cell("^to$")
    opens = "relations-resumed" if row.cells[0].spanned else "relations-established"
    for kind, cell in ((opens, begin), ("relations-severed", end)):
        if cell is None or not (found := _date(cell.words.text)):
            yield Reason.DATE_UNREADABLE
            continue
        said = _with(row, kind, found.date, _words(cell, found), cell, found.end)
        yield said
        if _lasted(row):
            also = "recognition-withdrawn" if cell is end else "recognition"
            yield replace(said, kind=also, actor=said.target, target=(ROC,))


def _lasted(row: Row) -> bool:
    """Tell whether a remark says that the spell was one of recognition."""
    remarks = [remark for cell in row.cells for remark in cell.words.remarks]
    return any(remark.startswith("Recognition lasted") for remark in remarks)


def of_the_prc(row: Row) -> Iterator[Said | Reason]:
    """Yield the recognition of the People's Republic by one that knew no other."""
    cell = row.cell("recognized the PRC")
    if cell is None:
        return
    found = _date(cell.words.text)
    if found is not None:
        said = _with(row, "recognition", found.date, _words(cell, found), cell, 0)
        yield replace(said, actor=said.target, target=(PRC,))
        return
    for match in _OF_EACH.finditer(cell.words.text):
        said = _with(row, "recognition", parse(match["year"]), match["year"], cell, 0)
        yield replace(said, actor=(match["name"],), target=(PRC,))


def recognised_by_it(row: Row) -> Iterator[Said | Reason]:
    """Yield whom the Republic of China recognises: since when is not said."""
    cell = row.cell("^recognized by the ROC$")
    if cell is None or not cell.text.casefold().startswith("yes"):
        yield Reason.NOT_RECOGNISED
        return
    date = of_interval(Interval(None, row.last))
    said = _with(row, "recognition", date, "as the page stands", cell, 0)
    yield replace(said, note="The page gives no date; it holds as the page stands.")


def without_the_prc(row: Row) -> Iterator[Said | Reason]:
    """Yield the former relations of a state that has none with Beijing."""
    notes, years = row.cell("^references$"), row.cell("^duration")
    if notes is not None:
        yield from _sentences(row, notes)
        names = row.parties(_STATE)
        yield from row.notes(names[0].names[0] if names else "")
    if years is not None:
        for said in _spells(row, years):
            yield replace(said, actor=(PRC,))


def _sentences(row: Row, cell: Cell) -> Iterator[Said]:
    text = cell.words.text
    for match in _WERE.finditer(text):
        for kind in ("established", "severed"):
            yield from _told(row, cell, f"relations-{kind}", match, kind)
    for match in _RESUMED.finditer(text):
        yield from _told(row, cell, "relations-resumed", match, "resumed")
    for match in _TURNED.finditer(text):
        for kind, side in (("recognition-withdrawn", "old"), ("recognition", "new")):
            for said in _told(row, cell, kind, match, "turned"):
                target = (_SIDES[match[side]],)
                yield replace(said, actor=said.target, target=target)


def _told(
    row: Row, cell: Cell, kind: str, match: re.Match[str], group: str
) -> Iterator[Said]:
    for found in dates_in(match[group], years=True):
        end = match.start(group) + found.end
        words = match[group][found.start : found.end]
        said = _with(row, kind, found.date, words, cell, end)
        side = match.groupdict().get("side")
        yield replace(said, actor=(_SIDES[side],)) if side else said
        return


def _spells(row: Row, cell: Cell) -> Iterator[Said]:
    for number, spell in enumerate(spells(cell.words.text)):
        opens = "relations-resumed" if number else "relations-established"
        yield _with(row, opens, spell.begin, spell.begin_text, cell, spell.begin_at)
        if spell.end is not None:
            closes = "relations-severed"
            yield _with(row, closes, spell.end, spell.end_text, cell, spell.end_at)


def _with(row: Row, kind: str, date: EdtfDate, text: str, cell: Cell, at: int) -> Said:
    """Say something of the Republic of China and the state of the row."""
    named = row.parties(_STATE)
    return Said(
        kind=kind,
        actor=(ROC,),
        target=named[0].names if named else ("",),
        date=date,
        text=text,
        at=at,
        words=cell.words,
    )


def _date(text: str) -> Found | None:
    found = list(dates_in(text, years=True))
    return found[0] if len(found) == 1 else None


def _words(cell: Cell, found: Found) -> str:
    return cell.words.text[found.start : found.end]
