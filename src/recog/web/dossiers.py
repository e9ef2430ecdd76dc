"""Dossiers: what one party stands for on a day and through time.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from recog.domain.entities import ENTITY_TYPES, Entity
from recog.domain.implication import IMPLIED_VALUES
from recog.domain.spoken import spoken_day
from recog.domain.tracks import TRACKS
from recog.errors import NotFoundError
from recog.exporters.rows import EventRow, SourceRow, SpanRow
from recog.service.answers import Answer
from recog.service.questions import MAX_LIMIT, Question
from recog.service.status import StatusRow, status
from recog.service.timeline import timeline
from recog.service.workbench import View
from recog.web.checks import findings_link
from recog.web.extents import Extent, extent_of
from recog.web.facts import Fact, facts_of
from recog.web.headings import HEADINGS
from recog.web.implied_lines import ImpliedPart, implied_part
from recog.web.lines import Link, StatusLine
from recog.web.receipts import citing
from recog.web.sheets import entity_href, status_line
from recog.web.timelines import Sheet, sheet
from recog.web.words import track_label

#: Rows of one group and of one timeline on a dossier; the rest is a link away.
MOST_ROWS: Final = 300
#: Groups of up to so many rows stand open.
MOST_OPEN: Final = 12
#: The parts a party can play, as a link to the statuses says them.
_ROLES: Final = {
    "actor": "what it does",
    "target": "what is done to it",
    "person": "as a person",
    "list": "as a list",
}
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
    cite: tuple[Link, ...]  # the statuses, by the part it plays
    implied: ImpliedPart
    through_time: Sheet
    cite_past: tuple[Link, ...]  # its timeline; one a track where it is long
    more: tuple[Link, ...]
    graph_href: str
    map_href: str  # who recognises it; empty where that is not a question
    sources: tuple[Link, ...]
    downloads: tuple[Link, ...]
    findings: Link | None  # what is doubtful about it, if anything


def _map_href(name: str, day: date) -> str:
    track = f"{name.partition('/')[0]}-recognition"
    if track not in TRACKS:
        return ""
    asked = {"track": track, "target": name, "on": day}
    return f"/map?{urlencode(asked, safe='/')}"


def known_entity(view: View, name: str) -> Entity:
    """Return an entity by its id.

    :raises NotFoundError: when no entity has that id; the message names those near it.
    """
    known = view.snapshot.entities.get(name)
    if known is None:
        near = ", ".join(view.directory.near(name.partition("/")[2].replace("-", " ")))
        hint = f"; near it: {near}" if near else ""
        raise NotFoundError(f"no entity has the id {name!r}{hint}")
    return known


def dossier(view: View, name: str, day: date, *, implied: bool = False) -> Dossier:
    """Return what is known of one party.

    :param implied: whether what is implied is shown too.
    :raises NotFoundError: when no entity has that id.
    """
    known = known_entity(view, name)
    extent = extent_of(view, name)
    held = _held(view, name, day)
    tracks = extent.small_tracks(MOST_ROWS)
    pasts = _pasts(view, name, tracks, whole=len(tracks) == len(extent.rows))
    also = _implied(view, name, day) if implied else []
    return Dossier(
        title=known.label,
        type=ENTITY_TYPES[known.type].label,
        href=entity_href(name),
        note=known.note,
        facts=facts_of(view, known),
        codes=known.codes,
        day=day.isoformat(),
        day_words=spoken_day(day),
        groups=_groups(name, held, day),
        cite=citing((_ROLES[role], each) for role, each in held.items()),
        implied=implied_part(also if implied else None, entity_href(name), day),
        through_time=sheet(
            sorted(once(pasts, "id"), key=first_day), today=view.today, of=(name,)
        ),
        cite_past=citing((_track(each), each) for each in pasts),
        more=_more(name, extent, tracks),
        graph_href=f"/graph?{urlencode({'around': name, 'on': day}, safe='/')}",
        map_href=_map_href(name, day),
        sources=sources([*pasts, *held.values(), *also]),
        downloads=downloads({"entity": name}),
        findings=findings_link(view, {"entity": name}, known.label),
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
    asked = Question(on=day, as_known=view.moment, limit=MAX_LIMIT)
    return {
        role: status(view, replace(asked, **{role: name}))  # type: ignore[arg-type]
        for role in roles
    }


def _implied(view: View, name: str, day: date) -> list[Answer]:
    """Ask for what is implied on each track, from either side."""
    asked = Question(on=day, as_known=view.moment, implied=True, limit=MAX_LIMIT)
    sides = [replace(asked, actor=name), replace(asked, target=name)]
    return [
        status(view, replace(side, track=track))
        for track in IMPLIED_VALUES
        for side in (sides[:1] if TRACKS[track].symmetric else sides)
    ]


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
        lines=tuple(status_line(row, day.isoformat()) for row in rows[:MOST_ROWS]),
        rest=Link(f"The other {rest}", f"/graph?{query}#table") if rest > 0 else None,
    )


def _pasts(
    view: View, name: str, tracks: Sequence[str], *, whole: bool
) -> list[Answer]:
    """Ask for all that happened and held, or for some tracks of it."""
    asked = Question(entity=name, as_known=view.moment, limit=MAX_LIMIT)
    wanted = [""] if whole else [track for track in tracks if track]
    return [timeline(view, replace(asked, track=track)) for track in wanted]


def _more(name: str, extent: Extent, shown: Sequence[str]) -> tuple[Link, ...]:
    """Return links to the tracks that are too long to be shown; none if all are."""
    links = []
    for track, count in extent.events.items():
        if track not in shown and track:
            query = urlencode({"entity": name, "track": track}, safe="/")
            words = f"{track_label(track)} ({count} events)"
            links.append(Link(words, f"/timeline?{query}"))
    return tuple(links)


def _track(answer: Answer) -> str:
    return track_label(answer.parameters.get("track", ""))


def once(answers: Iterable[Answer], name: str) -> list[Any]:
    """Return the rows of several answers, each once by one of its fields."""
    return list({row[name]: row for answer in answers for row in answer.rows}.values())


def first_day(row: EventRow | SpanRow) -> tuple[str, str, str]:
    """Return where a row of a timeline stands: by first day, last day, id."""
    when = row["date"] if row["type"] == "event" else row["since"]  # type: ignore[typeddict-item]
    first = (when["earliest"] or "") if when else ""
    last = (when["latest"] or "9999") if when else ""
    return first, last, row["id"]
