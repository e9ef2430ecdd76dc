"""The data of the interactive graph: who was ever linked to whom, stretch by stretch.

Read from the columns of the chronicle, as all of it is needed at once; the browser
filters it by day without asking again. Source: docs/design.md, sections 3.3 and 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np

from recog.domain.claims import Key
from recog.domain.tracks import TRACKS
from recog.service.questions import Question
from recog.service.rows import span_date
from recog.service.workbench import View
from recog.store.chronicle import CERTAINTIES, VALUE_NAMES, Chronicle
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE, Ints
from recog.web.sheets import until, when
from recog.web.words import track_label, value_label

_ENDS: Final = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class Stretch(NamedTuple):
    """A run of days with one answer; sent to the browser as a list in this order."""

    first: str  # included
    until: str  # not included
    certainty: str
    value: str
    words: str
    since: str
    ends: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One key, and all that ever held on it."""

    key: Key
    about: str  # person and list, where the key has them
    stretches: tuple[Stretch, ...]

    def held(self, day: str) -> Iterable[Stretch]:
        """Return the stretches that a day lies in."""
        return (each for each in self.stretches if each.first <= day < each.until)


def edges(view: View, question: Question) -> list[Edge]:
    """Return every edge of a track, or of all, sorted by key.

    With `around`, those within `depth` steps of that party, on whatever day.
    """
    chronicle = view.snapshot.chronicle
    rows = np.asarray(chronicle.keys.select(track=question.track or None))
    keys = chronicle.keys.table
    rows = rows[(keys["target"][rows] >= 0) & (keys["track"][rows] >= 0)]
    if question.around:
        party = chronicle.keys.party(question.around)
        rows = _near(rows, keys["actor"], keys["target"], party, question.depth)
    label = view.directory.label
    return [
        Edge(
            key=(key := chronicle.keys[row]),
            about=", ".join(label(each) for each in (key.person, key.list) if each),
            stretches=tuple(own),
        )
        for row, own in _stretches(chronicle, rows).items()
    ]


def network_data(view: View, question: Question) -> dict[str, Any]:
    """Return nodes with places, edges with their stretches, and the days they fill."""
    found = edges(view, question)
    parties = {end for edge in found for end in (edge.key.actor, edge.key.target)}
    parties |= {question.around} - {""}
    places = view.positions()
    starts = [each.first for edge in found for each in edge.stretches]
    days = [day for day in starts if day > date.min.isoformat()]
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
        "edges": [_sent(edge) for edge in found],
        "tracks": {
            name: {"label": track_label(name), "symmetric": TRACKS[name].symmetric}
            for name in sorted({edge.key.track for edge in found})
        },
        "first": min(days, default=view.today.isoformat()),
        "last": max([*days, view.today.isoformat()]),
    }


def _sent(edge: Edge) -> dict[str, Any]:
    track, actor, target, person, listed = edge.key
    return {
        "id": "|".join(edge.key),
        "track": track,
        "from": actor,
        "to": target,
        "person": person,
        "list": listed,
        "about": edge.about,
        "stretches": edge.stretches,
    }


def _near(rows: Ints, actors: Ints, targets: Ints, party: int, depth: int) -> Ints:
    """Keep the keys within some steps of a party."""
    reached = np.array([party])
    near = np.zeros(len(rows), dtype=bool)
    for _ in range(depth):
        near = np.isin(actors[rows], reached) | np.isin(targets[rows], reached)
        reached = np.union1d(reached, (actors[rows[near]], targets[rows[near]]))
    kept: Ints = rows[near]
    return kept


def _stretches(chronicle: Chronicle, rows: Ints) -> Mapping[int, list[Stretch]]:
    """Return the stretches of each of these keys that has any."""
    table = chronicle.stretches_table
    among = table.data[:, np.isin(table["key"], rows)]
    words = _Ends(chronicle, among[5])
    found: dict[int, list[Stretch]] = {}
    for key, value, first, last, certainty, span in among.T.tolist():
        name = VALUE_NAMES[value]
        since, ends = words.of(span)
        found.setdefault(key, []).append(
            Stretch(
                first=date.fromordinal(max(first, 1)).isoformat(),
                until=(_day(last) or date.max).isoformat(),
                certainty=str(CERTAINTIES[certainty]),
                value=name,
                words=value_label(name),
                since=since,
                ends=ends,
            )
        )
    return found


class _Ends:
    """The two ends of spans in words; equal days are worded once."""

    def __init__(self, chronicle: Chronicle, spans: Ints) -> None:
        wanted = np.unique(spans)
        columns = [chronicle.spans_table[name][wanted].tolist() for name in _ENDS]
        days = zip(*columns, strict=True)
        self._days = dict(zip(wanted.tolist(), days, strict=True))
        self._since: dict[Sequence[int], str] = {}
        self._until: dict[Sequence[int], str] = {}

    def of(self, span: int) -> tuple[str, str]:
        """Return since when, and until when."""
        days = self._days[span]
        start, end = days[:2], days[2:]
        if start not in self._since:
            row = span_date(_day(start[0]), _day(start[1]))
            self._since[start] = when(row, "an unknown day")
        if end not in self._until:
            self._until[end] = until(span_date(_day(end[0]), _day(end[1])))
        return self._since[start], self._until[end]


def _day(ordinal: int) -> date | None:
    if ordinal in (NEVER_BEFORE, NEVER_AFTER):
        return None
    return date.fromordinal(ordinal)
