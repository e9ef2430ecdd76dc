from __future__ import annotations

from pathlib import Path

import pytest

from build import day, entity, when
from recog.domain.entities import Name
from recog.errors import (
    AmbiguousEntityError,
    FormatError,
    InvalidDataError,
    UnknownEntityError,
)
from recog.service.decisions import (
    Decision,
    Decisions,
    all_decisions,
    read_decisions,
)
from recog.service.resolver import Resolver
from recog.store.files import data_dir
from state_files import world

CATHAY = Decision(
    name="Cathay",
    since="1800",
    until="1911",
    id="state/china",
    reason="an old name",
    who="Ann",
)
BOTH = [
    entity("state/china"),
    entity("state/congo-kinshasa", names=(Name(text="Congo", language="en"),)),
    entity("state/congo-brazzaville", names=(Name(text="Congo", language="en"),)),
]


def test_what_an_import_has_yielded_is_found() -> None:
    resolver = Resolver(BOTH)
    with pytest.raises(UnknownEntityError):
        resolver.resolve("Abuja")
    resolver.add(entity("state/abuja", "Abuja"))
    assert resolver.resolve("Abuja") == "state/abuja"


def test_another_description_adds_names_and_takes_none() -> None:
    resolver = Resolver([entity("state/burkina-faso", began=when("1960-08-05"))])
    old = Name(text="Upper Volta", language="en", former=True)
    resolver.add(entity("state/burkina-faso", names=(old,), codes=("gsh:volta",)))
    assert resolver.resolve("Upper Volta", day("1970-01-01")) == "state/burkina-faso"
    assert resolver.resolve("gsh:volta") == "state/burkina-faso"
    known = resolver.entity("state/burkina-faso")
    assert known is not None
    assert known.began == when("1960-08-05")


def test_what_does_not_resolve_has_candidates() -> None:
    resolver = Resolver(BOTH)
    with pytest.raises(AmbiguousEntityError):
        resolver.resolve("Congo")
    assert resolver.candidates("Congo") == (
        "state/congo-brazzaville",
        "state/congo-kinshasa",
    )
    assert resolver.candidates("Chinaa") == ("state/china",)
    assert resolver.candidates("Atlantis") == ()


@pytest.mark.parametrize(
    ("on", "source", "id"),
    [
        ("1850-01-01", "", "state/china"),
        ("1911-12-31", "gsh", "state/china"),
        ("1912-01-01", "", None),
        ("1850-01-01", "wikitext", "state/congo-kinshasa"),
    ],
)
def test_a_decision_counts_on_its_days_and_for_its_source(
    on: str, source: str, id: str | None
) -> None:
    other = Decision(
        name="cathay",
        id="state/congo-kinshasa",
        reason="a joke",
        who="Ann",
        source="wikitext",
    )
    resolver = Resolver(BOTH, Decisions((CATHAY, other)))
    if id is None:
        with pytest.raises(UnknownEntityError):
            resolver.resolve("Cathay", day(on), source=source)
    else:
        assert resolver.resolve("Cathay", day(on), source=source) == id


def test_a_decision_for_nothing_and_one_for_what_is_not_there_tell_who_made_it() -> (
    None
):
    rows = (
        Decision(name="Total", id="nothing", reason="a sum", who="Ann"),
        Decision(name="Mu", id="state/mu", reason="sunken", who="Ann"),
    )
    resolver = Resolver(BOTH, Decisions(rows))
    with pytest.raises(UnknownEntityError, match="Ann decided .* nothing: a sum"):
        resolver.resolve("Total")
    with pytest.raises(UnknownEntityError, match="state/mu, which is not known here"):
        resolver.resolve("Mu")


@pytest.mark.parametrize("text", ["the Cathay", "CATHAY", "{{flag|Cathay}}"])
def test_a_decision_is_for_a_name_however_it_is_spelt(text: str) -> None:
    resolver = Resolver(BOTH, Decisions((CATHAY,)))
    assert resolver.resolve(text, day("1850-01-01")) == "state/china"


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    assert read_decisions(path).rows == ()
    path.write_text(Decisions((CATHAY,)).text())
    assert read_decisions(path).rows == (CATHAY,)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",,,state/china,r,w,", "row 1: name is missing"),
        ("Cathay,,,,r,w,", "row 1: id is missing"),
        ("Cathay,,,China,r,w,", "not an id: 'China'"),
        ("Cathay,12,,nothing,r,w,", "'12'"),
        ("Cathay,1911,1800,nothing,r,w,", "ends before it begins: '1911' to '1800'"),
        ("A,,,nothing,r,w,\na,1900,,state/china,r,w,", "row 2: 'a' is decided already"),
    ],
)
def test_a_bad_row_is_told_with_its_place(tmp_path: Path, row: str, fault: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("name,from,until,id,reason,who,source\n" + row)
    with pytest.raises(InvalidDataError, match=fault):
        read_decisions(path)


@pytest.mark.parametrize("text", ["", "name,id\na,nothing\n"])
def test_a_table_of_other_columns_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(text)
    with pytest.raises(FormatError, match="must name the columns name, from, until"):
        read_decisions(path)


def test_a_person_s_decision_beats_those_that_recog_comes_with(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    ours = all_decisions(path)
    on = day("1960-01-01")
    found = ours.of("Vietnam", on, source="wikitext")
    assert found is not None
    assert (found.id, found.who) == ("state/north-vietnam", "recog")
    assert ours.of("Vietnam", on, source="pocom") is None
    row = Decision(name="Vietnam", id="state/vietnam", reason="mine", who="Ann")
    path.write_text(Decisions((row,)).text())
    assert all_decisions(path).of("Vietnam", on, source="wikitext") == row


def test_what_recog_decided_leads_to_what_it_comes_with() -> None:
    known = {each.id for each in world()}
    rows = read_decisions(data_dir() / "decisions.csv").rows
    assert rows
    assert [row.id for row in rows if row.id not in known] == []


def test_what_is_not_found_holds_on_to_nothing_of_who_asked() -> None:
    resolver = Resolver()

    def ask() -> UnknownEntityError:
        with pytest.raises(UnknownEntityError) as raised:
            resolver.resolve("Atlantis")
        return raised.value

    first, second = ask(), ask()
    assert first is not second
    assert str(first) == str(second)
