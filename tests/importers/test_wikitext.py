"""Wikipedia's pages on foreign relations, in small."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing import context
from recog.domain.claims import Claim
from recog.domain.entities import Release
from recog.errors import FormatError
from recog.importers import Record, Skip
from recog.importers.wikitext import Reason, read, whole
from recog.importers.wikitext.edition import release_of
from wiki_pages import bilateral, relations, wiki_page

NAMES = {
    name: f"state/{name.casefold().replace(' ', '-')}"
    for name in ("Chad", "France", "Israel", "Mali", "Peru", "Qatar", "Saudi Arabia")
} | {
    "Taiwan": "government/republic-of-china",
    "French": "state/france",
    "Paris": "state/france",
    "European Union": "organization/european-union",
}
REF = "<ref>{{cite web|title=A title|url=https://a.example/b}}</ref>"
HISTORIAN = "<ref>[https://history.state.gov/countries/all All Countries]</ref>"
_TWO = (("France", f"1960{HISTORIAN}"), ("Mali", "1961"))


def records(folder: Path, *parts: str, subject: str = "Chad") -> list[Record]:
    return list(read(wiki_page(folder, subject, *parts), context(NAMES)))


def told(found: list[Record]) -> list[tuple[str, str, str]]:
    """Return kind, target and date of each claim."""
    return [
        (claim.kind, claim.target.partition("/")[2], claim.date.edtf)
        for claim in found
        if isinstance(claim, Claim)
    ]


def skipped(found: list[Record]) -> list[tuple[str, str]]:
    return [
        (str(skip.reason), skip.where.rpartition(", ")[2])
        for skip in found
        if isinstance(skip, Skip)
    ]


def test_a_row_becomes_a_claim_with_its_place_reference_and_words(
    tmp_path: Path,
) -> None:
    found = records(tmp_path, relations(("France", f"{{{{dts|1960|8|11}}}}{REF}")))
    claim = next(each for each in found if isinstance(each, Claim))
    assert (claim.kind, claim.track) == ("relations-established", "relations")
    assert (claim.actor, claim.target) == ("state/chad", "state/france")
    assert (claim.date.edtf, claim.date_text) == ("1960-08-11", "1960-08-11")
    assert claim.release == release_of("").id
    assert claim.locator == (
        "Foreign relations of Chad, Diplomatic relations, row 1; ref: A title"
    )


def test_what_rests_on_the_office_of_the_historian_is_derived_from_it(
    tmp_path: Path,
) -> None:
    found = records(tmp_path, relations(*_TWO))
    releases = {each.id: each for each in found if isinstance(each, Release)}
    by_target = {c.target: releases[c.release] for c in found if isinstance(c, Claim)}
    assert by_target["state/france"].derived_from == (
        "release/historyatstate-rdcr-2026-07-24",
    )
    assert by_target["state/mali"].derived_from == ()
    assert whole(tmp_path, "") == tuple(releases)
    assert whole(tmp_path / "Foreign relations of Chad.json", "") == ()


def test_every_row_is_claims_or_a_skip_that_says_why(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        bilateral(
            ("France", "11 August 1960", ""),
            ("Mali", "", "Chad is represented in Mali."),
            ("Peru", "No diplomatic relations", ""),
            ("Israel", "31 June 1960", ""),
            ("Nowhere", "1960", ""),
            ("European Union", "1985", ""),
            ("Chad", "1960", ""),
            ("", "1960", ""),
        ),
    )
    assert told(found) == [("relations-established", "france", "1960-08-11")]
    assert skipped(found) == [
        (Reason.NO_DATE, "row 2"),
        (Reason.NO_RELATIONS, "row 3"),
        (Reason.DATE_UNREADABLE, "row 4"),
        (Reason.NAME_UNKNOWN, "row 5"),
        (Reason.NOT_A_STATE, "row 6"),
        (Reason.ONE_PARTY, "row 7"),
        (Reason.NO_PARTY, "row 8"),
    ]


def test_a_name_that_is_not_known_is_told_with_its_day(tmp_path: Path) -> None:
    found = records(tmp_path, relations(("Nowhere", "May 1960")))
    skip = next(each for each in found if isinstance(each, Skip))
    assert (skip.name, str(skip.on)) == ("Nowhere", "1960-05-31")


@pytest.mark.parametrize(
    ("name", "day", "party"),
    [
        ("China", "1972", "government/peoples-republic-of-china"),
        ("China", "1930", "government/republic-of-china"),
        ("China", "1880", "state/china"),
    ],
)
def test_china_is_the_government_of_the_day(
    tmp_path: Path, name: str, day: str, party: str
) -> None:
    found = records(tmp_path, relations((name, day)))
    assert [each.target for each in found if isinstance(each, Claim)] == [party]


def test_rows_of_several_tables_of_a_section_are_counted_on(tmp_path: Path) -> None:
    first, second = relations(("France", "1960")), relations(("Mali", "1961"))
    table = second.partition("\n")[2]
    found = records(tmp_path, f"{first}\n{table}")
    places = [each.locator for each in found if isinstance(each, Claim)]
    assert [place.rpartition(", ")[2] for place in places] == ["row 1", "row 2"]


def test_a_table_of_something_else_is_one_skip(tmp_path: Path) -> None:
    table = "==Trade==\n{|\n! Country !! Exports\n|-\n| Mali || 12\n|}"
    found = records(tmp_path, table)
    assert skipped(found) == [(Reason.OTHER_TABLE, "row 1")]
    multilateral = bilateral(("Mali", "1960", ""), heading="Multilateral relations")
    assert told(records(tmp_path / "b", multilateral)) == []


def test_a_word_beside_a_name_says_how_things_stand(tmp_path: Path) -> None:
    rows = relations(("Israel", "1960"), ("Mali", "1961"))
    marked = rows.replace("{{flag|Israel}}", "{{flag|Israel}} (suspended)")
    assert told(records(tmp_path, marked)) == [
        ("relations-established", "israel", "1960"),
        ("relations-established", "mali", "1961"),
        ("relations-suspended", "israel", "1960-01/2025-11"),
    ]


def test_what_another_place_dates_has_its_day(tmp_path: Path) -> None:
    marked = relations(("Israel", "1960")).replace("}}\n|1960", "}} (suspended)\n|1960")
    found = records(
        tmp_path,
        marked,
        bilateral(("Israel", "1960", "They ended relations in 1972")),
    )
    assert told(found) == [
        ("relations-established", "israel", "1960"),
        ("relations-established", "israel", "1960"),
        ("relations-severed", "israel", "1972"),
        ("relations-severed", "israel", "1972"),
    ]
    last = [each for each in found if isinstance(each, Claim)][-1]
    assert last.date_text == "suspended"
    assert "row 1" in last.note


def test_notes_tell_what_the_date_does_not_and_repeat_nothing(tmp_path: Path) -> None:
    notes = (
        "See [[Chad–Israel relations]]\n"
        "* Both countries established diplomatic relations on 10 January 1961, but "
        "relations were broken on 28 November 1972 and re-established on 20 January "
        "2019.\n* Chad opened an embassy in [[Tel Aviv]] in 2023."
    )
    found = records(tmp_path, bilateral(("Israel", "10 January 1961", notes)))
    assert told(found) == [
        ("relations-established", "israel", "1961-01-10"),
        ("relations-severed", "israel", "1972-11-28"),
        ("relations-resumed", "israel", "2019-01-20"),
        ("mission-opened", "israel", "2023"),
    ]


def test_relations_that_are_had_since_an_unknown_day_are_claimed_so(
    tmp_path: Path,
) -> None:
    rows = (
        ("Peru", "", "The two countries maintain diplomatic relations."),
        ("Mali", "", "The two countries maintain no diplomatic relations."),
    )
    found = records(tmp_path, bilateral(*rows))
    assert told(found) == [("relations-established", "peru", "../2025-11-30")]
    assert skipped(found) == [(Reason.NO_DATE, "row 2")]


def test_prose_speaks_of_the_state_in_its_heading(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "===Peru===\nDiplomatic relations were established in 1965."
        "\n\n===Culture===\nDiplomatic relations were established in 1966.",
    )
    assert told(found) == [("relations-established", "peru", "1965")]
    assert skipped(found) == [(Reason.SENTENCE, "paragraph 1")]


def test_a_term_or_a_name_alone_is_a_heading(tmp_path: Path) -> None:
    said = "Both countries established diplomatic relations in"
    found = records(
        tmp_path,
        f"==A==\n;Peru\n{said} 1965.{{{{Main|B}}}}'''Mali'''\n\n{said} 1966.",
    )
    assert told(found) == [
        ("relations-established", "peru", "1965"),
        ("relations-established", "mali", "1966"),
    ]


def test_an_edition_is_told_by_its_day(tmp_path: Path) -> None:
    assert release_of("2026-03-01, commit 1").id.endswith("-2026-03-01")
    with pytest.raises(FormatError, match="not an edition"):
        release_of("spring")


def test_a_trade_office_in_taipei_is_no_diplomatic_relation(tmp_path: Path) -> None:
    office = "Chad has a trade office in Taipei."
    found = records(tmp_path, bilateral(("Taiwan", "1972", office)))
    assert told(found) == []
    assert skipped(found) == [(Reason.NOT_DIPLOMATIC, "row 1")]
    ended = "1962, severed 28 December 1972"
    found = records(tmp_path, bilateral(("Taiwan", ended, office)))
    assert told(found) == [
        ("relations-established", "republic-of-china", "1962"),
        ("relations-severed", "republic-of-china", "1972-12-28"),
    ]
    found = records(tmp_path, bilateral(("Taiwan", "1948-08-13 1992-08-23", "")))
    assert told(found) == [("relations-established", "republic-of-china", "1948-08-13")]
    assert skipped(found) == [(Reason.NOT_DIPLOMATIC, "row 1")]
