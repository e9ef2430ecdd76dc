"""What a file of any kind is read into: lines of cells, each with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from recog.importers.records import Skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file or sheet: its cells, stripped."""

    number: int  # as the file counts, from 1
    cells: tuple[str, ...]
    #: Why a cell cannot be read, by its place from 0.
    faults: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.faults and not any(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as it stands in its file."""

    name: str  # of the file, or of the sheet
    lines: Callable[[], Iterator[Line]]  # from the start, each time
    notes: tuple[Skip, ...] = ()  # how it was read, where that needs saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of our columns; empty cells are there."""

    line: int  # as the file counts, from 1
    number: int  # among the rows below the header, from 1
    cells: Mapping[str, str]
    order: str = ""  # of the numbers in its dates: "dmy", "mdy" or not known
    faults: tuple[str, ...] = ()  # what is wrong with it already
