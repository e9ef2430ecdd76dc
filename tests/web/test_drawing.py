"""Timelines are drawn to scale, and doubt is seen."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from recog.web.drawing import LABEL_WIDTH, MARGIN, WIDTH, timeline
from recog.web.pictures import Bar, Lane, Mark

TODAY = date(2026, 11, 23)


def _bar(**more: object) -> Bar:
    given_: dict[str, object] = {
        "start_earliest": date(2000, 1, 1),
        "end_latest": date(2010, 1, 1),
        "certain": (date(2000, 1, 1), date(2010, 1, 1)),
        "words": "recognised",
    }
    return Bar(**(given_ | more))  # type: ignore[arg-type]


def _looks(bar: Bar) -> list[str]:
    picture = timeline([Lane(label="A", track="rule", bars=(bar,))], today=TODAY)
    assert picture is not None
    return [part.look for part in picture.lanes[0].bars[0].parts]


def test_a_timeline_without_a_day_has_no_picture() -> None:
    assert timeline([], today=TODAY) is None
    assert timeline([Lane(label="A", track="rule")], today=TODAY) is None


def test_certain_spans_are_solid() -> None:
    assert _looks(_bar()) == ["certain"]


def test_uncertain_ends_are_hatched() -> None:
    sure = (date(2001, 1, 1), date(2009, 1, 1))
    assert _looks(_bar(certain=sure)) == ["possible", "certain", "possible"]


def test_a_span_that_is_nowhere_certain_is_all_hatched() -> None:
    assert _looks(_bar(certain=None)) == ["possible"]


def test_a_contradicted_span_is_crossed_where_it_is_not_certain() -> None:
    assert _looks(_bar(contradicted=True, certain=None)) == ["contradicted"]
    sure = (date(2001, 1, 1), date(2009, 1, 1))
    assert _looks(_bar(contradicted=True, certain=sure)) == [
        "contradicted",
        "certain",
        "contradicted",
    ]


def test_open_ends_are_arrows() -> None:
    bar = _bar(start_earliest=None, end_latest=None, certain=(date.min, date.max))
    other = Mark(earliest=date(2000, 1, 1), latest=date(2000, 1, 1), words="said")
    picture = timeline(
        [Lane(label="A", track="rule", bars=(bar,), marks=(other,))], today=TODAY
    )
    assert picture is not None
    parts = picture.lanes[0].bars[0].parts
    assert [part.look for part in parts] == ["arrow-left", "certain", "arrow-right"]


def test_a_lasting_span_reaches_past_today() -> None:
    bar = _bar(end_latest=None, certain=(date(2000, 1, 1), date.max))
    picture = timeline([Lane(label="A", track="rule", bars=(bar,))], today=TODAY)
    assert picture is not None
    assert picture.today is not None
    assert picture.lanes[0].bars[0].parts[-1].x > picture.today.x


def test_a_long_name_is_cut_and_kept_whole_beside() -> None:
    lane = Lane(label="A" * 60, track="rule", bars=(_bar(),))
    picture = timeline([lane], today=TODAY)
    assert picture is not None
    assert picture.lanes[0].label == "A" * 60
    assert picture.lanes[0].short_label.endswith("…")


days = st.dates(min_value=date(1500, 1, 1), max_value=date(2100, 1, 1))


@given(st.lists(st.tuples(days, days), min_size=1, max_size=8))
def test_everything_lies_inside_the_picture_and_keeps_its_order(
    pairs: list[tuple[date, date]],
) -> None:
    bars = [
        Bar(start_earliest=min(p), end_latest=max(p), certain=None, words="")
        for p in pairs
    ]
    marks = [Mark(earliest=p[0], latest=p[0], words="") for p in pairs]
    picture = timeline(
        [Lane(label="A", track="rule", bars=tuple(bars), marks=tuple(marks))],
        today=TODAY,
    )
    assert picture is not None
    drawn = picture.lanes[0]
    for bar in drawn.bars:
        for part in bar.parts:
            assert part.x >= LABEL_WIDTH
            assert part.x + part.width <= WIDTH + MARGIN
    ranked = sorted(zip(marks, drawn.marks, strict=True), key=_day)
    places = [mark.x for _, mark in ranked]
    assert places == sorted(places)
    assert 1 <= len(picture.ticks) <= 16


def _day(pair: tuple[Mark, object]) -> date:
    return pair[0].earliest or date.min
