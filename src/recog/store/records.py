"""Entities, releases and sources of one version, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Generic, TypeVar

import numpy as np

from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.store import record_lines
from recog.store.chronicle import Chronicle
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


def named(record: Record) -> tuple[str, str, str]:
    """Return what a record is (entity, source …), with its place."""
    return record.__class__.__name__.lower(), *record_place(record)


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
    """Records of one type by id, sorted; several about one thing are united.

    :param shown: whether a record is to be found; without it, all are.
    :param unite: makes one of several; without it, there is but one.
    """

    def __init__(
        self,
        book: RecordBook,
        wanted: type[Kept],
        *,
        shown: Callable[[Record], bool] = lambda record: True,
        unite: Callable[[list[Kept]], Kept] = lambda records: records[0],
    ) -> None:
        self._book = book
        self._wanted: type[Kept] = wanted
        self._shown = shown
        self._unite: Callable[[list[Kept]], Kept] = unite
        self._all: dict[str, Kept] | None = None
        self._some: dict[str, Kept] = {}

    def __getitem__(self, id: str) -> Kept:
        known = self._some if self._all is None else self._all
        if id not in known:
            found = [] if self._all is not None else self._about(id)
            if not found:
                raise KeyError(id)
            self._some[id] = self._unite(found)
            return self._some[id]
        return known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._everything())

    def __len__(self) -> int:
        return len(self._everything())

    def _about(self, id: str) -> list[Kept]:
        return [
            each for each in self._book.about(id, self._wanted) if self._shown(each)
        ]

    def _everything(self) -> dict[str, Kept]:
        if self._all is None:
            by_id: dict[str, list[Kept]] = {}
            for record in self._book.of_type(self._wanted):
                if self._shown(record):
                    by_id.setdefault(record_place(record)[0], []).append(record)
            self._all = {id: self._unite(by_id[id]) for id in sorted(by_id)}
        return self._all
