"""The tables themselves, without the data sets."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from recog.domain.gold import Known, within
from recog.importers.gold_csv import read_gold
from recog.service.workbench import Workbench

FOLDER = Path(__file__).parent
TABLES = sorted(FOLDER.glob("*.csv"))
IDS = [path.stem for path in TABLES]
#: The forms of locators, by table.
LOCATORS = {
    "pocom": r"missions-(countries|orgs)/[a-z-]+\.xml, chief [\w-]+",
    "rdcr": r"articles/[a-z-]+\.xml, (item \d+|section [\w-]+, paragraph \d+)",
    "statelists": r"StateSys\.csv, row \d+",
    "unsc": r"\d{4}-\d\d-\d\d/consolidated\.xml, \w+\.\d{3}\.?",
    "wikitext-prose": r"Foreign relations of [^,]+, .+, paragraph \d+",
    "wikitext-tables": r"Foreign relations of [^,]+, .+, row \d+",
}
#: What each table must have rows of.
KINDS = {
    "pocom": "appointment arrival credentials-presented entered-on-duty "
    "mission-terminated nomination persona-non-grata agrement-refused",
    "rdcr": "recognition recognition-withdrawn recognition-refused "
    "relations-established relations-severed relations-interrupted "
    "relations-suspended relations-resumed mission-opened mission-level-changed "
    "mission-relocated mission-closed",
    "statelists": "admitted",
    "unsc": "listed listing-amended delisted",
    "wikitext-prose": "recognition recognition-withdrawn relations-established "
    "relations-suspended relations-severed relations-resumed",
    "wikitext-tables": "recognition recognition-withdrawn relations-established "
    "relations-suspended relations-severed relations-resumed",
}


def read(path: Path) -> list[Known]:
    def as_it_stands(text: str, on: date | None) -> str:
        return text

    return read_gold(path, as_it_stands)


def test_every_table_is_described() -> None:
    assert set(LOCATORS) == set(KINDS) == set(IDS)
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in TABLES:
        rows = read(path)
        wanted = sum(bool(row.kinds) and row.required for row in rows)
        nothing = sum(not row.kinds for row in rows)
        found = re.search(
            rf"\| `{path.name}` \|.*\| (\d+) \| (\d+) \| (\d+) \|", readme
        )
        assert found
        assert found.groups() == (str(len(rows)), str(wanted), str(nothing))


def test_the_tables_have_more_than_300_events_that_must_be_found() -> None:
    rows = [row for path in TABLES for row in read(path)]
    assert sum(bool(row.kinds) and row.required for row in rows) >= 1_000
    assert sum(not row.kinds for row in rows) >= 40


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_a_table_has_rows_of_each_kind_of_its_source(path: Path) -> None:
    kinds = {kind for row in read(path) if row.required for kind in row.kinds}
    assert kinds >= set(KINDS[path.stem].split())


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_every_row_has_its_place_in_a_known_form(path: Path) -> None:
    form = re.compile(LOCATORS[path.stem])
    for row in read(path):
        assert row.places, row
        assert all(form.fullmatch(place) for place in row.places), row
        for scope in row.scopes:
            assert any(within(place, scope) for place in row.places), row


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_no_row_stands_twice(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row[:-1]) for row in csv.reader(file)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_a_scope_that_holds_nothing_is_not_said_to_hold_something(path: Path) -> None:
    rows = read(path)
    empty = {scope for row in rows if not row.kinds for scope in row.scopes}
    full = {place for row in rows if row.kinds for place in row.places}
    assert not empty & full


@pytest.mark.parametrize("path", TABLES, ids=IDS)
def test_every_id_of_a_row_is_one_of_ours(path: Path, bench: Workbench) -> None:
    directory = bench.view().directory
    for row in read(path):
        for party in (*row.actors, *row.targets, *row.lists):
            assert "/" not in party or party in directory, row
