"""Timelines as a calendar: all-day events that say how sure their day is.

An event whose day is not known lasts, in the calendar, from its first possible day to
its last; its title says so. Spans are left out, and the calendar says that too.

Source: RFC 5545, Internet Calendaring and Scheduling (iCalendar).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from recog.domain.kinds import KINDS
from recog.domain.shown import shown
from recog.exporters.csv_table import citation
from recog.exporters.documents import Timeline
from recog.exporters.rows import DateRow, EventRow

if TYPE_CHECKING:
    import icalendar

_ID: Final = "https://w3id.org/recog/id/"
_MAKER: Final = "-//recog//diplomatic recognition//EN"


def write_ics(timeline: Timeline) -> bytes:
    """Return the events of a timeline as VEVENTs, in order; RFC 5545, UTF-8."""
    from icalendar import Calendar, vText  # a tenth of a second: only when asked

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add("x-wr-calname", vText(_line(timeline.title)))
    spans = sum(row["type"] == "span" for row in timeline.rows)
    calendar.add(
        "x-wr-caldesc",
        vText(
            f"Version {timeline.version} of recog, {timeline.permalink}. "
            f"{spans} spans of time are left out; other formats have them."
            + (f" Receipt: {timeline.receipt}" if timeline.receipt else "")
        ),
    )
    for row in timeline.rows:
        if row["type"] == "event":
            calendar.add_component(_event(row, timeline))  # type: ignore[arg-type]
    text: bytes = calendar.to_ical()
    return text


def _event(row: EventRow, timeline: Timeline) -> icalendar.Event:
    first, last = _days(row["date"])
    from icalendar import Event

    event = Event()
    event.add("uid", f"{row['id'].replace('/', '-')}@recog")
    event.add("dtstamp", timeline.made)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1) if last < date.max else last)
    event.add("summary", _line(_summary(row)))
    event.add("description", _description(row))
    event.add("url", f"{_ID}{row['id']}")
    event.add("transp", "TRANSPARENT")  # it does not make anyone busy
    event.add("status", "CONFIRMED" if _sure(row) else "TENTATIVE")
    event.add("class", "PUBLIC")
    return event


def _line(text: str) -> str:
    return " ".join(shown(text).split())


def _days(when: DateRow) -> tuple[date, date]:
    """Return the first and last day; an open side is drawn as the one day known."""
    known = when["earliest"] or when["latest"] or date.min.isoformat()
    first = date.fromisoformat(when["earliest"] or known)
    last = date.fromisoformat(when["latest"] or known)
    return first, last


def _sure(row: EventRow) -> bool:
    when = row["date"]
    return when["earliest"] == when["latest"] and not row["contradicted"]


def _summary(row: EventRow) -> str:
    label = KINDS[row["kind"]].label if row["kind"] in KINDS else row["kind"]
    target = f" → {row['target']['label']}" if row["target"] else ""
    person = f", {row['person']['label']}" if row["person"] else ""
    return f"{row['actor']['label']}{target}: {label}{person}{_doubt(row)}"


def _doubt(row: EventRow) -> str:
    """Say that the day, or the event, is not known for sure."""
    when = row["date"]
    doubts = []
    if when["earliest"] is None:
        doubts.append(f"on or before {when['latest']}")
    elif when["latest"] is None:
        doubts.append(f"on or after {when['earliest']}")
    elif when["earliest"] != when["latest"]:
        doubts.append(f"some day from {when['earliest']} to {when['latest']}")
    if row["contradicted"]:
        doubts.append("sources contradict each other")
    return f" ({'; '.join(doubts)})" if doubts else ""


def _description(row: EventRow) -> str:
    words = f"In the words of the sources: {row['date']['text']}"
    lines = [f"Date: {row['date']['edtf']}"]
    if row["date"]["text"]:
        lines.append(words)
    lines.extend(f"Source: {citation(claim)}" for claim in row["claims"])
    return shown("\n".join(lines))
