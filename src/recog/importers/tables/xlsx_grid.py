"""A sheet of a spreadsheet (.xlsx) as a grid: values as they are shown.

A date is as precise as its cell shows it: one shown as "Dec 1993" is a month, whatever
day the file holds.
"""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from recog.errors import FormatError
from recog.importers.records import Skip
from recog.importers.tables.grid import Grid, Line
from recog.importers.tables.xlsx_parts import (
    SheetParts,
    check_size,
    sheet_parts,
)

HIDDEN: Final = "hidden row, read like the others"
_OLD: Final = b"\xd0\xcf\x11\xe0"
#: What a broken archive, broken XML or a cell of no sense raises, here and in openpyxl.
_BROKEN: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    OSError,
)
_NO: Final = ("", "")  # a cell that is not there
#: What in a format is no part of a date: quoted words, colours, escaped signs.
_DECORATION: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def xlsx_grid(path: Path, *, sheet: str = "") -> Grid:
    """Return a sheet as a grid.

    :param sheet: its name; empty: the first.
    :raises FormatError: when the file is no spreadsheet, unpacks to too much, or has
        no such sheet.
    """
    if path.read_bytes()[:4] == _OLD:
        raise FormatError(
            f"{path.name} is an old or locked spreadsheet; save it as .xlsx without a "
            "password"
        )
    try:
        with ZipFile(path) as archive:
            check_size(archive, path.name)
            name = _sheet(path, sheet)
            parts = sheet_parts(archive, name)
    except FormatError as error:
        start = "" if path.name in str(error) else f"{path.name}: "
        raise FormatError(f"{start}{error}") from error
    except _BROKEN as error:
        raise _unreadable(path, error) from error
    return Grid(
        name=name,
        lines=partial(_lines, path, name, parts),
        notes=tuple(
            Skip(where=f"{name}, row {row}", reason=HIDDEN) for row in parts.hidden
        ),
    )


def _sheet(path: Path, wanted: str) -> str:
    book = _open(path)
    names = [each.title for each in book.worksheets]
    book.close()
    if not names:
        raise FormatError(f"{path.name} has no sheet with cells")
    if wanted and wanted not in names:
        raise FormatError(
            f"{path.name} has no sheet {wanted!r}; it has {', '.join(map(repr, names))}"
        )
    return wanted or names[0]


def _open(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and links that do not concern us
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)


def _lines(path: Path, sheet: str, parts: SheetParts) -> Iterator[Line]:
    book = _open(path)
    held: dict[tuple[int, int], str] = {}
    tops = set(parts.merged.values())
    merged: dict[int, int] = {}  # the last merged column of a row
    for row, column in parts.merged:
        merged[row] = max(column, merged.get(row, 0))
    try:
        page = book[sheet]
        page.reset_dimensions()  # a file may say that it has a million columns
        for number, cells in enumerate(page.iter_rows(), start=1):
            texts: list[str] = []
            faults: dict[int, str] = {}
            width = max(len(cells), merged.get(number, 0))
            for column in range(1, width + 1):
                place = (number, column)
                text, fault = _shown(cells[column - 1]) if column <= len(cells) else _NO
                if place in tops:
                    held[place] = text
                texts.append(held.get(parts.merged.get(place, place), text))
                fault = fault or parts.no_value.get(place, "")
                if fault:
                    faults[column - 1] = fault
            yield Line(number, _trimmed(texts), faults)
    except _BROKEN as error:
        raise _unreadable(path, error) from error
    finally:
        book.close()


def _trimmed(texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _shown(cell: Any) -> tuple[str, str]:
    """Return the text of a cell, and what is wrong with it."""
    value = cell.value
    match value:
        case None:
            return _NO
        case bool():
            return ("yes" if value else "no"), ""
        case datetime() | date():
            return _date(value, cell.number_format), ""
        case float() if value.is_integer():
            return str(int(value)), ""
        case time():
            return value.isoformat(), ""
    text = str(value).strip()
    if cell.data_type == "e":
        return text, f"cell {cell.coordinate} holds the error {text}"
    return " ".join(text.split()), ""


def _date(value: date, shown: str) -> str:
    """Return a date as EDTF, as precise as its format shows it."""
    marks = _DECORATION.sub("", shown.partition(";")[0]).casefold()
    year = f"{value.year:04}"
    if "d" in marks or ("y" not in marks and "m" not in marks):
        return f"{year}-{value.month:02}-{value.day:02}"
    return f"{year}-{value.month:02}" if "m" in marks else year


def _unreadable(path: Path, error: Exception) -> FormatError:
    return FormatError(
        f"{path.name} cannot be read as a spreadsheet (.xlsx): "
        f"{error or 'it is broken'}"
    )
