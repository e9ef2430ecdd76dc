"""Tables of whole numbers in columns, memory-mapped.

A table is one file of shape (columns, rows), so that each column lies in one piece.
What a row has in words is a line of the heap (`recog.store.heap`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[Any]  # whole numbers of any width

#: Changes whenever what the files of a chronicle mean does; older ones are rebuilt.
FORMAT: Final = 4

#: Days that are not there: before every day, and after every day.
NEVER_BEFORE: Final = 0
NEVER_AFTER: Final = 2**31 - 1

#: Moments that are not there, in microseconds: recorded ever before, never retracted.
EVER_BEFORE: Final = -(2**63)
EVER_AFTER: Final = 2**63 - 1

_TEXT: Final = ("start", "length", "digest")  # place in the heap; hash of the line
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "keys": ("track", "actor", "target", "person", "list"),
        "claims": (
            *("id", "key", "release", "recorded", "retracted"),
            *("kind", "first", "last"),
            *_TEXT,
        ),
        "events": ("id", "key", "kind", "first", "last", "contradicted", *_TEXT),
        "spans": (
            *("id", "key", "value"),
            *("start_earliest", "start_latest", "end_earliest", "end_latest"),
            *("contradicted", *_TEXT),
        ),
        "stretches": ("key", "value", "first", "until", "certainty", "span"),
        "records": ("id", "type", "release", *_TEXT),
    }
)
_NARROW: Final = frozenset({"keys", "stretches"})


class Rows:
    """Rows that are gathered one by one, eight bytes for each number."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, row: Iterable[int]) -> None:
        """Add a row."""
        self._numbers.extend(row)
        self._count += 1

    def handed_over(self, width: int) -> Ints:
        """Return them as columns, so many, and hold none of them any more."""
        numbers, self._numbers, self._count = self._numbers, array("q"), 0
        return np.frombuffer(numbers, dtype=np.int64).reshape(-1, width).T


class Table:
    """Rows of whole numbers; `table["key"]` is a column."""

    def __init__(self, name: str, data: Ints) -> None:
        self.name = name
        self.data = data
        self._places = {column: at for at, column in enumerate(COLUMNS[name])}

    def __len__(self) -> int:
        return int(self.data.shape[1])

    def __getitem__(self, column: str) -> Ints:
        values: Ints = self.data[self._places[column]]
        return values

    def taken(self, rows: Ints) -> Table:
        """Return a table of these rows, in this order."""
        return Table(self.name, self.data[:, rows])

    def replaced(self, **columns: Ints) -> Table:
        """Return a table in which these columns are others."""
        data = np.array(self.data)
        for column, values in columns.items():
            data[self._places[column]] = values
        return Table(self.name, data)

    def joined(self, rows: Rows) -> Table:
        """Return a table with more rows at its end, which are handed over."""
        if not len(rows):
            return self
        more = rows.handed_over(len(self.data)).astype(self.data.dtype)
        return self.followed(Table(self.name, more))

    def followed(self, other: Table) -> Table:
        """Return a table with the rows of another at its end."""
        return Table(self.name, np.concatenate((self.data, other.data), axis=1))


def empty(name: str) -> Table:
    """Return a table without rows."""
    dtype = np.int32 if name in _NARROW else np.int64
    return Table(name, np.empty((len(COLUMNS[name]), 0), dtype=dtype))


def load(folder: Path, name: str) -> Table:
    """Return a table of a folder; its columns are read from disk when used."""
    path = folder / f"{name}.npy"
    mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    return Table(name, mapped.view(np.ndarray))  # a memmap is slow to index


def save(folder: Path, table: Table) -> None:
    """Write a table into a folder."""
    np.save(folder / f"{table.name}.npy", table.data, allow_pickle=False)


def number_of(text: str) -> int:
    """Return 63 bits that stand for a text; two texts may share them."""
    return digest_of(text.encode())


def digest_of(line: bytes) -> int:
    """Return 63 bits that stand for a line."""
    return int.from_bytes(blake2b(line, digest_size=8).digest()) >> 1


def rows_between(starts: Ints, ends: Ints) -> Ints:
    """Return the rows of several ranges, one after another; `ends` not included."""
    counts = ends - starts
    skipped = np.repeat(ends - counts.cumsum(), counts)
    rows: Ints = np.arange(int(counts.sum())) + skipped
    return rows
