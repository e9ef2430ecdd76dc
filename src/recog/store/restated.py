"""What a write says of things of recog: read anew, or refused.

Source: docs/design.md, section 6.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from recog.domain.claims import Claim
from recog.errors import Fault
from recog.store import vocab
from recog.store.comparing import Compared
from recog.store.others import is_ours
from recog.store.reading import Records, read
from recog.store.record_lines import Record
from recog.store.records import named

#: What recog makes itself; nobody else writes it.
_MADE: Final = frozenset(
    graph.value
    for graph in (vocab.EVENTS_GRAPH, vocab.SPANS_GRAPH, vocab.VOCABULARY_GRAPH)
)
_RELEASES: Final = f"{vocab.GRAPH}release/"
_PARTS: Final = ("name/", "coverage/")
_OF_A_RELEASE: Final = frozenset(
    {"claim", "state", "government", "organization", "person", "list", "release"}
)


@dataclass(slots=True, kw_only=True)
class Restated:
    """The things of recog that a write describes anew, and those that are gone."""

    records: Records = field(default_factory=Records)
    faults: list[Fault] = field(default_factory=list)
    #: Of each thing that is gone: what it was (claim, entity, extra …), id, release.
    gone: set[tuple[str, str, str]] = field(default_factory=set)


def restated(
    before: Store, after: Store, found: Compared, *, empties: bool
) -> Restated:
    """Read what a write says of things of recog.

    :param empties: whether it clears or drops all graphs; then what is derived may go
        with them, and is derived again.
    """
    made = Restated()
    made.faults += _faults_of_made(after, found, empties=empties)
    removed = [quad for quad in found.ours_removed if not _is_made(quad)]
    added = [quad for quad in found.ours_added if not _is_made(quad)]
    made.faults += _misplaced(after, added)
    made.faults += _not_plain(added)
    if made.faults:
        return made
    touched = _touched(before, after, [*removed, *added])
    if not touched:
        return made
    old, _ = read(_described(before, touched))
    told = list(_described(after, touched))
    made.records, made.faults = _held(told, after)
    if made.faults:
        return made
    was = {_named(record): record for record in _every(old)}
    now = {_named(record) for record in _every(made.records)}
    made.gone = set(was) - now
    made.faults += _still_named(before, after, made.gone)
    return made


def _is_made(quad: Quad) -> bool:
    graph = quad.graph_name
    return isinstance(graph, NamedNode) and graph.value in _MADE


def _faults_of_made(after: Store, found: Compared, *, empties: bool) -> Iterator[Fault]:
    """Yield the graphs that are derived and were written to."""
    wrong = {quad.graph_name for quad in found.ours_added if _is_made(quad)}
    for quad in found.ours_removed:
        graph = quad.graph_name
        if _is_made(quad) and isinstance(graph, NamedNode):
            left = next(after.quads_for_pattern(None, None, None, graph), None)
            if left is not None or not empties:
                wrong.add(graph)
    for graph in wrong:
        yield Fault(
            where=_name(graph),
            message="is derived by recog and cannot be written; change the claims that "
            "it is derived from",
        )


def _misplaced(after: Store, added: Iterable[Quad]) -> Iterator[Fault]:
    """Yield what does not belong where it was put."""
    for quad in added:
        graph, id = quad.graph_name, vocab.local_id(quad.subject)
        if not isinstance(graph, NamedNode):
            continue  # put where it belongs, as its primary source says
        if graph != vocab.JUDGEMENTS_GRAPH and not graph.value.startswith(_RELEASES):
            yield Fault(
                where=graph.value,
                message="no graph of recog has this address; those of releases begin "
                f"with <{_RELEASES}>, those of others lie outside <{vocab.GRAPH}>",
            )
        elif not id:
            yield Fault(
                where=str(quad.subject),
                message=f"<{graph.value}> holds things of recog alone, whose addresses "
                f"begin with <{vocab.ID}>",
            )
        else:
            yield from _elsewhere(after, quad, id, graph)


def _elsewhere(after: Store, quad: Quad, id: str, graph: NamedNode) -> Iterator[Fault]:
    """Yield the fault of a thing that belongs into another graph."""
    type = id.partition("/")[0]
    homes: set[object] = {graph}
    if type == "release":
        homes = {vocab.release_graph(id)}
    elif type == "judgement":
        homes = {vocab.JUDGEMENTS_GRAPH}
    elif type in _OF_A_RELEASE:
        sources = after.quads_for_pattern(
            quad.subject, vocab.PRIMARY_SOURCE, None, graph
        )
        homes = {
            vocab.release_graph(vocab.local_id(each.object)) for each in sources
        } or homes
    if graph not in homes:
        told = " or ".join(sorted(map(str, homes)))
        yield Fault(where=id, message=f"belongs into {told}, not into {graph}")


def _not_plain(added: Iterable[Quad]) -> Iterator[Fault]:
    for quad in added:
        value = quad.object
        if isinstance(quad.subject, BlankNode) or isinstance(value, BlankNode):
            problem = "a blank node; things of recog have addresses"
        elif isinstance(value, Triple) or (
            isinstance(value, Literal) and value.direction is not None
        ):
            problem = f"{value}: graphs of recog are plain RDF 1.1"
        else:
            continue
        yield Fault(where=_name(quad.subject), message=problem)


def _touched(before: Store, after: Store, changed: Iterable[Quad]) -> set[NamedNode]:
    """Return the things that a change is about; of a part, what it is part of."""
    found: set[NamedNode] = set()
    for quad in changed:
        node = quad.subject
        if not isinstance(node, NamedNode):
            continue
        found.add(node)
        if _is_a_part(node):
            for store in (before, after):
                for owner in store.quads_for_pattern(None, None, node, None):
                    if is_ours(owner) and isinstance(owner.subject, NamedNode):
                        found.add(owner.subject)
    return found


def _is_a_part(node: NamedNode) -> bool:
    return vocab.local_id(node).startswith(_PARTS)


def _described(store: Store, nodes: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield all that is said of things, and of their parts, in graphs of recog."""
    waiting, done = sorted(nodes, key=str), set[NamedNode]()
    while waiting:
        node = waiting.pop()
        if node in done:
            continue
        done.add(node)
        for quad in store.quads_for_pattern(node, None, None, None):
            if not is_ours(quad) or _is_made(quad):
                continue
            yield quad
            part = quad.object
            if isinstance(part, NamedNode) and _is_a_part(part):
                waiting.append(part)


def _held(told: Sequence[Quad], store: Store) -> tuple[Records, list[Fault]]:
    """Read a description and hold it to the shapes."""
    from recog.store import shapes  # pyshacl takes a second, and only workers need it

    broken = shapes.broken(told, lambda node: _types(store, node))
    records, noticed = read(told)
    faults, _ = shapes.united(broken, noticed)
    return records, faults


def _types(store: Store, node: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(node, vocab.TYPE, None):
        if isinstance(quad.object, NamedNode):
            yield quad.object


def _every(records: Records) -> Iterator[Claim | Record]:
    yield from records.entities
    yield from records.sources
    yield from records.releases
    yield from records.judgements
    yield from records.extras
    yield from records.claims


def _named(record: Claim | Record) -> tuple[str, str, str]:
    return ("claim", record.id, "") if isinstance(record, Claim) else named(record)


def _still_named(
    before: Store, after: Store, gone: Iterable[tuple[str, str, str]]
) -> Iterator[Fault]:
    """Yield what is to be removed and is named by something that stays.

    A claim stays, also when it is removed: then it is retracted.
    """
    by_id: dict[str, set[str]] = defaultdict(set)
    for type, id, _ in gone:
        by_id[id].add(type)
    for id, types in sorted(by_id.items()):
        node = vocab.iri(id)
        if types <= {"extra", "claim", "judgement"} or any(_types(after, node)):
            continue
        namer = next(_namers(before, after, node), "")
        if namer:
            yield Fault(
                where=id,
                message=f"cannot be removed: {namer} names it, and a claim is kept "
                "also when it is retracted",
            )


def _namers(before: Store, after: Store, node: NamedNode) -> Iterator[str]:
    def naming(store: Store, wanted: Callable[[str], bool]) -> Iterator[str]:
        for quad in store.quads_for_pattern(None, None, node, None):
            id = vocab.local_id(quad.subject)
            if is_ours(quad) and not _is_made(quad) and wanted(id):
                yield id

    yield from naming(after, lambda id: True)
    yield from naming(before, lambda id: id.startswith("claim/"))


def _name(node: object) -> str:
    return vocab.local_id(node) or getattr(node, "value", str(node))
