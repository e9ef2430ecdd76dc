"""Who stands how to whom on a day, as nodes and edges.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recog.analysis.rings import rings
from recog.domain.implied import Implied
from recog.domain.spans import Span
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from recog.errors import QuestionError, ResultSizeError
from recog.exporters.rows import EdgeRow, NodeRow
from recog.service.answers import Answer, answer
from recog.service.implying import Premises, found_implied
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Past, Where
from recog.service.rows import (
    Claims,
    claim_rows,
    claims_of,
    ends,
    entity_row,
    optional_row,
    since_until,
)
from recog.service.workbench import Positions, View

#: Edges in one answer at most.
MAX_EDGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Link:
    """A span as an edge, with what is said of it; or what is implied on the day."""

    of: Span | Implied
    certainty: Certainty

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in a sorted list; the last part is its id."""
        named = "|".join(self.of.key[:3])
        id = self.of.id if isinstance(self.of, Span) else f"implied/{named}"
        return (*self.of.key, self.of.value, id)


def network(view: View, question: Question) -> Answer:
    """Answer the nodes and edges on a day, or over the days from `from` to `to`.

    On a day, `certainty` is the answer of that day. Over days, every span that can hold
    on one of them is an edge, `certainty` says whether it holds at some time for sure,
    and `since` and `until` carry the four days to filter by. With `implied`, on a day,
    what is implied has edges too, each marked. With `around`, only what lies within
    `depth` steps of that party. Edges are sorted by track, actor, target and value;
    nodes by id. The rows are the edges.

    :raises QuestionError: for what is implied over days.
    """
    over_days = question.first is not None or question.last is not None
    asked = question if over_days else replace(question, on=question.on or view.today)
    past = past_of(view, asked)
    links = _links(past, asked)
    if asked.implied:
        links += _implied_links(view, past, asked)
    links = _within(
        sorted(links, key=lambda link: link.place), asked.around, asked.depth
    )
    if len(links) > MAX_EDGES:
        raise ResultSizeError(
            f"{len(links)} edges are too many, at most {MAX_EDGES}; give a track, "
            "a party with around, or fewer days",
            limit="edges",
            value=MAX_EDGES,
        )
    edges = _edges(view, past, links)
    nodes = _nodes(view, links, asked)
    return answer(view, "network", asked, edges, more={"nodes": nodes, "edges": edges})


def _links(past: Past, asked: Question) -> list[Link]:
    where = Where(track=asked.track or None, first=asked.first, last=asked.last)
    if asked.on:
        return [Link(each.span, each.certainty) for each in past.on(asked.on, where)]
    return [Link(span, _ever(span)) for span in past.spans(where)]


def _implied_links(view: View, past: Past, asked: Question) -> list[Link]:
    """Return what is implied on the day and not refused."""
    if asked.on is None:
        raise QuestionError("implied goes with one day; give on instead of from and to")
    found = found_implied(view, past, asked.on, Where(track=asked.track or None))
    return [
        Link(each, each.certainty)
        for each in found
        if each.certainty is not Certainty.NONE
    ]


def _ever(span: Span) -> Certainty:
    """Say how surely a span holds at any time."""
    if span.contradicted:
        return Certainty.CONTRADICTED
    start = span.start_latest or date.max
    end = span.end_earliest or date.max
    return Certainty.CERTAIN if start < end else Certainty.POSSIBLE


def _within(links: Sequence[Link], around: str, depth: int) -> list[Link]:
    """Keep the links that lie within some steps of a party."""
    if not around:
        return list(links)
    near = {around}.union(*_steps(links, around, depth - 1))
    return [link for link in links if not near.isdisjoint(_ends(link))]


def _steps(links: Sequence[Link], around: str, depth: int) -> list[set[str]]:
    """Return who is one step away from a party, then who is two."""
    reached = {around}
    steps: list[set[str]] = []
    for _ in range(depth):
        ends = (_ends(link) for link in links)
        step = {end for pair in ends if not reached.isdisjoint(pair) for end in pair}
        steps.append(step - reached)
        reached |= step
    return steps


def _ends(link: Link) -> tuple[str, str]:
    return link.of.key.actor, link.of.key.target


def _edges(view: View, past: Past, links: Sequence[Link]) -> list[EdgeRow]:
    ids = ends(link.of for link in links if isinstance(link.of, Span))
    claims = claims_of(view.snapshot, past.events_by_id(ids))
    implied = [link.of for link in links if isinstance(link.of, Implied)]
    premises = Premises(view, past, implied)
    return [_edge(view, link, claims, premises) for link in links]


def _edge(view: View, link: Link, claims: Claims, premises: Premises) -> EdgeRow:
    of, key, snapshot = link.of, link.of.key, view.snapshot
    if isinstance(of, Span):
        since, until = since_until(of, claims)
        because = claim_rows(snapshot, (*of.opened_by, *of.closed_by), claims)
    else:
        since, until = premises.since_until(of)
        because = claim_rows(snapshot, premises.because(of), premises.claims)
    return {
        "id": link.place[-1],
        "from": key.actor,
        "to": key.target,
        "actor": entity_row(snapshot, key.actor),
        "target": entity_row(snapshot, key.target),
        "person": optional_row(snapshot, key.person),
        "list": optional_row(snapshot, key.list),
        "track": key.track,
        "value": of.value,
        "certainty": str(link.certainty),
        "mode": str(of.mode) if isinstance(of, Span) else "unspecified",
        "since": since,
        "until": until,
        "symmetric": TRACKS[key.track].symmetric,
        "because": because,
        "implied": premises.row(of) if isinstance(of, Implied) else None,
    }


def _nodes(view: View, links: Sequence[Link], asked: Question) -> list[NodeRow]:
    around = asked.around
    parties = {end for link in links for end in _ends(link)} | ({around} - {""})
    places = _places(view, links, asked)
    return [
        {
            "id": party,
            "label": view.directory.label(party),
            "type": party.partition("/")[0],
            "x": places[party][0] if party in places else 0.0,
            "y": places[party][1] if party in places else 0.0,
        }
        for party in sorted(parties)
    ]


def _places(view: View, links: Sequence[Link], asked: Question) -> Positions:
    """Return places on rings around a party, or those of the whole version."""
    if not asked.around:
        return view.positions()
    return rings(asked.around, _steps(links, asked.around, asked.depth))
