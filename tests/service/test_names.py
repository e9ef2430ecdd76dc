"""Names as they are compared, every name that an entity goes by, and its seats."""

from __future__ import annotations

from datetime import date

import pytest

from build import entity, when
from recog.domain.entities import Name
from recog.errors import AmbiguousEntityError
from recog.service.directory import Directory
from recog.service.names import Rank, entries, fold


def english(*texts: str) -> tuple[Name, ...]:
    return tuple(Name(text=text, language="en") for text in texts)


DIRECTORY = Directory(
    (
        entity(
            "state/russia",
            seats=english("Moscow"),
            predecessors=("state/soviet-union",),
        ),
        entity(
            "state/soviet-union",
            seats=english("Moscow"),
            began=when("1922-12-30"),
            ended=when("1991-12-26"),
        ),
        entity("state/iran", seats=english("Tehran", "Teheran")),
        entity("state/bahamas", seats=english("Nassau"), began=when("1973-07-10")),
        entity("state/nassau", began=when("1806-08-30"), ended=when("1866")),
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Brasília", "brasilia"),
        ("Washington, D.C.", "washington d c"),
        ("St. John's", "saint johns"),
        ("N'Djamena", "ndjamena"),
        ("Chișinău", "chisinau"),
    ],
)
def test_names_are_compared_without_accents_and_points(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_an_entity_goes_by_its_label_names_demonyms_and_seats() -> None:
    former = Name(text="Russian Empire", language="en", former=True)
    russia = entity(
        "state/russia",
        "Russia",
        names=(*english("Russian Federation"), former),
        demonyms=english("Russian"),
        seats=english("St. Petersburg"),
    )
    assert [(entry.folded, entry.rank) for entry in entries(russia)] == [
        ("russia", Rank.LABEL),
        ("russian federation", Rank.OTHER),
        ("russian empire", Rank.FORMER),
        ("russia", Rank.OTHER),
        ("russian", Rank.DEMONYM),
        ("saint petersburg", Rank.SEAT),
    ]


@pytest.mark.parametrize("text", ["Tehran", "TEHERAN", "the Tehran government"])
def test_a_seat_of_government_names_its_state(text: str) -> None:
    assert DIRECTORY.resolve(text) == "state/iran"


@pytest.mark.parametrize(
    ("on", "id"),
    [
        (None, "state/russia"),
        (date(1900, 1, 1), "state/russia"),
        (date(1980, 1, 1), "state/soviet-union"),
        (date(2025, 7, 3), "state/russia"),
    ],
)
def test_a_shared_seat_names_the_predecessor_while_it_existed(
    on: date | None, id: str
) -> None:
    assert DIRECTORY.resolve("Moscow", on=on) == id


def test_a_seat_of_two_that_do_not_follow_each_other_is_ambiguous() -> None:
    both = [entity(f"state/{each}", seats=english("Springfield")) for each in "ab"]
    with pytest.raises(AmbiguousEntityError) as raised:
        Directory(both).resolve("Springfield")
    assert list(raised.value.candidates) == ["state/a", "state/b"]


def test_the_own_name_of_a_state_wins_over_the_seat_of_another() -> None:
    other = entity("state/other", seats=english("Monaco"))
    monaco = entity("state/monaco", "Monaco", seats=english("Monaco"))
    assert Directory((other, monaco)).resolve("Monaco") == "state/monaco"


@pytest.mark.parametrize(
    ("on", "id"),
    [(date(1850, 1, 1), "state/nassau"), (date(2025, 1, 1), "state/bahamas")],
)
def test_the_day_decides_between_a_state_and_the_seat_of_another(
    on: date, id: str
) -> None:
    assert DIRECTORY.resolve("Nassau", on=on) == id


def test_a_search_finds_a_state_by_the_beginning_of_its_seat() -> None:
    assert [match.id for match in DIRECTORY.search("Tehr")] == ["state/iran"]
