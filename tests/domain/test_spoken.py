from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from build import day
from recog.domain.dates import Interval, parse
from recog.domain.spoken import (
    spoken,
    spoken_day,
    spoken_days,
    spoken_moment,
    spoken_when,
)


@pytest.mark.parametrize(
    ("edtf", "words", "when"),
    [
        ("2025-07-03", "3 July 2025", "on 3 July 2025"),
        ("2025-04", "April 2025", "in April 2025"),
        ("1921", "1921", "in 1921"),
        ("1990/1999", "between 1990 and 1999", ""),
        ("2025-06-30/2025-07-03", "between 30 June and 3 July 2025", ""),
        ("2025-07-01/2025-07-03", "between 1 and 3 July 2025", ""),
        (
            "2015-03-27/2018-10-29",
            "between 27 March 2015 and 29 October 2018",
            "",
        ),
        ("2025-04/2025-06", "between April and June 2025", ""),
        ("2024-04/2025-06", "between April 2024 and June 2025", ""),
        ("../1991-12-25", "on or before 25 December 1991", ""),
        ("1991-12-25/..", "on or after 25 December 1991", ""),
        ("1948-05-14~", "about 14 May 1948", ""),
        ("1948-05-14?", "14 May 1948 (doubted)", "on 14 May 1948 (doubted)"),
    ],
)
def test_a_date_is_said_no_more_precisely_than_it_is_known(
    edtf: str, words: str, when: str
) -> None:
    assert spoken(edtf) == words
    assert spoken_when(edtf) == (when or words)


def test_days_without_any_bound_are_unknown() -> None:
    assert spoken_days(Interval(None, None)) == "on an unknown day"
    assert spoken_days(parse("2024-02").days) == "February 2024"
    assert spoken_day(day("2025-07-03")) == "3 July 2025"


def test_the_last_moment_of_a_day_is_its_end() -> None:
    on = day("2026-11-23")
    end = datetime.combine(on, time.max, tzinfo=UTC)
    assert spoken_moment(end) == "the end of 23 November 2026"
    ten = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert spoken_moment(ten) == "23 November 2026, 10:00 UTC"
