"""Whole answers of queries that need not be run again, within a bound on their bytes.

A version never changes, so what a query answers on it never does either, unless it asks
for the time or for chance. Those asked for least lately are forgotten first.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

_SHARE: Final = 16  # the part of the bound that one answer may take, as 1/16


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that an answer depends on."""

    rdf: str  # the folder of the version's RDF
    text: str
    media_type: str
    union: bool
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    base: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer in memory."""

    content: bytes
    media_type: str
    kind: str


class Memory:
    """The answers of one store; several threads may use one object."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._lock = Lock()
        self._found: OrderedDict[Asked, Remembered] = OrderedDict()

    def takes(self, size: int) -> bool:
        """Tell whether an answer of so many bytes is small enough to be remembered."""
        return size * _SHARE <= self._max_bytes

    def get(self, asked: Asked) -> Remembered | None:
        """Return the answer, if it is remembered."""
        with self._lock:
            found = self._found.get(asked)
            if found is not None:
                self._found.move_to_end(asked)
        return found

    def put(self, asked: Asked, answer: Remembered) -> None:
        """Remember an answer, if it is small enough."""
        size = _size(asked, answer)
        if not self.takes(size):
            return
        with self._lock:
            before = self._found.pop(asked, None)
            if before is not None:
                self._bytes -= _size(asked, before)
            self._found[asked] = answer
            self._bytes += size
            while self._bytes > self._max_bytes:
                self._bytes -= _size(*self._found.popitem(last=False))


def _size(asked: Asked, answer: Remembered) -> int:
    """Return about how many bytes it takes to remember an answer."""
    graphs = (*asked.default_graphs, *asked.named_graphs)
    return 1_000 + 4 * (len(asked.text) + sum(map(len, graphs))) + len(answer.content)
