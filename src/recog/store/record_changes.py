"""What a commit does to entities, sources, releases and what others say of things.

Source: docs/design.md, sections 1.2 and 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from recog.domain.entities import Release
from recog.store import record_lines
from recog.store.changes import Swap
from recog.store.record_lines import Record
from recog.store.records import record_place
from recog.store.snapshot import Snapshot


@dataclass(slots=True)
class RecordChanges:
    """Gathers the differences between the records of a version and those given."""

    snapshot: Snapshot
    at: datetime
    replaced: frozenset[str]  # releases given in full
    swaps: list[Swap[Record]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)  # of the old chronicle

    def compare(self, records: Iterable[Record]) -> None:
        """Note the records that are new or different, and those that are gone."""
        book = self.snapshot.records
        given: set[int] = set()
        for record in records:
            row = book.row_of(record)
            if isinstance(record, Release):
                record = self._recorded(record, row)
            if row is not None:
                given.add(row)
                if book.line(row) == record_lines.of_record(record):
                    continue
            self.put(record, row)
        for release in sorted(self.replaced):
            for row in book.rows_in(release):
                old = book.at(row)
                gone = row not in given and not isinstance(old, Release)
                if gone and record_place(old)[1] == release:
                    self.rows.add(row)
                    self.swaps.append(Swap(old=old, new=None))

    def _recorded(self, release: Release, row: int | None) -> Release:
        """Return a release with the moment from which it is known."""
        old = None if row is None else self.snapshot.records.at(row)
        if isinstance(old, Release):
            return replace(release, recorded_at=old.recorded_at)
        return replace(release, recorded_at=release.recorded_at or self.at)

    def put(self, record: Record, row: int | None) -> None:
        """Note a record that is new, or comes in place of that of a row."""
        old = None if row is None else self.snapshot.records.at(row)
        self.rows.update(() if row is None else (row,))
        self.swaps.append(Swap(old=old, new=record))
