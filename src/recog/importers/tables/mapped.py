"""A table with columns of its own as rows of ours, by a column mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from recog.errors import Fault, FormatError, InvalidDataError
from recog.importers.records import Skip
from recog.importers.tables.columns import COLUMNS
from recog.importers.tables.grid import Grid, Line, Row
from recog.importers.tables.mapping import Cells, ClaimOf, ColumnMapping, Parts, Table
from recog.importers.written import without_marks

#: A row that is no claim: what its cells are is not what the mapping asks for.
NO_CLAIM: Final = "row that no claim of the mapping fits"
_LETTERS: Final = re.compile(r"column ([a-z]{1,2})")
#: What tables write where a year, month or day is not known.
_NO_NUMBER: Final = re.compile(r"0+|-\d+|9999|\.|\?|")


def mapped_rows(grid: Grid, mapping: ColumnMapping) -> Iterator[Row | Skip]:
    """Yield a row for each claim that a line holds; a skip for one that holds none.

    :raises InvalidDataError: when the mapping names columns that are not there.
    """
    table = mapping.table
    lines = grid.lines()
    header = _header(grid, lines, table)
    places = _places(header, mapping, grid)
    number = 0
    for line in lines:
        if table.last and line.number > table.last:
            return
        if line.is_blank or line.number in table.skip:
            continue
        number += 1
        cells = _Cells(line, places, table)
        faults = tuple(
            fault for place, fault in line.faults.items() if place in places.values()
        )
        rows = [
            replace(_row(claim, cells, number, grid.name), order=table.dates)
            for claim in mapping.claims
            if claim.when is None or claim.when.is_met(cells[claim.when.column])
        ]
        yield from (replace(row, faults=faults) for row in rows)
        if not rows:
            detail = "; ".join(cell for cell in line.cells if cell)
            yield Skip(where=f"row {line.number}", reason=NO_CLAIM, detail=detail[:200])


def _header(grid: Grid, lines: Iterator[Line], table: Table) -> Line:
    """Return the line that names the columns; the lines after it are left."""
    if table.header == 0:
        return Line(0, ())
    for line in lines:
        if table.header is None and not line.is_blank and line.number not in table.skip:
            return line
        if line.number == table.header:
            return line
    where = f"row {table.header}" if table.header else "a row that names the columns"
    raise FormatError(f"{grid.name} has no {where}; the mapping asks for it")


def _places(header: Line, mapping: ColumnMapping, grid: Grid) -> Mapping[str, int]:
    """Return where each column lies that the mapping names.

    :raises InvalidDataError: when one is not there, or stands twice.
    """
    names = [_same(cell) for cell in header.cells]
    places: dict[str, int] = {}
    faults = []
    for key, column in sorted(set(_named(mapping))):
        found = [place for place, name in enumerate(names) if name == _same(column)]
        letter = _LETTERS.fullmatch(column.casefold())
        if not found and letter:
            found = [_number_of(letter[1])]
        if len(found) == 1:
            places[column] = found[0]
            continue
        known = ", ".join(repr(cell) for cell in header.cells if cell) or "no header"
        told = (
            f"stands {len(found)} times in the table; right would be its letter, e.g. "
            '"column C"'
            if found
            else f"{grid.name} has no such column; it has {known}"
        )
        faults.append(Fault(where=mapping.name, message=f"{key} {column!r}: {told}"))
    if faults:
        number = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InvalidDataError(f"{mapping.name}: {number} in the mapping", faults)
    return places


def _named(mapping: ColumnMapping) -> Iterator[tuple[str, str]]:
    """Yield the columns that a mapping names, each with the key that does."""
    for claim in mapping.claims:
        if claim.when:
            yield "when", claim.when.column
        for name, place in claim.columns.items():
            yield from ((f"[columns] {name} =", column) for column in place.names)


class _Cells:
    """The cells of a line, by the names that the mapping has for them."""

    def __init__(self, line: Line, places: Mapping[str, int], table: Table) -> None:
        self.line = line
        self._places = places
        self._empty = table.empty

    def __getitem__(self, column: str) -> str:
        place = self._places[column]
        text = self.line.cells[place] if place < len(self.line.cells) else ""
        return "" if text.casefold() in self._empty else text


def _row(claim: ClaimOf, cells: _Cells, number: int, name: str) -> Row:
    made = dict.fromkeys(COLUMNS, "") | dict(claim.constants)
    for column, place in claim.columns.items():
        match place:
            case Cells(names):
                made[column] = "; ".join(cells[each] for each in names if cells[each])
            case Parts():
                made["date_text"] = made["date_text"] or _words(place, cells)
                made[column] = _date_of(place, cells)
    for column, values in claim.values.items():
        key = without_marks(made[column]).casefold()
        made[column] = values.get(key, made[column])
    made["locator"] = made["locator"] or f"{name}, row {number}"
    return Row(line=cells.line.number, number=number, cells=made)


def _words(parts: Parts, cells: _Cells) -> str:
    return " ".join(cells[name] for name in parts.names if cells[name])


def _date_of(parts: Parts, cells: _Cells) -> str:
    """Return a date of parts, as precise as they are: EDTF, or words to be read."""
    found = []
    for name in parts.names:
        text = cells[name].removesuffix(".0")
        if _NO_NUMBER.fullmatch(text):
            break
        found.append(text)
    if not all(text.isdecimal() for text in found):
        return " ".join(reversed(found))
    widths = (4, 2, 2)
    return "-".join(
        text.zfill(width) for text, width in zip(found, widths, strict=False)
    )


def _same(text: str) -> str:
    return without_marks(text).casefold()


def _number_of(letters: str) -> int:
    """Return the place of a column, from 0: "c" is 2, "aa" 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number - 1
