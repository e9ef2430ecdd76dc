"""The page of the interactive graph: its form, and the same network as a table.

Source: docs/design.md, section 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from recog.domain.implication import IMPLIED_VALUES
from recog.domain.spoken import spoken_day
from recog.domain.tracks import TRACKS
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.implied_edges import implied_edges
from recog.web.lines import Badge, Link
from recog.web.networks import Edge, Stretch, edges, tracks_of
from recog.web.receipts import cite_href
from recog.web.sheets import badge, entity_href, relation_href, track_choices
from recog.web.words import track_label

PARAMETERS: Final = (
    *("on", "track", "around", "depth", "implied"),
    *("as_known", "version"),
)
#: Shown when nothing is asked for: small, and what recog is about.
FIRST_TRACK: Final = "government-recognition"
MOST_LINES: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeLine:
    """One edge on the chosen day."""

    actor: Link
    target: Link
    track: str
    track_label: str
    value: str
    badge: Badge
    since: str
    until: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPage:
    """The form, the addresses of the data, and the table."""

    title: str
    around: str
    depth: int
    implied: bool
    day: str
    tracks: list[tuple[str, str, bool]]
    hidden: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str], ...]
    data_href: str
    cite_href: str
    summary: str
    lines: tuple[EdgeLine, ...]
    rest: Link | None


def read_track(given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the parameters with the first track where none of them says what to show.

    An empty track is a choice: every track.
    """
    if "track" in given or given.get("around"):
        return given
    return {**given, "track": FIRST_TRACK}


def graph_page(view: View, question: Question) -> GraphPage:
    """Return the page of a network on a day; today unless the question says."""
    asked = replace(question, on=question.on or view.today)
    day = asked.on or view.today
    implied = implied_edges(view, asked, day=day) if asked.implied else []
    found = [*edges(view, asked, day=day), *implied]
    held = [(edge, part) for edge in found for part in edge.stretches]
    parties = {end for edge, _ in held for end in (edge.key.actor, edge.key.target)}
    kept = {"track": asked.track, "around": asked.around, "depth": str(asked.depth)}
    if asked.implied:
        kept["implied"] = "true"
    given = asked.parameters()
    kept |= {name: given[name] for name in ("as_known", "version") if name in given}
    rest = len(held) - MOST_LINES
    query = urlencode({**kept, "on": day}, safe="/")
    around = view.directory.label(asked.around) if asked.around else ""
    return GraphPage(
        title=f"Graph around {around}" if around else "Graph",
        around=asked.around,
        depth=asked.depth,
        implied=asked.implied,
        day=day.isoformat(),
        tracks=track_choices(asked.track),
        hidden=tuple(kept.items()),
        shown=tuple((name, track_label(name)) for name in _tracks(view, asked)),
        data_href=f"/graph/data.json?{urlencode(kept, safe='/')}",
        cite_href=cite_href(view, "network", {**kept, "on": day.isoformat()}),
        summary=(
            f"{_counted(held)} between {len(parties)} parties on {spoken_day(day)}"
        ),
        lines=tuple(_line(view, edge, stretch) for edge, stretch in held[:MOST_LINES]),
        rest=Link(f"The other {rest} as JSON", f"/api/v1/network?{query}")
        if rest > 0
        else None,
    )


def _tracks(view: View, asked: Question) -> list[str]:
    found = set(tracks_of(view, asked))
    if asked.implied:
        found |= set(IMPLIED_VALUES) if not asked.track else {asked.track}
    return [name for name in TRACKS if name in found]


def _counted(held: Sequence[object]) -> str:
    return "1 status" if len(held) == 1 else f"{len(held)} statuses"


def _line(view: View, edge: Edge, stretch: Stretch) -> EdgeLine:
    track, actor, target = edge.key[:3]
    return EdgeLine(
        actor=Link(view.directory.label(actor), entity_href(actor)),
        target=Link(view.directory.label(target), entity_href(target)),
        track=track,
        track_label=track_label(track),
        value=": ".join(filter(None, (stretch.words, edge.about))),
        badge=badge(stretch.certainty),
        since=stretch.since,
        until=stretch.ends,
        relation=relation_href(actor, target),
    )
