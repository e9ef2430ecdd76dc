from __future__ import annotations

from pathlib import Path

import pytest

from importing import Counting, article, context, item
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.domain.entities import Entity
from recog.errors import FormatError
from recog.importers import Record, Skip
from recog.importers.rdcr import RELEASE, SOURCE, Reason, read, whole
from recog.importers.rdcr.readings import READINGS

US = "state/united-states"


def records(folder: Path, *items: str, **more: str) -> list[Record]:
    return list(read(article(folder, *items, **more), context()))


def claims(found: list[Record]) -> list[Claim]:
    return [each for each in found if isinstance(each, Claim)]


def said(found: list[Record]) -> list[str]:
    """Return kind, who to whom, date, and level or mode of the claims."""
    return [
        " ".join(
            part
            for part in (
                claim.kind,
                f"{_short(claim.actor)}>{_short(claim.target)}",
                str(claim.date),
                claim.level,
                claim.mode.removeprefix("unspecified"),
            )
            if part
        )
        for claim in claims(found)
    ]


def _short(party: str) -> str:
    return "us" if party == US else party.removeprefix("state/")


def reasons(found: list[Record]) -> list[tuple[str, str]]:
    return [
        (str(each.reason), each.where.partition(", ")[2])
        for each in found
        if isinstance(each, Skip) and each.reason != Reason.PROSE
    ]


def test_an_item_becomes_a_claim_with_its_source_place_and_words(
    tmp_path: Path,
) -> None:
    heading = "Establishment of Diplomatic Relations, <date when='1900'>1900</date>."
    found = records(
        tmp_path,
        item(heading, "Diplomatic relations were established on May 4, 1900, by note."),
    )
    assert found[:2] == [SOURCE, RELEASE]
    [claim] = claims(found)
    assert (claim.actor, claim.target) == (US, "state/iran")
    assert (claim.kind, str(claim.date)) == ("relations-established", "1900-05-04")
    assert claim.date_text == "on May 4, 1900"
    assert claim.locator == "articles/iran.xml, item 1"
    assert claim.release == RELEASE.id


@pytest.mark.parametrize(
    ("heading", "prose", "claimed"),
    [
        (
            "U.S. Recognition of Persia, 1900.",
            "The United States recognized Persia on May 4, 1900, when a note of "
            "April 2, 1899, was answered.",
            ["recognition us>iran 1900-05-04"],
        ),
        (
            "U.S. Recognition of Persia, 1900.",
            "On May 4, 1900, the United States recognized the state that had been "
            "proclaimed on April 2, 1900.",
            ["recognition us>iran 1900-05-04"],
        ),
        (
            "U.S. Recognition of Persian Independence, 1900.",
            "Persia became independent on May 4, 1900. The United States recognized "
            "Persia on that same day.",
            ["recognition us>iran 1900-05-04"],
        ),
        (
            "U.S. Recognition of Persia, 1900.",
            "Persia was free on May 1, 1900. The U.S. did not recognize it until "
            "December 7, when the consul said so.",
            ["recognition us>iran 1900-12-07"],
        ),
        (
            "U.S. Recognition of Persia, 1900.",
            "The United States recognized Persia (a kingdom since May 1, 1850) on "
            "June 2, 1900.",
            ["recognition us>iran 1900-06-02"],
        ),
        (
            "U.S. Recognition of Persia, 1900.",
            "France recognized Persia on May 4, 1900. The independence of Persia was "
            "recognized by the United States on May 9, 1900.",
            ["recognition us>iran 1900-05-09"],
        ),
        (
            "Persian Recognition of the United States, 1800.",
            "Persia recognized the United States by a treaty on or about May 4, 1800.",
            ["recognition iran>us 1800-05-04~"],
        ),
        (
            "Mutual Recognition, 1800.",
            "The first known act of mutual recognition between the United States and "
            "Persia was in 1800, when a consul came, who was appointed on May 4, 1800.",
            ["recognition us>iran 1800", "recognition iran>us 1800"],
        ),
        (
            "Recognition of Persia Withdrawn by the United States, 1920.",
            "The President decided to withdraw recognition on May 4, 1920.",
            ["recognition-withdrawn us>iran 1920-05-04"],
        ),
        (
            "Establishment of Diplomatic Relations and the American Legation in "
            "Tehran, 1883.",
            "John Doe was appointed on May 4, 1883. He presented his credentials on "
            "June 11.",
            [
                "relations-established us>iran 1883-06-11",
                "mission-opened us>iran 1883-06-11 legation",
            ],
        ),
        (
            "Establishment of Diplomatic Relations, 1861.",
            "Relations were established in 1861 when the credentials of a minister "
            "were accepted on April 11, 1861.",
            ["relations-established us>iran 1861-04-11"],
        ),
        (
            "Diplomatic Relations Severed by Persia, 1967.",
            "Persia severed diplomatic relations with the United States on June 6, "
            "1967.",
            ["relations-severed iran>us 1967-06-06"],
        ),
        (
            "Diplomatic Relations Severed, 1980.",
            "The United States severed diplomatic relations with Persia on April 7, "
            "1980, after the seizure of November 4, 1979.",
            ["relations-severed us>iran 1980-04-07"],
        ),
        (
            "Normal Relations Interrupted, 1931.",
            "Relations were interrupted on December 4, 1931.",
            ["relations-interrupted us>iran 1931-12-04"],
        ),
        (
            "Diplomatic Relations Resumed and American Legation Reopened, 1947.",
            "The U.S. Legation was reopened on September 27, 1947.",
            [
                "relations-resumed us>iran 1947-09-27",
                "mission-opened us>iran 1947-09-27 legation",
            ],
        ),
        (
            "Elevation of American Legation to Embassy Status, 1944.",
            "The Legation was raised to Embassy status on February 10, 1944.",
            ["mission-level-changed us>iran 1944-02-10 embassy"],
        ),
        (
            "Elevation of Persian Legation to Embassy Status, 1944.",
            "The Persian Minister presented his new credentials on March 4, 1944.",
            ["mission-level-changed iran>us 1944-03-04 embassy"],
        ),
        (
            "Establishment of the Persian Legation in the United States, 1888.",
            "The first minister presented his credentials on October 3, 1888.",
            ["mission-opened iran>us 1888-10-03 legation"],
        ),
        (
            "Closure of the U.S. Embassy in Tehran, 1979.",
            "The U.S. Embassy at Tehran was closed on November 4, 1979.",
            ["mission-closed us>iran 1979-11-04"],
        ),
        (
            "Suspension of Embassy Operations in Tehran, 1979.",
            "The Embassy suspended operations on November 4, 1979.",
            ["mission-closed us>iran 1979-11-04"],
        ),
        (
            "American Embassy Moved from Tehran to Shiraz, 1950.",
            "The Embassy was moved on May 1, 1950.",
            ["mission-relocated us>iran 1950-05-01"],
        ),
        (
            "Establishment of U.S. Interests Section, 1981.",
            "A U.S. Interests Section was established on May 1, 1981.",
            ["mission-level-changed us>iran 1981-05-01 interests-section"],
        ),
        (
            "Establishment of the U.S. Liaison Office in Tehran, 1999.",
            "The U.S. Liaison Office opened on May 1, 1999.",
            ["mission-opened us>iran 1999-05-01 liaison-office"],
        ),
        (
            "Diplomatic Relations Established, 1962.",
            "Relations were established on August 31, 1962. That same day, the United "
            "States established the American Embassy in Tehran.",
            [
                "relations-established us>iran 1962-08-31",
                "mission-opened us>iran 1962-08-31 embassy",
            ],
        ),
    ],
)
def test_a_heading_says_what_and_its_sentence_when(
    tmp_path: Path, heading: str, prose: str, claimed: list[str]
) -> None:
    assert said(records(tmp_path, item(heading, prose))) == claimed


def test_markup_and_prose_that_disagree_are_both_claimed_of_one_event(
    tmp_path: Path,
) -> None:
    found = records(
        tmp_path,
        item(
            "U.S. Recognition of Persia, <date when='1921'>1921</date>.",
            "The United States recognized Persia on "
            "<date when='1921-07-21'>July 26, 1921</date>.",
        ),
        section="recognition",
    )
    assert [(c.locator, str(c.date), c.date_text) for c in claims(found)] == [
        ("articles/iran.xml, item 1", "1921-07-26", "on July 26, 1921"),
        ("articles/iran.xml, item 1; markup", "1921-07-21", 'when="1921-07-21"'),
    ]
    assert reasons(found) == [(Reason.MARKUP, "item 1")]
    [event] = derive(claims(found)).events
    assert event.contradicted


@pytest.mark.parametrize(
    ("heading", "dates"),
    [
        ("1922", ["1930-06-30", "1922"]),  # the heading is wrong
        ("1930", ["1930-06-30"]),
        ("1922-1930", ["1930-06-30"]),
        ("<date when='1939'>1930</date>", ["1930-06-30", "1939"]),  # its markup is
    ],
)
def test_a_heading_with_another_year_is_a_claim_too(
    tmp_path: Path, heading: str, dates: list[str]
) -> None:
    found = records(
        tmp_path,
        item(
            f"American Legation established at Tehran, {heading}.",
            "The American Legation at Tehran was established on June 30, 1930.",
        ),
    )
    assert [str(claim.date) for claim in claims(found)] == dates


def test_what_two_items_tell_of_as_two_events_is_no_contradiction(
    tmp_path: Path,
) -> None:
    found = records(
        tmp_path,
        item("U.S. Recognition of Persia, 1922.", "The US recognized Persia in 1922."),
        item("U.S. Recognition of Persia, 1991.", "The US recognized Persia in 1991."),
        summary="The United States recognized Persia in 1922.",
    )
    events = derive(claims(found)).events
    assert [(e.days.edtf, e.contradicted) for e in events] == [
        ("1922", False),
        ("1991", False),
    ]


def test_a_summary_is_read_where_it_states_something_outright(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        summary="The United States recognized Persia in 1850, and established "
        "diplomatic relations in 1883. The Great Powers recognized it in 1857.",
    )
    assert said(found) == [
        "recognition us>iran 1850",
        "relations-established us>iran 1883",
    ]
    assert {claim.locator for claim in claims(found)} == {
        "articles/iran.xml, section summary, paragraph 1"
    }


@pytest.mark.parametrize(
    ("section", "heading", "prose", "reason"),
    [
        ("treaties", "Treaty of Amity, 1856.", "Signed May 4, 1856.", Reason.TREATY),
        ("issues", "Trade.", "In 1856 there was little.", Reason.BACKGROUND),
        ("key-events", "The War of 1856.", "It ended in 1857.", Reason.BACKGROUND),
        ("consular-presence", "Shiraz.", "Open 1880-1890.", Reason.CONSULATE),
        (
            "diplomatic-relations",
            "Establishment of Diplomatic Relations.",
            "The United States and Persia never established diplomatic relations.",
            Reason.NEVER,
        ),
        (
            "diplomatic-relations",
            "Assassination of the American Ambassador, 1924.",
            "He was killed at post on July 18, 1924.",
            Reason.PEOPLE,
        ),
        ("diplomatic-relations", "", "", Reason.EMPTY),
        (
            "diplomatic-relations",
            "Diplomatic Relations Interrupted, 1924.",
            "There was a revolution.",
            Reason.NOT_READ,
        ),
    ],
)
def test_what_is_no_claim_is_a_skip_with_its_reason(
    tmp_path: Path, section: str, heading: str, prose: str, reason: Reason
) -> None:
    found = records(tmp_path, item(heading, prose), section=section)
    assert said(found) == []
    assert reasons(found) == [(reason, "item 1")]


@pytest.mark.parametrize(
    "section",
    ["recognition", "recongition", "recogntition", "diplomatic_relations", "relations"],
)
def test_a_misspelt_section_is_still_that_section(tmp_path: Path, section: str) -> None:
    heading = "U.S. Recognition of Persia, 1900."
    prose = "The United States recognized Persia on May 4, 1900."
    found = records(tmp_path, item(heading, prose), section=section)
    assert said(found) == ["recognition us>iran 1900-05-04"]


def test_the_party_is_that_of_the_day(tmp_path: Path) -> None:
    resumed = "Relations were resumed on May 1, {}."
    found = records(
        tmp_path,
        item("Relations Resumed, 1900.", resumed.format(1900)),
        item("Relations Resumed, 1950.", resumed.format(1950)),
        item("Relations Resumed, 1995.", resumed.format(1995)),
        name="russia",
    )
    assert [claim.target for claim in claims(found)] == [
        "state/russia",
        "state/soviet-union",
        "state/russia",
    ]


def test_a_party_that_is_not_known_is_a_skip_with_its_name_and_day(
    tmp_path: Path,
) -> None:
    path = article(
        tmp_path,
        item("Relations Resumed, 1900.", "Relations were resumed on May 1, 1900."),
    )
    found = list(read(path, context({})))
    assert claims(found) == []
    [skip] = [each for each in found if isinstance(each, Skip) and each.name]
    assert (skip.name, str(skip.on)) == ("rdcr:iran", "1900-05-01")


def test_a_government_that_a_person_read_of_is_described(tmp_path: Path) -> None:
    empty = [item("", "")] * 6
    last = item(
        "Diplomatic Relations Resumed, 1945.",
        "The United States resumed relations and recognized the new government on "
        "April 19, 1945.",
    )
    path = article(tmp_path, *empty, last, name="argentina")
    found = list(read(path, context()))
    assert said(found) == [
        "relations-resumed us>argentina 1945-04-19",
        "recognition us>government/argentina-farrell-government 1945-04-19",
    ]
    [government] = [each for each in found if isinstance(each, Entity)]
    assert government.governs == "state/argentina"
    assert government.release == RELEASE.id


def test_a_reading_whose_date_is_gone_is_not_used(tmp_path: Path) -> None:
    empty = [item("", "")] * 6
    last = item("Diplomatic Relations Resumed, 1946.", "Resumed on May 1, 1946.")
    found = records(tmp_path, *empty, last, name="argentina")
    assert said(found) == []
    assert reasons(found)[-1] == (Reason.READING, "item 7")


def test_every_reading_has_claims_or_a_reason() -> None:
    assert len(READINGS) > 200
    assert [
        place for place, each in READINGS.items() if not each.facts and not each.reason
    ] == []


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    sample = item("Relations Resumed, 1900.", "Relations were resumed on May 1, 1900.")
    assert records(tmp_path, sample) == records(tmp_path, sample)


def test_progress_counts_the_items(tmp_path: Path) -> None:
    counting = Counting()
    path = article(tmp_path, item("Trade.", "Much."), item("Trade.", "More."))
    list(read(path, context(counting=counting)))
    assert counting.total == counting.read == 2


def test_one_file_can_be_read_alone_and_only_a_folder_is_whole(tmp_path: Path) -> None:
    path = article(
        tmp_path,
        item("Relations Resumed, 1900.", "Relations were resumed on May 1, 1900."),
    )
    file = path / "articles" / "iran.xml"
    alone = list(read(file, context()))
    assert alone == list(read(path, context())) == list(read(file.parent, context()))
    assert (whole(path, ""), whole(file, "")) == ((RELEASE.id,), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<TEI", "line 1"),
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "no article of RDCR"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "cannot be read as XML"),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "iran.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=rf"iran\.xml.*{message}"):
        list(read(file, context()))


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no article"):
        list(read(tmp_path, context()))


def test_an_edition_needs_a_day(tmp_path: Path) -> None:
    assert whole(tmp_path, "2027-01-15") == ("release/historyatstate-rdcr-2027-01-15",)
    with pytest.raises(FormatError, match="not an edition: 'newest'"):
        whole(tmp_path, "newest")
