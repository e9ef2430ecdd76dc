"""The lists of states: spells, the dates that differ, and the United Nations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build import entity, when
from recog.domain.claims import Claim
from recog.domain.dates import Interval, parse
from recog.domain.entities import Entity, Name, Release
from recog.errors import DateError, FormatError
from recog.importers import Record, Skip
from recog.importers.records import NAME_UNKNOWN
from recog.importers.statelists import Reason, whole
from recog.importers.statelists.spells import day_first, month, precise
from state_files import OURS, isd, table, taken

ISD_FILE = "isd_2_2.csv"
NIGERIA = entity(
    "state/nigeria", codes=("cow:475",), began=when("1960-10-01"), release=OURS
)
AUSTRIA = entity(
    "state/austria", codes=("cow:305",), began=when("1918-11-12"), release=OURS
)
EMPIRE = entity(
    "state/empire",
    codes=("cow:300",),
    began=when("1867"),
    ended=when("1918"),
    release=OURS,
)
UN = entity("organization/united-nations", release=OURS)


def described(records: list[Record]) -> list[Entity]:
    return [record for record in records if isinstance(record, Entity)]


def skipped(records: list[Record]) -> list[tuple[str, str]]:
    return [(each.reason, each.detail) for each in records if isinstance(each, Skip)]


def test_a_state_of_the_past_is_made_and_its_successor_follows_it(
    tmp_path: Path,
) -> None:
    table(
        tmp_path,
        ISD_FILE,
        isd(
            "4741",
            "Abuja Emirate",
            "1828-01-01",
            "1902-12-31",
            "475",
            Start_Am="1",
            OtherName="Suleja Emirate",
        ),
    )
    assert described(taken("statelists", tmp_path, [NIGERIA])) == [
        Entity(
            id="state/abuja-emirate",
            labels=(Name(text="Abuja Emirate", language="en"),),
            names=(Name(text="Suleja Emirate", language="en"),),
            codes=("isd:4741",),
            began=when("1828~"),
            ended=when("1902"),
            release="release/isd-2-2",
        ),
        Entity(
            id="state/nigeria",
            labels=(Name(text="Nigeria", language="en"),),
            predecessors=("state/abuja-emirate",),
            release="release/isd-2-2",
        ),
    ]


def test_a_date_of_ours_stays_and_the_other_is_held_beside_it_and_listed(
    tmp_path: Path,
) -> None:
    table(
        tmp_path,
        ISD_FILE,
        isd("305", "Austria", "1918-11-11", "1938-03-12"),
        isd("305", "Austria", "1955-07-27", "2016-12-31"),
        isd("300", "Empire", "1816-01-01", "1918-11-11", "305", EStart="14-5-1556"),
    )
    found = taken("statelists", tmp_path, [AUSTRIA, EMPIRE])
    assert skipped(found) == [
        (Reason.SUCCESSION, "state/empire to state/austria"),
        (
            Reason.FIRST_DAY,
            "state/austria: 1918-11-11, 1955-07-27; recog has 1918-11-12",
        ),
        (Reason.FIRST_DAY, "state/empire: 1556-05-14; recog has 1867"),
    ]
    austria, empire = described(found)
    assert (austria.began, austria.ended) == (when("1918-11-11"), None)
    assert (empire.began, empire.ended) == (when("1556-05-14"), when("1918-11-11"))
    assert austria.codes == ("isd:305",)


def test_a_first_day_that_recog_leaves_out_is_listed_and_not_given(
    tmp_path: Path,
) -> None:
    iran = entity("state/iran", codes=("cow:630",), release=OURS)
    table(
        tmp_path,
        ISD_FILE,
        isd("630", "Iran", "1816-01-01", "2016-12-31", EStart="1501"),
    )
    found = taken("statelists", tmp_path, [iran])
    assert skipped(found) == [(Reason.FIRST_DAY_ALONE, "state/iran: 1501")]
    assert described(found)[0].began is None


def test_a_spell_before_the_state_that_has_its_number_is_another(
    tmp_path: Path,
) -> None:
    table(tmp_path, ISD_FILE, isd("475", "Sokoto", "1816-01-01", "1900-03-02"))
    found = taken("statelists", tmp_path, [NIGERIA])
    assert skipped(found) == [(Reason.ANOTHER_TIME, "Sokoto (1816–1900)")]


def test_the_name_decides_for_a_state_that_is_gone(tmp_path: Path) -> None:
    kingdom = entity(
        "state/old", "Montenegro", began=when("1878"), ended=when("1918"), release=OURS
    )
    republic = entity(
        "state/montenegro", codes=("cow:341",), began=when("2006"), release=OURS
    )
    table(
        tmp_path,
        ISD_FILE,
        isd("341", "Montenegro", "1878-07-13", "1918-11-26"),
        isd("341", "Montenegro", "2006-06-12", "2016-12-31"),
    )
    found = described(taken("statelists", tmp_path, [kingdom, republic]))
    assert [(each.id, each.codes) for each in found] == [
        ("state/montenegro", ("isd:341",)),
        ("state/old", ("isd:341",)),
    ]


def test_a_state_with_a_gap_says_so_and_names_do_not_clash(tmp_path: Path) -> None:
    samoa = entity("state/samoa", began=when("1962-01-01"), release=OURS)
    table(
        tmp_path,
        ISD_FILE,
        isd("9900", "Samoa", "1873-08-21", "1880-01-01"),
        isd("9900", "Samoa", "1889-01-01", "1899-11-07"),
    )
    (found,) = described(taken("statelists", tmp_path, [samoa]))
    assert (found.id, found.note) == (
        "state/samoa-1873",
        "Independent, by this list, from 21 August 1873 to 1880"
        " and from 1889 to 7 November 1899.",
    )


def test_the_months_of_icow_are_held_against_ours(tmp_path: Path) -> None:
    row = {
        "State": "300",
        "Name": "Empire",
        "IndDate": "128212",
        "SecDate": "-9",
        "Into": "305",
        "IntoDate": "191900",
    }
    table(tmp_path, "coldata110.csv", row)
    found = taken("statelists", tmp_path, [AUSTRIA, EMPIRE])
    assert skipped(found) == [
        (Reason.SUCCESSION, "state/empire to state/austria"),
        (Reason.FIRST_DAY, "state/empire: 1282-12; recog has 1867"),
        (Reason.LAST_DAY, "state/empire: 1919; recog has 1918"),
    ]
    release = next(
        each
        for each in found
        if isinstance(each, Release) and each.id == "release/icow-colonial-history-1-1"
    )
    assert release.derived_from == (
        "release/cow-state-system-as-cited-by-icow",
        "release/gleditsch-ward-as-cited-by-icow",
    )


def _statesys(id: str, label: str, start: str, end: str, un: str) -> dict[str, str]:
    return {
        "Id": id,
        "CoW": "",
        "Label": label,
        "Start": start,
        "End": end,
        "UN": un,
    }


def test_an_admission_comes_once_and_from_the_row_of_its_day(tmp_path: Path) -> None:
    table(
        tmp_path,
        "StateSys.csv",
        _statesys("AUT", "Austria", "1919-09-10", "1938-03-13", "1955-12-14"),
        _statesys("AUT", "Austria", "1955-07-27", "9999-12-31", "1955-12-14"),
        _statesys("PSE", "Nigeria", "1988-11-15", "9999-12-31", "2012-11-29"),
        _statesys("XXX", "Mu", "1988-11-15", "9999-12-31", "2000-01-01"),
    )
    found = taken("statelists", tmp_path, [AUSTRIA, NIGERIA, UN])
    claims = [each for each in found if isinstance(each, Claim)]
    assert [
        (each.kind, each.actor, each.target, each.date.edtf, each.locator, each.note)
        for each in claims
    ] == [
        (
            "admitted",
            "state/austria",
            "organization/united-nations",
            "1955-12-14",
            "StateSys.csv, row 2",
            "Listed as Austria, a member since 14 December 1955.",
        ),
        (
            "observer-admitted",
            "state/nigeria",
            "organization/united-nations",
            "2012-11-29",
            "StateSys.csv, row 3",
            "Listed as Nigeria, an observer state since 29 November 2012.",
        ),
    ]
    assert (NAME_UNKNOWN, "Mu") in [
        (each.reason, each.name) for each in found if isinstance(each, Skip)
    ]
    assert Reason.NO_STATE in [reason for reason, _ in skipped(found)]


def test_the_coverage_is_of_the_states_that_the_list_names(tmp_path: Path) -> None:
    table(
        tmp_path,
        "StateSys.csv",
        _statesys("AUT", "Austria", "1955-07-27", "9999-12-31", "1955-12-14"),
    )
    found = taken("statelists", tmp_path, [AUSTRIA, EMPIRE, UN])
    (release,) = [each for each in found if isinstance(each, Release)]
    (coverage,) = release.coverage
    assert coverage.actors == ("state/austria",)
    assert coverage.days == Interval(date(1945, 10, 24), date(2006, 6, 28))


@pytest.mark.parametrize(
    ("text", "doubtful", "edtf"),
    [
        ("1913-07-29", False, "1913-07-29"),
        ("1913-07-29", True, "1913~"),
        ("1841-01-01", False, "1841"),
        ("1902-12-31", False, "1902"),
    ],
)
def test_a_day_is_never_more_precise_than_the_list_knows(
    text: str, doubtful: bool, edtf: str
) -> None:
    assert precise(text, doubtful=doubtful) == parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("14-5-1811", "1811-05-14"), ("06-1815", "1815-06"), ("676", "0676")],
)
def test_an_earlier_start_is_read_day_first(text: str, edtf: str) -> None:
    assert day_first(text) == parse(edtf)


@pytest.mark.parametrize("text", ["", "19", "1913-07", "191313"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        month(text)


def test_a_date_that_cannot_be_read_is_a_skip(tmp_path: Path) -> None:
    table(
        tmp_path,
        ISD_FILE,
        isd("4741", "Abuja", "1816-01-01", "1902-12-31", EStart="long ago"),
    )
    found = taken("statelists", tmp_path, [])
    assert [reason for reason, _ in skipped(found)] == [Reason.DATE_UNREADABLE]


def test_reading_again_what_was_read_says_the_same(tmp_path: Path) -> None:
    table(
        tmp_path,
        ISD_FILE,
        isd("4741", "Abuja", "1828-01-01", "1902-12-31", "475"),
        isd("475", "Nigeria", "1960-10-01", "2016-12-31"),
    )
    first = taken("statelists", tmp_path, [NIGERIA])
    assert taken("statelists", tmp_path, [NIGERIA, *described(first)]) == first


def test_a_list_is_whole_with_its_file(tmp_path: Path) -> None:
    path = table(tmp_path, ISD_FILE, isd("1", "A", "1828-01-01", "1902-12-31"))
    table(tmp_path, "StateSys.csv", _statesys("A", "A", "", "", ""))
    assert whole(path, "") == ("release/isd-2-2",)
    assert whole(tmp_path, "") == ("release/isd-2-2", "release/statesys")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,b\n1,2\n", r"isd.csv, line 1: no column COWNum, StateName"),
        ("", r"isd.csv, line 1: no column COWNum"),
    ],
)
def test_a_table_of_other_columns_is_refused(
    tmp_path: Path, text: str, fault: str
) -> None:
    path = tmp_path / "isd.csv"
    path.write_text(text)
    with pytest.raises(FormatError, match=fault):
        taken("statelists", path, [])


def test_a_row_that_is_too_short_is_named(tmp_path: Path) -> None:
    path = table(tmp_path, ISD_FILE, isd("1", "A", "1828-01-01", "1902-12-31"))
    path.write_text(path.read_text() + "2,B\n")
    with pytest.raises(FormatError, match="isd_2_2.csv, line 3: 2 cells under 11"):
        taken("statelists", path, [])


def test_a_folder_without_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="holds no list"):
        taken("statelists", tmp_path, [])
