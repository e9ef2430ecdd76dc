"""Lines by name on disk, for what may be too much to be held in memory.

A spool is a private database of SQLite, which nobody else sees and which is gone with
the process: little of it is in memory, however much it holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from typing import Final, Generic, NamedTuple, TypeVar
from weakref import finalize

from recog.domain.claims import Claim
from recog.errors import Fault, InvalidDataError
from recog.store import lines, record_lines
from recog.store.reading import Extra
from recog.store.record_lines import Record
from recog.store.records import record_place

Value = TypeVar("Value")

#: Pages that stay in memory, in KiB as SQLite counts them (negative).
_CACHE: Final = -8_192

_MAKE: Final = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = {cache};
CREATE TABLE lines (name TEXT UNIQUE, key TEXT, row INTEGER, line BLOB);
BEGIN;
"""


class Line(NamedTuple):
    """A line of a spool."""

    name: str
    key: str  # what lines are gathered by
    row: int | None  # of what it takes the place of
    line: bytes | None  # None: what stood in the row is gone


class Spool:
    """Lines by name, each once."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._db.close)
        self._db.executescript(_MAKE.format(cache=_CACHE))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: str) -> bool:
        found = self._db.execute("SELECT 1 FROM lines WHERE name = ?", (name,))
        return found.fetchone() is not None

    def put(
        self, name: str, line: bytes | None, *, key: str = "", row: int | None = None
    ) -> None:
        """Add a line, or put it in place of the one of its name."""
        if not self.add(name, line, key=key, row=row):
            self._db.execute(
                "UPDATE lines SET key = ?, row = ?, line = ? WHERE name = ?",
                (key, row, line, name),
            )

    def add(
        self, name: str, line: bytes | None, *, key: str = "", row: int | None = None
    ) -> bool:
        """Add a line; return False, and add nothing, if there is one of its name."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO lines VALUES (?, ?, ?, ?)", (name, key, row, line)
        )
        self._count += done.rowcount
        return done.rowcount == 1

    def get(self, name: str) -> Line | None:
        """Return the line of a name, or None."""
        found = self._db.execute("SELECT * FROM lines WHERE name = ?", (name,))
        row = found.fetchone()
        return None if row is None else Line(*row)

    def all(self) -> Iterator[Line]:
        """Yield the lines in the order in which their names came."""
        return self._told("SELECT * FROM lines ORDER BY rowid")

    def replacing(self) -> Iterator[Line]:
        """Yield, in that order, those that take the place of something."""
        return self._told("SELECT * FROM lines WHERE row IS NOT NULL ORDER BY rowid")

    def by_key(self) -> Iterator[Line]:
        """Yield the lines by key, those of one by name."""
        return self._told("SELECT * FROM lines ORDER BY key, name")

    def keys(self) -> Iterator[str]:
        """Yield every key once, sorted."""
        query = "SELECT DISTINCT key FROM lines ORDER BY key"
        with closing(self._db.execute(query)) as found:
            for (key,) in found:
                yield key

    def rows(self) -> set[int]:
        """Return every row that something takes the place of."""
        query = "SELECT row FROM lines WHERE row IS NOT NULL"
        return {row for (row,) in self._db.execute(query)}

    def close(self) -> None:
        """Remove it from the disk."""
        self._db.close()

    def _told(self, query: str, values: tuple[str, ...] = ()) -> Iterator[Line]:
        with closing(self._db.execute(query, values)) as found:
            yield from map(Line._make, found)


class Gathered(Generic[Value]):
    """Values by name, each once, in the order in which they came."""

    def __init__(
        self,
        name: Callable[[Value], str],
        written: Callable[[Value], bytes],
        read: Callable[[bytes], Value],
    ) -> None:
        self._spool = Spool()
        self._name, self._written, self._read = name, written, read
        self.doubled: set[str] = set()  # names that were given with different content

    def add(self, value: Value) -> bool:
        """Take a value; return whether it is the first of its name.

        One that differs from what was given under its name is not taken, but noted.
        """
        name, line = self._name(value), self._written(value)
        if self._spool.add(name, line):
            return True
        before = self._spool.get(name)
        if before is not None and before.line != line:
            self.doubled.add(name)
        return False

    def extend(self, values: Iterable[Value]) -> None:
        """Take several values."""
        for value in values:
            self.add(value)

    def __len__(self) -> int:
        return len(self._spool)

    def __contains__(self, name: str) -> bool:
        return name in self._spool

    def __iter__(self) -> Iterator[Value]:
        for each in self._spool.all():
            if each.line is not None:
                yield self._read(each.line)

    def close(self) -> None:
        """Remove them from the disk."""
        self._spool.close()


def gathered_claims(claims: Iterable[Claim] = ()) -> Gathered[Claim]:
    """Return a place for claims, by id, with some in it."""
    found = Gathered[Claim](lambda claim: claim.id, lines.of_claim, lines.to_claim)
    found.extend(claims)
    return found


def gathered_records(records: Iterable[Record] = ()) -> Gathered[Record]:
    """Return a place for records, by what they are about and of which release."""
    found = Gathered[Record](_place, record_lines.of_record, record_lines.to_record)
    found.extend(records)
    return found


def _place(record: Record) -> str:
    place = " in ".join(filter(None, record_place(record)))
    return f"what is said of {place}" if isinstance(record, Extra) else place


def refuse_doubled(*doubled: Iterable[str]) -> None:
    """Raise when there are names that were given with different content.

    :raises InvalidDataError: with each of them.
    """
    faults = [
        Fault(where=where, message="is given twice with different content")
        for where in sorted(chain(*doubled))
    ]
    if faults:
        raise InvalidDataError(f"{len(faults)} ids stand twice", faults)
