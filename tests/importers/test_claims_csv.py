from __future__ import annotations

from pathlib import Path

import pytest

from build import day
from importing import Counting, context
from recog.domain.claims import Claim, Stance
from recog.domain.entities import Release, Source
from recog.errors import FormatError, InvalidDataError
from recog.importers import Record, Skip
from recog.importers.claims_csv import TWICE, read

NAMES = {
    "Russia": "state/russia",
    "ru": "state/russia",
    "the Taliban government": "government/islamic-emirate-of-afghanistan",
    "Taliban": "organization/taliban",
    "Russia's list": "list/russia-terrorist-organizations",
    "Supreme Court": "organization/supreme-court-of-russia",
}
HEADER = "kind,actor,target,date,source_title"
ROW = "recognition,Russia,the Taliban government,2025-07-03,An article"


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "claims.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def records(folder: Path, *lines: str) -> list[Record]:
    return list(read(write(folder, *lines), context(NAMES)))


def claims(found: list[Record]) -> list[Claim]:
    return [each for each in found if isinstance(each, Claim)]


def faults(folder: Path, *lines: str) -> list[tuple[int | None, str]]:
    with pytest.raises(InvalidDataError) as raised:
        records(folder, *lines)
    return [(fault.line, fault.message) for fault in raised.value.faults]


def test_a_row_becomes_a_claim_with_its_source_and_release(tmp_path: Path) -> None:
    source, release, claim = records(
        tmp_path,
        "Kind,Actor,Target,Date,Date text,Mode,Locator,Note,Source title,"
        "Source URL,Source published,Edition,Retrieved",
        'recognition,Russia,the Taliban government,2025-06-30/2025-07-03,"this week",'
        '"De jure",paragraph 4,"Russia recognises, first of all",An article,'
        "https://example.org/a,2025-07-05,print,2025-07-06",
    )
    assert isinstance(source, Source)
    assert isinstance(release, Release)
    assert isinstance(claim, Claim)
    assert (source.title, source.url) == ("An article", "https://example.org/a")
    assert str(source.published) == "2025-07-05"
    assert (release.source, release.edition) == (source.id, "print")
    assert release.retrieved == "2025-07-06"
    assert claim.release == release.id
    assert (claim.kind, claim.track) == ("recognition", "government-recognition")
    assert (claim.actor, claim.target) == (
        "state/russia",
        "government/islamic-emirate-of-afghanistan",
    )
    assert (str(claim.date), claim.date_text) == ("2025-06-30/2025-07-03", "this week")
    assert (claim.mode, claim.locator) == ("de-jure", "paragraph 4")
    assert claim.note == "Russia recognises, first of all"


def test_every_column_reaches_its_claim(tmp_path: Path) -> None:
    (claim,) = claims(
        records(
            tmp_path,
            "kind,track,actor,target,person,list,date,old_style,level,resident,how,"
            "stance,release",
            "delisted,listing,Supreme Court,Taliban,,Russia's list,2025-04-17,"
            "2025-04-04,,no,annulled,denies,release/decree-2025",
        )
    )
    assert claim.list == "list/russia-terrorist-organizations"
    assert claim.release == "release/decree-2025"
    assert (claim.how, claim.stance) == ("annulled", Stance.DENIES)
    assert (claim.resident, claim.old_style) == (False, "2025-04-04")


def test_names_are_resolved_as_of_the_claims_day(tmp_path: Path) -> None:
    counting = Counting()
    path = write(tmp_path, HEADER, ROW.replace("2025-07-03", "../1991-12-25"))
    list(read(path, context(NAMES, counting=counting)))
    assert counting.asked[0] == ("Russia", day("1991-12-25"))
    assert (counting.total, counting.read) == (1, 1)


def test_reading_twice_gives_the_same_claims(tmp_path: Path) -> None:
    assert records(tmp_path, HEADER, ROW) == records(tmp_path, HEADER, ROW)


def test_an_explicit_track_is_the_same_claim(tmp_path: Path) -> None:
    (bare,) = claims(records(tmp_path, HEADER, ROW))
    (told,) = claims(
        records(tmp_path, f"{HEADER},track", f"{ROW},government-recognition")
    )
    assert bare == told


def test_a_row_given_twice_is_listed_once(tmp_path: Path) -> None:
    found = records(tmp_path, HEADER, ROW, "", ROW)
    assert len(claims(found)) == 1
    assert [each for each in found if isinstance(each, Skip)] == [
        Skip(where="row 4", reason=TWICE, detail="the same as row 2")
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_too(tmp_path: Path, separator: str) -> None:
    lines = (HEADER.replace(",", separator), ROW.replace(",", separator))
    assert len(claims(records(tmp_path, *lines))) == 1


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, ROW, encoding="utf-8-sig")
    assert len(claims(list(read(path, context(NAMES))))) == 1


def test_a_cell_may_hold_a_line_break_and_the_line_is_still_right(
    tmp_path: Path,
) -> None:
    told = faults(
        tmp_path,
        f"{HEADER},note",
        f'{ROW},"two\nlines"',
        "recognised,Russia,the Taliban government,2025-07-03,An article,",
    )
    assert [line for line, _ in told] == [4]


def test_all_faults_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        f"{HEADER},mode,resident,stance,retrieved",
        f"{ROW},,,,",
        "recognised,Rusia,the Taliban government,July the third,An article,sure,maybe,"
        "hopes,yesterday",
        ",Russia,,2025-02-30,,,,,",
        f"{ROW},,,,,one too many",
    )
    expected = [
        (3, "retrieved: not a day: 'yesterday'"),
        (3, "date: not a date: 'July the third'; right would be e.g. 1993-12-16"),
        (3, "kind: 'recognised' is unknown; known: admitted"),
        (3, "mode: 'sure' is unknown; known: de-facto, de-jure, unspecified"),
        (3, "resident: 'maybe' is unknown; right would be yes or no"),
        (3, "stance: 'hopes' is unknown; known: asserts, denies"),
        (3, "actor: no entity is named 'Rusia'"),
        (4, "kind is empty; right would be what happened"),
        (4, "no source; right would be source_title"),
        (4, "date: no such day: '2025-02-30'; 2025-02 has 28 days"),
        (5, "has 10 cells, the header has 9; the first too many is 'one too many'"),
    ]
    assert [line for line, _ in told] == [line for line, _ in expected]
    for (_, message), (_, start) in zip(told, expected, strict=True):
        assert message.startswith(start)


def test_a_claim_that_breaks_the_model_is_told_without_its_id(tmp_path: Path) -> None:
    told = faults(tmp_path, HEADER, "took-power,Russia,Taliban,2025,An article")
    assert told == [
        (
            2,
            "actor of took-power on track rule is state/russia; right would be "
            "government (of state, government, organization, person, list)",
        )
    ]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("kind,actor,date,traget,release", "unknown column 'traget'; known: kind, "),
        ("kind,actor,date,release,kind", "column 'kind' stands twice"),
        ("kind,actor,release", "column 'date' is missing: an EDTF date"),
        ("kind,actor,date", "the claims need a source: give a column source_title"),
    ],
)
def test_a_wrong_header_is_told_before_any_row(
    tmp_path: Path, header: str, message: str
) -> None:
    told = faults(tmp_path, header, "x,y,z")
    assert len(told) == 1
    assert told[0][0] == 1
    assert told[0][1].startswith(message)


@pytest.mark.parametrize(
    ("release", "title", "message"),
    [
        ("release/a", "An article", "both release and source_title are given"),
        ("pocom", "", "release: not the id of a release: 'pocom'"),
    ],
)
def test_a_source_is_given_in_one_way(
    tmp_path: Path, release: str, title: str, message: str
) -> None:
    row = f"recognition,Russia,ru,2025,{release},{title}"
    told = faults(tmp_path, "kind,actor,target,date,release,source_title", row)
    assert told[0][1].startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", "is a spreadsheet or archive; right would be recog import"),
        (b"\xd0\xcf\x11\xe0rest", "is an old or locked spreadsheet"),
        (b"", "is empty; the first row names the columns"),
        (b"kind,\0", "holds a zero byte"),
        (f'{HEADER}\n"open,{ROW}'.encode(), "line 2: the row cannot be read"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=message):
        list(read(path, context(NAMES)))


@pytest.mark.parametrize(
    ("written", "date", "text"),
    [
        ("3 July 2025", "2025-07-03", "3 July 2025"),
        ("3.7.2025", "2025-07-03", "3.7.2025"),
        ("July 2025[4]", "2025-07", "July 2025[4]"),
        ("2025-07-03", "2025-07-03", ""),
        ("before 2025", "../2024-12-31", "before 2025"),
        ("c. 2025", "2025~", "c. 2025"),
    ],
)
def test_dates_are_read_as_people_write_them(
    tmp_path: Path, written: str, date: str, text: str
) -> None:
    (claim,) = claims(records(tmp_path, HEADER, ROW.replace("2025-07-03", written)))
    assert (str(claim.date), claim.date_text) == (date, text)


def test_a_date_that_may_be_read_in_two_ways_is_a_fault(tmp_path: Path) -> None:
    told = faults(tmp_path, HEADER, ROW.replace("2025-07-03", "03/07/2025"))
    assert told[0][1].startswith("date: '03/07/2025' may be day or month first")


def test_marks_of_footnotes_are_no_part_of_a_name_and_stay_in_the_note(
    tmp_path: Path,
) -> None:
    row = ROW.replace("Russia", "Russia[12]*") + ",As it says"
    (claim,) = claims(records(tmp_path, f"{HEADER},note", row))
    assert claim.actor == "state/russia"
    assert claim.note == "As it says Written with marks: Russia[12]*."


def test_the_days_of_a_source_are_written_as_people_write_them(tmp_path: Path) -> None:
    header = f"{HEADER},source_published,retrieved,old_style"
    row = f"{ROW},5 July 2025,6.7.2025,20 June 2025"
    source, release, claim = records(tmp_path, header, row)
    assert isinstance(source, Source)
    assert isinstance(release, Release)
    assert isinstance(claim, Claim)
    assert (str(source.published), release.retrieved) == ("2025-07-05", "2025-07-06")
    assert claim.old_style == "2025-06-20"


def test_a_cell_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    row = f"{ROW},=1+1,@SUM(A1)"
    (claim,) = claims(records(tmp_path, f"{HEADER},note,locator", row))
    assert (claim.note, claim.locator) == ("=1+1", "@SUM(A1)")
