"""Whole graphs between an engine and the RDF store of a version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from recog.store.remote.engine import Engine
from recog.store.remote.statements import UNNAMED

_SENT: Final = 20_000  # statements of one request

#: Told how many statements have been copied.
Told = Callable[[int], None]


def graphs_of(rdf: Store) -> list[str]:
    """Return the graphs of a store as an engine has them, sorted."""
    names = [g.value for g in rdf.named_graphs() if isinstance(g, NamedNode)]
    some = next(rdf.quads_for_pattern(None, None, None, DefaultGraph()), None)
    return sorted(names if some is None else [*names, UNNAMED])


def put_graph(engine: Engine, rdf: Store, graph: str) -> int:
    """Put a graph of a store in place of the engine's; return its statements."""
    place = DefaultGraph() if graph == UNNAMED else NamedNode(graph)
    quads = rdf.quads_for_pattern(None, None, None, place)
    count, write = 0, engine.put
    while some := [quad.triple for quad in islice(quads, _SENT)]:
        write(graph, serialize(some, format=RdfFormat.N_TRIPLES) or b"")
        count, write = count + len(some), engine.add
    if not count:
        engine.update(f"DROP SILENT GRAPH <{graph}>")
    return count


def put_all(engine: Engine, rdf: Store, tell: Told) -> list[str]:
    """Put every graph of a store into an engine; return their names."""
    graphs, count = graphs_of(rdf), 0
    for graph in graphs:
        count += put_graph(engine, rdf, graph)
        tell(count)
    return graphs


def fetched(engine: Engine, graphs: Iterable[str], tell: Told) -> Iterator[Quad]:
    """Yield every statement of these graphs of an engine."""
    count = 0
    for graph in graphs:
        place = DefaultGraph() if graph == UNNAMED else NamedNode(graph)
        for quad in parse(engine.graph(graph), format=RdfFormat.N_TRIPLES):
            count += 1
            yield Quad(quad.subject, quad.predicate, quad.object, place)
        tell(count)
