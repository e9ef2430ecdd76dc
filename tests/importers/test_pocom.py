from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build import day
from importing import (
    OPEN_END,
    Counting,
    chief,
    context,
    mission,
    organisation,
    said,
    skipped,
)
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.domain.entities import Entity, Name
from recog.errors import FormatError
from recog.importers import Record
from recog.importers.pocom import RELEASE, SOURCE, Reason, read, whole
from recog.importers.pocom.edition import release_of

SULLIVAN = chief(
    appointed="1977-05-26", started="1977-06-18", ended="Left post on | 1979-04-06"
)


def records(folder: Path, *chiefs: str, **more: object) -> list[Record]:
    return list(read(mission(folder, *chiefs, **more), context()))  # type: ignore[arg-type]


def claims(found: list[Record]) -> list[Claim]:
    return [each for each in found if isinstance(each, Claim)]


def status(found: list[Record], on: str, person: str = "") -> list[tuple[str, str]]:
    """Return the values that hold on a day, with their certainty."""
    return [
        (stretch.value, str(stretch.certainty))
        for stretch in derive(claims(found)).stretches
        if stretch.first <= day(on) < stretch.until
        and stretch.key.person.endswith(person)
    ]


def test_a_term_becomes_an_appointment_credentials_and_an_end(tmp_path: Path) -> None:
    found = records(tmp_path, SULLIVAN)
    assert said(found) == [
        ("appointment", "1977-05-26", ""),
        ("credentials-presented", "1977-06-18", ""),
        ("mission-terminated", "1979-04-06", "left post"),
    ]
    end = claims(found)[-1]
    assert (end.actor, end.target) == ("state/united-states", "state/iran")
    assert end.person == "person/sullivan-william-healy"
    assert end.date_text == "Left post on 1979-04-06"
    assert end.locator == "missions-countries/iran.xml, chief ir-1977-sull-01"
    assert end.release == RELEASE.id
    assert found[:2] == [SOURCE, RELEASE]
    assert status(found, "1979-01-01") == [("in-office", "certain")]


def test_reading_twice_gives_the_same_claims(tmp_path: Path) -> None:
    assert records(tmp_path, SULLIVAN) == records(tmp_path, SULLIVAN)


@pytest.mark.parametrize(
    ("started", "date"),
    [
        ("1851", "1851"),
        ("1990-03", "1990-03"),
        ("On or about | 1851-09-12", "1851-09-12~"),
        ("About | 1844-06-12", "1844-06-12~"),
        ("Transmitted credentials by note on approximately | 1879-07", "1879-07~"),
        ("Between September 29, 1868, and | 1868-10-28", "1868-09-29/1868-10-28"),
        (
            "Presented credentials between January 8 and | 1892-01-14",
            "1892-01-08/1892-01-14",
        ),
        (
            "Presented credentials on September 7 or | 1869-09-08",
            "1869-09-07/1869-09-08",
        ),
        ("On or before | 1828-11-09", "../1828-11-09"),
        ("On or shortly before | 1868-06-06", "1868-05-07/1868-06-06"),
        ("Shortly before | 1894-06-29", "1894-05-30/1894-06-29"),
        ("Soon after | 1877-01-20", "1877-01-20/1877-02-19"),
        ("letter of credence probably presented in | 1891-08", "1891-08?"),
        ("Officially recognized on | 1894-11-01", "1894-11-01"),
        ("Dec 1986 |", "1986-12"),
        ("January-March 1802 |", "1802-01/1802-03"),
    ],
)
def test_a_start_is_as_precise_as_its_note(
    tmp_path: Path, started: str, date: str
) -> None:
    found = records(tmp_path, chief(started=started))
    assert said(found) == [("credentials-presented", date, "")]


@pytest.mark.parametrize(
    ("ended", "date", "how"),
    [
        ("Presented recall on | 1847-05-01", "1847-05-01", "presented recall"),
        ("Died at post on | 1847-05-01", "1847-05-01", "died at post"),
        ("Died at Cochabamba | 1847-05-01", "1847-05-01", "died"),
        ("Superseded | 1847-05-01", "1847-05-01", "superseded"),
        ("Left Bridgetown | 1847-05", "1847-05", "left post"),
        ("| 1847", "1847", ""),
        (
            "Left post on or soon after | 1847-05-01",
            "1847-05",
            "left post",
        ),
        (
            "Probably presented recall before | 1847-05-01",
            "1840-01-02/1847-04-30",
            "presented recall",
        ),
        (
            "Died at post on or before | 1847-05-01",
            "1840-01-02/1847-05-01",
            "died at post",
        ),
        ("Left post on or after | 1847-05-01", "1847-05-02/..", "left post"),
        ("Assassinated at post on | 1847-05-01", "1847-05-01", "assassinated"),
        (
            "Germany declared war on the United States on | 1847-05-01",
            "1847-05-01",
            "war declared",
        ),
        (
            "Mexico severed diplomatic relations with the United States on "
            "| 1847-05-01",
            "1847-05-01",
            "relations severed",
        ),
        ("Legation closed on | 1847-05-01", "1847-05-01", "the mission closed"),
    ],
)
def test_an_end_keeps_its_date_and_says_how(
    tmp_path: Path, ended: str, date: str, how: str
) -> None:
    found = records(tmp_path, chief(started="1840-01-01", ended=ended))
    term = said(found, "sullivan-william-healy")
    assert term[1:] == [("mission-terminated", date, how)]


def test_one_who_had_left_and_was_then_declared_non_grata_has_both(
    tmp_path: Path,
) -> None:
    note = "The Government of X declared Kennan persona non grata on October 3, 1952."
    record = chief(started="1952-05-14", ended="Left post on | 1952-09-19", note=note)
    assert said(records(tmp_path, record))[1:] == [
        ("mission-terminated", "1952-09-19", "left post"),
        ("persona-non-grata", "1952-10-03", ""),
    ]


def test_one_declared_persona_non_grata_is_claimed_as_such(tmp_path: Path) -> None:
    ended = "Declared persona non grata by Government of Bulgaria | 1950-01-19"
    found = records(tmp_path, chief(started="1947-11-08", ended=ended))
    assert said(found)[1:] == [
        ("persona-non-grata", "1950-01-19", "declared persona non grata")
    ]


@pytest.mark.parametrize(
    ("role", "more", "kind"),
    [
        ("charge-daffaires-ad-interim", {}, "entered-on-duty"),
        ("principal-officer", {}, "entered-on-duty"),
        ("charge-daffaires", {}, "entered-on-duty"),
        ("charge-daffaires", {"appointed": "1838-01-01"}, "credentials-presented"),
        (
            "charge-daffaires",
            {"note": "Not commissioned; letter of credence dated March 13, 1838."},
            "credentials-presented",
        ),
        ("ambassador-e-p", {}, "credentials-presented"),
    ],
)
def test_a_charge_without_letters_enters_on_duty(
    tmp_path: Path, role: str, more: dict[str, str], kind: str
) -> None:
    found = records(tmp_path, chief(role=role, started="1840-01-01", **more))
    assert said(found)[-1] == (kind, "1840-01-01", "")


def test_a_charge_of_whom_only_the_arrival_is_known_entered_then(
    tmp_path: Path,
) -> None:
    record = chief(role="charge-daffaires-ad-interim", arrived="2018-11-04")
    assert said(records(tmp_path, record)) == [("entered-on-duty", "2018-11-04", "")]


def test_an_ambassador_who_arrived_is_not_in_office_yet(tmp_path: Path) -> None:
    found = records(tmp_path, chief(appointed="2020-02-14", arrived="2020-03-29"))
    assert said(found) == [
        ("appointment", "2020-02-14", ""),
        ("arrival", "2020-03-29", ""),
    ]
    assert status(found, "2020-06-01") == [("arrived", "certain")]
    assert skipped(found)[0] == ("person without a file", "sullivan-william-healy")


def test_who_serves_when_the_data_end_is_only_possibly_in_office_since(
    tmp_path: Path,
) -> None:
    found = records(tmp_path, chief(started="2019-03-13"))
    start, end = claims(found)
    assert (start.kind, str(start.date)) == ("credentials-presented", "2019-03-13")
    assert (end.kind, str(end.date)) == ("mission-terminated", OPEN_END)
    assert "POCOM ends in January 2021" in end.note
    assert status(found, "2020-12-31") == [("in-office", "certain")]
    assert status(found, "2026-11-23") == [("in-office", "possible")]


def test_an_end_without_a_day_lies_before_the_next_chief(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief("a-1", "first", role="charge-daffaires-ad-interim", started="1966-11-30"),
        chief("a-2", "second", started="1967-11-27", ended="1969-04-10"),
    )
    assert said(found, "first") == [
        ("entered-on-duty", "1966-11-30", ""),
        ("mission-terminated", "1966-12-01/1967-11-27", ""),
    ]
    (end,) = (each for each in claims(found) if "inferred" in each.note)
    assert end.kind == "mission-terminated"
    assert end.date_text == ""


def test_a_charge_of_whom_only_the_end_is_known_entered_after_the_one_before(
    tmp_path: Path,
) -> None:
    found = records(
        tmp_path,
        SULLIVAN,
        chief(
            "ir--lain-01",
            "laingen-lowell-bruce",
            role="charge-daffaires-ad-interim",
            ended="1980-04-07",
        ),
        notes=[
            "Laingen was serving as Chargé d’Affaires ad interim when the Embassy was "
            "seized on November 4, 1979. Others left on January 20, 1981."
        ],
    )
    assert said(found, "bruce") == [
        ("entered-on-duty", "1979-04-06/1979-11-04", ""),
        ("mission-terminated", "1980-04-07", ""),
    ]


@pytest.mark.parametrize(
    ("note", "kind", "end", "how"),
    [
        (
            "Declined appointment.",
            "appointment",
            ("mission-terminated", "1900-01-02/1902-02-01"),
            "declined",
        ),
        (
            "Took oath of office, but did not proceed to post.",
            "appointment",
            ("mission-terminated", "1900-01-02/1902-02-01"),
            "did not proceed",
        ),
        (
            "Nomination withdrawn on October 13, 1900.",
            "nomination",
            ("mission-terminated", "1900-10-13"),
            "nomination withdrawn",
        ),
        (
            "Commissioned during a recess of the Senate; nomination later rejected by "
            "the Senate.",
            "appointment",
            ("mission-terminated", "1900-01-02/1902-02-01"),
            "nomination rejected",
        ),
        (
            "Did not proceed to post, the Government of Iran having refused to "
            "receive him.",
            "appointment",
            ("agrement-refused", "1900-01-02/1902-02-01"),
            "refused by the receiver",
        ),
        (
            "Died at Guayaquil on May 7, 1900, before his official reception.",
            "appointment",
            ("mission-terminated", "1900-05-07"),
            "died",
        ),
        (
            "Proceeded to post, but did not present credentials; left post about "
            "May 20, 1900.",
            "appointment",
            ("mission-terminated", "1900-05-20~"),
            "did not present credentials",
        ),
        (
            "Commission canceled.",
            "appointment",
            ("mission-terminated", "1900-01-02/1902-02-01"),
            "commission cancelled",
        ),
        (
            "",
            "appointment",
            ("mission-terminated", "1900-01-02/1902-02-01"),
            "did not serve",
        ),
    ],
)
def test_who_never_served_is_named_and_no_more(
    tmp_path: Path, note: str, kind: str, end: tuple[str, str], how: str
) -> None:
    found = records(
        tmp_path,
        chief(
            "x-1901", "acting", role="charge-daffaires-ad-interim", started="1901-01-01"
        ),
        chief("x-1902", "next", started="1902-02-01"),
        nominees=[chief("x-1900", "nominee", appointed="1900-01-01", note=note)],
    )
    assert said(found, "nominee") == [(kind, "1900-01-01", ""), (*end, how)]
    assert not [
        value
        for value, _ in status(found, "1900-01-01", "nominee")
        if "office" in value
    ]
    assert status(found, "1903-01-01", "nominee") == []


def test_a_nomination_is_dated_by_the_note(tmp_path: Path) -> None:
    note = (
        "Nomination of May 23, 2006, not acted upon by the Senate. Renominated "
        "January 9, 2007. Nomination withdrawn August 3, 2007."
    )
    found = records(tmp_path, nominees=[chief(note=note)])
    assert said(found) == [
        ("nomination", "2006-05-23", ""),
        ("nomination", "2007-01-09", ""),
        ("mission-terminated", "2007-08-03", "nomination withdrawn"),
    ]


def test_an_outcome_of_a_nomination_without_a_day_is_dated_all_the_same(
    tmp_path: Path,
) -> None:
    note = "Nomination withdrawn on September 11, 1986, before the Senate acted."
    found = records(tmp_path, nominees=[chief(note=note)])
    assert said(found) == [
        ("nomination", "../1986-09-11", ""),
        ("mission-terminated", "1986-09-11", "nomination withdrawn"),
    ]


def test_a_nomination_with_no_later_chief_stays_open(tmp_path: Path) -> None:
    record = chief(appointed="1979-05-18", note="Did not proceed to post.")
    assert said(records(tmp_path, nominees=[record]))[1:] == [
        ("mission-terminated", "1979-05-19/..", "did not proceed")
    ]


def test_who_declined_and_served_later_is_in_office_later(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief("w-2", appointed="1872-12-12", started="1873-05-06", ended="1873-11-14"),
        nominees=[chief("w-1", appointed="1872-07-23", note="Declined appointment.")],
    )
    assert ("mission-terminated", "1872-07-24/1872-12-11", "declined") in said(found)
    assert status(found, "1873-08-01") == [("in-office", "certain")]
    assert status(found, "1874-01-01") == []


def test_a_nomination_that_failed_does_not_end_the_service(tmp_path: Path) -> None:
    note = "Nomination of December 17, 1866, rejected by the Senate."
    found = records(
        tmp_path,
        chief("s-1", started="1861-05-08", ended="1869-07-29"),
        nominees=[chief("s-2", note=note)],
    )
    assert status(found, "1867-06-01") == [("in-office", "certain")]
    assert (Reason.OUTCOME_OVERTAKEN, "s-2") in skipped(found)


def test_a_promotion_ends_one_record_and_begins_the_next(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief("j-1", started="1930-02-01", ended="Promoted to Ambassador | 1935-09-17"),
        chief("j-2", appointed="1935-06-18", started="1935-09-17", ended="1941-05-14"),
    )
    assert said(found)[1] == ("mission-terminated", "1935-09-17", "promoted")
    assert not any(event.contradicted for event in derive(claims(found)).events)
    for on in ("1935-09-16", "1935-09-17", "1935-09-18"):
        assert status(found, on) == [("in-office", "certain")]


def test_a_new_commission_without_new_letters_goes_on(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief(
            "o-1",
            appointed="1874-02-12",
            started="1874-05-21",
            ended="Recommissioned as Consul | 1884-07-07",
        ),
        chief("o-2", appointed="1884-07-07", ended="Presented recall on | 1885-10-15"),
    )
    assert said(found) == [
        ("appointment", "1874-02-12", ""),
        ("credentials-presented", "1874-05-21", ""),
        ("appointment", "1884-07-07", ""),
        ("mission-terminated", "1885-10-15", "presented recall"),
    ]
    assert (Reason.CONTINUED, "o-1") in skipped(found)
    assert status(found, "1885-01-01") == [("in-office", "certain")]


def test_a_charge_who_becomes_ambassador_never_left(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief("f-1", role="charge-daffaires-ad-interim", started="1991-10-02"),
        chief("f-2", appointed="1992-03-23", started="1992-04-09", ended="1994-07-08"),
    )
    assert status(found, "1992-04-01") == [("in-office-as-charge", "certain")]
    assert status(found, "1992-04-09") == [("in-office", "certain")]
    assert status(found, "1994-07-08") == []


def test_an_end_by_month_lies_before_the_same_persons_next_start(
    tmp_path: Path,
) -> None:
    found = records(
        tmp_path,
        chief(
            "r-1",
            role="charge-daffaires-ad-interim",
            started="1950-08",
            ended="1953-04",
        ),
        chief("r-2", started="1953-04-02", ended="1957-12-30"),
    )
    assert said(found)[1] == ("mission-terminated", "1953-04-01/1953-04-02", "")
    assert status(found, "1953-05-01") == [("in-office", "certain")]


def test_terms_that_overlap_are_one_stretch_and_no_contradiction(
    tmp_path: Path,
) -> None:
    found = records(
        tmp_path,
        chief("d-1", started="1846-07-18", ended="Presented recall on | 1849-06-09"),
        chief("d-2", started="1848-09-13", ended="Presented recall on | 1849-11-02"),
        chief("d-3", "other", started="1855-01-01", ended="1858-12-01"),
        chief("d-4", "other", started="1855-06-01", ended="1857-05-01"),
    )
    assert said(found) == [
        ("credentials-presented", "1846-07-18", ""),
        ("mission-terminated", "1849-11-02", "presented recall"),
        ("credentials-presented", "1855-01-01", ""),
        ("mission-terminated", "1858-12-01", ""),
    ]
    assert [reason for reason, _ in skipped(found)].count(Reason.OVERLAP) == 4


def test_a_term_given_twice_is_taken_once(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief("b-1", appointed="2014-09-18", started="2014-10-20"),
        chief("b-1", appointed="2014-09-18", started="2014-10-20", ended="2017-10-15"),
    )
    assert said(found) == [
        ("appointment", "2014-09-18", ""),
        ("credentials-presented", "2014-10-20", ""),
        ("mission-terminated", "2017-10-15", ""),
    ]
    assert skipped(found)[:3] == [
        (Reason.ID_TWICE, "b-1"),
        (Reason.ID_TWICE, "b-1 (2)"),
        (Reason.DUPLICATE, "b-1"),
    ]


def test_dates_in_the_wrong_order_stand_and_are_listed(tmp_path: Path) -> None:
    record = chief(appointed="1885-05-07", started="1885-03-01", ended="1889-10-17")
    found = records(tmp_path, record)
    assert [date for _, date, _ in said(found)] == [
        "1885-05-07",
        "1885-03-01",
        "1889-10-17",
    ]
    assert skipped(found)[0] == (Reason.DATE_ORDER, "ir-1977-sull-01")


def test_a_chief_beside_another_for_long_is_listed(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        chief("f-1", "first", started="1885-10-20", ended="1899-10-24"),
        chief("f-2", "second", started="1889-11-25", ended="1892-08-25"),
    )
    assert (Reason.BESIDE, "f-1") in skipped(found)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (chief(note="Not commissioned; nomination rejected."), Reason.NO_DATE),
        (chief(started="1999-13-01"), Reason.DATE_UNREADABLE),
    ],
)
def test_a_record_without_a_date_is_skipped_with_its_reason(
    tmp_path: Path, record: str, reason: Reason
) -> None:
    found = records(tmp_path, nominees=[record])
    assert claims(found) == []
    assert (reason, "ir-1977-sull-01") in skipped(found)


def test_notes_on_a_mission_are_counted_and_skipped(tmp_path: Path) -> None:
    counting = Counting()
    folder = mission(tmp_path, SULLIVAN, notes=["The embassy was seized."])
    found = list(read(folder, context(counting=counting)))
    assert (Reason.MISSION_NOTE, "missions-countries/iran.xml, note 1") in skipped(
        found
    )
    assert (counting.total, counting.read) == (2, 2)


def test_an_unknown_receiver_is_skipped_and_the_others_stand(tmp_path: Path) -> None:
    folder = mission(tmp_path, SULLIVAN, chief("z-1", "z", at="zenda", started="1900"))
    found = list(read(folder, context({"pocom:iran": "state/iran"})))
    assert len(claims(found)) == 3
    assert (Reason.RECEIVER_UNKNOWN, "z-1") in skipped(found)


def test_a_receiver_of_another_file_is_a_slip(tmp_path: Path) -> None:
    mission(tmp_path, territory="belgium")
    found = records(tmp_path, chief(at="belgium", started="1940-08-15"))
    assert {claim.target for claim in claims(found)} == {"state/iran"}
    assert (Reason.RECEIVER_SLIP, "ir-1977-sull-01") in skipped(found)


def test_missions_to_organisations_have_the_organisation_as_receiver(
    tmp_path: Path,
) -> None:
    record = chief(
        "nato-1",
        role="representative-to-nato",
        at="",
        appointed="Designated, not commissioned, on | 1953-04-08",
        started="1953-05-01",
        ended="1953-06-13",
    )
    organisation(tmp_path, "representative-to-nato", record)
    known = {"pocom:representative-to-nato": "organization/nato"}
    found = claims(list(read(tmp_path, context(known))))
    assert [(c.kind, c.target, c.date_text) for c in found] == [
        (
            "appointment",
            "organization/nato",
            "Designated, not commissioned, on 1953-04-08",
        ),
        ("credentials-presented", "organization/nato", "1953-05-01"),
        ("mission-terminated", "organization/nato", "1953-06-13"),
    ]
    assert {c.note for c in found} == {"Permanent Representative to NATO."}
    assert {c.locator for c in found} == {
        "missions-orgs/representative-to-nato.xml, chief nato-1"
    }


@pytest.mark.parametrize(
    ("started", "note", "kind", "date"),
    [
        (
            "In lieu of a letter of credence, he sent a copy on | 1946-01-17",
            "",
            "entered-on-duty",
            "1946-01-17",
        ),
        (
            "The Secretary General of X acknowledged receipt on | 1948-07-23",
            "",
            "entered-on-duty",
            "1948-07-23",
        ),
        (
            "",
            "Not commissioned; assumed duties on the Council, on May 18, 1948.",
            "entered-on-duty",
            "1948-05-18",
        ),
        (
            "Letter sent by telegram on | 1947-01-14",
            "",
            *("credentials-presented",),
            "1947-01-14",
        ),
    ],
)
def test_who_had_no_letters_for_an_organisation_entered_on_duty(
    tmp_path: Path, started: str, note: str, kind: str, date: str
) -> None:
    record = chief(role="representative-to-un", at="", started=started, note=note)
    organisation(tmp_path, "representative-to-un", record)
    assert said(list(read(tmp_path, context())))[:1] == [(kind, date, "")]


def test_a_chief_with_no_start_ends_before_the_next_one_named_does(
    tmp_path: Path,
) -> None:
    first = chief("a-1985", "first", at="", appointed="1985-03-05")
    then = chief("a-1989", "then", at="", appointed="1989-06-15", ended="1991-03-31")
    organisation(tmp_path, "representative-to-x", first, then)
    found = list(read(tmp_path, context()))
    assert said(found, "first")[-1] == (
        "mission-terminated",
        "1985-03-06/1991-03-31",
        "",
    )


def test_an_organisation_has_no_residence_but_one_who_lives_elsewhere_does_not(
    tmp_path: Path,
) -> None:
    there = chief("a-1", "there", at="", started="1950-01-01", note="resident at Rome.")
    away = chief("a-2", "away", at="", started="1960-01-01", note="Non-resident; busy.")
    organisation(tmp_path, "representative-to-x", there, away)
    known = {"pocom:representative-to-x": "organization/x"}
    found = claims(list(read(tmp_path, context(known))))
    assert {(c.person, c.resident) for c in found} == {
        ("person/there", None),
        ("person/away", False),
    }


def test_people_have_names_years_and_titles(tmp_path: Path) -> None:
    folder = mission(tmp_path, chief(started="1977-06-18"))
    people = folder / "people" / "s"
    people.mkdir(parents=True)
    (people / "sullivan-william-healy.xml").write_text(
        "<person><persName><surname>Sullivan</surname><forename>William Healy"
        "</forename><genName>Jr.</genName><altname>William H. Sullivan</altname>"
        "</persName><birth>1922</birth><death/><career-type>career</career-type>"
        "<residence><state-id>ri</state-id><state-id>zz</state-id></residence>"
        "<old-ids><old-id>sullivan-william-h</old-id></old-ids></person>"
    )
    codes = folder / "code-tables"
    codes.mkdir()
    (codes / "us-state-codes.xml").write_text(
        "<code-table><items><item><label>Rhode Island</label><value>ri</value></item>"
        "</items></code-table>"
    )
    roles = folder / "roles-country-chiefs"
    roles.mkdir()
    (roles / "ambassador-e-p.xml").write_text(
        "<role><id>ambassador-e-p</id><names><singular>Ambassador</singular></names>"
        "</role>"
    )
    (person,) = (e for e in read(folder, context()) if isinstance(e, Entity))
    assert person.id == "person/sullivan-william-healy"
    assert person.label == "William Healy Sullivan Jr."
    assert person.names == (Name(text="William H. Sullivan"),)
    assert person.codes == (
        "pocom-person:sullivan-william-healy",
        "pocom-person:sullivan-william-h",
    )
    assert person.residences == ("Rhode Island", "ZZ")
    assert person.note == "Career Foreign Service officer."
    assert (str(person.began), person.ended) == ("1922", None)
    assert person.posts == ("Ambassador",)


def test_who_is_accredited_to_several_resides_with_one(tmp_path: Path) -> None:
    folder = mission(tmp_path, chief("to-1", started="1972-02-29", at="oman"))
    mission(
        folder, chief("kw-1", started="1972-01-09", at="kuwait"), territory="kuwait"
    )
    place = folder / "concurrent-appointments"
    place.mkdir()
    (place / "one.xml").write_text(
        "<concurrent-appointments><resident-at><locale-id>kuwait-city_kw</locale-id>"
        "<contemporary-territory-id>kuwait"
        "</contemporary-territory-id></resident-at><chief-id>to-1</chief-id>"
        "<chief-id>kw-1</chief-id></concurrent-appointments>"
    )
    found = claims(list(read(folder, context())))
    assert {claim.target: claim.resident for claim in found} == {
        "state/oman": False,
        "state/kuwait": True,
    }
    assert "Accredited to several at once; resided at Kuwait City." in found[0].note


@pytest.mark.parametrize(
    ("note", "resident"),
    [
        ("Served near the Government of Oman established in England.", True),
        ("During Hare's tenure as non-resident Minister, all was quiet.", False),
        ("All was quiet.", None),
    ],
)
def test_who_is_near_a_government_in_exile_resides_with_it(
    tmp_path: Path, note: str, resident: bool | None
) -> None:
    folder = mission(
        tmp_path, chief("to-1", started="1941-01-01", at="oman", note=note)
    )
    if resident:
        place = folder / "concurrent-appointments"
        place.mkdir()
        (place / "one.xml").write_text(
            "<concurrent-appointments><resident-at><contemporary-territory-id>"
            "united-kingdom</contemporary-territory-id></resident-at>"
            "<chief-id>to-1</chief-id></concurrent-appointments>"
        )
    found = claims(list(read(folder, context())))
    assert {claim.resident for claim in found} == {resident}


def test_a_residence_named_in_the_note_is_the_missions_own(tmp_path: Path) -> None:
    note = "Commissioned to Prussia; resident at Berlin."
    found = claims(records(tmp_path, chief(started="1871-07-23", note=note)))
    assert {claim.resident for claim in found} == {True}


@pytest.mark.parametrize(
    ("territory", "role", "started", "target"),
    [
        (
            "china",
            "envoy-extraordinary-minister-plenipotentiary",
            "1898-07-08",
            "state/china",
        ),
        ("china", "ambassador-e-p", "1935-09-17", "government/republic-of-china"),
        ("china", "ambassador-e-p", "1974-05-25", "government/republic-of-china"),
        ("china", "chief", "1974-10-21", "government/peoples-republic-of-china"),
        (
            "china",
            "ambassador-e-p",
            "1979-03-07",
            "government/peoples-republic-of-china",
        ),
        ("russia", "ambassador-e-p", "1916-05-05", "state/russia"),
        ("russia", "ambassador-e-p", "1952-05-14", "state/soviet-union"),
        ("montenegro", "envoy", "1905-10-30", "state/kingdom-of-montenegro"),
        ("montenegro", "ambassador-e-p", "2007-10-31", "state/montenegro"),
        ("russia", "ambassador-e-p", "1993-05-21", "state/russia"),
        ("austria", "envoy", "1838-11-07", "state/austrian-empire"),
        ("austria", "envoy", "1913-10-01", "state/austria-hungary"),
        ("austria", "envoy", "1930-10-01", "state/austria"),
        ("turkey", "charge-daffaires", "1831-09-13", "state/ottoman-empire"),
        ("turkey", "ambassador-e-p", "1927-10-12", "state/turkey"),
        ("germany", "envoy", "1835-06-09", "state/prussia"),
        ("italy", "charge-daffaires", "1840-09-15", "state/sardinia"),
        ("yemen", "envoy", "1946-09-30", "state/north-yemen"),
        ("serbia", "envoy", "1882-11-10", "state/kingdom-of-serbia"),
        ("serbia", "ambassador-e-p", "2002-01-04", "state/serbia-and-montenegro"),
        ("serbia", "ambassador-e-p", "2007-09-11", "state/serbia"),
        (
            "guatemala",
            "charge-daffaires",
            "1826-05-03",
            "state/central-american-federation",
        ),
        ("colombia", "minister", "1823-12-16", "state/gran-colombia"),
        ("tanzania", "ambassador-e-p", "1962-10-03", "state/tanganyika"),
        ("yugoslavia", "principal-officer", "1993-07", "state/serbia-and-montenegro"),
    ],
)
def test_the_states_of_one_file_are_told_apart_by_day(
    tmp_path: Path, territory: str, role: str, started: str, target: str
) -> None:
    record = chief(at=territory, role=role, started=started)
    found = claims(records(tmp_path, record, territory=territory))
    assert {claim.target for claim in found} == {target}


def test_a_term_across_the_end_of_the_soviet_union_is_claimed_for_both(
    tmp_path: Path,
) -> None:
    record = chief(at="russia", started="1991-08-24", ended="Left post on | 1992-11-19")
    found = records(tmp_path, record, territory="russia")
    assert [(c.target, c.kind, str(c.date)) for c in claims(found)] == [
        ("state/soviet-union", "credentials-presented", "1991-08-24"),
        ("state/soviet-union", "mission-terminated", "1991-12-25/1991-12-26"),
        ("state/russia", "credentials-presented", "1991-08-24"),
        ("state/russia", "mission-terminated", "1992-11-19"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.xml", "<country-mission>", "cannot be read as XML"),
        ("b.xml", "<person/>", "right would be <country-mission>"),
        (
            "c.xml",
            '<!DOCTYPE x [<!ENTITY a "aaaa">]><country-mission>&a;</country-mission>',
            "cannot be read as XML",
        ),
    ],
)
def test_a_file_that_is_no_mission_is_named(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(FormatError, match=told) as raised:
        list(read(tmp_path / name, context()))
    assert name in str(raised.value)


def test_a_folder_without_missions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="holds no mission files"):
        list(read(tmp_path, context()))


def test_one_file_is_read_alone_and_is_not_the_whole(tmp_path: Path) -> None:
    folder = mission(tmp_path, SULLIVAN)
    file = folder / "missions-countries" / "iran.xml"
    assert list(read(file, context())) == list(read(folder, context()))
    assert whole(folder, "") == (RELEASE.id,)
    assert whole(file, "") == ()


def test_an_edition_is_named_by_its_day() -> None:
    later = release_of("2027-01-15, commit 0f3a")
    assert later.id == "release/historyatstate-pocom-2027-01-15"
    assert later.title.endswith("edition of 15 January 2027")
    assert (later.source, later.coverage) == (SOURCE.id, RELEASE.coverage)
    assert release_of("") == release_of("2026-06-20") == RELEASE
    with pytest.raises(FormatError, match="not an edition: 'the next one'"):
        release_of("the next one")


def test_what_two_editions_say_alike_has_one_id(tmp_path: Path) -> None:
    folder = mission(tmp_path, chief(started="1977-06-18", ended="1979-04-06"))
    known, told = context(), replace(context(), edition="2027-01-15")
    one, other = (
        {each.id: each for each in read(folder, each) if isinstance(each, Claim)}
        for each in (known, told)
    )
    assert one.keys() == other.keys()
    assert {each.release for each in one.values()} == {RELEASE.id}
    assert {each.release for each in other.values()} == {release_of("2027-01-15").id}
