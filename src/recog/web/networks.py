"""The data of the interactive graph: who was ever linked to whom, stretch by stretch.

The browser filters it by day without asking again. Source: docs/design.md, 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from recog.domain.claims import Key
from recog.domain.spans import Span
from recog.domain.tracks import TRACKS
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.rows import since_until
from recog.service.workbench import View
from recog.web.sheets import until as until_words
from recog.web.sheets import when
from recog.web.words import track_label, value_label


def network_data(view: View, question: Question) -> dict[str, Any]:
    """Return nodes with places, edges with their stretches, and the days they fill.

    A stretch runs from `first` to before `until`. Nodes and edges are sorted by id and
    key. With `around`, edges within `depth` steps of that party, on whatever day.
    """
    spans = past_of(view, question).spans(Where(track=question.track or None))
    edges = _edges(spans)
    if question.around:
        edges = _near(edges, question.around, question.depth)
    days = [day for own in edges.values() for span in own for day in _days_of(span)]
    parties = {end for key in edges for end in (key.actor, key.target)}
    parties |= {question.around} - {""}
    places = view.positions()
    return {
        "nodes": [
            {
                "id": party,
                "label": view.directory.label(party),
                "type": party.partition("/")[0],
                "x": places.get(party, (0.0, 0.0))[0],
                "y": places.get(party, (0.0, 0.0))[1],
            }
            for party in sorted(parties)
        ],
        "edges": [_edge(view, key, own) for key, own in sorted(edges.items())],
        "first": min(days, default=view.today).isoformat(),
        "last": max([*days, view.today]).isoformat(),
    }


def _edges(spans: Iterable[Span]) -> dict[Key, list[Span]]:
    found: dict[Key, list[Span]] = {}
    for span in spans:
        if span.key.target:
            found.setdefault(span.key, []).append(span)
    return found


def _near(
    edges: dict[Key, list[Span]], around: str, depth: int
) -> dict[Key, list[Span]]:
    reached = {around}
    for _ in range(depth):
        near = [key for key in edges if key.actor in reached or key.target in reached]
        reached |= {end for key in near for end in (key.actor, key.target)}
    kept = {key for key in near}
    return {key: own for key, own in edges.items() if key in kept}


def _edge(view: View, key: Key, spans: Sequence[Span]) -> dict[str, Any]:
    label = view.directory.label
    about = [label(each) for each in (key.person, key.list) if each]
    return {
        "id": "|".join(key),
        "from": key.actor,
        "to": key.target,
        "person": key.person,
        "list": key.list,
        "about": ", ".join(about),
        "track": key.track,
        "track_label": track_label(key.track),
        "symmetric": TRACKS[key.track].symmetric,
        "stretches": list(_stretches(view, key, spans)),
    }


def _stretches(view: View, key: Key, spans: Sequence[Span]) -> Iterable[dict[str, str]]:
    by_id = {span.id: span for span in spans}
    for stretch in view.snapshot.chronicle.stretches_of(key):
        since, until = since_until(by_id[stretch.span], {})
        yield {
            "first": stretch.first.isoformat(),
            "until": stretch.until.isoformat(),
            "certainty": str(stretch.certainty),
            "value": stretch.value,
            "words": value_label(stretch.value),
            "since": when(since, "an unknown day"),
            "ends": until_words(until),
        }


def _days_of(span: Span) -> Iterable[date]:
    ends = (span.start_earliest, span.start_latest, span.end_earliest, span.end_latest)
    for day in ends:
        if day is not None:
            yield day - timedelta(days=1) if day > date.min else day
            yield day
