"""What a commit does to entities, sources, releases and what others say of things.

Source: docs/design.md, sections 1.2 and 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from recog.domain.entities import Entity, Release
from recog.store import record_lines
from recog.store.changes import Swap
from recog.store.given import Given
from recog.store.record_lines import Record
from recog.store.records import named, record_place
from recog.store.snapshot import Snapshot
from recog.store.spool import Line, Spool


@dataclass(slots=True)
class RecordChanges:
    """Gathers the differences between the records of a version and those given."""

    snapshot: Snapshot
    at: datetime
    in_full: Given
    named: frozenset[str]  # parties of the claims given
    changed: Spool = field(default_factory=Spool)

    def compare(self, records: Iterable[Record]) -> None:
        """Note the records that are new or different, and those that are gone."""
        book = self.snapshot.records
        given: set[int] = set()
        for record in records:
            row = book.row_of(record)
            if isinstance(record, Release):
                record = self._recorded(record, row)
            if row is None and self._is_told_by_an_older_edition(record):
                continue
            if row is not None:
                given.add(row)
                if book.line(row) == record_lines.of_record(record):
                    continue
            self._swap(row, record)
        for release in self.in_full.older:
            for row in book.rows_in(release):
                old = book.at(row)
                its_own = row not in given and record_place(old)[1] == release
                if its_own and not self._is_kept(old):
                    self._swap(row, None)

    def remove(self, names: Iterable[tuple[str, str, str]]) -> None:
        """Note the records that are to go; a name that nothing has is passed over."""
        book = self.snapshot.records
        for name in sorted(set(names)):
            for row in book.rows_of(name[1]):
                if named(book.at(row)) == name:
                    self._swap(row, None)

    def swaps(self) -> Iterator[Swap[Record]]:
        """Yield what is swapped, in the order in which it was noted."""
        return map(self._swapped, self.changed.all())

    def replacements(self) -> Iterator[Swap[Record]]:
        """Yield those swaps in which something goes."""
        return map(self._swapped, self.changed.replacing())

    def _swapped(self, line: Line) -> Swap[Record]:
        old = None if line.row is None else self.snapshot.records.at(line.row)
        new = None if line.line is None else record_lines.to_record(line.line)
        return Swap(old=old, new=new)

    def _swap(self, row: int | None, record: Record | None) -> None:
        line = None if record is None else record_lines.of_record(record)
        self.changed.put(str(len(self.changed)), line, row=row)

    def _recorded(self, release: Release, row: int | None) -> Release:
        """Return a release with the moment from which it is known."""
        old = None if row is None else self.snapshot.records.at(row)
        if isinstance(old, Release):
            return replace(release, recorded_at=old.recorded_at)
        return replace(release, recorded_at=release.recorded_at or self.at)

    def _is_told_by_an_older_edition(self, record: Record) -> bool:
        """Tell whether the newest description by an older edition is the same."""
        if not isinstance(record, Entity) or record.release not in self.in_full:
            return False
        about = self.snapshot.records.about(record.id, Entity)
        known = {each.release: each for each in about}
        _, *older = self.in_full.editions(record.release)
        last = next((known[release] for release in older if release in known), None)
        return last == replace(record, release=last.release) if last else False

    def _is_kept(self, record: Record) -> bool:
        """Tell whether a record outlasts its release's silence about it.

        Releases do, and whom a claim names, even a retracted one: its name is needed
        for what was known before.
        """
        if isinstance(record, Release):
            return True
        is_party = self.snapshot.chronicle.keys.party(record_place(record)[0]) >= 0
        return isinstance(record, Entity) and (is_party or record.id in self.named)
