"""The tables of the lists: CSV with a header, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recog.errors import FormatError


@dataclass(frozen=True, slots=True)
class Row:
    """One row, its cells by column."""

    where: str  # "StateSys.csv, row 3": from 1, the header not counted
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table that must have these columns.

    :raises FormatError: when it lacks one, or cannot be read; it names the line.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.reader(file, strict=True)
        try:
            header = next(table, [])
            missing = [name for name in columns if name not in header]
            if missing:
                raise FormatError(
                    f"{path.name}, line 1: no column {', '.join(missing)}; "
                    f"given: {', '.join(header[:9]) or 'nothing'}"
                )
            for number, cells in enumerate(table, start=1):
                if len(cells) != len(header):
                    raise FormatError(
                        f"{path.name}, line {table.line_num}: {len(cells)} cells "
                        f"under {len(header)} columns"
                    )
                stripped = (cell.strip() for cell in cells)
                named = dict(zip(header, stripped, strict=True))
                yield Row(f"{path.name}, row {number}", named)
        except (csv.Error, UnicodeDecodeError) as error:
            place = f"{path.name}, line {table.line_num + 1}"
            raise FormatError(f"{place}: cannot be read: {error}") from error


def count_rows(path: Path) -> int:
    """Return how many rows a table has, by its line ends."""
    with path.open("rb") as file:
        return max(0, sum(1 for line in file if line.strip()) - 1)
