from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recog.domain.claims import Stance
from recog.domain.dates import parse
from recog.domain.gold import Known
from recog.errors import FormatError, InvalidDataError, UnknownEntityError
from recog.importers.gold_csv import read_gold

HEADER = "kind,actor,target,person,date,need,stance,locator,scope,note,level,track\n"


def resolve(text: str, on: date | None) -> str:
    if text.startswith("Atlantis"):
        raise UnknownEntityError(f"no entity is named {text!r}")
    return text if "/" in text else f"state/{text.lower()}"


def table(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "gold.csv"
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_row_becomes_a_known_event(tmp_path: Path) -> None:
    row = (
        "recognition|relations-established,France,Kosovo|Atlantis,,2008,may,denies,"
        '"page, row 1","page, row 1",as read,,state-recognition'
    )
    assert read_gold(table(tmp_path, row), resolve) == [
        Known(
            row=2,
            kinds=("recognition", "relations-established"),
            track="state-recognition",
            actors=("state/france",),
            targets=("state/kosovo",),
            date=parse("2008"),
            stance=Stance.DENIES,
            required=False,
            places=("page, row 1",),
            scopes=("page, row 1",),
            note="as read",
        )
    ]


def test_a_scope_that_holds_nothing_is_a_row_without_a_kind(tmp_path: Path) -> None:
    row = ',,,,,,,"page, row 1",page,a treaty,,'
    assert read_gold(table(tmp_path, row), resolve) == [
        Known(row=2, places=("page, row 1",), scopes=("page",), note="a treaty")
    ]


def test_names_are_resolved_on_the_day_and_unknown_ones_are_kept(
    tmp_path: Path,
) -> None:
    asked: list[tuple[str, date | None]] = []

    def asking(text: str, on: date | None) -> str:
        asked.append((text, on))
        return resolve(text, on)

    path = table(
        tmp_path,
        "recognition,France,Atlantis,,../1999,,,x,,,,",
        "recognition,France,Kosovo,,1999/..,,,x,,,,",
    )
    rows = read_gold(path, asking)
    assert [row.unresolved for row in rows] == [("Atlantis",), ()]
    assert ("Atlantis", date(1999, 12, 31)) in asked
    assert ("Kosovo", date(1999, 1, 1)) in asked


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("recogniton,France,Kosovo,,2008,,,,,,,", "unknown kind 'recogniton'"),
        ("recognition,France,Kosovo,,2008-13,,,,,,,", "no such date: '2008-13'"),
        ("recognition,France,Kosovo,,,,,,,,,", "not a date: ''"),
        ("recognition,,Kosovo,,2008,,,,,,,", "an event needs an actor"),
        ("recognition,France,,,2008,,,,,,,", "and a target or a locator"),
        ("recognition,France,Kosovo,,2008,should,,,,,,", "need is 'should'"),
        ("recognition,France,Kosovo,,2008,,doubts,,,,,", "unknown stance 'doubts'"),
        ("recognition,France,Kosovo,,2008,,,,,,tent,", "unknown level 'tent'"),
        ("recognition,France,Kosovo,,2008,,,,,,,love", "unknown track 'love'"),
        (",,,,,,,x,,,,", "a row without a kind needs a scope"),
        (",France,,,2008,,,,page,,,", "says nothing; given: actor, date"),
    ],
)
def test_a_bad_row_is_told_with_its_line(
    tmp_path: Path, row: str, message: str
) -> None:
    good = "recognition,France,Kosovo,,2008,,,,,,,"
    with pytest.raises(InvalidDataError, match="line 3: ") as told:
        read_gold(table(tmp_path, good, row), resolve)
    assert [fault.line for fault in told.value.faults] == [3]
    assert message in told.value.faults[0].message


def test_every_fault_of_the_header_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, "recognition,x", header="kind,wher\n")
    with pytest.raises(InvalidDataError) as told:
        read_gold(path, resolve)
    messages = " / ".join(fault.message for fault in told.value.faults)
    assert "unknown column 'wher'" in messages
    assert "column 'actor' is missing" in messages
    assert "column 'date' is missing" in messages


@pytest.mark.parametrize("content", [HEADER, f'{HEADER}"open,\n'])
def test_a_table_without_rows_or_with_broken_quotes_is_no_table(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "gold.csv"
    path.write_text(content)
    with pytest.raises(FormatError, match="gold.csv"):
        read_gold(path, resolve)


def test_an_empty_file_lacks_its_header(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="column 'kind' is missing"):
        read_gold(table(tmp_path, header=""), resolve)
