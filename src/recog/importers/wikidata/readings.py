"""What a statement's times say happened, by its property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.domain.tables import table
from recog.errors import DateError
from recog.importers.records import Skip
from recog.importers.wikidata.reasons import Reason
from recog.importers.wikidata.statements import (
    DESIGNATED,
    HOLDER,
    POST,
    RELATION,
    Statement,
)
from recog.importers.wikidata.times import Time, on_or_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The kinds of claim that a property's start and end become."""

    name: str  # of the property
    track: str
    opens: str
    closes: str
    start_note: str
    end_note: str
    lasts: bool  # whether a statement without any date says that it holds now


_TERM: Final = Reading(
    name=POST,
    track="head-of-mission",
    opens="appointment",
    closes="mission-terminated",
    start_note="The term's start; whether appointment or credentials is not said.",
    end_note="The term's end; how it ended is not said.",
    lasts=False,
)
READINGS: Final[Mapping[str, Reading]] = table(
    Reading(
        name=RELATION,
        track="relations",
        opens="relations-established",
        closes="relations-severed",
        start_note="Start of the diplomatic relation.",
        end_note="End of the diplomatic relation; how it ended is not said.",
        lasts=True,
    ),
    Reading(
        name=DESIGNATED,
        track="listing",
        opens="listed",
        closes="delisted",
        start_note="Start of the designation as terrorist; on which list is not said.",
        end_note="End of the designation as terrorist; how it ended is not said.",
        lasts=True,
    ),
    _TERM,
    Reading(
        name=HOLDER,
        track=_TERM.track,
        opens=_TERM.opens,
        closes=_TERM.closes,
        start_note=_TERM.start_note,
        end_note=_TERM.end_note,
        lasts=False,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened."""

    kind: str
    date: EdtfDate
    text: str  # in the words of the source
    old_style: str = ""
    note: str


def moments(statement: Statement, day: date | None) -> Iterator[Moment | Skip]:
    """Yield when what a statement says began and ended, and what cannot be read.

    :param day: on which the statement stood; None where that is not known.
    """
    reading = READINGS[statement.property_id]
    found = [
        *_given(statement, statement.starts, reading.opens, reading.start_note),
        *_given(statement, statement.ends, reading.closes, reading.end_note),
    ]
    yield from found
    if not statement.starts:
        yield from _start(statement, reading, day)
    if statement.end_unknown and not statement.ends:
        yield from _end(statement, reading, day)


def _given(
    statement: Statement, times: tuple[Time, ...], kind: str, note: str
) -> Iterator[Moment | Skip]:
    for time in times:
        try:
            found = time.date(about=statement.about)
        except DateError as error:
            yield Skip(
                where=statement.locator,
                reason=Reason.DATE_UNREADABLE,
                detail=str(error),
            )
            continue
        yield Moment(
            kind=kind,
            date=found,
            text=_words(time, about=statement.about),
            old_style=time.old_style,
            note=note,
        )


def _start(
    statement: Statement, reading: Reading, day: date | None
) -> Iterator[Moment | Skip]:
    """Yield a start that other times bound, or a day on which it held."""
    first, last = _bound(statement.earliest), _bound(statement.latest)
    points = _bound(statement.points)
    words = [f"P1319 {each.text}" for each in statement.earliest]
    words += [f"P1326 {each.text}" for each in statement.latest]
    if first or last:
        days = Interval(
            first.earliest if first else None, last.latest if last else None
        )
        found, text, note = of_interval(days), "; ".join(words), "Bounds of the start."
    elif points and points.earliest:
        text = "; ".join(f"P585 {each.text}" for each in statement.points)
        note = "It held at that time; no start is given."
        found = on_or_before(points.last)
    elif statement.ends or statement.end_unknown:
        return  # the end says enough
    elif reading.lasts and day:
        found, text = on_or_before(day), f"stated on {day.isoformat()}"
        note = "No start is given; it held when Wikidata was read."
    else:
        yield Skip(where=statement.locator, reason=Reason.NO_DATE)
        return
    yield Moment(kind=reading.opens, date=found, text=text, note=note)


def _end(
    statement: Statement, reading: Reading, day: date | None
) -> Iterator[Moment | Skip]:
    """Yield an end at an unknown time: after the start, by the day it was read."""
    start = _bound(statement.starts)
    first = start.earliest if start else None
    if day is None or (first and first > day):
        yield Skip(
            where=statement.locator, reason=Reason.NO_DATE, detail="an unknown end"
        )
        return
    yield Moment(
        kind=reading.closes,
        date=of_interval(Interval(first, day)),
        text="P582 unknown value",
        note=f"{reading.end_note} It had ended when Wikidata was read.",
    )


def _bound(times: tuple[Time, ...]) -> Interval | None:
    """Return the days of the first time that can be read."""
    for time in times:
        try:
            return time.date().days
        except DateError:
            continue
    return None


def _words(time: Time, *, about: bool) -> str:
    calendar = ", Julian" if time.old_style else ""
    circa = ", circa" if about else ""
    return f"{time.text}, precision {time.precision}{calendar}{circa}"
