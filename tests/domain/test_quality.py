from __future__ import annotations

from dataclasses import replace

import pytest

from build import day, release, source, when
from recog.domain.checks import CHECKS
from recog.domain.quality import (
    Held,
    last_possible_day,
    missing_of_source,
    overlaps,
)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_in_sentences_what_it_finds_and_why(name: str) -> None:
    check = CHECKS[name]
    assert check.definition.endswith(".")
    assert check.why.endswith(".")
    assert check.level in ("claim", "event", "events", "span")


@pytest.mark.parametrize(
    ("edition", "published", "retrieved", "last"),
    [
        ("2025-07-03", "", "", "2025-07-04"),  # elsewhere it is tomorrow
        ("2025-11", "", "2026-11-23", "2025-12-01"),
        ("2026-06-20, commit 44d2226", "", "", "2026-06-21"),
        ("f3c53549 (2026-07-24)", "2015", "", "2026-07-25"),  # a later edition
        ("third", "2001-09-22", "", "2001-09-23"),
        ("third", "2001-09-22", "2001-09-20", "2001-09-21"),
        ("2030", "", "2026-11-23", "2026-11-24"),
        ("caa72d1e0e5af8", "", "", None),
        ("2019-02-30", "", "", None),  # no such day
        ("from 2019-01-01 to 2020-01-01", "", "", None),  # which of the two?
        ("2019-01-01/..", "", "", None),
        ("", "", "", None),
    ],
)
def test_a_release_knows_nothing_after_its_edition_its_publication_or_its_reading(
    edition: str, published: str, retrieved: str, last: str | None
) -> None:
    of = source(published=when(published) if published else None)
    known = last_possible_day(release(edition=edition, retrieved=retrieved), of)
    assert known == (day(last) if last else None)


def test_a_claim_can_be_looked_up_when_place_title_and_address_are_given() -> None:
    edition, known = release(), source(url="https://example.org/a")
    assert missing_of_source("page 1", edition, known) == ()
    assert missing_of_source(" ", edition, replace(known, url="")) == (
        "it names no place in its source",
        "its source has no address",
    )
    assert missing_of_source("page 1", edition, None) == (
        "its source is not described",
    )


def test_only_what_shares_a_day_of_one_group_overlaps() -> None:
    long = Held((1,), 10, 40, 0)
    inside = Held((1,), 20, 30, 1)
    at_its_end = Held((1,), 30, 50, 2)
    next_group = Held((2,), 10, 40, 3)
    found = list(overlaps([next_group, at_its_end, inside, long]))
    assert found == [(long, inside), (long, at_its_end)]
