from __future__ import annotations

from datetime import timedelta

from build import MOMENT, release
from recog.domain.editions import newer, newest, older

DAY = timedelta(days=1)
FIRST = release("release/b", recorded_at=MOMENT)
SECOND = release("release/a", recorded_at=MOMENT + DAY)
EVER = release("release/c")
OTHER = release("release/d", of="source/other", recorded_at=MOMENT)
ALL = (SECOND, OTHER, EVER, FIRST)


def test_the_newest_edition_is_the_one_recorded_last() -> None:
    assert newest(ALL) == [SECOND, OTHER]
    assert newest([EVER, FIRST]) == [FIRST]
    assert newest([]) == []


def test_editions_of_one_source_follow_one_another() -> None:
    assert older(SECOND, ALL) == [EVER, FIRST]
    assert newer(SECOND, ALL) == []
    assert (older(FIRST, ALL), newer(FIRST, ALL)) == ([EVER], [SECOND])
    assert (older(OTHER, ALL), newer(OTHER, ALL)) == ([], [])


def test_an_edition_that_is_not_stored_follows_all_of_them() -> None:
    third = release("release/0")
    assert older(third, ALL) == [EVER, FIRST, SECOND]
    assert newer(third, ALL) == []


def test_releases_recorded_at_one_moment_are_no_editions_of_each_other() -> None:
    twin = release("release/z", recorded_at=FIRST.recorded_at)
    assert newest([twin, FIRST, EVER]) == [FIRST, twin]
    assert older(twin, [twin, FIRST]) == newer(twin, [twin, FIRST]) == []
