"""The data of the interactive graph: who was ever linked to whom, stretch by stretch.

Read from the columns of the chronicle, as all of it is needed at once; the browser
filters it by day without asking again. Source: docs/design.md, sections 3.3 and 4.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

from recog.domain import spans as domain
from recog.domain.claims import Key
from recog.domain.derive import Derivation
from recog.domain.implied import ImpliedStretch
from recog.domain.tracks import TRACKS
from recog.service.questions import Question
from recog.service.workbench import View
from recog.store.chronicle import CERTAINTIES, VALUE_NAMES, Chronicle
from recog.store.keys import TRACK_NAMES
from recog.store.tables import Ints
from recog.web.ends import Ends, day_of, end_words
from recog.web.words import track_label, value_label


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
    implied: bool = False  # no source asserts it


def edges(view: View, question: Question, *, day: date | None = None) -> list[Edge]:
    """Return every edge of a track, or of all, sorted by key.

    With `around`, those within `depth` steps of that party, on whatever day. With a
    day, only the edges and stretches that hold on it.
    """
    chronicle = view.snapshot.chronicle
    rows = _rows(chronicle, question)
    label = view.directory.label
    if view.then is None:
        found = _stretches(chronicle, rows, day)
    else:
        others = view.then.changed[rows]
        found = _stretches(chronicle, rows[~others], day)
        found |= _of_then(chronicle, view.then.derived(rows[others]), day)
    return [
        Edge(
            key=(key := chronicle.keys[row]),
            about=", ".join(label(each) for each in (key.person, key.list) if each),
            stretches=tuple(own),
        )
        for row, own in sorted(found.items())
    ]


def tracks_of(view: View, question: Question) -> list[str]:
    """Return the tracks on which there is an edge on any day, in their order."""
    chronicle = view.snapshot.chronicle
    numbers = np.unique(chronicle.keys.table["track"][_rows(chronicle, question)])
    found = {TRACK_NAMES[number] for number in numbers.tolist()}
    return [name for name in TRACKS if name in found]


def _rows(chronicle: Chronicle, question: Question) -> Ints:
    """Return the rows of the keys asked for, sorted."""
    rows = np.asarray(
        chronicle.keys.select(track=question.track or None), dtype=np.int64
    )
    keys = chronicle.keys.table
    rows = rows[(keys["target"][rows] >= 0) & (keys["track"][rows] >= 0)]
    if question.around:
        party = chronicle.keys.party(question.around)
        rows = _near(rows, keys["actor"], keys["target"], party, question.depth)
    return rows


def network_data(
    view: View, question: Question, implied: Sequence[Edge] = ()
) -> dict[str, Any]:
    """Return nodes with places, edges with their stretches, and the days they fill.

    :param implied: edges besides those that a source asserts.
    """
    found = [*edges(view, question), *implied]
    parties = {end for edge in found for end in (edge.key.actor, edge.key.target)}
    parties |= {question.around} - {""}
    places = view.positions()
    starts = {each.first for edge in found for each in edge.stretches}
    days = [date.fromisoformat(day) for day in starts - {date.min.isoformat()}]
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
        # from the day before anything began, so that the beginning is seen
        "first": (min([*days, view.today]) - timedelta(days=1)).isoformat(),
        "last": max([*days, view.today]).isoformat(),
    }


def _sent(edge: Edge) -> dict[str, Any]:
    track, actor, target, person, listed = edge.key
    return {
        "id": "|".join(edge.key) + ("|implied" if edge.implied else ""),
        "track": track,
        "from": actor,
        "to": target,
        "person": person,
        "list": listed,
        "about": edge.about,
        "implied": edge.implied,
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


def _stretches(
    chronicle: Chronicle, rows: Ints, day: date | None
) -> dict[int, list[Stretch]]:
    """Return the stretches of each of these keys that has any."""
    table = chronicle.stretches_table
    wanted = np.isin(table["key"], rows)
    if day is not None:
        on = day.toordinal()
        wanted &= (table["first"] <= on) & (on < table["until"])
    among = table.data[:, wanted]
    words = Ends(chronicle, among[5])
    found: dict[int, list[Stretch]] = {}
    for key, value, first, last, certainty, span in among.T.tolist():
        name = VALUE_NAMES[value]
        since, ends = words.of(span)
        found.setdefault(key, []).append(
            Stretch(
                first=date.fromordinal(max(first, 1)).isoformat(),
                until=(day_of(last) or date.max).isoformat(),
                certainty=str(CERTAINTIES[certainty]),
                value=name,
                words=value_label(name),
                since=since,
                ends=ends,
            )
        )
    return found


def _of_then(
    chronicle: Chronicle, derived: Derivation, day: date | None
) -> dict[int, list[Stretch]]:
    """Return the stretches of keys on which others held than hold now."""
    spans = {span.id: span for span in derived.spans}
    found: dict[int, list[Stretch]] = {}
    for part in derived.stretches:
        if day is None or part.first <= day < part.until:
            row = chronicle.keys.find(part.key)
            drawn = drawn_stretch(part, *end_words(spans[part.span]))
            found.setdefault(row, []).append(drawn)
    return found


def drawn_stretch(
    part: domain.Stretch | ImpliedStretch, since: str, ends: str
) -> Stretch:
    """Return a stretch that is in no column as it is drawn."""
    return Stretch(
        first=part.first.isoformat(),
        until=part.until.isoformat(),
        certainty=str(part.certainty),
        value=part.value,
        words=value_label(part.value),
        since=since,
        ends=ends,
    )
