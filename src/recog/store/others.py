"""Graphs of others: RDF that is kept word for word and means nothing to recog.

Any graph whose address is not below recog's own is one, and so is the default graph
for what is not about a thing of recog. Terms of recog stand in recog's graphs only:
else a query over the union of all graphs would take for a claim what is none.

Source: docs/design.md, section 6.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from recog.errors import Fault
from recog.store import vocab

_MAX_NESTED: Final = 20  # triple terms in one another
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_ZONE: Final = r"(?:Z|[+-]\d\d:\d\d)?"
#: The engine fails on sorting ill-typed dates (docs/design.md, 3.4).
_TYPED: Final = {
    f"{_XSD}date": re.compile(rf"-?\d{{4,}}-\d\d-\d\d{_ZONE}"),
    f"{_XSD}time": re.compile(rf"\d\d:\d\d:\d\d(?:\.\d+)?{_ZONE}"),
    f"{_XSD}dateTime": re.compile(
        rf"-?\d{{4,}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?{_ZONE}"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersChange:
    """What goes from and comes into graphs of others: files of N-Quads, and graphs."""

    removed: Path | None = None
    added: Path | None = None
    graphs_removed: tuple[str, ...] = ()
    graphs_added: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.removed or self.added or self.graphs_removed or self.graphs_added
        )

    def apply(self, rdf: Store, add: Callable[[Store, Iterable[Quad]], None]) -> None:
        """Make the change in the store of a version.

        :param add: adds statements, also many.
        """
        for quad in _read(self.removed):
            rdf.remove(quad)
        for graph in self.graphs_removed:
            rdf.remove_graph(NamedNode(graph))
        for graph in self.graphs_added:
            rdf.add_graph(NamedNode(graph))
        add(rdf, _read(self.added))


def is_ours(quad: Quad) -> bool:
    """Tell whether a statement is for recog to read.

    It is by its graph or, in the default graph, by what it is about.
    """
    if isinstance(quad.graph_name, NamedNode):
        return quad.graph_name.value.startswith(vocab.GRAPH)
    return isinstance(quad.graph_name, DefaultGraph) and bool(
        vocab.local_id(quad.subject)
    )


def faults_of(quads: Iterable[Quad]) -> Iterator[Fault]:
    """Yield what may not stand in a graph of others."""
    for quad in quads:
        problem = _problem(quad)
        if problem:
            yield Fault(where=str(quad.subject), message=problem)


def _problem(quad: Quad) -> str:
    value = quad.object
    if quad.predicate.value.startswith(vocab.DEF) or (
        quad.predicate == vocab.TYPE
        and isinstance(value, NamedNode)
        and value.value.startswith(vocab.DEF)
    ):
        return (
            f"{vocab.short(quad.predicate)} {vocab.short(value)}: terms of recog stand "
            f"in recog's own graphs, e.g. <{vocab.GRAPH}release/…>"
        )
    if isinstance(value, Literal):
        form = _TYPED.get(value.datatype.value)
        if form is not None and form.fullmatch(value.value) is None:
            return f"{value} is no value of its datatype"
    elif str(value).count("<<(") > _MAX_NESTED:
        return f"more than {_MAX_NESTED} triple terms in one another"
    return ""


def _read(path: Path | None) -> Iterable[Quad]:
    return parse(path=str(path), format=RdfFormat.N_QUADS) if path else ()
