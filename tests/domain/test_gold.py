from __future__ import annotations

from typing import Any

import pytest

from build import claim
from recog.domain.claims import Stance
from recog.domain.dates import parse
from recog.domain.gold import Known, parts_of, section_of, within


def known(**more: Any) -> Known:
    fields: dict[str, Any] = {
        "row": 2,
        "kinds": ("recognition",),
        "actors": ("state/france",),
        "targets": ("state/kosovo",),
        "date": parse("2008-02-18"),
    }
    return Known(**(fields | more))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (known(), True),
        (known(kinds=("statement", "recognition")), True),
        (known(kinds=("recognition-withdrawn",)), False),
        (known(actors=()), True),
        (known(actors=("state/italy", "state/france")), True),
        (known(actors=("state/italy",)), False),
        (known(targets=()), True),
        (known(targets=("state/serbia",)), False),
        (known(actors=("state/kosovo",), targets=("state/france",)), False),
        (known(track="state-recognition"), True),
        (known(track="government-recognition"), False),
        (known(stance=Stance.DENIES), False),
        (known(persons=("person/x",)), False),
        (known(lists=("list/x",)), False),
        (known(unresolved=("Atlantis",)), False),
    ],
)
def test_a_claim_says_what_a_row_says_when_all_that_is_given_fits(
    row: Known, said: bool
) -> None:
    assert row.is_said_by(claim()) is said


def test_relations_have_no_order() -> None:
    row = known(kinds=("relations-established",))
    assert row.is_said_by(claim("relations-established"))
    turned = claim("relations-established", "state/kosovo", "state/france")
    assert row.is_said_by(turned)


def test_a_statement_of_no_track_has_an_order() -> None:
    row = known(kinds=("statement",))
    assert row.is_said_by(claim("statement", track=""))


@pytest.mark.parametrize(
    ("wanted", "level", "said"),
    [
        ("", "embassy", True),
        ("embassy", "embassy", True),
        ("legation", "embassy", False),
    ],
)
def test_levels_differ_only_where_both_are_given(
    wanted: str, level: str, said: bool
) -> None:
    row = known(kinds=("mission-opened",), level=wanted)
    assert row.is_said_by(claim("mission-opened", level=level)) is said
    closed = known(kinds=("mission-closed",), level=wanted)
    assert closed.is_said_by(claim("mission-closed"))


def test_a_day_agrees_with_the_year_it_is_in() -> None:
    assert known(date=parse("2008")).is_dated_by(claim())
    assert not known(date=parse("2009")).is_dated_by(claim())
    assert not known(kinds=(), date=None).is_dated_by(claim())


def test_a_row_is_looked_for_in_its_section_and_its_scope() -> None:
    row = known(places=("a, b, row 3",), scopes=("a",))
    assert row.areas == ("a, b", "a")
    alone = known(places=("a, b, row 3",), targets=())
    assert alone.areas == ("a, b, row 3",)


@pytest.mark.parametrize(
    ("locator", "area", "lies"),
    [
        ("articles/chad.xml, item 3", "articles/chad.xml", True),
        ("articles/chad.xml, item 3; ref: x, y", "articles/chad.xml, item 3", True),
        ("articles/chad.xml, item 31", "articles/chad.xml, item 3", False),
        ("articles/chad.xml", "articles/chad.xml", True),
        ("", "articles/chad.xml", False),
    ],
)
def test_a_place_lies_within_the_parts_that_lead_to_it(
    locator: str, area: str, lies: bool
) -> None:
    assert within(locator, area) is lies


def test_the_parts_of_a_locator_end_at_commas_and_semicolons() -> None:
    assert set(parts_of("a, b; c, d")) == {"a", "a, b", "a, b; c", "a, b; c, d"}


@pytest.mark.parametrize(
    ("place", "section"),
    [
        ("page, Asia, row 3", "page, Asia"),
        ("page, Asia, row 3; ref: one, two", "page, Asia"),
        ("page", "page"),
    ],
)
def test_a_section_is_what_a_row_stands_in(place: str, section: str) -> None:
    assert section_of(place) == section
