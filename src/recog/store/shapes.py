"""The SHACL shapes of graph/shapes, and data held to them: every fault at once.

Runs on an rdflib graph in memory that holds what was brought and, of what it names, the
types: minutes through a store, a millisecond a claim like this (docs/design.md, 3.4).
Imported where it is needed only: pyshacl takes a second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from recog.errors import Fault, StoreError
from recog.store import vocab
from recog.store.files import graph_dir

#: Shapes of the vocabulary itself: data that people bring has no such nodes.
_NOT_FOR_DATA: Final = "ontology.ttl"

#: Returns the types of a thing that is described elsewhere; none if it is nowhere.
Known = Callable[[ox.NamedNode], Iterable[ox.NamedNode]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A shape that a node breaks."""

    fault: Fault
    path: str  # the property at fault, empty if the shape names none
    is_warning: bool


def broken(quads: Iterable[ox.Quad], known: Known) -> list[Broken]:
    """Hold data to the shapes; sorted by node, shape and value.

    A node of which only the type is given stands for one that is described elsewhere:
    it is not held to the shapes.
    """
    with _quiet("rdflib.term"):
        data, described = _graph(quads, known)
        _, report, text = validate(data, shacl_graph=_shapes(), inference="none")
    if not isinstance(report, Graph):
        raise StoreError(f"the shapes cannot be used: {text}")
    results = report.subjects(RDF.type, SH.ValidationResult)
    found = [
        _broken(report, result)
        for result in results
        if report.value(result, SH.focusNode) in described
    ]
    return sorted(
        set(found), key=lambda b: (b.fault.where, b.fault.shape, b.fault.message)
    )


@cache
def _shapes() -> Graph:
    """Return all shapes for data as one graph.

    :raises StoreError: when there are none: then everything would conform.
    """
    shapes = Graph()
    for path in sorted((graph_dir() / "shapes").glob("*.ttl")):
        if path.name != _NOT_FOR_DATA:
            shapes.parse(path, format="turtle")
    if not len(shapes):
        raise StoreError("graph/shapes holds no shapes")
    return shapes


def _graph(quads: Iterable[ox.Quad], known: Known) -> tuple[Graph, set[Node]]:
    """Return the data with the types of what it names, and the nodes it describes."""
    data = Graph()
    described: set[Node] = set()
    named: dict[ox.NamedNode, None] = {}
    for quad in quads:
        subject = _term(quad.subject)
        data.add((subject, URIRef(quad.predicate.value), _term(quad.object)))
        if quad.predicate != vocab.TYPE:
            described.add(subject)
        if vocab.local_id(quad.object) and isinstance(quad.object, ox.NamedNode):
            named[quad.object] = None
    for node in named:
        if URIRef(node.value) not in described:
            for type in known(node):
                data.add((URIRef(node.value), RDF.type, URIRef(type.value)))
    return data, described


def _term(node: object) -> URIRef | BNode | Literal:
    match node:
        case ox.NamedNode():
            return URIRef(node.value)
        case ox.Literal() if node.language:
            return Literal(node.value, lang=node.language)
        case ox.Literal() if node.datatype == vocab.XSD_STRING:
            return Literal(node.value)
        case ox.Literal():
            datatype = URIRef(node.datatype.value)
            return Literal(node.value, datatype=datatype, normalize=False)
        case ox.BlankNode():
            return BNode(node.value)
    raise StoreError(f"not a term of plain RDF 1.1: {node}")


def _broken(report: Graph, result: Node) -> Broken:
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    return Broken(
        fault=Fault(
            where=str(focus).removeprefix(vocab.ID),
            message=str(report.value(result, SH.resultMessage)),
            shape=str(report.value(result, SH.sourceShape)),
        ),
        path=str(path) if isinstance(path, URIRef) else "",
        is_warning=report.value(result, SH.resultSeverity) != SH.Violation,
    )


class _quiet:  # noqa: N801 - used like a function
    """Silence a logger for a while: ill-typed literals are reported as faults."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)
        self._level = self._logger.level

    def __enter__(self) -> None:
        self._logger.setLevel(logging.CRITICAL)

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(self._level)


def united(
    told: Sequence[Broken], noticed: Sequence[Fault]
) -> tuple[list[Fault], list[Fault]]:
    """Unite what shapes tell with what reading noticed; return faults and warnings.

    Where both speak of one property of one node, the shape's words stand.
    """
    violated = [b for b in told if not b.is_warning]
    places = {(b.fault.where, b.path) for b in violated}
    nodes = {b.fault.where for b in violated}
    faults = [b.fault for b in violated]
    for fault in noticed:
        path = _property(fault.message)
        told_already = (fault.where, path) in places if path else fault.where in nodes
        if not told_already:
            faults.append(fault)
    return faults, [b.fault for b in told if b.is_warning]


def _property(message: str) -> str:
    """Return the property that a message begins with, in full, or an empty text."""
    prefix, _, rest = message.partition(" ")[0].rstrip(":").partition(":")
    return vocab.PREFIXES[prefix] + rest if prefix in vocab.PREFIXES and rest else ""
