"""Draw a timeline: from days to the numbers of a picture.

Source: docs/design.md, sections 1.6 and 4.3.
"""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recog.web.pictures import (
    Bar,
    DrawnBar,
    DrawnLane,
    DrawnMark,
    Lane,
    Mark,
    Part,
    Picture,
    Tick,
)

WIDTH = 960
LABEL_WIDTH = 212  # room for the name of a lane
LANE_HEIGHT = 30
TOP = 26  # room for the years
BAR_HEIGHT = 14
MARK_SIZE = 5
LABEL_LETTERS = 30
MARGIN = 14  # free room inside both ends of the plot, for arrows
SMALLEST_BAR = 3.0

_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200)
_MONTH_STEPS = (1, 2, 3, 6)
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to the picture's units."""

    first: date
    last: date

    def x(self, day: date) -> float:
        room = WIDTH - LABEL_WIDTH - 2 * MARGIN
        share = (day - self.first) / (self.last - self.first)
        return round(LABEL_WIDTH + MARGIN + room * share, 1)


def timeline(lanes: Sequence[Lane], *, today: date) -> Picture | None:
    """Draw lanes from the first day anything names to the last, or to today.

    :returns: None when no lane has a day to draw.
    """
    days = [day for lane in lanes for day in _days(lane)]
    if not days:
        return None
    lasts = any(bar.end_latest is None for lane in lanes for bar in lane.bars)
    scale = _scale(days, today if lasts else None)
    drawn = tuple(_draw(lane, row, scale) for row, lane in enumerate(lanes))
    shows_today = scale.first <= today <= scale.last
    return Picture(
        width=WIDTH,
        height=TOP + LANE_HEIGHT * len(lanes) + 6,
        left=LABEL_WIDTH,
        right=WIDTH,
        top=TOP,
        lane_height=LANE_HEIGHT,
        ticks=tuple(_ticks(scale)),
        today=Tick(x=scale.x(today), words="today") if shows_today else None,
        lanes=drawn,
        tracks=tuple(sorted({lane.track for lane in lanes})),
    )


def _days(lane: Lane) -> Iterable[date]:
    for bar in lane.bars:
        for day in (bar.start_earliest, *(bar.certain or ()), bar.end_latest):
            if day is not None and date.min < day < date.max:
                yield day
    for mark in lane.marks:
        for day in (mark.earliest, mark.latest):
            if day is not None:
                yield day


def _scale(days: Sequence[date], today: date | None) -> _Scale:
    first = min(days)
    last = max([*days, *([today] if today else [])])
    room = max((last - first) // 40, timedelta(days=3))
    return _Scale(
        first - min(room, first - date.min), last + min(room, date.max - last)
    )


def _draw(lane: Lane, row: int, scale: _Scale) -> DrawnLane:
    top = TOP + LANE_HEIGHT * row
    short = lane.label
    if len(short) > LABEL_LETTERS:
        short = f"{short[: LABEL_LETTERS - 1].rstrip()}…"
    return DrawnLane(
        label=lane.label,
        short_label=short,
        track=lane.track,
        href=lane.href,
        y=top,
        bars=tuple(_draw_bar(bar, top, scale) for bar in lane.bars),
        marks=tuple(_draw_mark(mark, top, scale) for mark in lane.marks),
    )


def _draw_bar(bar: Bar, top: float, scale: _Scale) -> DrawnBar:
    y = top + (LANE_HEIGHT - BAR_HEIGHT) / 2
    left, right = scale.x(scale.first), scale.x(scale.last)
    a = left if bar.start_earliest is None else scale.x(bar.start_earliest)
    d = right if bar.end_latest is None else scale.x(bar.end_latest)
    d = max(d, a + SMALLEST_BAR)
    doubtful = "contradicted" if bar.contradicted else "possible"
    if bar.certain is None:
        pieces = [(doubtful, a, d)]
    else:
        b = max(a, scale.x(max(bar.certain[0], scale.first)))
        c = max(b + 1, scale.x(min(bar.certain[1], scale.last)))
        pieces = [(doubtful, a, b), ("certain", b, c), (doubtful, c, d)]
    if bar.start_earliest is None:
        pieces.insert(0, ("arrow-left", left - MARGIN, left))
    if bar.end_latest is None:
        pieces.append(("arrow-right", right, right + MARGIN))
    parts = tuple(
        Part(look=look, x=x, y=y, width=round(to - x, 1), height=BAR_HEIGHT)
        for look, x, to in pieces
        if to > x
    )
    return DrawnBar(
        words=bar.words, href=bar.href, suspended=bar.suspended, parts=parts
    )


def _draw_mark(mark: Mark, top: float, scale: _Scale) -> DrawnMark:
    low = scale.x(mark.earliest or scale.first)
    high = scale.x(mark.latest or scale.last)
    return DrawnMark(
        words=mark.words,
        href=mark.href,
        contradicted=mark.contradicted,
        x=round((low + high) / 2, 1),
        y=top + LANE_HEIGHT / 2,
        from_x=low,
        to_x=high,
    )


def _ticks(scale: _Scale) -> Iterable[Tick]:
    """Give at most about nine ticks, at whole years, else months, else days."""
    years = scale.last.year - scale.first.year
    months = years * 12 + scale.last.month - scale.first.month
    if years >= 4:
        step = next((s for s in _YEAR_STEPS if years / s <= _MOST_TICKS), 500)
        starts = range(scale.first.year // step * step, scale.last.year + 1, step)
        days = [(date(year, 1, 1), str(year)) for year in starts if year > 0]
    elif months >= 2:
        step = next((s for s in _MONTH_STEPS if months / s <= _MOST_TICKS), 6)
        days = [
            (day, f"{month_abbr[day.month]} {day.year}")
            for day in _months(scale.first, months)
            if (day.month - 1) % step == 0
        ]
    else:
        span = (scale.last - scale.first).days
        every = max(1, -(-span // _MOST_TICKS))
        days = [
            (
                day,
                f"{day.day} {month_abbr[day.month]}"
                + (f" {day.year}" if n == 0 else ""),
            )
            for n, day in enumerate(_each(scale.first, span, every))
        ]
    inside = [(day, words) for day, words in days if scale.first <= day <= scale.last]
    return [Tick(x=scale.x(day), words=words) for day, words in inside]


def _months(first: date, count: int) -> Iterable[date]:
    for index in range(first.month - 1, first.month + count):
        yield date(first.year + index // 12, index % 12 + 1, 1)


def _each(first: date, span: int, every: int) -> Iterable[date]:
    return [first + timedelta(days=n) for n in range(0, span + 1, every)]
