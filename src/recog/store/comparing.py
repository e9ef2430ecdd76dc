"""What is different between the RDF of a version and a draft made from it.

Graphs are compared one by one, statement by statement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from recog.store import others

Graph = NamedNode | DefaultGraph
_MISSING: Final = object()


@dataclass(slots=True, kw_only=True)
class Compared:
    """The statements that went and came, and the graphs of others."""

    ours_removed: list[Quad] = field(default_factory=list)
    ours_added: list[Quad] = field(default_factory=list)
    others_removed: list[Quad] = field(default_factory=list)
    others_added: list[Quad] = field(default_factory=list)
    graphs_removed: list[str] = field(default_factory=list)  # all, also of recog
    graphs_added: list[str] = field(default_factory=list)

    @property
    def count_added(self) -> int:
        """How many statements came."""
        return len(self.ours_added) + len(self.others_added)

    @property
    def count_removed(self) -> int:
        """How many statements went."""
        return len(self.ours_removed) + len(self.others_removed)


def compared(
    before: Store, after: Store, *, only: Collection[str] | None = None
) -> Compared:
    """Compare two stores, of which the second was made from the first.

    :param only: the graphs that can differ, beside the default graph; None: any.
    """
    found = Compared()
    old, new = _names(before), _names(after)
    found.graphs_removed = sorted(old - new)
    found.graphs_added = sorted(new - old)
    names = old | new if only is None else (old | new) & {*only}
    for graph in _graphs(names):
        gone, come = _difference(before, after, graph)
        for quad in gone:
            ours = others.is_ours(quad)
            (found.ours_removed if ours else found.others_removed).append(quad)
        for quad in come:
            ours = others.is_ours(quad)
            (found.ours_added if ours else found.others_added).append(quad)
    return found


def _names(store: Store) -> set[str]:
    return {graph.value for graph in store.named_graphs()}


def _graphs(names: set[str]) -> Iterator[Graph]:
    yield DefaultGraph()
    yield from map(NamedNode, sorted(names))


def _difference(
    before: Store, after: Store, graph: Graph
) -> tuple[Iterable[Quad], Iterable[Quad]]:
    """Return the statements of a graph that went, and those that came.

    Both stores give them in one order, so that what is held here at a time is little
    more than the difference.
    """
    gone: dict[Quad, None] = {}
    come: dict[Quad, None] = {}
    old = before.quads_for_pattern(None, None, None, graph)
    new = after.quads_for_pattern(None, None, None, graph)
    for one, other in zip_longest(old, new):
        if one == other:
            continue
        if one is not None and come.pop(one, _MISSING) is _MISSING:
            gone[one] = None
        if other is not None and gone.pop(other, _MISSING) is _MISSING:
            come[other] = None
    return gone, come
