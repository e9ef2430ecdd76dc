"""The chronicle: events, spans and stretches of one version in columns.

Questions of the domain are answered from here, not from SPARQL (docs/design.md, 3.3).
The tables are attributes, for analysis and benchmarks; days are ordinals as
`date.toordinal` gives them, and a day that is open is 0 at the start of something and
2**31 - 1 elsewhere, so that plain comparison does what it should.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Unpack

import numpy as np

from recog.domain.claims import Key
from recog.domain.dates import Interval
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.store import lines
from recog.store.columns import (
    CERTAINTIES,
    KIND_NAMES,
    VALUE_NAMES,
    day_of,
    id_number,
    id_text,
)
from recog.store.heap import Heap
from recog.store.held import Held, HeldColumns
from recog.store.keys import Keys, Where
from recog.store.tables import Ints, load, rows_between

__all__ = [
    "CERTAINTIES",
    "KIND_NAMES",
    "VALUE_NAMES",
    "Chronicle",
    "Held",
    "HeldColumns",
    "id_number",
]


class Chronicle:
    """The events, spans and stretches of one version; nothing in it ever changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = Keys(folder)
        self.claims = load(folder, "claims")
        self.events_table = load(folder, "events")
        self.spans_table = load(folder, "spans")
        self.stretches_table = load(folder, "stretches")
        self.records = load(folder, "records")
        self.heap = Heap(folder)

    @property
    def parties(self) -> list[str]:
        """Ids of everyone who is part of a key, sorted; columns point into it."""
        return self.keys.parties

    def held(self, day: date, **where: Unpack[Where]) -> HeldColumns:
        """Return what holds or may hold on a day, as columns.

        A key of a symmetric track is found from either side.
        """
        table, on = self.stretches_table, day.toordinal()
        rows = self._rows("stretches", self.keys.select(**where))
        among = table.data[:, rows]
        first, until = among[2], among[3]
        places = np.flatnonzero((first <= on) & (on < until))
        key, value, _, _, certainty, span = among[:, places]
        track_number, actor, target, on_person, on_list = self.keys.table.data[:, key]
        return HeldColumns(
            track=track_number,
            actor=actor,
            target=target,
            person=on_person,
            list=on_list,
            value=value,
            certainty=certainty,
            span=span,
            key=key,
        )

    def on(self, day: date, **where: Unpack[Where]) -> list[Held]:
        """Return what holds or may hold on a day, sorted by key and value."""
        found = self.held(day, **where)
        return [
            Held(self.keys[key], VALUE_NAMES[value], CERTAINTIES[certainty], span)
            for key, value, certainty, span in zip(
                found.key.tolist(),
                found.value.tolist(),
                found.certainty.tolist(),
                found.span.tolist(),
                strict=True,
            )
        ]

    def spans(self, **where: Unpack[Where]) -> list[Span]:
        """Return spans, sorted by key, value and first day."""
        rows = self._rows("spans", self.keys.select(**where))
        return [self.span(row) for row in _listed(rows)]

    def events(
        self,
        *,
        kind: str | None = None,
        first: date | None = None,
        last: date | None = None,
        **where: Unpack[Where],
    ) -> list[Event]:
        """Return the events that can have happened in the days, sorted by key."""
        selected = self.keys.select(**where)
        rows = np.asarray(_listed(self._rows("events", selected)), dtype=np.int64)
        table = self.events_table
        fits = np.ones(len(rows), dtype=bool)
        if kind is not None:
            fits &= table["kind"][rows] == _place(KIND_NAMES, kind)
        if first is not None:
            fits &= table["last"][rows] >= first.toordinal()
        if last is not None:
            fits &= table["first"][rows] <= last.toordinal()
        return [self.event_at(row) for row in rows[fits].tolist()]

    def stretches_of(self, key: Key) -> list[Stretch]:
        """Return the stretches of a key, by value and first day."""
        return [self._stretch(row) for row in self._own("stretches", key)]

    def stretches_of_span(self, row: int) -> list[Stretch]:
        """Return the stretches that belong to the span of a row, by first day."""
        key = int(self.spans_table["key"][row])
        own = range(*self._bounds["stretches"][key : key + 2].tolist())
        spans = self.stretches_table["span"]
        return [self._stretch(at) for at in own if int(spans[at]) == row]

    def span(self, row: int) -> Span:
        """Return the span of a row."""
        table = self.spans_table
        id, key, value, *days, _, start, length, _ = table.data[:, row].tolist()
        return lines.to_span(
            self.heap.line(start, length),
            id=id_text("span", id),
            key=self.keys[key],
            value=VALUE_NAMES[value],
            days=[day_of(ordinal) for ordinal in days],
        )

    def event_at(self, row: int) -> Event:
        """Return the event of a row."""
        table = self.events_table
        id, key, kind, first, last, _, start, length, _ = table.data[:, row].tolist()
        return lines.to_event(
            self.heap.line(start, length),
            id=id_text("event", id),
            key=self.keys[key],
            kind=KIND_NAMES[kind],
            days=Interval(day_of(first), day_of(last)),
        )

    def event(self, id: str) -> Event | None:
        """Return the event of an id, or None."""
        row = self._event_rows.get(id_number(id))
        return None if row is None else self.event_at(row)

    def events_of(self, key: Key) -> list[Event]:
        """Return the events of a key, by first day."""
        return [self.event_at(row) for row in self._own("events", key)]

    def spans_of(self, key: Key) -> list[Span]:
        """Return the spans of a key, by value and first day."""
        return [self.span(row) for row in self._own("spans", key)]

    def _own(self, name: str, key: Key) -> range:
        at = self.keys.find(key)
        return range(*self._bounds[name][at : at + 2].tolist()) if at >= 0 else range(0)

    def _stretch(self, row: int) -> Stretch:
        table = self.stretches_table
        key, value, first, until, certainty, span = table.data[:, row].tolist()
        return Stretch(
            key=self.keys[key],
            value=VALUE_NAMES[value],
            first=date.fromordinal(first),
            until=day_of(until) or date.max,
            certainty=CERTAINTIES[certainty],
            span=id_text("span", int(self.spans_table["id"][span])),
        )

    @cached_property
    def _event_rows(self) -> dict[int, int]:
        ids = self.events_table["id"].tolist()
        return {id: row for row, id in enumerate(ids)}

    @cached_property
    def _bounds(self) -> dict[str, Ints]:
        """Where the rows of each key begin; one more than there are keys."""
        wanted = np.arange(len(self.keys.table) + 1)
        tables = (self.events_table, self.spans_table, self.stretches_table)
        return {t.name: np.searchsorted(t["key"], wanted) for t in tables}

    def _rows(self, name: str, selected: range | Ints) -> slice | Ints:
        bounds = self._bounds[name]
        if isinstance(selected, range):
            return slice(int(bounds[selected.start]), int(bounds[selected.stop]))
        return rows_between(bounds[selected], bounds[selected + 1])


def _place(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else -1


def _listed(rows: slice | Ints) -> list[int] | range:
    if isinstance(rows, slice):
        return range(rows.start, rows.stop)
    listed: list[int] = rows.tolist()
    return listed
