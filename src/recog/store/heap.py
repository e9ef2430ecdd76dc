"""The heap: lines of text in files that are only ever added to.

Versions share these files by hard links, so that a small change costs little disk.
"""

from __future__ import annotations

import os
import shutil
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from recog.store.tables import Table

_MAX_SEGMENTS: Final = 32


class Heap:
    """The lines of one version, in segments that versions share."""

    def __init__(self, folder: Path) -> None:
        self.segments = sorted(folder.glob("*.lines"))
        sizes = [path.stat().st_size for path in self.segments]
        self._ends = list(accumulate(sizes))
        self._starts = [0, *self._ends]

    @property
    def size(self) -> int:
        """Number of bytes of all segments together."""
        return self._starts[-1]

    @cached_property
    def _maps(self) -> list[mmap]:
        maps = []
        for path in self.segments:
            with path.open("rb") as file:
                maps.append(mmap(file.fileno(), 0, access=ACCESS_READ))
        return maps

    def line(self, start: int, length: int) -> bytes:
        """Return the line at a place."""
        at = bisect_right(self._ends, start)
        begin = start - self._starts[at]
        return self._maps[at][begin : begin + length]


class HeapWriter:
    """Adds lines to a heap in a new folder; the old segments are linked there."""

    def __init__(self, folder: Path, *, name: str, old: Heap | None = None) -> None:
        self._folder = folder
        self._name = name
        self._start = old.size if old else 0
        self._path = folder / f"{name}.new"  # until the old ones are not needed
        self._file: BinaryIO | None = None
        for path in old.segments if old else ():
            _link(path, folder / path.name)

    def add(self, line: bytes) -> tuple[int, int]:
        """Add a line; return its place: start and length."""
        if self._file is None:
            self._file = self._path.open("xb")
        start = self._start
        self._file.write(line + b"\n")
        self._start += len(line) + 1
        return start, len(line)

    def close(self) -> None:
        """Have the file hold what was added."""
        if self._file is not None:
            self._file.close()
            self._path.rename(self._folder / f"{self._name}.lines")


def is_worn(heap: Heap, tables: Iterable[Table]) -> bool:
    """Tell whether a heap has too many segments, or more dead lines than live ones."""
    live = sum(int(table["length"].sum()) + len(table) for table in tables)
    return len(heap.segments) >= _MAX_SEGMENTS or heap.size > 2 * live + 2**20


def compacted(
    folder: Path, heap: Heap, tables: Iterable[Table], *, name: str
) -> list[Table]:
    """Write every live line anew into one segment; return the tables with the places.

    The segments that were linked into the folder are unlinked there.
    """
    writer = HeapWriter(folder, name=name)
    moved: list[Table] = []
    for table in tables:
        places = [
            writer.add(heap.line(start, length))[0]
            for start, length in zip(
                table["start"].tolist(), table["length"].tolist(), strict=True
            )
        ]
        moved.append(table.replaced(start=np.array(places, dtype=np.int64)))
    for path in folder.glob("*.lines"):
        path.unlink()
    writer.close()
    return moved


def _link(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:  # a file system without hard links
        shutil.copyfile(path, to)
