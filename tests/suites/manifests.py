"""The W3C's tests of SPARQL, read from their manifests.

They are read where they lie beside the checkout and never copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
DAWG: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#"
#: Where the suite is published; addresses in its files are relative to that.
BASE: Final = "https://w3c.github.io/rdf-tests/sparql/"

Node = NamedNode | BlankNode | Literal


def _suite() -> Path | None:
    for folder in Path(__file__).resolve().parents:
        found = folder / "shared" / "suites" / "w3c-rdf-tests" / "sparql"
        if found.is_dir():
            return found
    return None


SUITE: Final = _suite()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test."""

    group: str  # sparql11/aggregates
    name: str  # sparql11/aggregates/agg01
    kind: str  # QueryEvaluationTest …
    action: str = ""  # file of the query or update
    data: tuple[str, ...] = ()  # files of the default graph
    graphs: tuple[tuple[str, str], ...] = ()  # name, file
    result: str = ""  # file
    result_data: tuple[str, ...] = ()  # of an update: of the default graph
    result_graphs: tuple[tuple[str, str], ...] = ()
    lax: bool = False  # how often a row comes does not matter


class Manifest:
    """A manifest as a graph, asked by terms in short."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store()
        base = BASE + relative(path)
        self.store.extend(parse(path=str(path), format=RdfFormat.TURTLE, base_iri=base))

    def all(self, node: object, predicate: str) -> list[Node]:
        """Return the values of a property."""
        found = self.store.quads_for_pattern(node, NamedNode(predicate), None)  # type: ignore[arg-type]
        return [quad.object for quad in found]  # type: ignore[misc]

    def one(self, node: object, predicate: str) -> Node | None:
        """Return the value of a property, if there is one."""
        return next(iter(self.all(node, predicate)), None)

    def items(self, node: object) -> Iterator[Node]:
        """Yield the items of a list."""
        while node is not None and node != NamedNode(f"{RDF}nil"):
            first = self.one(node, f"{RDF}first")
            if first is not None:
                yield first
            node = self.one(node, f"{RDF}rest")

    def entries(self) -> list[Node]:
        """Return the tests, in order."""
        heads = [
            quad.object
            for quad in self.store.quads_for_pattern(
                None, NamedNode(f"{MF}entries"), None
            )
        ]
        return [item for head in heads for item in self.items(head)]

    def described(self, *kinds: str) -> list[Node]:
        """Return the tests of some kinds, also one that the list of entries forgets."""
        found = {
            quad.subject
            for kind in kinds
            for quad in self.store.quads_for_pattern(
                None, NamedNode(f"{RDF}type"), NamedNode(MF + kind)
            )
        }
        return sorted((n for n in found if isinstance(n, NamedNode)), key=str)

    def files(self, node: object, predicate: str) -> tuple[str, ...]:
        """Return the files that a property names, by path below the suite."""
        return tuple(
            sorted(
                value.value.removeprefix(BASE)
                for value in self.all(node, predicate)
                if isinstance(value, NamedNode)
            )
        )

    def graphs(self, node: object) -> tuple[tuple[str, str], ...]:
        """Return the named graphs of a dataset: name and file."""
        found: list[tuple[str, str]] = []
        for vocabulary in (QT, UT):
            for value in self.all(node, f"{vocabulary}graphData"):
                if isinstance(value, NamedNode):
                    found.append((value.value, value.value.removeprefix(BASE)))
                    continue
                label = self.one(value, f"{RDFS}label")
                for file in self.files(value, f"{vocabulary}graph"):
                    found.append((label.value if label else BASE + file, file))
        return tuple(sorted(found))


def relative(path: Path) -> str:
    """Return a path below the suite."""
    assert SUITE is not None
    return path.relative_to(SUITE).as_posix()


def manifests() -> Iterator[Manifest]:
    """Yield the manifests that hold tests."""
    assert SUITE is not None
    for path in sorted(SUITE.glob("*/*/manifest*.ttl")):
        found = Manifest(path)
        if found.entries():
            yield found


def cases() -> list[Case]:
    """Return every test that asks a question or tries a text, by name."""
    found: dict[str, Case] = {}
    for manifest in manifests():
        for entry in manifest.entries():
            kind = _kind(manifest, entry)
            if not kind.startswith(("Protocol", "GraphStore", "Service")):
                case = _case(manifest, entry, kind)
                found[case.name] = case
    return [found[name] for name in sorted(found)]


def entries_of(*kinds: str) -> list[tuple[str, Manifest, Node]]:
    """Return the tests of some kinds that count still: name, manifest and node."""
    found = []
    for manifest in manifests():
        for entry in manifest.described(*kinds):
            approval = manifest.one(entry, f"{DAWG}approval")
            if approval == NamedNode(f"{DAWG}Deprecated"):
                continue
            found.append((_name(manifest, entry), manifest, entry))
    return found


def _kind(manifest: Manifest, entry: Node) -> str:
    types = [
        value.value.removeprefix(MF)
        for value in manifest.all(entry, f"{RDF}type")
        if value.value.startswith(MF)
    ]
    return types[0] if types else ""


def _name(manifest: Manifest, entry: Node) -> str:
    local = entry.value.rpartition("#")[2].rpartition("/")[2]
    return f"{relative(manifest.path.parent)}/{local}"


def _case(manifest: Manifest, entry: Node, kind: str) -> Case:
    action, result = (manifest.one(entry, f"{MF}{n}") for n in ("action", "result"))
    query = _first(
        manifest.files(action, f"{QT}query"), manifest.files(action, f"{UT}request")
    )
    return Case(
        group=relative(manifest.path.parent),
        name=_name(manifest, entry),
        kind=kind,
        action=query or (action.value.removeprefix(BASE) if action else ""),
        data=(
            *manifest.files(action, f"{QT}data"),
            *manifest.files(action, f"{UT}data"),
        ),
        graphs=manifest.graphs(action),
        result=result.value.removeprefix(BASE) if isinstance(result, NamedNode) else "",
        result_data=manifest.files(result, f"{UT}data"),
        result_graphs=manifest.graphs(result),
        lax=manifest.one(entry, f"{MF}resultCardinality") is not None,
    )


def _first(*groups: Sequence[str]) -> str:
    return next((item for group in groups for item in group), "")
