"""Dossiers: what one party, or two, stand for on a day and through time.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from recog.domain.entities import ENTITY_TYPES
from recog.domain.spoken import spoken_day
from recog.exporters.documents import EventRow, SourceRow, SpanRow
from recog.service.answers import Answer
from recog.service.entities import entity
from recog.service.questions import Question
from recog.service.status import StatusRow, status
from recog.service.timeline import timeline
from recog.service.workbench import View
from recog.web.facts import Fact, facts_of
from recog.web.headings import HEADINGS
from recog.web.sheets import (
    Link,
    StatusLine,
    entity_href,
    link,
    relation_href,
    status_line,
)
from recog.web.timelines import Sheet, sheet
from recog.web.words import track_label

#: Rows of one group and of one timeline on a dossier; the rest is a link away.
MOST_ROWS: Final = 200
#: Groups of up to so many rows stand open.
MOST_OPEN: Final = 12
DOWNLOADS: Final = ("json", "csv", "ics", "ttl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statuses of one track, from one side, on the chosen day."""

    heading: str
    track: str
    counts: str
    side: str  # the column that is shown; empty: both
    open: bool
    lines: tuple[StatusLine, ...]
    rest: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One party."""

    title: str
    type: str
    href: str
    note: str
    facts: tuple[Fact, ...]
    codes: tuple[str, ...]
    day: str
    day_words: str
    groups: tuple[Group, ...]
    through_time: Sheet
    more: tuple[Link, ...]
    graph_href: str
    sources: tuple[Link, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two parties, every track, both directions."""

    title: str
    one: Link
    other: Link
    href: str
    day: str
    day_words: str
    status: tuple[StatusLine, ...]
    silence: StatusLine | None  # when nothing holds: what that rests on
    through_time: Sheet
    sources: tuple[Link, ...]
    downloads: tuple[Link, ...]


def dossier(view: View, name: str, day: date) -> Dossier:
    """Return what is known of one party.

    :raises NotFoundError: when no entity has that id.
    """
    known = entity(view, name)
    row = known.rows[0]
    held = _held(view, name, day)
    past = timeline(view, Question(entity=name, limit=MOST_ROWS))
    return Dossier(
        title=row["label"],
        type=ENTITY_TYPES[row["type"]].label,
        href=entity_href(name),
        note=row["note"],
        facts=facts_of(row),
        codes=tuple(row["codes"]),
        day=day.isoformat(),
        day_words=spoken_day(day),
        groups=_groups(name, held, day),
        through_time=sheet(past.rows, today=view.today, of=(name,)),
        more=_more(name, row["counts"]) if past.next else (),
        graph_href=f"/graph?{urlencode({'around': name, 'on': day}, safe='/')}",
        sources=sources([known, past, *held.values()]),
        downloads=downloads({"entity": name}),
    )


def relation(view: View, one: str, other: str, day: date) -> Relation:
    """Return what holds and held between two parties, both ways.

    :raises NotFoundError: when an id is not that of an entity.
    """
    rows = [entity(view, name).rows[0] for name in (one, other)]
    both = ((one, other), (other, one))
    on_day = [status(view, Question(actor=a, target=b, on=day)) for a, b in both]
    pasts = [
        timeline(view, Question(actor=a, target=b, limit=MOST_ROWS)) for a, b in both
    ]
    lines = [status_line(each) for each in _once(on_day, "span") if each["value"]]
    silent = [each for answer in on_day for each in answer.rows if not each["value"]]
    return Relation(
        title=f"{rows[0]['label']} and {rows[1]['label']}",
        one=link(rows[0]),
        other=link(rows[1]),
        href=relation_href(one, other),
        day=day.isoformat(),
        day_words=spoken_day(day),
        status=tuple(lines),
        silence=status_line(silent[0]) if silent and not lines else None,
        through_time=sheet(
            sorted(_once(pasts, "id"), key=_first_day),
            today=view.today,
            of=(one, other),
        ),
        sources=sources([*on_day, *pasts]),
        downloads=downloads({"actor": one, "target": other}),
    )


def sources(answers: Iterable[Answer]) -> tuple[Link, ...]:
    """Return the releases that answers rest on, by title, each once."""
    rows: dict[str, SourceRow] = {
        row["id"]: row for answer in answers for row in answer.releases
    }
    links = [
        Link(row["title"], f"/sources#{id.split('/')[1]}") for id, row in rows.items()
    ]
    return tuple(sorted(links, key=lambda each: (each.label.casefold(), each.href)))


def downloads(parameters: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the addresses of a timeline in the formats that pages offer."""
    return tuple(
        Link(
            name.upper(),
            "/api/v1/timeline?" + urlencode({**parameters, "format": name}, safe="/"),
        )
        for name in DOWNLOADS
    )


def _held(view: View, name: str, day: date) -> dict[str, Answer]:
    """Ask for each part a party can play; symmetric statuses come with `actor`."""
    kind = name.partition("/")[0]
    roles = {"person": ("person", "target"), "list": ("list",)}.get(
        kind, ("actor", "target")
    )
    return {
        role: status(view, Question(**{role: name, "on": day, "limit": 1000}))  # type: ignore[arg-type]
        for role in roles
    }


def _groups(name: str, held: Mapping[str, Answer], day: date) -> tuple[Group, ...]:
    """Group statuses by track and side, in the order of HEADINGS."""
    found: dict[tuple[str, str], list[StatusRow]] = {}
    for role, answer in held.items():
        for row in answer.rows:
            heading = HEADINGS[row["track"]]
            own = heading.acted_upon if role == "target" else heading.acting
            known = found.setdefault((row["track"], own), [])
            if all(row["span"] != each["span"] for each in known):
                known.append(row)
    order = list(HEADINGS)
    ranked = sorted(found.items(), key=lambda each: order.index(each[0][0]))
    return tuple(
        _group(name, track, heading, rows, day) for (track, heading), rows in ranked
    )


def _group(
    name: str, track: str, heading: str, rows: Sequence[StatusRow], day: date
) -> Group:
    counted = Counter(row["certainty"] for row in rows)
    counts = ", ".join(
        f"{counted[each]} {each}"
        for each in ("certain", "possible", "contradicted")
        if counted[each]
    )
    actors = {row["actor"]["id"] for row in rows}
    targets = {row["target"]["id"] for row in rows}
    side = "target" if actors == {name} else "actor" if targets == {name} else ""
    query = urlencode({"around": name, "track": track, "on": day}, safe="/")
    rest = len(rows) - MOST_ROWS
    return Group(
        heading=heading,
        track=track,
        counts=counts,
        side=side,
        open=len(rows) <= MOST_OPEN,
        lines=tuple(status_line(row) for row in rows[:MOST_ROWS]),
        rest=Link(f"The other {rest}", f"/graph?{query}#table") if rest > 0 else None,
    )


def _more(name: str, counts: Mapping[str, Any]) -> tuple[Link, ...]:
    """Return the whole timeline, and that of each track, as links."""
    links = [
        Link(
            f"Whole timeline ({counts['events']} events)",
            f"/timeline?{urlencode({'entity': name}, safe='/')}",
        )
    ]
    for track, count in counts["events_by_track"].items():
        if track != "none":
            query = urlencode({"entity": name, "track": track}, safe="/")
            links.append(Link(f"{track_label(track)} ({count})", f"/timeline?{query}"))
    return tuple(links)


def _once(answers: Iterable[Answer], name: str) -> list[Any]:
    """Return the rows of several answers, each once by one of its fields."""
    return list({row[name]: row for answer in answers for row in answer.rows}.values())


def _first_day(row: EventRow | SpanRow) -> tuple[str, str, str]:
    when = row["date"] if row["type"] == "event" else row["since"]  # type: ignore[typeddict-item]
    first = (when["earliest"] or "") if when else ""
    last = (when["latest"] or "9999") if when else ""
    return first, last, row["id"]
