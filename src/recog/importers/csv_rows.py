"""CSV files as rows of named cells, with the line on which each begins."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from recog.errors import Fault, FormatError
from recog.importers.csv_columns import COLUMNS, column_name

_SEPARATORS: Final = (",", ";", "\t")
_LONGEST_CELL: Final = 1_000_000
#: How a file begins that is Unicode of another encoding than UTF-8.
_OTHER_MARKS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, stripped; empty ones are there."""

    line: int  # on which it begins, counted from 1
    cells: Mapping[str, str]
    fault: str = ""  # when it has more cells than the header


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    :raises FormatError: when it is in another encoding, or is no text.
    """
    content = path.read_bytes()
    for mark, name in _OTHER_MARKS.items():
        if content.startswith(mark):
            what = f"text in {name}" if name else "a spreadsheet or archive"
            raise FormatError(f"{path.name} is {what}; {_RIGHT}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"{path.name}, line {line}: byte 0x{content[error.start]:02x} is not "
            f"UTF-8; {_RIGHT}"
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FormatError(f"{path.name}, line {line}: holds a zero byte; {_RIGHT}")
    return text


def header_of(text: str, name: str) -> tuple[list[str], str]:
    """Return the columns that a table names, and the separator it uses.

    :raises FormatError: when the file is empty.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise FormatError(f"{name} is empty; the first row names the columns: {_KNOWN}")
    separator = max(_SEPARATORS, key=lambda mark: _known_in(first, mark))
    cells = next(csv.reader([first], delimiter=separator))
    return [column_name(cell) for cell in cells], separator


def header_faults(columns: list[str]) -> Iterator[Fault]:
    """Yield what is wrong with the header."""
    for name in columns:
        if name not in COLUMNS:
            yield _fault(f"unknown column {name!r}; known: {_KNOWN}")
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield _fault(f"column {name!r} stands twice; each may stand once")
    missing = [each.name for each in COLUMNS.values() if each.required]
    for name in missing:
        if name not in columns:
            yield _fault(f"column {name!r} is missing: {COLUMNS[name].holds}")
    if "release" not in columns and "source_title" not in columns:
        yield _fault("the claims need a source: give a column source_title or release")


def rows_of(text: str, columns: list[str], separator: str) -> Iterator[Row]:
    """Yield the rows after the header; rows without any text are passed over.

    :raises FormatError: when the quoting of the file is broken.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line, seen_header = 1, False
    try:
        for values in reader:
            if any(value.strip() for value in values):
                if seen_header:
                    yield _row(line, values, columns)
                seen_header = True
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(
            f"line {line}: the row cannot be read: {error}; right would be a quote "
            'around each cell that holds a separator, and "" for a quote inside'
        ) from error


def _row(line: int, values: list[str], columns: list[str]) -> Row:
    extra = [value for value in values[len(columns) :] if value.strip()]
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {name: value.strip() for name, value in zip(columns, values, strict=False)}
    fault = (
        f"has {len(values)} cells, the header has {len(columns)}; the first too many "
        f"is {extra[0]!r}"
        if extra
        else ""
    )
    return Row(line, cells, fault)


def _known_in(line: str, separator: str) -> int:
    return sum(column_name(cell) in COLUMNS for cell in line.split(separator))


def _fault(message: str) -> Fault:
    return Fault(where="header", message=message, line=1)


_KNOWN: Final = ", ".join(COLUMNS)
_RIGHT: Final = 'right would be a text file in UTF-8 ("CSV UTF-8" in a spreadsheet)'
