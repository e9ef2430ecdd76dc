"""xlsx: a sheet of a spreadsheet, with our columns or with a column mapping."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from recog.importers.records import Context, Record
from recog.importers.tables.claims import records_of
from recog.importers.tables.mapped import mapped_rows
from recog.importers.tables.mapping_file import read_mapping
from recog.importers.tables.plain import rows_of
from recog.importers.tables.xlsx_grid import xlsx_grid


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the sources, releases and claims of a sheet.

    :raises FormatError: when a file cannot be read, or there is no such sheet.
    :raises InvalidDataError: with every fault of the mapping, or of the rows.
    """
    if context.mapping is None:
        grid = xlsx_grid(path)
        yield from records_of(grid, partial(rows_of, grid), context)
        return
    mapping = read_mapping(context.mapping)
    grid = xlsx_grid(path, sheet=mapping.table.sheet)
    yield from records_of(grid, lambda: mapped_rows(grid, mapping), context)
