"""A column mapping: what the columns of somebody's table mean, in a TOML file.

Format and example: docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Says in what order the numbers of a date stand; empty: not told.
ORDERS = ("", "dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the text of a column of ours comes from: one column, or several joined."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A date in columns of its own for year, month and day."""

    year: str
    month: str = ""
    day: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, the largest unit first."""
        return tuple(name for name in (self.year, self.month, self.day) if name)


Place = Cells | Parts


@dataclass(frozen=True, slots=True)
class When:
    """What a cell must be for a row to be a claim."""

    column: str
    value: str | None  # None: anything
    holds: bool  # whether it must be so, or must not

    def is_met(self, text: str) -> bool:
        """Tell whether a cell makes the row a claim."""
        if self.value is None:
            return bool(text) == self.holds
        return (text.casefold() == self.value.casefold()) == self.holds


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOf:
    """What one claim of a row is made of."""

    key: str  # "[[claim]] 2" or "the mapping", in messages
    when: When | None
    columns: Mapping[str, Place]  # by our column
    constants: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]  # ours for theirs in lower case, by column


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How the table lies in its file."""

    sheet: str = ""  # empty: the first
    header: int | None = None  # its line; 0: there is none; None: the first not blank
    skip: frozenset[int] = frozenset()  # lines passed over
    last: int | None = None  # the last line read
    separator: str = ""
    encoding: str = ""
    dates: str = ""  # one of ORDERS
    empty: frozenset[str] = frozenset()  # cells that mean nothing, in lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """A mapping as a whole."""

    name: str  # of its file
    table: Table
    claims: tuple[ClaimOf, ...]
