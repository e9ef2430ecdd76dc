"""What is different between the RDF of a version and a draft made from it.

Graphs are compared one by one, first as bytes: most are as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from recog.store import others

Graph = NamedNode | DefaultGraph


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


def compared(before: Store, after: Store) -> Compared:
    """Compare two stores, of which the second was made from the first."""
    found = Compared()
    old, new = _names(before), _names(after)
    found.graphs_removed = sorted(old - new)
    found.graphs_added = sorted(new - old)
    for graph in _graphs(old | new):
        for quad in _gone(before, after, graph):
            ours = others.is_ours(quad)
            (found.ours_removed if ours else found.others_removed).append(quad)
        for quad in _gone(after, before, graph):
            ours = others.is_ours(quad)
            (found.ours_added if ours else found.others_added).append(quad)
    return found


def _names(store: Store) -> set[str]:
    return {graph.value for graph in store.named_graphs()}


def _graphs(names: set[str]) -> Iterator[Graph]:
    yield DefaultGraph()
    yield from map(NamedNode, sorted(names))


def _gone(one: Store, other: Store, graph: Graph) -> Iterator[Quad]:
    """Yield the statements of a graph that the other store does not have."""
    first, second = _dumped(one, graph), _dumped(other, graph)
    if first == second:
        return
    rest = set(first.splitlines()) - set(second.splitlines())
    text = b"\n".join(sorted(rest))
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _dumped(store: Store, graph: Graph) -> bytes:
    return store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
