"""Timelines: what is to be drawn, and the finished shapes a template writes as SVG.

Certain parts are solid, possible ends hatched, contradicted spans crossed, and open
ends arrows. Source: docs/design.md, sections 1.6 and 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A span to draw."""

    start_earliest: date | None  # None: since an unknown day
    end_latest: date | None  # None: it lasts, or may last
    certain: tuple[date, date] | None  # first day, and the day it ends; None: never
    words: str  # read out, and shown on pointing
    contradicted: bool = False
    suspended: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event to draw, on some day from `earliest` to `latest`."""

    earliest: date | None
    latest: date | None
    words: str
    contradicted: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of a timeline."""

    label: str
    track: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A rectangle: `look` is certain, possible, contradicted, or one of the arrows."""

    look: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """The parts of one span, in order."""

    words: str
    href: str
    suspended: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMark:
    """One event: a point on a line from its earliest to its latest day."""

    words: str
    href: str
    contradicted: bool
    x: float
    y: float
    from_x: float
    to_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLane:
    """One row, drawn; `y` is its top."""

    label: str
    short_label: str
    track: str
    href: str
    y: float
    bars: tuple[DrawnBar, ...]
    marks: tuple[DrawnMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across the picture at the first day of a year or month."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A timeline with every number a template needs."""

    width: float
    height: float
    left: float
    right: float
    top: float
    lane_height: float
    ticks: tuple[Tick, ...]
    today: Tick | None
    lanes: tuple[DrawnLane, ...]
    tracks: tuple[str, ...]  # sorted; each needs its two hatchings
