"""RDF read back into domain values, with every fault at once.

Statements whose property is not ours are kept word for word (`Extra`); a term of ours
that is unknown or misplaced is a fault, so nothing is lost silently.

Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.errors import Fault, InputError
from recog.store import read_claims, read_entities, vocab
from recog.store.fields import Fields, Subject

_PARTS: Final = frozenset({"Name", "Coverage"})
_DERIVED: Final = frozenset({"Event", "Span", "Step"})

_Value = Entity | Source | Release | Claim | Judgement


@dataclass(frozen=True, slots=True, order=True)
class Extra:
    """Statements of other vocabularies about a thing of ours, kept word for word."""

    about: str  # state/russia
    release: str  # in whose graph they lie; empty for a source or a judgement
    triples: tuple[str, ...]  # N-Triples without the closing dot, sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a file holds; each list sorted by id."""

    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    releases: tuple[Release, ...] = ()
    claims: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    extras: tuple[Extra, ...] = ()


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    nodes: Mapping[Subject, Sequence[Fields]]
    values: list[_Value] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    parts_in_use: set[Subject] = field(default_factory=set)

    def parts(self, node: Fields, name: str) -> Sequence[Fields]:
        """Return the nodes that a property points to; a missing one is noted."""
        found: list[Fields] = []
        for value in node.nodes(name):
            described = [] if isinstance(value, Literal) else self.nodes.get(value, [])
            if not described:
                node.problems.append(f"recog:{name}: {value} is not described")
            found.extend(described)
            self.parts_in_use.update(part.node for part in described)
        return found


def read(quads: Iterable[Quad]) -> tuple[Records, tuple[Fault, ...]]:
    """Read quads into values; every fault is reported, faulty nodes are left out.

    Derived nodes (events, spans and steps) are passed over: they are derived anew.
    """
    reader = _Reader(_nodes(quads))
    everything = [node for nodes in reader.nodes.values() for node in nodes]
    for node in everything:
        _read_node(node, reader)
    for node in everything:
        if node.types() & _PARTS and node.node not in reader.parts_in_use:
            node.problems.append("nothing refers to this node")
    faults = {fault for node in everything for fault in node.faults}
    return _records(reader), tuple(sorted(faults, key=lambda f: (f.where, f.message)))


def claim_of(quads: Iterable[Quad]) -> Claim:
    """Read the one claim that the quads describe.

    :raises InputError: when they do not describe one valid claim.
    """
    records, faults = read(quads)
    if faults or len(records.claims) != 1:
        told = "; ".join(f"{fault.where}: {fault.message}" for fault in faults)
        raise InputError(told or f"{len(records.claims)} claims instead of one")
    return records.claims[0]


def _nodes(quads: Iterable[Quad]) -> dict[Subject, list[Fields]]:
    """Gather statements by subject.

    The graph is not asked, except for a thing that several releases describe: then
    each of its graphs is one description.
    """
    by_graph: dict[Subject, dict[object, Fields]] = {}
    for quad in quads:
        graphs = by_graph.setdefault(quad.subject, {})
        node = graphs.setdefault(quad.graph_name, Fields(quad.subject))
        node.add(quad.predicate, quad.object)
    nodes: dict[Subject, list[Fields]] = {}
    for subject, graphs in by_graph.items():
        parts = list(graphs.values())
        sources = {v for p in parts for v in p.values.get(vocab.PRIMARY_SOURCE, ())}
        nodes[subject] = parts if len(sources) > 1 else [_merged(parts)]
    return nodes


def _merged(parts: Sequence[Fields]) -> Fields:
    first, *others = parts
    for part in others:
        for predicate, values in part.values.items():
            for value in values:
                first.add(predicate, value)
    return first


def _read_node(node: Fields, reader: _Reader) -> None:
    types = node.types()
    if types & (_PARTS | _DERIVED):
        return
    if _is_vocabulary(node):
        node.problems.append("a term of the vocabulary, which data does not change")
        return
    expected = vocab.CLASS_OF.get(node.id.partition("/")[0])
    if expected is None or types != {expected}:
        node.problems.append(_type_problem(types, expected))
        return
    try:
        value = _value(node, expected, reader)
    except InputError as error:
        node.problems.append(str(error).removeprefix(f"{node.id}: "))
        return
    rest = node.rest()
    if value is None or node.problems:
        return
    reader.values.append(value)
    if rest:
        lines = sorted(f"{vocab.iri(value.id)} {p} {o}" for p, o in rest)
        reader.extras.append(Extra(value.id, _home(value), tuple(lines)))


def _is_vocabulary(node: Fields) -> bool:
    value = node.node
    return isinstance(value, NamedNode) and value.value.startswith(vocab.DEF)


def _type_problem(types: frozenset[str], expected: str | None) -> str:
    if expected is None:
        return (
            f"not a thing that recog keeps; ids look like <{vocab.ID}state/russia> "
            f"and begin with one of: {', '.join(sorted(vocab.CLASS_OF))}"
        )
    given = ", ".join(f"recog:{name}" for name in sorted(types)) or "no class of ours"
    return f"has {given}; by its address it must be a recog:{expected} and nothing else"


def _value(node: Fields, expected: str, reader: _Reader) -> _Value | None:
    match expected:
        case "Claim":
            return read_claims.claim(node)
        case "Judgement":
            return read_claims.judgement(node)
        case "Source":
            return read_entities.source(node)
        case "Release":
            return read_entities.release(node, reader.parts)
        case _:
            return read_entities.entity(node, reader.parts)


def _home(value: _Value) -> str:
    match value:
        case Claim() | Entity():
            return value.release
        case Release():
            return value.id
        case Source() | Judgement():
            return ""


def _records(reader: _Reader) -> Records:
    values = sorted(reader.values, key=lambda value: (value.id, _home(value)))
    return Records(
        entities=tuple(value for value in values if isinstance(value, Entity)),
        sources=tuple(value for value in values if isinstance(value, Source)),
        releases=tuple(value for value in values if isinstance(value, Release)),
        claims=tuple(value for value in values if isinstance(value, Claim)),
        judgements=tuple(value for value in values if isinstance(value, Judgement)),
        extras=tuple(sorted(reader.extras)),
    )
