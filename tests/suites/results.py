"""Results as terms: read from the suite's files and from answers, and compared.

Blank nodes are compared by the shape of what they stand in, never by name.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TABLES: Final = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
_MAX_STEPS: Final = 200_000

Term = Any
Row = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives: a truth, rows, or a graph (rows of three)."""

    kind: str  # boolean, rows, graph, csv
    rows: tuple[Row, ...] = ()
    names: tuple[str, ...] = ()  # of the columns, sorted; the rows are in their order
    truth: bool = False
    ordered: bool = False  # the order of the rows counts


def quads(path: Path, base: str) -> Iterator[Any]:
    """Yield the statements of a file."""
    yield from parse(
        path=str(path),
        format=_GRAPHS[path.suffix],
        base_iri=base,
        rename_blank_nodes=True,
    )


def expected(path: Path, base: str) -> Result:
    """Read a file of results."""
    if path.suffix in _TABLES:
        return table(path.read_bytes(), _TABLES[path.suffix])
    if path.suffix == ".csv":
        return csv_rows(path.read_bytes())
    found = list(quads(path, base))
    store = Store()
    store.extend(found)
    head = next(
        (q.subject for q in found if q.object == NamedNode(f"{RS}ResultSet")), None
    )
    if head is None:
        return graph(found)
    return _result_set(store, head)


def table(data: bytes, format: QueryResultsFormat) -> Result:
    """Read rows or a truth."""
    found = parse_query_results(data, format=format)
    if isinstance(found, QueryBoolean):
        return Result("boolean", truth=bool(found))
    names = sorted(variable.value for variable in found.variables)
    rows = tuple(tuple(row[name] for name in names) for row in found)
    return Result("rows", rows, tuple(names))


def graph(found: Iterable[Any]) -> Result:
    """Return statements as a result; the same one twice is one."""
    return Result("graph", tuple({(q.subject, q.predicate, q.object) for q in found}))


def csv_rows(data: bytes) -> Result:
    """Read CSV: texts alone; blank nodes stay such."""
    first, *rest = csv.reader(io.StringIO(data.decode(), newline=""))
    order = sorted(range(len(first)), key=lambda at: first[at])
    rows = tuple(tuple(_csv_term(row[at]) for at in order) for row in rest if row)
    return Result("csv", rows, tuple(sorted(first)))


def same(one: Result, other: Result, *, lax: bool = False) -> bool:
    """Tell whether two results are the same but for the names of blank nodes."""
    if one.kind != other.kind:
        return False
    if one.kind == "boolean":
        return one.truth == other.truth
    if one.kind != "graph" and set(one.names) != set(other.names):
        return False
    if lax:
        return isomorphic(list(set(one.rows)), list(set(other.rows)))
    if one.ordered or other.ordered:
        numbered = [
            [(Literal(str(at)), *row) for at, row in enumerate(each.rows)]
            for each in (one, other)
        ]
        return isomorphic(*numbered)
    return isomorphic(one.rows, other.rows)


def isomorphic(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Tell whether some renaming of blank nodes makes two sets of rows the same."""
    left, right = [*map(_flat, one)], [*map(_flat, other)]
    if len(left) != len(right):
        return False
    mine, theirs = _colours(left), _colours(right)
    if Counter(mine.values()) != Counter(theirs.values()):
        return False
    order = sorted(mine, key=lambda node: (Counter(mine.values())[mine[node]], node))
    wanted = Counter(right)
    steps = [0]

    def search(at: int, names: dict[str, str]) -> bool:
        steps[0] += 1
        if steps[0] > _MAX_STEPS:
            raise RuntimeError("too many blank nodes to be compared")
        if at == len(order):
            return Counter(_renamed(row, names) for row in left) == wanted
        node, used = order[at], set(names.values())
        return any(
            search(at + 1, names | {node: each})
            for each in sorted(theirs)
            if theirs[each] == mine[node] and each not in used
        )

    return search(0, {})


def _result_set(store: Store, head: Any) -> Result:
    def values(node: Any, name: str) -> list[Any]:
        found = store.quads_for_pattern(node, NamedNode(RS + name), None)
        return [quad.object for quad in found]

    truth = values(head, "boolean")
    if truth:
        return Result("boolean", truth=truth[0].value == "true")
    names = sorted(value.value for value in values(head, "resultVariable"))
    rows: list[tuple[int, Row]] = []
    for solution in values(head, "solution"):
        cells = {
            values(each, "variable")[0].value: values(each, "value")[0]
            for each in values(solution, "binding")
        }
        index = values(solution, "index")
        place = int(index[0].value) if index else 0
        rows.append((place, tuple(cells.get(name) for name in names)))
    ordered = bool(rows) and all(place for place, _ in rows)
    rows.sort(key=lambda row: row[0])
    return Result("rows", tuple(row for _, row in rows), tuple(names), ordered=ordered)


def _csv_term(text: str) -> Term:
    return BlankNode(text[2:]) if text.startswith("_:") else Literal(text)


def _flat(row: Row) -> tuple[str, ...]:
    """Return a row as texts; those of blank nodes begin with ``_:``."""
    parts: list[str] = []

    def add(term: Term) -> None:
        if isinstance(term, Triple):
            parts.append("<<(")
            for each in (term.subject, term.predicate, term.object):
                add(each)
            parts.append(")>>")
        else:
            parts.append(str(_canonical(term)))

    for term in row:
        add(term)
    return tuple(parts)


@cache
def _canonical(term: Term) -> Term:
    """Return a term as the engine keeps it: numbers and zones in one form."""
    if not isinstance(term, Literal):
        return term
    store = Store()
    store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), term))
    return next(iter(store)).object


def _colours(rows: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Return each blank node with what can be told of it without names."""
    places: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        for part in set(row):
            if part.startswith("_:"):
                places[part].append(row)
    colours = dict.fromkeys(places, "")
    for _ in range(4):
        new = {
            node: str(
                sorted(
                    tuple(
                        "self" if part == node else colours.get(part, part)
                        for part in row
                    )
                    for row in found
                )
            )
            for node, found in places.items()
        }
        numbers = {text: str(n) for n, text in enumerate(sorted(set(new.values())))}
        colours = {node: f"_{numbers[new[node]]}" for node in new}
    return {node: f"{colours[node]} {_signature(node, places)}" for node in places}


def _signature(node: str, places: Mapping[str, list[tuple[str, ...]]]) -> str:
    return str(
        sorted(
            tuple("_" if part.startswith("_:") else part for part in row)
            for row in places[node]
        )
    )


def _renamed(row: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(part, part) for part in row)
