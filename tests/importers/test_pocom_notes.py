from __future__ import annotations

from pathlib import Path

import pytest

from importing import chief, context, mission, said, skipped
from recog.domain.claims import Claim
from recog.domain.dates import parse
from recog.importers import Record, Skip
from recog.importers.pocom import Reason, read
from recog.importers.pocom.prose import facts_of, sentences

AT_ONCE = (
    "The United States and Cuba resumed diplomatic relations on July 20, 2015, when "
    "both countries elevated their respective Interests Sections to Embassy status."
)


def facts(note: str) -> list[tuple[str, str, str]]:
    """Return kind, level and date of all that a note says."""
    return [
        (fact.kind, fact.level, fact.date.edtf)
        for sentence in sentences(note)
        for fact in facts_of(sentence)
    ]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "In the interval, Legation Kabul was opened on June 6, 1942.",
            ("mission-opened", "legation", "1942-06-06"),
        ),
        (
            "The Liasion Office in Kabul opened on December 17, 2001.",
            ("mission-opened", "liaison-office", "2001-12-17"),
        ),
        (
            "Embassy St. Georges was established on February 2, 1984.",
            ("mission-opened", "embassy", "1984-02-02"),
        ),
        (
            "On June 7, 1967, the US established an Interests Section in the Spanish "
            "Embassy.",
            ("mission-opened", "interests-section", "1967-06-07"),
        ),
        (
            "Escudero reopened the Embassy on March 11, 1993.",
            ("mission-opened", "embassy", "1993-03-11"),
        ),
        (
            "The mission at Copenhagen was reopened as a Legation on June 16, 1945.",
            ("mission-opened", "legation", "1945-06-16"),
        ),
        (
            "Designated effective June 5, 1956, on which date the Embassy in Tunis was "
            "established.",
            ("mission-opened", "embassy", "1956-06-05"),
        ),
        (
            "Legation Tallinn was officially closed on September 5, 1940.",
            ("mission-closed", "legation", "1940-09-05"),
        ),
        (
            "Gordon closed the Legation on July 15, 1940, and left on July 16, 1940.",
            ("mission-closed", "legation", "1940-07-15"),
        ),
        (
            "The Embassy suspended operations on May 6, 2012, and all were withdrawn.",
            ("mission-closed", "embassy", "2012-05-06"),
        ),
        (
            "Minter served when Legation Canberra was raised to Embassy status, July "
            "19, 1946.",
            ("mission-level-changed", "embassy", "1946-07-19"),
        ),
        (
            "Embassy Damascus was reclassified as a Consulate General on May 25, 1958.",
            ("mission-level-changed", "consulate", "1958-05-25"),
        ),
        (
            "It became the U.S. Liaison Office on June 28, 2004.",
            ("mission-level-changed", "liaison-office", "2004-06-28"),
        ),
        (
            "Robert M. Palmer moved the U.S. Legation from Parana to Buenos Aires on "
            "May 25, 1862, after it.",
            ("mission-relocated", "", "1862-05-25"),
        ),
        (
            "Transferred the Embassy to The Hague on August 17, 1945.",
            ("mission-relocated", "", "1945-08-17"),
        ),
        (
            "Iraq severed diplomatic relations with the United States May 9, 1991.",
            ("relations-severed", "", "1991-05-09"),
        ),
        (
            "The suspension of diplomatic relations with Y came on May 21, 1950.",
            ("relations-suspended", "", "1950-05-21"),
        ),
        (
            "Normal relations were interrupted on May 24, 1944.",
            ("relations-interrupted", "", "1944-05-24"),
        ),
        (
            "She came back on March 15, 1909, when diplomatic relations were "
            "re-established.",
            ("relations-resumed", "", "1909-03-15"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_note_says_what_became_of_the_mission(
    note: str, said: tuple[str, str, str]
) -> None:
    assert facts(note) == [said]


@pytest.mark.parametrize(
    "note",
    [
        "The United States did not sever diplomatic relations with Libya.",
        "A U.S. Interests Section was established in the Swiss Embassy.",
        "X opened the Embassy near the Government of Poland established in England, "
        "calling on September 21, 1940.",
        "The Embassy near the Government of Y in England was closed on July 5, 1945.",
        "The office of the Embassy at Cairo was closed on November 8, 1944.",
        "He lived there until May 1, 1857, when he closed the Legation and moved.",
        "It announced its readiness to re-establish relations on September 2, 1991.",
        "On June 20, 1908, he told them that it had severed diplomatic relations.",
        "Relieved of active functions pertaining to Legation Sofia on May 7, 1918.",
        "Not recommissioned; Secretary of Legation on May 7, 1918.",
    ],
)
def test_what_a_note_does_not_say_plainly_is_not_read(note: str) -> None:
    assert facts(note) == []


def test_a_sentence_may_say_two_things_and_of_both_parties() -> None:
    found = list(facts_of(AT_ONCE))
    assert [(each.kind, each.of_both) for each in found] == [
        ("mission-level-changed", True),
        ("relations-resumed", False),
    ]


def test_the_date_after_a_note_is_that_of_its_last_sentence() -> None:
    (fact,) = facts_of("Legation closed on", dated=parse("1940"), dated_text="1940")
    assert (fact.date.edtf, fact.date_text) == ("1940", "Legation closed on 1940")


def _claims(found: list[Record], track: str) -> list[tuple[str, str, str, str]]:
    return [
        (claim.kind, claim.actor, claim.target, str(claim.date))
        for claim in found
        if isinstance(claim, Claim) and claim.track == track
    ]


US, CUBA = "state/united-states", "state/cuba"


def test_notes_become_claims_with_their_place_and_the_rest_is_skipped(
    tmp_path: Path,
) -> None:
    folder = mission(tmp_path, notes=["Nothing. " + AT_ONCE], territory="cuba")
    found = list(read(folder, context()))
    assert _claims(found, "mission") == [
        ("mission-level-changed", US, CUBA, "2015-07-20"),
        ("mission-level-changed", CUBA, US, "2015-07-20"),
    ]
    assert _claims(found, "relations") == [
        ("relations-resumed", US, CUBA, "2015-07-20")
    ]
    assert {each.locator for each in found if isinstance(each, Claim)} == {
        "missions-countries/cuba.xml, note 1"
    }
    assert [each for each in found if isinstance(each, Skip)] == [
        Skip(
            where="missions-countries/cuba.xml, note 1",
            reason=Reason.MISSION_NOTE,
            detail="Nothing",
        )
    ]


def test_taipei_is_not_where_the_file_of_china_is(tmp_path: Path) -> None:
    note = (
        "The United States established diplomatic relations with the People's Republic "
        "of China, and terminated them with the Republic of China, on January 1, 1979. "
        "Embassy Taipei closed February 28, 1979."
    )
    found = list(read(mission(tmp_path, notes=[note], territory="china"), context()))
    prc, roc = "government/peoples-republic-of-china", "government/republic-of-china"
    assert _claims(found, "relations") == [
        ("relations-severed", US, roc, "1979-01-01"),
        ("relations-established", US, prc, "1979-01-01"),
    ]
    assert _claims(found, "mission") == [("mission-closed", US, roc, "1979-02-28")]


SEVERED = chief(
    "cu-1",
    "first",
    at="cuba",
    started="1960-01-01",
    ended="Cuba severed diplomatic relations with the United States on | 1961-01-03",
)


def test_relations_that_were_severed_had_been_resumed_when_credentials_were_presented(
    tmp_path: Path,
) -> None:
    later = chief("cu-2", "later", at="cuba", started="1970-05-05")
    found = list(read(mission(tmp_path, SEVERED, later, territory="cuba"), context()))
    assert _claims(found, "relations") == [
        ("relations-severed", CUBA, US, "1961-01-03"),
        ("relations-resumed", US, CUBA, "1961-01-04/1970-05-05"),
    ]


def test_nothing_is_inferred_where_a_note_tells_it_or_only_a_charge_came(
    tmp_path: Path,
) -> None:
    charge = "charge-daffaires-ad-interim"
    later = chief("cu-2", "later", at="cuba", role=charge, started="1970-05-05")
    folder = mission(tmp_path, SEVERED, later, territory="cuba")
    found = list(read(folder, context()))
    assert [kind for kind, *_ in _claims(found, "relations")] == ["relations-severed"]


def test_a_charge_whom_only_a_note_names_is_claimed(tmp_path: Path) -> None:
    note = (
        "During his tenure as non-resident Minister, Legation Muscat was opened on May "
        "3, 1950, with Don V. Catlett as Chargé d'Affaires ad interim."
    )
    first = chief("om-1", "first", started="1950-01-01", ended="1952-01-01", note=note)
    then = chief("om-2", "then", started="1952-02-02")
    folder = mission(tmp_path, first, then)
    pending = folder / "people-pending"
    pending.mkdir()
    (pending / "catlett-don-valentine.xml").write_text(
        "<person><persName><surname>Catlett</surname></persName></person>"
    )
    found = list(read(folder, context()))
    assert said(found, "catlett-don-valentine") == [
        ("entered-on-duty", "1950-05-03", ""),
        ("mission-terminated", "1950-05-04/1952-02-02", ""),
    ]


def test_a_charge_of_no_known_file_is_listed(tmp_path: Path) -> None:
    note = (
        "Leslie E. Reed was serving as Chargé d'Affaires ad interim when the Legation "
        "in Athens was closed, July 14, 1941."
    )
    found = list(read(mission(tmp_path, chief(started="1940", note=note)), context()))
    assert (Reason.NAMED_UNKNOWN, "ir-1977-sull-01") in skipped(found)
    assert _claims(found, "mission") == [
        ("mission-closed", US, "state/iran", "1941-07-14")
    ]


def _levels(tmp_path: Path, *notes: str) -> list[tuple[str, str, str]]:
    first = chief("ir-1", "first", started="1950-01-01", ended="1951-01-01")
    found = read(mission(tmp_path, first, notes=notes), context())
    return [
        (claim.kind, claim.level, str(claim.date))
        for claim in found
        if isinstance(claim, Claim) and claim.track == "mission"
    ]


def test_an_interests_section_that_becomes_an_embassy_is_raised(tmp_path: Path) -> None:
    notes = (
        "On June 7, 1967, the United States established an Interests Section there.",
        "The Embassy was reestablished on February 28, 1974.",
    )
    assert _levels(tmp_path, *notes) == [
        ("mission-opened", "interests-section", "1967-06-07"),
        ("mission-level-changed", "embassy", "1974-02-28"),
    ]


def test_an_embassy_that_opens_again_had_closed_after_the_last_chief_came(
    tmp_path: Path,
) -> None:
    notes = (
        "Embassy Y was established on May 2, 1940.",
        "Embassy Y was reopened on May 2, 1960.",
    )
    assert _levels(tmp_path, *notes) == [
        ("mission-opened", "embassy", "1940-05-02"),
        ("mission-closed", "embassy", "1950-01-02/1960-05-02"),
        ("mission-opened", "embassy", "1960-05-02"),
    ]
