"""lists-csv: a table with columns of its own, read with a column mapping."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recog.errors import FormatError
from recog.importers.records import Context, Record
from recog.importers.tables.claims import records_of
from recog.importers.tables.csv_grid import csv_grid
from recog.importers.tables.mapped import mapped_rows
from recog.importers.tables.mapping_file import read_mapping


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the sources, releases and claims of a table.

    :raises FormatError: when there is no mapping, or a file cannot be read.
    :raises InvalidDataError: with every fault of the mapping, or of the rows.
    """
    if context.mapping is None:
        raise FormatError(
            "lists-csv must be told what the columns mean: --mapping FILE.toml; "
            "docs/importing.md has an example"
        )
    mapping = read_mapping(context.mapping)
    table = mapping.table
    encoding = context.encoding or table.encoding
    grid = csv_grid(path, encoding=encoding, separator=table.separator)
    yield from records_of(grid, lambda: mapped_rows(grid, mapping), context)
