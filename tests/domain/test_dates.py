from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import day
from recog.domain.dates import (
    EdtfDate,
    Interval,
    from_julian,
    of_day,
    of_interval,
    parse,
)
from recog.errors import DateError

DAYS = st.dates()
SOME_DAYS = st.dates(date(1990, 1, 1), date(1990, 4, 1))


@st.composite
def intervals(draw: st.DrawFn, days: st.SearchStrategy[date] = SOME_DAYS) -> Interval:
    first, last = sorted((draw(days), draw(days)))
    return Interval(
        draw(st.sampled_from((first, first, first, None))),
        draw(st.sampled_from((last, last, last, None))),
    )


@st.composite
def edtf_texts(draw: st.DrawFn) -> str:
    def single() -> str:
        return draw(DAYS).isoformat()[: draw(st.sampled_from((4, 7, 10)))]

    form = draw(st.sampled_from(("single", "interval", "until", "since")))
    if form == "single":
        return single() + draw(st.sampled_from(("", "~", "?")))
    if form == "interval":
        one, other = sorted((single(), single()))
        assumed = parse(one).days.first <= parse(other).days.last
        return f"{one}/{other}" if assumed else f"{other}/{one}"
    return f"../{single()}" if form == "until" else f"{single()}/.."


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2025-07-03", "2025-07-03", "2025-07-03"),
        ("2025-04", "2025-04-01", "2025-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1921", "1921-01-01", "1921-12-31"),
        ("2015-03-27/2018-10-29", "2015-03-27", "2018-10-29"),
        ("1990/1999", "1990-01-01", "1999-12-31"),
        ("2021-08/2025-07-05", "2021-08-01", "2025-07-05"),
        ("../1991-12-25", None, "1991-12-25"),
        ("1991-12-25/..", "1991-12-25", None),
        ("../1991", None, "1991-12-31"),
        ("1948-05-14~", "1948-05-07", "1948-05-21"),
        ("1948-05~", "1948-04-01", "1948-06-30"),
        ("1948-01~", "1947-12-01", "1948-02-29"),
        ("1948~", "1947-01-01", "1949-12-31"),
        ("1948-05-14?", "1948-05-14", "1948-05-14"),
        ("0001-01-01~", "0001-01-01", "0001-01-08"),
        ("0001-01~", "0001-01-01", "0001-02-28"),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("9999-12-31~", "9999-12-24", "9999-12-31"),
        ("9999-12~", "9999-11-01", "9999-12-31"),
        ("9999~", "9998-01-01", "9999-12-31"),
    ],
)
def test_each_accepted_form_means_its_days(
    edtf: str, earliest: str | None, latest: str | None
) -> None:
    days = parse(edtf).days
    assert [days.earliest, days.latest] == [
        bound and day(bound) for bound in (earliest, latest)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "today",
            "2025-7-3",
            "2025/",
            "/2025",
            "..",
            "../..",
            "2025/../2026",
        ),
        *("2025-13", "2025-00", "2025-01-00", "2025-02-30", "1900-02-29", "0000"),
        *("1999/1998", "2025-05-02/2025-05-01", "1990~/1991", "1990/1991?", "1990%"),
        *("1990~~", "~1990", "199X", "Y-17000", "-0043", "2025-21", "[1667,1668]"),
        *("2025-07-03T10:34:00Z", "20250703", "٢٠٢٥", "2025-07-03\n", "2025-07-03 "),
    ],
)
def test_anything_else_is_an_error_that_quotes_it(text: str) -> None:
    with pytest.raises(DateError) as raised:
        parse(text)
    assert repr(text) in str(raised.value)


@given(edtf_texts())
def test_a_date_prints_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text


@given(intervals(DAYS).filter(lambda days: days != Interval(None, None)))
def test_an_interval_survives_being_printed_and_read(days: Interval) -> None:
    assert parse(days.edtf).days == days
    assert of_interval(days) == parse(days.edtf)


@given(edtf_texts())
def test_printing_the_days_of_a_date_keeps_its_days(text: str) -> None:
    days = parse(text).days
    assert parse(days.edtf).days == days


@given(DAYS, st.sampled_from((4, 7, 10)), st.sampled_from(("", "~", "?")))
def test_the_bounds_contain_every_day_meant(
    meant: date, length: int, mark: str
) -> None:
    assert meant in parse(meant.isoformat()[:length] + mark).days


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33))
def test_no_day_that_does_not_exist_is_accepted(y: int, m: int, d: int) -> None:
    text = f"{y:04}-{m:02}-{d:02}"
    try:
        real = date(y, m, d)
    except ValueError:
        with pytest.raises(DateError):
            parse(text)
    else:
        assert parse(text) == of_day(real)


@given(intervals(), intervals(), intervals(), SOME_DAYS)
def test_intersection_is_commutative_associative_and_exact(
    one: Interval, two: Interval, three: Interval, at: date
) -> None:
    both = one.intersection(two)
    assert both == two.intersection(one)
    left = both and both.intersection(three)
    rest = two.intersection(three)
    assert left == (rest and one.intersection(rest))
    assert (at in one and at in two) == (both is not None and at in both)
    assert one.intersection(one) == one


@given(intervals(), intervals(), SOME_DAYS)
def test_the_hull_is_the_smallest_interval_around_both(
    one: Interval, two: Interval, at: date
) -> None:
    hull = one.hull(two)
    assert hull == two.hull(one)
    assert hull.intersection(one) == one
    assert hull.intersection(two) == two
    assert (hull.earliest, hull.latest) == (
        None if None in (one.earliest, two.earliest) else min(one.first, two.first),
        None if None in (one.latest, two.latest) else max(one.last, two.last),
    )
    if at in one or at in two:
        assert at in hull


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DateError, match="2025-05-02"):
        Interval(day("2025-05-02"), day("2025-05-01"))


def test_an_interval_open_on_both_sides_prints_but_is_no_date() -> None:
    assert Interval(None, None).edtf == "../.."


@pytest.mark.parametrize(
    ("old_style", "new_style"),
    [
        ("1917-10-25", "1917-11-07"),  # the October Revolution
        ("1582-10-05", "1582-10-15"),  # the first day of the new calendar
        ("1732-02-11", "1732-02-22"),  # Washington's birthday
        ("1900-02-29", "1900-03-13"),  # a day the Gregorian calendar lacks
        ("1918-01", "1918-01-14/1918-02-13"),
        ("1917", "1917-01-14/1918-01-13"),
        ("1904-02", "1904-02-14/1904-03-13"),
        ("1903-02", "1903-02-14/1903-03-13"),
    ],
)
def test_an_old_style_date_becomes_the_same_days(
    old_style: str, new_style: str
) -> None:
    assert from_julian(old_style).edtf == new_style


@given(st.dates(date(1500, 3, 1), date(2100, 2, 27)))
def test_one_day_later_in_one_calendar_is_one_day_later_in_the_other(old: date) -> None:
    tomorrow = old + timedelta(days=1)
    step = from_julian(tomorrow.isoformat()).days.first
    if (old.month, old.day) != (2, 28):  # the leap days differ
        assert step - from_julian(old.isoformat()).days.first == timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["1901-02-29", "1900-02-30", "1900-04-31", "0001-01-01", "1900~", "1/2"]
)
def test_an_old_style_date_that_does_not_exist_is_an_error(text: str) -> None:
    with pytest.raises(DateError):
        from_julian(text)


def test_qualifiers_are_kept_apart_from_the_days() -> None:
    assert parse("1948-05-14?") == EdtfDate(
        "1948-05-14?", of_day(day("1948-05-14")).days, uncertain=True
    )
    assert parse("1948-05-14~").approximate
