from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from importing import Counting, context
from recog.domain.claims import Claim
from recog.domain.dates import Interval, parse
from recog.domain.entities import Coverage, Entity, Name, Release
from recog.errors import FormatError
from recog.importers import Record, Skip
from recog.importers.unsc import SOURCE, read, whole
from recog.importers.unsc.births import birth as read_birth
from un_lists import alias, birth, individual, organisation, snapshot

FIRST, SECOND, THIRD = "2015-03-27", "2018-10-29", "2020-01-01"
TALIBAN, AL_QAIDA = "list/un-1988-taliban", "list/un-1267-isil-al-qaida"


def records(path: Path, **known: str) -> list[Record]:
    """Read a path; the codes that are known have ids."""
    names = {code.replace("_", ":").replace("X", "."): id for code, id in known.items()}
    return list(read(path, context(names)))


def said(found: list[Record]) -> list[tuple[str, str, str, str]]:
    """Return kind, subject, date and place of every claim, in their order."""
    return [
        (claim.kind, claim.target, str(claim.date), claim.locator)
        for claim in found
        if isinstance(claim, Claim)
    ]


def entities(found: list[Record], type: str) -> list[Entity]:
    return [e for e in found if isinstance(e, Entity) and e.type == type]


def skips(found: list[Record]) -> list[tuple[str, str, str]]:
    return [(s.where, str(s.reason), s.detail) for s in found if isinstance(s, Skip)]


def test_a_record_is_listed_and_each_change_of_it_an_amendment(tmp_path: Path) -> None:
    record = individual(amended=["2003-09-03", "2011-11-29"])
    found = records(snapshot(tmp_path, FIRST, record))
    where = f"{FIRST}/consolidated.xml, TAi.901"
    target = "person/unsc-tai-901"
    assert said(found) == [
        ("listed", target, "2001-01-25", where),
        ("listing-amended", target, "2003-09-03", where),
        ("listing-amended", target, "2011-11-29", where),
    ]
    claim = next(each for each in found if isinstance(each, Claim))
    assert (claim.actor, claim.list) == ("organization/un-security-council", TALIBAN)
    assert (claim.date_text, claim.note) == ("2001-01-25", "Entry TAi.901: NOBODY.")
    assert skips(found) == []


def test_a_snapshot_is_a_release_that_looked_at_its_own_day_only(
    tmp_path: Path,
) -> None:
    found = records(snapshot(tmp_path, FIRST, individual()))
    day = date(2015, 3, 27)
    release = next(each for each in found if isinstance(each, Release))
    assert found[0] == SOURCE
    assert release == Release(
        id="release/un-sc-consolidated-list-2015-03-27",
        source=SOURCE.id,
        title="United Nations Security Council Consolidated List, as of 27 March 2015",
        edition="2015-03-27",
        licence="United Nations publication; the UN's terms of use apply",
        coverage=(
            Coverage(
                tracks=("listing",),
                actors=("organization/un-security-council",),
                days=Interval(day, day),
            ),
        ),
    )
    assert whole(tmp_path, "") == (release.id,)


def test_a_person_has_names_aliases_posts_and_the_hull_of_the_births(
    tmp_path: Path,
) -> None:
    more = (
        "<NAME_ORIGINAL_SCRIPT>هیچ کس</NAME_ORIGINAL_SCRIPT>"
        "<DESIGNATION><VALUE>Minister of\n  Nothing</VALUE></DESIGNATION>"
        + alias("Noone; Noan")
        + alias("NOBODY QARI")
        + alias("Qari", "Low")
        + alias("The Silent Man", "Low")
        + alias("Neman", "f.k.a.")
        + alias("")
        + birth("APPROXIMATELY", year="1963")
        + birth(date="1965-02-03")
    )
    found = records(
        snapshot(tmp_path, FIRST, individual(name="NOBODY QARI", more=more))
    )
    assert entities(found, "person") == [
        Entity(
            id="person/unsc-tai-901",
            labels=(Name(text="NOBODY QARI", language="en"),),
            names=(
                Name(text="هیچ کس"),
                Name(text="Noone"),
                Name(text="Noan"),
                Name(text="The Silent Man"),
                Name(text="Neman", former=True),
            ),
            codes=("unsc:TAi.901",),
            began=parse("1962-01-01/1965-02-03"),
            posts=("Minister of Nothing",),
            note="Aliases of low quality: Qari; The Silent Man. "
            "Born, by several accounts: 1963~, 1965-02-03.",
            release="release/un-sc-consolidated-list-2015-03-27",
        )
    ]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (birth(date="1944-01-01"), "1944-01-01"),
        (birth(date="1944-01-01-05:00"), "1944-01-01"),
        (birth("", date="1944-01-01"), "1944-01-01"),
        (birth(year="1944 "), "1944"),
        (birth("Approximately", year="1944"), "1944~"),
        (birth("BETWEEN", from_year="1944", to_year="1946"), "1944/1946"),
        (birth("Approximately", year="1944-1946"), "1943/1947"),
        (birth(year="1944/1946"), "1944/1946"),
        (
            birth("BETWEEN", note="Approximately", from_year="1944", to_year="1946"),
            "1943/1947",
        ),
        (birth(note="Nov. 1944 "), "1944-11"),
        (birth(note="Sep.", year="1958"), "1958-09"),
        (birth(note="Between Aug. and Sep. 1977"), "1977-08/1977-09"),
        (birth(note="from false passport", date="1979-03-03"), "1979-03-03"),
        (birth(""), "None"),
    ],
)
def test_a_birth_is_as_precise_as_it_is_written(xml: str, expected: str) -> None:
    assert str(read_birth(fromstring(xml))) == expected


def test_a_birth_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    more = birth("APPROXIMATELY", note="29 years old") + birth(
        note="24/06/1402 (Hijri Calendar)"
    )
    found = records(snapshot(tmp_path, FIRST, individual(more=more)))
    where = f"{FIRST}/consolidated.xml, TAi.901"
    reason = "date of birth that cannot be read"
    assert [each[:2] for each in skips(found)] == [(where, reason)] * 2
    assert [entity.began for entity in entities(found, "person")] == [None]


def test_whom_recog_knows_by_the_reference_number_is_the_same(tmp_path: Path) -> None:
    path = snapshot(tmp_path, FIRST, organisation(), organisation("QDe.902"))
    found = records(path, unsc_QDeX901="organization/network")
    assert [claim[:2] for claim in said(found)] == [
        ("listed", "organization/network"),
        ("listed", "organization/unsc-qde-902"),
    ]


def test_each_list_is_named_after_its_regime(tmp_path: Path) -> None:
    found = records(snapshot(tmp_path, FIRST, individual(), individual("KPi.001")))
    assert [(e.id, e.label, e.keeper) for e in entities(found, "list")] == [
        (
            TALIBAN,
            "United Nations 1988 (Taliban) sanctions list",
            "organization/un-security-council",
        ),
        (
            "list/un-1718-dprk",
            "United Nations 1718 (North Korea) sanctions list",
            "organization/un-security-council",
        ),
    ]


@pytest.mark.parametrize(
    ("record", "reason", "detail", "date"),
    [
        (individual("TA901"), "no reference number", "TA901", ""),
        (individual("ZZi.001"), "list not known here", "ZZi.001", ""),
        (
            individual("TAI.901. "),
            "reference number spelt otherwise",
            "'TAI.901. '",
            "2001-01-25",
        ),
        (
            individual(regime="Iran"),
            "list named otherwise than by the reference number",
            "Iran",
            "2001-01-25",
        ),
        (individual(name=""), "no name", "", "2001-01-25"),
        (individual(listed=""), "no day of listing", "NOBODY", f"../{FIRST}"),
        (
            individual(listed="25 January"),
            "day that cannot be read",
            "not a day: '25 January'; right would be e.g. 2015-03-27",
            f"../{FIRST}",
        ),
        (
            individual(
                more="<COMMENTS1>A general. Was listed on 18 May 2012 as one. X."
                "</COMMENTS1>"
            ),
            "listing dated in the comments",
            "Was listed on 18 May 2012 as one",
            "2001-01-25",
        ),
    ],
    ids=lambda value: value[:30] if "<" not in value else "",
)
def test_what_is_not_as_it_should_be_is_told(
    tmp_path: Path, record: str, reason: str, detail: str, date: str
) -> None:
    found = records(snapshot(tmp_path, FIRST, record))
    assert [each[1:] for each in skips(found)] == [(reason, detail)]
    assert [claim[2] for claim in said(found)] == ([date] if date else [])


def test_a_day_with_a_time_zone_is_that_day(tmp_path: Path) -> None:
    found = records(snapshot(tmp_path, FIRST, individual(listed="2015-03-23-04:00")))
    assert [claim[2] for claim in said(found)] == ["2015-03-23"]


def test_a_reference_number_given_twice_is_taken_once(tmp_path: Path) -> None:
    path = snapshot(tmp_path, FIRST, individual(), individual(name="ANOTHER"))
    found = records(path)
    assert [each[1] for each in skips(found)] == ["reference number given twice"]
    assert len(said(found)) == 1


def test_who_is_missing_from_the_later_snapshot_was_taken_off_in_between(
    tmp_path: Path,
) -> None:
    snapshot(
        tmp_path, FIRST, individual(), individual("QDi.901"), individual("CIi.001")
    )
    snapshot(tmp_path, SECOND, individual(), individual("QDi.902", listed="2016-02-29"))
    found = records(tmp_path)
    delisted = [c for c in found if isinstance(c, Claim) and c.kind == "delisted"]
    note = (
        "On the list of 27 March 2015, not on that of 29 October 2018. recog infers "
        "that it was taken off between the two; how and why is not said. All 1 entries "
        "of this list are gone."
    )
    assert [
        (c.target, str(c.date), c.how, c.locator, c.release, c.note) for c in delisted
    ] == [
        (
            f"person/unsc-{slug}-{number}",
            f"{FIRST}/{SECOND}",
            "",
            f"{SECOND}/consolidated.xml, {reference}",
            f"release/un-sc-consolidated-list-{SECOND}",
            words,
        )
        for slug, number, reference, words in (
            ("cii", "001", "CIi.001", note),
            ("qdi", "901", "QDi.901", note.partition(" All")[0]),
        )
    ]
    assert {c.date_text for c in delisted} == {
        "between the lists of 27 March 2015 and 29 October 2018"
    }


def test_both_days_of_listing_stay_where_snapshots_differ(tmp_path: Path) -> None:
    snapshot(tmp_path, FIRST, individual(listed="2001-01-31"))
    snapshot(tmp_path, SECOND, individual(listed="2000-04-12"))
    assert {claim[2] for claim in said(records(tmp_path))} == {
        "2001-01-31",
        "2000-04-12",
    }


def test_a_person_is_described_by_the_latest_snapshot_that_names_him(
    tmp_path: Path,
) -> None:
    gone = individual("QDi.901", "GONE")
    snapshot(tmp_path, FIRST, individual(name="AIDULLAH JAN"), gone)
    snapshot(tmp_path, SECOND, individual(name="SAIDULLAH JAN"))
    people = entities(records(tmp_path), "person")
    assert {(each.label, each.release[-10:]) for each in people} == {
        ("SAIDULLAH JAN", SECOND),
        ("GONE", FIRST),
    }


def test_who_comes_back_with_the_old_day_was_put_back_in_between(
    tmp_path: Path,
) -> None:
    late = individual("QDi.902", listed="2018-10-28")  # published after the snapshot
    snapshot(tmp_path, FIRST, individual())
    snapshot(tmp_path, SECOND)
    snapshot(tmp_path, THIRD, individual(), late)
    found = records(tmp_path)
    of_him = [c for c in said(found) if c[1] == "person/unsc-tai-901"]
    assert {(kind, date) for kind, _, date, _ in of_him} == {
        ("listed", "2001-01-25"),
        ("delisted", f"{FIRST}/{SECOND}"),
        ("listed", f"{SECOND}/{THIRD}"),
    }
    where = f"{THIRD}/consolidated.xml, TAi.901"
    assert skips(found) == [(where, "on the list again with its old day", "2001-01-25")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<CONSOLIDATED_LIST", r"list.xml: .*line 1"),
        (
            '<CONSOLIDATED_LIST dateGenerated="2015-03-27">\n<INDIVIDUALS>',
            r"list.xml: no element found: line 2",
        ),
        ("<chiefs/>", "not the list: its root is chiefs, not CONSOLIDATED_LIST"),
        ("<CONSOLIDATED_LIST/>", "dateGenerated is ''; right would be"),
        (
            '<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST/>',
            "list.xml: not safe to read",
        ),
    ],
)
def test_a_file_that_is_not_the_list_is_an_error(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "list.xml"
    path.write_text(text)
    with pytest.raises(FormatError, match=message):
        records(path)


def test_two_files_of_one_day_or_none_are_errors(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no file of the list in it"):
        records(tmp_path)
    path = snapshot(tmp_path, FIRST, individual()) / "consolidated.xml"
    (tmp_path / "again.xml").write_text(path.read_text())
    with pytest.raises(FormatError, match="are both the list of 2015-03-27"):
        records(tmp_path)


def test_records_are_counted_across_the_pieces_in_which_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = snapshot(
        tmp_path, FIRST, individual(), individual("TAi.902"), organisation()
    )
    for size in (1, 7, 8, 9, 64):
        monkeypatch.setattr("recog.importers.unsc.files._CHUNK", size)
        counting = Counting()
        list(read(path, context({}, counting=counting)))
        assert (counting.total, counting.read) == (3, 3)
