"""A table with our own columns as rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import Final

from recog.errors import Fault, FormatError, InvalidDataError
from recog.importers.tables.columns import COLUMNS, column_name
from recog.importers.tables.grid import Grid, Line, Row

_KNOWN: Final = ", ".join(COLUMNS)


def rows_of(grid: Grid) -> Iterator[Row]:
    """Yield the rows below the header; rows without any text are passed over.

    :raises InvalidDataError: with all that is wrong with the header.
    """
    lines = dropwhile(lambda line: line.is_blank, grid.lines())
    header = next(lines, None)
    if header is None:
        raise FormatError(f"{grid.name} is empty; the first row names the columns")
    columns = [column_name(cell) for cell in header.cells]
    while columns and not columns[-1]:
        columns.pop()
    faults = [
        Fault(where="header", message=message, line=header.number)
        for message in _header_faults(columns)
    ]
    if faults:
        told = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InvalidDataError(f"{grid.name}: {told} in the header", faults)
    filled = (line for line in lines if not line.is_blank)
    for number, line in enumerate(filled, start=1):
        yield _row(line, number, columns)


def _header_faults(columns: list[str]) -> Iterator[str]:
    """Yield what is wrong with the header."""
    for name in columns:
        if name not in COLUMNS:
            yield f"unknown column {name!r}; known: {_KNOWN}"
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield f"column {name!r} stands twice; each may stand once"
    missing = [each.name for each in COLUMNS.values() if each.required]
    for name in missing:
        if name not in columns:
            yield f"column {name!r} is missing: {COLUMNS[name].holds}"
    if "release" not in columns and "source_title" not in columns:
        yield "the claims need a source: give a column source_title or release"


def _row(line: Line, number: int, columns: list[str]) -> Row:
    extra = [value for value in line.cells[len(columns) :] if value]
    faults = [fault for place, fault in line.faults.items() if place < len(columns)]
    if extra:
        faults.append(
            f"has {len(line.cells)} cells, the header has {len(columns)}; the first "
            f"too many is {extra[0]!r}"
        )
    cells = dict.fromkeys(COLUMNS, "") | dict(zip(columns, line.cells, strict=False))
    return Row(line=line.number, number=number, cells=cells, faults=tuple(faults))
