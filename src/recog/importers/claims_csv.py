"""claims-csv: claims as a table, one row each, with names as people write them.

Columns: docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from recog.importers.records import Context, Record
from recog.importers.tables.claims import TWICE, records_of
from recog.importers.tables.csv_grid import csv_grid
from recog.importers.tables.plain import rows_of

__all__ = ["TWICE", "read"]


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the sources, releases and claims of a table.

    :raises FormatError: when the file is no table, or its encoding is not known.
    :raises InvalidDataError: after the last row, with every fault of every row.
    """
    grid = csv_grid(path, encoding=context.encoding)
    yield from records_of(grid, partial(rows_of, grid), context)
