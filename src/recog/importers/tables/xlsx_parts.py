"""What a spreadsheet's own XML says that its cells do not: merged, hidden, no value.

Source: ECMA-376, Office Open XML, part 1, section 18.3.1.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse, parse

from recog.errors import FormatError

_MAIN: Final = "{*}"
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
LARGEST: Final = 200_000_000  # bytes of all parts, unpacked
_MOST_RATIO: Final = 200  # of a part's size to its size in the file
_SMALL: Final = 1_000_000  # bytes: a part this small may be packed as it likes
MOST_ROWS: Final = 200_000
LAST_ROW: Final = 1_048_576  # that a sheet can have
MOST_COLUMNS: Final = 1_000
MOST_MERGED: Final = 1_000_000  # cells


@dataclass(slots=True)
class SheetParts:
    """What the XML of one sheet says."""

    rows: int = 0  # that hold anything
    hidden: list[int] = field(default_factory=list)  # rows
    #: Cells, as (row, column) from 1, with a formula and no value, and what to tell.
    no_value: dict[tuple[int, int], str] = field(default_factory=dict)
    #: The cell whose value a merged cell has.
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def check_size(archive: ZipFile, name: str) -> None:
    """See that a file does not unpack to more than it may.

    :raises FormatError: when it does.
    """
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST:
        raise FormatError(
            f"{name}: unpacks to more than {LARGEST:,} bytes; save the "
            "sheet that is meant as CSV"
        )
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > _SMALL and part.file_size / packed > _MOST_RATIO:
            raise FormatError(
                f"{name}: {part.filename} unpacks to {part.file_size:,} bytes, which "
                "is no spreadsheet that people make; save the sheet as CSV"
            )


def sheet_parts(archive: ZipFile, sheet: str) -> SheetParts:
    """Return what the XML of a sheet says.

    :raises FormatError: when it has too many rows or merged cells.
    """
    made = SheetParts()
    with archive.open(_path_of(archive, sheet)) as file:
        for element in _elements(file):
            match element.tag.rpartition("}")[2]:
                case "row":
                    _read_row(element, made)
                    element.clear()
                case "mergeCell":
                    _read_merged(element.get("ref", ""), made)
    return made


def _elements(file: IO[bytes]) -> Iterator[Any]:
    for _, element in iterparse(file, events=("end",)):
        yield element


def _read_row(row: Any, made: SheetParts) -> None:
    cells = [cell for cell in row if cell.tag.endswith("}c")]
    number = int(row.get("r", made.rows + 1))
    made.rows += bool(cells)
    if max(made.rows, number - LAST_ROW + MOST_ROWS) > MOST_ROWS:
        raise FormatError(f"more than {MOST_ROWS:,} rows; save the sheet as CSV")
    if len(cells) > MOST_COLUMNS or (cells and _column(cells[-1]) > MOST_COLUMNS):
        raise FormatError(f"more than {MOST_COLUMNS:,} columns; save the sheet as CSV")
    if row.get("hidden") in ("1", "true") and cells:
        made.hidden.append(number)
    for cell in cells:
        has = {part.tag.rpartition("}")[2]: part.text for part in cell}
        if "f" in has and not has.get("v"):
            name = cell.get("r", "")
            made.no_value[_place(name)] = (
                f"cell {name} holds a formula whose value is not in the file; open it "
                "in a spreadsheet program and save it"
            )


def _column(cell: Any) -> int:
    reference = cell.get("r", "")
    return _place(reference)[1] if reference else 0


def _read_merged(reference: str, made: SheetParts) -> None:
    corners = [_place(corner) for corner in reference.split(":")]
    (top, left), (bottom, right) = corners[0], corners[-1]
    if (bottom - top + 1) * (right - left + 1) + len(made.merged) > MOST_MERGED:
        raise FormatError(f"cells {reference} are merged: too many to be a table")
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                made.merged[row, column] = (top, left)


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise FormatError(f"not a cell: {reference!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _path_of(archive: ZipFile, sheet: str) -> str:
    """Return where in the archive a sheet lies."""
    book = "xl/workbook.xml"
    targets = _targets(archive, book)
    with archive.open(book) as file:
        for element in _root(file).iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
            if element.get("name") == sheet:
                id = next((i for key in _RELATION if (i := element.get(key))), "")
                return targets[id]
    raise KeyError(sheet)


def _targets(archive: ZipFile, part: str) -> Mapping[str, str]:
    folder, name = posixpath.split(part)
    with archive.open(f"{folder}/_rels/{name}.rels") as file:
        return {
            each.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, each.get("Target", ""))
            ).lstrip("/")
            for each in _root(file)
        }


def _root(file: IO[bytes]) -> Element:
    root = parse(file).getroot()
    if root is None:
        raise FormatError("a part of it is empty")
    return root
