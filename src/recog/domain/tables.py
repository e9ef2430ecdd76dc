"""A read-only table of named rows: the form of every list that grows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class Named(Protocol):
    """A row of a table: it has a name."""

    @property
    def name(self) -> str:
        """The row's key."""


Row = TypeVar("Row", bound=Named)


def table(*rows: Row) -> Mapping[str, Row]:
    """Return the rows by name, in the order given.

    :raises ValueError: when two rows share a name; a table is written by us.
    """
    names = [row.name for row in rows]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"a name stands twice in one table: {', '.join(doubled)}")
    return MappingProxyType({row.name: row for row in rows})
