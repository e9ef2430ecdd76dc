"""What a commit changes in an engine: gathered, or sent piece by piece when it is much.

It stands where a commit writes to an RDF store of its own (`recog.store.graphs.apply`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from recog.store import vocab
from recog.store.remote.engine import Engine

#: Where statements without a graph lie in an engine: not all have such a place.
UNNAMED: Final = f"{vocab.GRAPH}unnamed"
#: A change of so many statements is one update; engines bound the length of one.
_AT_ONCE: Final = 1_000
_SENT: Final = 20_000  # statements of one request, of those that are only added

Gone = defaultdict[str, list[str]]


class Statements:
    """The statements that go and come.

    :param touch: told the graphs before they are changed piece by piece.
    """

    def __init__(self, engine: Engine, touch: Callable[[list[str]], None]) -> None:
        self._engine, self._touch = engine, touch
        self._removed: Gone = defaultdict(list)
        self._added: Gone = defaultdict(list)
        self._count = 0
        self._touched: set[str] = set()
        self._cleared: list[str] = []
        #: Graphs to be put whole: statements with blank nodes cannot be named.
        self.whole: set[str] = set()

    def remove(self, quad: Quad) -> None:
        """Take a statement away."""
        self._note(self._removed, quad)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add statements."""
        for quad in quads:
            self._note(self._added, quad)

    bulk_extend = extend

    def optimize(self) -> None:
        """Do nothing: that is for the engine."""

    def add_graph(self, graph: NamedNode) -> None:
        """Do nothing: a graph is there when something is in it."""

    def remove_graph(self, graph: NamedNode) -> None:
        """Take a graph away."""
        self._cleared.append(graph.value)
        self._removed.pop(graph.value, None)
        self._added.pop(graph.value, None)

    def load(self, *, path: Path, format: RdfFormat, to_graph: NamedNode) -> None:
        """Add what a file of ours says."""
        for quad in parse(path=str(path), format=format):
            triple = quad.triple
            self._note(
                self._added,
                Quad(triple.subject, triple.predicate, triple.object, to_graph),
            )

    def steps(self) -> list[str]:
        """Return the rest as operations of an update, to be done with the pointer's.

        When it was too much for one, it has all been sent, and nothing is left.
        """
        if self._touched:
            self.flush()
            return []
        return [*self._operations()]

    def flush(self) -> None:
        """Send what was gathered."""
        graphs = {*self._removed, *self._added, *self._cleared} - self._touched
        if graphs:
            self._touch(sorted(graphs))
            self._touched |= graphs
        for operation in self._operations(added=False):
            self._engine.update(operation)
        for graph, lines in self._added.items():
            for some in _parts(lines, _SENT):
                self._engine.add(graph, "".join(some).encode())
        self._removed.clear()
        self._added.clear()
        self._cleared.clear()
        self._count = 0

    def _note(self, place: Gone, quad: Quad) -> None:
        graph = quad.graph_name
        name = graph.value if isinstance(graph, NamedNode) else UNNAMED
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            self.whole.add(name)
        place[name].append(f"{quad.triple} .\n")
        self._count += 1
        limit = _SENT if self._touched else _AT_ONCE
        if self._count >= limit:
            self.flush()

    def _operations(self, *, added: bool = True) -> Iterator[str]:
        """Yield operations, each of one graph: Virtuoso forgets what is in a second."""
        for graph in self._cleared:
            yield f"DROP SILENT GRAPH <{graph}>"
        for graph, lines in self._removed.items():
            if graph not in self.whole:
                for some in _parts(lines, _AT_ONCE):
                    yield f"DELETE DATA {{ GRAPH <{graph}> {{\n{''.join(some)}}} }}"
        if added:
            for graph, lines in self._added.items():
                if graph not in self.whole:
                    yield f"INSERT DATA {{ GRAPH <{graph}> {{\n{''.join(lines)}}} }}"


def _parts(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(lines)
    while some := list(islice(rest, size)):
        yield some
