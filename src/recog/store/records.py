"""Entities, releases and sources of one version, read when they are asked for.

An entity that several releases describe is one entity here: labels, names and codes
are united, and of the rest the first description that says something counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, Generic, TypeVar

import numpy as np

from recog.domain.entities import Entity, Name, Release, Source
from recog.domain.judgements import Judgement
from recog.store import record_lines
from recog.store.chronicle import Chronicle
from recog.store.entity_pairs import canonical
from recog.store.reading import Extra
from recog.store.record_lines import Record
from recog.store.tables import number_of

Kept = TypeVar("Kept", Entity, Source, Release, Extra, Judgement)

#: Types of records by their number in the table.
RECORD_TYPES: Final[tuple[type[Record], ...]] = (
    Entity,
    Source,
    Release,
    Extra,
    Judgement,
)


def record_place(record: Record) -> tuple[str, str]:
    """Return the id that a record is about, and the release that it is of."""
    match record:
        case Entity():
            return record.id, record.release
        case Source() | Judgement():
            return record.id, ""
        case Release():
            return record.id, record.id
        case Extra():
            return record.about, record.release


class RecordBook:
    """The records of a chronicle."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._table = chronicle.records
        self._heap = chronicle.heap

    def at(self, row: int) -> Record:
        """Return the record of a row."""
        return record_lines.to_record(self.line(row))

    def line(self, row: int) -> bytes:
        """Return the line of a row."""
        start, length = self._table["start"][row], self._table["length"][row]
        return self._heap.line(int(start), int(length))

    def rows_of(self, id: str) -> range:
        """Return the rows that may be about a thing: those of its number."""
        return self._rows("id", number_of(id))

    def row_of(self, record: Record) -> int | None:
        """Return the row of the record of the same type, id and release, or None."""
        place = record_place(record)
        for row in self.rows_of(place[0]):
            other = self.at(row)
            if type(other) is type(record) and record_place(other) == place:
                return row
        return None

    def rows_in(self, release: str) -> list[int]:
        """Return the rows that may be of a release."""
        found = np.flatnonzero(self._table["release"] == number_of(release))
        rows: list[int] = found.tolist()
        return rows

    def rows_of_type(self, type: type[Record]) -> list[int]:
        """Return the rows of a type."""
        found = np.flatnonzero(self._table["type"] == RECORD_TYPES.index(type))
        rows: list[int] = found.tolist()
        return rows

    def about(self, id: str, type: type[Kept]) -> list[Kept]:
        """Return the records of a type about a thing, by release."""
        found = (self.at(row) for row in self.rows_of(id))
        own = [r for r in found if isinstance(r, type) and record_place(r)[0] == id]
        return sorted(own, key=lambda record: record_place(record)[1])

    def of_type(self, type: type[Kept]) -> Iterator[Kept]:
        """Yield the records of a type, in no particular order."""
        for row in self.rows_of_type(type):
            record = self.at(row)
            if isinstance(record, type):
                yield record

    def _rows(self, column: str, number: int) -> range:
        low, high = np.searchsorted(self._table[column], (number, number + 1))
        return range(int(low), int(high))


class RecordMap(Mapping[str, Kept], Generic[Kept]):
    """Records of one type by id, sorted; several about one thing are united."""

    def __init__(self, book: RecordBook, wanted: type[Kept]) -> None:
        self._book = book
        self._wanted: type[Kept] = wanted
        self._all: dict[str, Kept] | None = None
        self._some: dict[str, Kept] = {}

    def __getitem__(self, id: str) -> Kept:
        known = self._some if self._all is None else self._all
        if id not in known:
            found = [] if self._all is not None else self._book.about(id, self._wanted)
            if not found:
                raise KeyError(id)
            self._some[id] = _united(found)
            return self._some[id]
        return known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._everything())

    def __len__(self) -> int:
        return len(self._everything())

    def _everything(self) -> dict[str, Kept]:
        if self._all is None:
            by_id: dict[str, list[Kept]] = {}
            for record in self._book.of_type(self._wanted):
                by_id.setdefault(record_place(record)[0], []).append(record)
            self._all = {id: _united(by_id[id]) for id in sorted(by_id)}
        return self._all


def _united(records: list[Kept]) -> Kept:
    first, *others = sorted(records, key=lambda record: record_place(record)[1])
    if not others or not isinstance(first, Entity):
        return first
    entities = [record for record in (first, *others) if isinstance(record, Entity)]
    return _one_entity(entities)


def _one_entity(entities: list[Entity]) -> Entity:
    """Unite descriptions; a second label in one language becomes another name."""
    labels: dict[str, Name] = {}
    names: list[Name] = []
    for entity in entities:
        for label in entity.labels:
            if labels.setdefault(label.language, label) != label:
                names.append(label)
        names.extend(entity.names)
    said: dict[str, Any] = {
        name: next((v for e in entities if (v := getattr(e, name))), default)
        for name, default in (
            ("began", None),
            ("ended", None),
            ("governs", ""),
            ("organ_of", ""),
            ("keeper", ""),
            ("note", ""),
        )
    }
    united = replace(
        entities[0],
        labels=tuple(labels.values()),
        names=tuple(names),
        demonyms=_joined(entity.demonyms for entity in entities),
        seats=_joined(entity.seats for entity in entities),
        codes=_joined(entity.codes for entity in entities),
        predecessors=_joined(entity.predecessors for entity in entities),
        posts=_joined(entity.posts for entity in entities),
        **said,
    )
    return canonical(united)


Item = TypeVar("Item")


def _joined(groups: Iterable[tuple[Item, ...]]) -> tuple[Item, ...]:
    return tuple(item for group in groups for item in group)
