"""From the rows of a timeline to what its page shows: picture, spans, events.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.tracks import TRACKS
from recog.exporters.rows import DateRow, EventRow, SpanRow
from recog.web.drawing import timeline as drawn
from recog.web.lines import EventLine, SpanLine
from recog.web.pictures import Bar, Lane, Mark, Picture
from recog.web.sheets import event_line, span_line
from recog.web.words import track_label

#: Lanes in one picture; the table below it has all rows.
MOST_LANES: Final = 40
_TRACK_ORDER: Final = {name: place for place, name in enumerate(TRACKS)}

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A timeline as a page shows it."""

    picture: Picture | None
    picture_note: str
    tracks: tuple[tuple[str, str], ...]  # name and label, of the colours used
    spans: tuple[SpanLine, ...]
    events: tuple[EventLine, ...]


def sheet(
    rows: Sequence[EventRow | SpanRow], *, today: date, of: Sequence[str] = ()
) -> Sheet:
    """Return picture and lines of a timeline's rows.

    :param of: ids of those the page is about; lanes are named by the others.
    """
    events = [row for row in rows if row["type"] == "event"]
    spans = [row for row in rows if row["type"] == "span"]
    lanes = _lanes(events, spans, of)  # type: ignore[arg-type]
    note = ""
    if len(lanes) > MOST_LANES:
        note = (
            f"The picture shows {MOST_LANES} of {len(lanes)} lines; the table has all."
        )
    return Sheet(
        picture=drawn(lanes[:MOST_LANES], today=today),
        picture_note=note,
        tracks=tuple(
            (name, track_label(name))
            for name in (*TRACKS, "")
            if any(lane.track == name for lane in lanes[:MOST_LANES])
        ),
        spans=tuple(span_line(row) for row in spans),  # type: ignore[arg-type]
        events=tuple(event_line(row) for row in events),  # type: ignore[arg-type]
    )


def _lanes(
    events: Sequence[EventRow], spans: Sequence[SpanRow], of: Sequence[str]
) -> list[Lane]:
    """Give each key a lane: those with spans first, then by track and first row."""
    bars: dict[Key, list[Bar]] = {}
    marks: dict[Key, list[Mark]] = {}
    names: dict[Key, str] = {}
    for span in spans:
        key = _key(span)
        names.setdefault(key, _name(span, of))
        bars.setdefault(key, []).append(_bar(span))
    for event in events:
        key = _key(event)
        names.setdefault(key, _name(event, of))
        marks.setdefault(key, []).append(_mark(event))
    order = sorted(
        names,
        key=lambda key: (key not in bars, _TRACK_ORDER.get(key[0], len(TRACKS))),
    )
    return [
        Lane(
            label=names[key],
            track=key[0],
            bars=tuple(bars.get(key, ())),
            marks=tuple(marks.get(key, ())),
        )
        for key in order
    ]


def _key(row: EventRow | SpanRow) -> Key:
    target, person, listed = row["target"], row["person"], row["list"]
    return (
        row["track"],
        row["actor"]["id"],
        target["id"] if target else "",
        person["id"] if person else "",
        listed["id"] if listed else "",
    )


def _name(row: EventRow | SpanRow, of: Sequence[str]) -> str:
    """Name a lane by those the page is not about already, else by its track."""
    if row["person"] and row["person"]["id"] not in of:
        return row["person"]["label"]
    actor, target = row["actor"], row["target"]
    if target is None:
        return actor["label"]
    if len(of) == 1 and actor["id"] in of:
        symmetric = row["track"] in TRACKS and TRACKS[row["track"]].symmetric
        return target["label"] if symmetric else f"→ {target['label']}"
    if len(of) == 1 and target["id"] in of:
        return actor["label"]
    if actor["id"] in of and target["id"] in of:
        return track_label(row["track"])
    return f"{actor['label']} → {target['label']}"


def _bar(row: SpanRow) -> Bar:
    line = span_line(row)
    since, until = row["since"], row["until"]
    start = _day(since, "latest") if since else date.min
    end = _day(until, "earliest") if until else date.max
    certain = None
    if start is not None and end is not None and start < end:
        certain = (start, end)
    return Bar(
        start_earliest=_day(since, "earliest"),
        end_latest=_day(until, "latest"),
        certain=certain,
        words=(
            f"{line.track_label}: {line.value}, since {line.since}, until {line.until}"
            f"{', contradicted' if line.contradicted else ''}"
        ),
        contradicted=row["contradicted"],
        suspended=row["value"] == "suspended",
        href=f"#{line.id}",
    )


def _mark(row: EventRow) -> Mark:
    line = event_line(row)
    return Mark(
        earliest=_day(row["date"], "earliest"),
        latest=_day(row["date"], "latest"),
        words=f"{line.kind}, {line.when}"
        + (", contradicted" if line.contradicted else ""),
        contradicted=line.contradicted,
        href=f"#{line.id}",
    )


def _day(row: DateRow | None, side: str) -> date | None:
    text = row[side] if row else None  # type: ignore[literal-required]
    return date.fromisoformat(text) if text else None
