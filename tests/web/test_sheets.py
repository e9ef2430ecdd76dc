"""Rows become words that say no more than the rows."""

from __future__ import annotations

import pytest

from recog.domain.tracks import TRACKS
from recog.exporters.rows import DateRow
from recog.web.headings import HEADINGS
from recog.web.sheets import entity_href, relation_href, until, when


def _date(edtf: str, earliest: str | None, latest: str | None) -> DateRow:
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "text": ""}


def test_every_track_has_its_headings() -> None:
    assert list(HEADINGS) == list(TRACKS)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (None, "an unknown day"),
        (_date("2025-04", "2025-04-01", "2025-04-30"), "April 2025"),
        (_date("../2025-04-01", None, "2025-04-01"), "on or before 1 April 2025"),
        (_date("1948-05-14~", "1948-05-07", "1948-05-21"), "about 14 May 1948"),
    ],
)
def test_a_date_is_worded_as_it_is_known(row: DateRow | None, words: str) -> None:
    assert when(row, "an unknown day") == words


def test_an_end_that_may_not_have_come_says_so() -> None:
    assert until(None) == "it lasts"
    assert until(_date("2025-04-17/..", "2025-04-17", None)) == (
        "it may last; an end is possible on or after 17 April 2025"
    )


def test_only_entities_have_dossiers() -> None:
    assert entity_href("state/russia") == "/entity/state/russia"
    assert entity_href("event/0123") == ""
    assert relation_href("state/russia", "") == ""
