"""A text file as a grid: commas, semicolons, tabs or bars between its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Final

from recog.errors import FormatError
from recog.importers.records import Skip
from recog.importers.tables.encodings import Decoded, decoded
from recog.importers.tables.grid import Grid, Line

#: That a file was not in UTF-8, and what it was taken for.
OTHER_ENCODING: Final = "read in {}, not UTF-8"
SEPARATORS: Final = (",", ";", "\t", "|")
_TOLD: Final = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
_LONGEST_CELL: Final = 1_000_000
_LOOKED_AT: Final = 20  # lines, to find the separator


def csv_grid(path: Path, *, encoding: str = "", separator: str = "") -> Grid:
    """Return a text file as a grid.

    :param separator: between cells; empty: the one that its lines agree on.
    :raises FormatError: when it is no text, or not in that encoding, or empty; while
        its lines are read, when the quoting is broken.
    """
    read = decoded(path, encoding=encoding)
    if not read.text.strip():
        raise FormatError(f"{path.name} is empty; the first row names the columns")
    told = _TOLD.match(read.text)  # as some spreadsheet programs write it
    mark = separator or (told[1] if told else _separator(read.text))
    return Grid(
        name=path.name,
        lines=lambda: islice(
            _lines(read.text, path.name, mark), 1 if told else 0, None
        ),
        notes=tuple(_notes(path, read)),
    )


def _notes(path: Path, read: Decoded) -> Iterator[Skip]:
    if read.encoding not in ("utf-8", "ascii"):
        detail = f"e.g. {read.sample!r}" if read.sample else ""
        reason = OTHER_ENCODING.format(read.encoding)
        yield Skip(where=path.name, reason=reason, detail=detail)


def _separator(text: str) -> str:
    """Return the separator that most of the first lines have, as often as each other.

    A comma inside words is on some lines and not on others.
    """
    lines = [line for line in text.splitlines()[:200] if line.strip()][:_LOOKED_AT]

    def agreement(mark: str) -> tuple[int, int]:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
        except csv.Error:
            counts = [1]
        widest = max(counts)
        return (0, 0) if widest == 1 else (counts.count(counts[0]), counts[0])

    usable = [mark for mark in SEPARATORS if mark in lines[0]]
    return max(usable, key=agreement, default=",")


def _lines(text: str, name: str, separator: str) -> Iterator[Line]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for values in reader:
            yield Line(number, tuple(value.strip() for value in values))
            number = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(
            f"{name}, line {number}: the row cannot be read: {error}; right would be a "
            'quote around each cell that holds a separator, and "" for a quote inside'
        ) from error
