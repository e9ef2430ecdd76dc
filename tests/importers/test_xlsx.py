"""Sheets of spreadsheets, with our columns or by a column mapping."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from importing import context
from recog.domain.claims import Claim
from recog.errors import FormatError, InvalidDataError
from recog.importers import Record, Skip
from recog.importers.tables.xlsx_grid import HIDDEN
from recog.importers.xlsx import read

NAMES = {"Chad": "state/chad", "Ghana": "state/ghana", "Kosovo": "state/kosovo"}
MAPPING = """
[constants]
kind = "relations-established"
actor = "Chad"
source_title = "A list"
[columns]
target = "Country"
date = "Date"
"""


def _moment(*parts: int) -> datetime:
    """Return a moment as a spreadsheet has it: without a zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]


def book(folder: Path, *rows: tuple[Any, ...], change: Any = None) -> Path:
    """Write a spreadsheet with one sheet, "List"."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "List"
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    path = folder / "list.xlsx"
    made.save(path)
    return path


def records(path: Path, mapping: str = MAPPING) -> list[Record]:
    said = path.parent / "map.toml"
    said.write_text(mapping, encoding="utf-8")
    return list(read(path, replace(context(NAMES), mapping=said)))


def told(found: list[Record]) -> list[tuple[str, str, str, str]]:
    return [
        (claim.target, str(claim.date), claim.date_text, claim.locator)
        for claim in found
        if isinstance(claim, Claim)
    ]


def faults(path: Path, mapping: str = MAPPING) -> list[tuple[int | None, str]]:
    with pytest.raises(InvalidDataError) as raised:
        records(path, mapping)
    return [(fault.line, fault.message) for fault in raised.value.faults]


def test_a_sheet_with_our_columns_needs_no_mapping(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ("Kind", "Actor", "Target", "Date", "Resident", "Source title"),
        ("relations-established", "Chad", "Ghana", _moment(2001, 2, 23), None, "A"),
    )
    (claim,) = (c for c in read(path, context(NAMES)) if isinstance(c, Claim))
    assert (claim.kind, claim.actor, claim.target) == (
        "relations-established",
        "state/chad",
        "state/ghana",
    )
    assert str(claim.date) == "2001-02-23"


@pytest.mark.parametrize(
    ("value", "shown", "date"),
    [
        (_moment(1993, 12, 16), "dd/mm/yyyy", "1993-12-16"),
        (date(1993, 12, 16), "yyyy-mm-dd", "1993-12-16"),
        (_moment(1993, 12, 16, 10, 30), "d mmm yyyy hh:mm", "1993-12-16"),
        (_moment(1993, 12, 1), "mmm yyyy", "1993-12"),
        (_moment(1993, 12, 1), 'mmmm" of "yyyy;@', "1993-12"),
        (_moment(1993, 1, 1), "yyyy", "1993"),
        (_moment(1993, 1, 1), "[$-409]yyyy", "1993"),
        (1993, "General", "1993"),
        (1993.0, "General", "1993"),
        ("16 December 1993[2]", "General", "1993-12-16"),
        ("before 1993", "@", "../1992-12-31"),
    ],
)
def test_a_date_is_as_precise_as_its_cell_shows_it(
    tmp_path: Path, value: Any, shown: str, date: str
) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = shown

    path = book(tmp_path, ("Country", "Date"), ("Ghana", value), change=change)
    ((_, found, _, locator),) = told(records(path))
    assert (found, locator) == (date, "List, row 1")


def test_the_sheet_and_its_header_are_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Other & more")
        for row in (("A title",), (), ("Country", "Date"), ("Kosovo", 2008)):
            other.append(row)

    path = book(tmp_path, ("Country", "Date"), ("Ghana", 2001), change=change)
    mapping = f'{MAPPING}[table]\nsheet = "Other & more"\nheader = 3\n'
    assert told(records(path, mapping)) == [
        ("state/kosovo", "2008", "", "Other & more, row 1")
    ]
    with pytest.raises(FormatError, match="no sheet 'None'; it has 'List', 'Oth"):
        records(path, f'{MAPPING}[table]\nsheet = "None"\n')


def test_merged_cells_have_one_value(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("B2:B3")

    path = book(
        tmp_path, ("Country", "Date"), ("Ghana", 2001), ("Kosovo",), change=change
    )
    assert [(target, date) for target, date, *_ in told(records(path))] == [
        ("state/ghana", "2001"),
        ("state/kosovo", "2001"),
    ]


def test_hidden_rows_are_read_and_listed(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    path = book(tmp_path, ("Country", "Date"), ("Ghana", 2001), change=change)
    found = records(path)
    assert len(told(found)) == 1
    assert [each for each in found if isinstance(each, Skip)] == [
        Skip(where="List, row 2", reason=HIDDEN)
    ]


def test_a_formula_without_a_value_and_an_error_are_faults_where_they_are_used(
    tmp_path: Path,
) -> None:
    path = book(
        tmp_path,
        ("Country", "Date", "Rest"),
        ("Ghana", "=A1", None),
        ("Kosovo", "#REF!", None),
        ("Ghana", 2001, "=A1"),
    )
    assert faults(path) == [
        (
            2,
            "cell B2 holds a formula whose value is not in the file; open it in a "
            "spreadsheet program and save it",
        ),
        (2, "date is empty; right would be an EDTF date: 2025-07-03, 2025-04, 1921 …"),
        (3, "cell B3 holds the error #REF!"),
        (3, _NOT_A_DATE),
    ]


_NOT_A_DATE = (
    "date: not a date: '#REF!'; right would be e.g. 1993-12-16, 16 December 1993, Dec "
    "1993, 1993, before 1993"
)


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C2"].value = "=1+1"
        sheet["C2"].data_type = "s"

    path = book(
        tmp_path, ("Country", "Date", "Note"), ("Ghana", 2001, "x"), change=change
    )
    (claim,) = (
        each
        for each in records(path, f'{MAPPING}note = "Note"\n')
        if isinstance(each, Claim)
    )
    assert claim.note == "=1+1"


def _rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Write a spreadsheet again with one part changed."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    made = path.parent / "changed.xlsx"
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(tmp_path: Path) -> None:
    path = book(tmp_path, ("Country", "Date"), ("Ghana", 2001))
    huge = _rewritten(path, SHEET, lambda xml: xml.replace(b"A1:B2", b"A1:XFD1048576"))
    assert len(told(records(huge))) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda xml: xml.replace(
                b"</sheetData>", b" " * 5_000_000 + b"</sheetData>"
            ),
            "unpacks to 5,0",
        ),
        (lambda xml: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml, "cannot be read as a"),
        (lambda xml: xml[:200], "cannot be read as a spreadsheet"),
        (
            lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999"'),
            "more than 200,000 rows",
        ),
        (lambda xml: xml.replace(b'r="B2"', b'r="XFD2"'), "more than 1,000 columns"),
        (
            lambda xml: xml.replace(
                b"</sheetData>",
                b'</sheetData><mergeCells><mergeCell ref="A1:ZZ99999"/></mergeCells>',
            ),
            "cells A1:ZZ99999 are merged",
        ),
    ],
    ids=["bomb", "entities", "cut off", "far row", "far column", "merged"],
)
def test_a_spreadsheet_that_would_harm_is_refused(
    tmp_path: Path, change: Callable[[bytes], bytes], message: str
) -> None:
    path = book(tmp_path, ("Country", "Date"), ("Ghana", 2001))
    with pytest.raises(FormatError, match=message):
        records(_rewritten(path, SHEET, change))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"Country,Date\n",
            "cannot be read as a spreadsheet (.xlsx): File is",
        ),
        (b"\xd0\xcf\x11\xe0rest", "is an old or locked spreadsheet; save it as .xlsx"),
        (b"", "cannot be read as a spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=re.escape(message)):
        records(path)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4))
def test_a_file_that_was_damaged_is_read_or_refused(
    tmp_path: Path, where: float, damage: bytes
) -> None:
    content = bytearray(book(tmp_path, ("Country", "Date"), ("Ghana", 1)).read_bytes())
    place = int(where * len(content))
    content[place : place + len(damage)] = damage
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(content)
    with suppress(FormatError, InvalidDataError):
        records(path)
