"""Tables with columns of their own, by a column mapping."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importing import context
from recog.domain.claims import Claim
from recog.errors import FormatError, InvalidDataError
from recog.importers import Record, Skip
from recog.importers.lists_csv import read
from recog.importers.tables.mapped import NO_CLAIM

NAMES = {
    "Chad": "state/chad",
    "Ghana": "state/ghana",
    "Cabo Verde": "state/cabo-verde",
    "Kosovo": "state/kosovo",
    "Côte d'Ivoire": "state/ivory-coast",
}
PLAIN = """
[constants]
kind = "relations-established"
actor = "Chad"
source_title = "A list"
[columns]
target = "Country"
date = "Date of relations"
"""


def records(
    folder: Path, table: str, mapping: str = PLAIN, *, encoding: str = "utf-8"
) -> list[Record]:
    path, said = folder / "list.csv", folder / "map.toml"
    path.write_bytes(table.encode(encoding))
    said.write_text(mapping, encoding="utf-8")
    return list(read(path, replace(context(NAMES), mapping=said)))


def told(found: Sequence[Record]) -> list[tuple[str, str, str, str]]:
    """Return kind, target, date and locator of the claims."""
    return [
        (claim.kind, claim.target, str(claim.date), claim.locator)
        for claim in found
        if isinstance(claim, Claim)
    ]


def faults(folder: Path, table: str, mapping: str) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InvalidDataError) as raised:
        records(folder, table, mapping)
    return [(fault.where, fault.line, fault.message) for fault in raised.value.faults]


EXPECTED = [
    ("relations-established", "state/ghana", "2001-02-23", "list.csv, row 1"),
    ("relations-established", "state/cabo-verde", "1993-12", "list.csv, row 2"),
]


@pytest.mark.parametrize(
    "table",
    [
        "Country,Date of relations\nGhana,23 February 2001\nCabo Verde,Dec 1993\n",
        "Country;Date of relations\nGhana;23.2.2001\nCabo Verde;Dezember 1993\n",
        "Country\tDate of relations\nGhana\t23. Februar 2001\nCabo Verde\t12/1993\n",
        "\ufeffCountry,Date of relations\r\nGhana,2001-02-23\r\n\r\nCabo Verde,1993-12",
        '"Date of  relations[1]"|"COUNTRY"\n"23 Feb 2001[a]"|"Ghana*"\n'
        "1993-12|Cabo Verde",
        '"sep=|"\r\nDate of relations|Country\r\n23.2.2001|Ghana\r\n'
        "Dez. 1993|Cabo Verde\r\n",
        '#,Country,"Date of relations"\n1,Ghana,"February 23, 2001"\n'
        "2,Cabo Verde,1993-12",
    ],
    ids=[
        "commas",
        "semicolons, German",
        "tabs",
        "mark and CRLF",
        "bars",
        "told",
        "quotes",
    ],
)
def test_one_mapping_reads_a_table_in_many_shapes(tmp_path: Path, table: str) -> None:
    assert told(records(tmp_path, table)) == EXPECTED


def test_the_words_of_dates_and_the_marks_of_names_are_kept(tmp_path: Path) -> None:
    table = "Country,Date of relations\nGhana†,23 February 2001[a]\n"
    (claim,) = (c for c in records(tmp_path, table) if isinstance(c, Claim))
    assert claim.date_text == "23 February 2001[a]"
    assert claim.note == "Written with marks: Ghana†."


def test_a_row_may_be_several_claims(tmp_path: Path) -> None:
    mapping = """
    [constants]
    actor = "Ghana"
    source_title = "A list"
    [columns]
    target = "State"
    [values.target]
    "Cape Verde" = "Cabo Verde"
    [[claim]]
    when = "Recognised not empty"
    constants = { kind = "recognition", mode = "de-jure" }
    columns = { date = "Recognised", note = ["Remarks", "Page"] }
    [[claim]]
    when = "Withdrawn not empty"
    constants = { kind = "recognition-withdrawn" }
    columns = { date = "Withdrawn" }
    [table]
    empty = ["—"]
    """
    table = (
        "State,Recognised,Withdrawn,Remarks,Page\n"
        "Kosovo,2008,2020,at once,7\n"
        "cape verde,1975,—,,8\n"
        "Chad,,,never,\n"
    )
    found = records(tmp_path, table, mapping)
    assert told(found) == [
        ("recognition", "state/kosovo", "2008", "list.csv, row 1"),
        ("recognition-withdrawn", "state/kosovo", "2020", "list.csv, row 1"),
        ("recognition", "state/cabo-verde", "1975", "list.csv, row 2"),
    ]
    notes = [each.note for each in found if isinstance(each, Claim)]
    assert notes == ["at once; 7", "", "8"]
    assert [each for each in found if isinstance(each, Skip)] == [
        Skip(where="row 4", reason=NO_CLAIM, detail="Chad; never")
    ]


@pytest.mark.parametrize(
    ("when", "rows"),
    [
        ("Status is yes", [1]),
        ("Status is not Yes", [2, 3]),
        ("Status empty", [3]),
        ("Status not empty", [1, 2]),
    ],
)
def test_a_claim_is_made_when_a_cell_says_so(
    tmp_path: Path, when: str, rows: list[int]
) -> None:
    table = (
        "Country,Date of relations,Status\nGhana,2001,Yes\nChad,2002,No\nKosovo,2003,"
    )
    mapping = f'{PLAIN}[[claim]]\nwhen = "{when}"\n'
    found = [locator for *_, locator in told(records(tmp_path, table, mapping))]
    assert found == [f"list.csv, row {number}" for number in rows]


@pytest.mark.parametrize(
    ("cells", "date", "text"),
    [
        ("1816,1,1", "1816-01-01", "1816 1 1"),
        ("1816,12,0", "1816-12", "1816 12 0"),
        ("1816,-9,-9", "1816", "1816 -9 -9"),
        ("1816,March,15", "1816-03-15", "1816 March 15"),
        ("1816,Mar,", "1816-03", "1816 Mar"),
    ],
)
def test_a_date_may_lie_in_columns_of_its_own(
    tmp_path: Path, cells: str, date: str, text: str
) -> None:
    mapping = PLAIN.replace(
        '"Date of relations"', '{ year = "styear", month = "stmonth", day = "stday" }'
    )
    found = records(tmp_path, f"Country,styear,stmonth,stday\nGhana,{cells}\n", mapping)
    (claim,) = (each for each in found if isinstance(each, Claim))
    assert (str(claim.date), claim.date_text) == (date, text)


@pytest.mark.parametrize(
    ("order", "date"), [("dmy", "2001-04-03"), ("mdy", "2001-03-04")]
)
def test_the_order_of_numbers_is_told(tmp_path: Path, order: str, date: str) -> None:
    table = "Country,Date of relations\nGhana,03/04/2001\n"
    mapping = f'{PLAIN}[table]\ndates = "{order}"\n'
    assert told(records(tmp_path, table, mapping))[0][2] == date


def test_the_table_may_lie_below_a_title_and_above_a_sum(tmp_path: Path) -> None:
    table = (
        "States with which Chad has relations,\n,\nCountry,Date of relations\n"
        "Ghana,2001-02-23\n(Africa),\nCabo Verde,1993-12\nTotal: 2,\n"
    )
    mapping = f"{PLAIN}[table]\nheader = 3\nskip = [5]\nlast = 6\n"
    assert told(records(tmp_path, table, mapping)) == EXPECTED


def test_columns_without_a_header_go_by_their_letters(tmp_path: Path) -> None:
    mapping = PLAIN.replace('"Country"', '"column A"').replace(
        '"Date of relations"', '"column C"'
    )
    table = "Ghana,x,2001-02-23\nCabo Verde,,1993-12\n"
    mapping += "[table]\nheader = 0\n"
    assert told(records(tmp_path, table, mapping)) == EXPECTED


def test_the_encoding_and_the_separator_may_be_told(tmp_path: Path) -> None:
    table = "Country|Date of relations\nCôte d'Ivoire|1960\n"
    mapping = f'{PLAIN}[table]\nencoding = "cp850"\nseparator = "|"\n'
    found = records(tmp_path, table, mapping, encoding="cp850")
    assert [target for _, target, *_ in told(found)] == ["state/ivory-coast"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (
            PLAIN.replace("target =", "traget ="),
            "[columns] 'traget' is no column of ours; known: kind, track, actor",
        ),
        (
            PLAIN.replace('date = "Date of relations"', ""),
            "nothing gives 'date': an EDTF date",
        ),
        (
            PLAIN.replace('source_title = "A list"', ""),
            "the claims need a source: give source_title or release",
        ),
        (
            PLAIN.replace("relations-established", "relations"),
            "[constants] kind = 'relations' is unknown; known: admitted",
        ),
        (f"{PLAIN}actor = 'X'", "'actor' stands in [columns] and in [constants]"),
        (
            f"{PLAIN}[table]\ndates = 'ymd'",
            '[table] dates = \'ymd\': right would be "dmy" or "mdy"',
        ),
        (f"{PLAIN}[table]\nheader = -1", "[table] header = -1: right would be the"),
        (
            f"{PLAIN}[tabel]\nheader = 1",
            "the mapping: unknown key 'tabel'; known: table",
        ),
        (f"{PLAIN}[claim]\nx = 1", "claim: right would be a block [[claim]]"),
        (
            f"{PLAIN}[[claim]]\nwhen = 'Status'",
            "[[claim]] 1: when = 'Status': right would be e.g. when = \"Withdrawn",
        ),
        (
            f"{PLAIN}[[claim]]\nwhem = 'x'",
            "[[claim]] 1: unknown key 'whem'; known: when",
        ),
        (
            PLAIN.replace('"Country"', "1"),
            "[columns] target = 1: right would be the name of a column",
        ),
        (
            f"{PLAIN}[values]\ntarget = 'x'",
            "[values.target]: right would be theirs = ours",
        ),
        (
            PLAIN.replace('"A list"', "1.5"),
            "[constants] source_title = 1.5: right would be a text",
        ),
    ],
)
def test_a_fault_of_the_mapping_is_told_with_its_key(
    tmp_path: Path, mapping: str, message: str
) -> None:
    found = faults(tmp_path, "Country,Date of relations\nGhana,2001\n", mapping)
    assert found[0][0] == "map.toml"
    assert found[0][2].startswith(message)


def test_all_faults_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    mapping = "[columns]\ntraget = 1\n[table]\nsheet = 2\n"
    found = faults(tmp_path, "x", mapping)
    assert [message.partition(":")[0] for _, _, message in found] == [
        "[columns] 'traget' is no column of ours; known",
        "nothing gives 'kind'",
        "nothing gives 'actor'",
        "nothing gives 'date'",
        "the claims need a source",
        "[table] sheet = 2",
    ]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "Contry,Date of relations",
            "[columns] target = 'Country': list.csv has no such column; it has "
            "'Contry', 'Date of relations'",
        ),
        (
            "Country,Country,Date of relations",
            "[columns] target = 'Country': stands 2 times in the table; right would be",
        ),
    ],
)
def test_a_column_that_is_not_there_is_told(
    tmp_path: Path, header: str, message: str
) -> None:
    (found,) = faults(tmp_path, f"{header}\n", PLAIN)
    assert found[2].startswith(message)


def test_a_fault_of_a_row_of_several_claims_is_told_once(tmp_path: Path) -> None:
    mapping = PLAIN.replace('date = "Date of relations"', "") + (
        '[[claim]]\ncolumns = { date = "A" }\n[[claim]]\ncolumns = { date = "B" }\n'
    )
    found = faults(tmp_path, "Country,A,B\nGahna,2001,2002\n", mapping)
    assert [line for _, line, _ in found] == [2]


def test_every_fault_of_every_row_is_told_and_nothing_is_taken(tmp_path: Path) -> None:
    table = "Country,Date of relations\nGhana,someday\nGahna,2001\n,2001\nGhana,\n"
    found = faults(tmp_path, table, PLAIN)
    assert [(line, message.partition(";")[0]) for _, line, message in found] == [
        (2, "date: not a date: 'someday'"),
        (3, "target: no entity is named 'Gahna'"),
        (4, "target of relations-established on track relations is missing"),
        (5, "date is empty"),
    ]


@pytest.mark.parametrize("content", ["[columns", "a = '\x00'"])
def test_what_is_no_toml_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(FormatError, match=r"map.toml: is no column mapping in TOML"):
        records(tmp_path, "x", content)


def test_a_table_needs_a_mapping(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="--mapping FILE.toml"):
        list(read(tmp_path / "x.csv", context(NAMES)))


def test_a_header_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="list.csv has no row 9; the mapping asks"):
        records(tmp_path, "x,y\n", f"{PLAIN}[table]\nheader = 9\n")


dates = st.dates().map(str) | st.sampled_from(
    ("1921", "2025-04", "c. 1950", "2.3.1999")
)
cells = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(NAMES)), dates, cells), max_size=8),
    st.sampled_from((",", ";", "\t")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
def test_a_table_that_was_written_from_claims_reads_back(
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    separator: str,
    encoding: str,
) -> None:
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("Country", "Date of relations", "Note"), *rows])
    found = records(
        tmp_path, out.getvalue(), f'{PLAIN}note = "Note"\n', encoding=encoding
    )
    claims = [each for each in found if isinstance(each, Claim)]
    assert [(c.target, c.date_text or str(c.date), c.note) for c in claims] == [
        (NAMES[country], day, note) for country, day, note in rows
    ]


def test_the_example_of_the_docs_is_read(tmp_path: Path) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
    section = docs[docs.index("## lists-csv") : docs.index("## xlsx")]
    table = section.partition("```csv\n")[2].partition("```")[0]
    mapping = section.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "kosovo.csv").write_text(table, encoding="utf-8")
    (tmp_path / "kosovo.toml").write_text(mapping, encoding="utf-8")
    states = ("Costa Rica", "Suriname", "Sierra Leone")
    names = {name: f"state/{name.lower().replace(' ', '-')}" for name in states} | NAMES
    told = replace(context(names), mapping=tmp_path / "kosovo.toml")
    found = list(read(tmp_path / "kosovo.csv", told))
    assert [
        (claim.kind, claim.actor, str(claim.date), claim.locator)
        for claim in found
        if isinstance(claim, Claim)
    ] == [
        ("recognition", "state/costa-rica", "2008-02-17", "[3]"),
        ("recognition", "state/suriname", "2016-07-08", "[4]"),
        ("recognition-withdrawn", "state/suriname", "2017-10-30", "[4]"),
        ("recognition", "state/sierra-leone", "2008-06-13", "[5]"),
        ("recognition-withdrawn", "state/sierra-leone", "2020-03-03", "[5]"),
    ]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(
    tmp_path: Path, table: bytes, mapping: bytes
) -> None:
    path, said = tmp_path / "list.csv", tmp_path / "map.toml"
    path.write_bytes(b"Country,Date of relations\n" + table)
    said.write_bytes(PLAIN.encode() + mapping)
    with suppress(FormatError, InvalidDataError):
        list(read(path, replace(context(NAMES), mapping=said)))
