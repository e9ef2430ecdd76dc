"""Domain values as quads and back: what each value looks like in RDF.

Entities, claims and releases lie in the graph of their release, a source in the graph
of each release that names it; judgements, events and spans each in a graph of their
own.

Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.store import claim_pairs, entity_pairs, vocab
from recog.store.claim_pairs import Pair
from recog.store.entity_pairs import canonical, canonical_release
from recog.store.parsing import records_of
from recog.store.reading import Extra, Records, claim_of, read
from recog.store.turtle import written
from recog.store.vocab import iri, term

__all__ = [
    "Extra",
    "Records",
    "Value",
    "canonical",
    "canonical_release",
    "claim_of",
    "quads_of",
    "read",
    "records_of",
    "turtle",
]

Node = NamedNode | DefaultGraph
Value = Entity | Source | Release | Claim | Judgement | Event | Span


def quads_of(value: Value, *, release: str = "") -> Iterator[Quad]:
    """Yield the quads of a value; its own first, then those of its parts.

    `release` is asked for a source only: the graph it is to lie in; without one, it
    lies in the default graph.

    :raises EntityError: when an alternative name that is not former has dates.
    """
    match value:
        case Claim():
            yield from _quads(
                value.id, claim_pairs.of_claim(value), _graph(value.release)
            )
        case Entity():
            yield from _entity_quads(value)
        case Source():
            yield from _quads(value.id, entity_pairs.of_source(value), _graph(release))
        case Release():
            yield from _release_quads(value)
        case Judgement():
            pairs = claim_pairs.of_judgement(value)
            yield from _quads(value.id, pairs, vocab.JUDGEMENTS_GRAPH)
        case Event():
            yield from _quads(value.id, claim_pairs.of_event(value), vocab.EVENTS_GRAPH)
        case Span():
            yield from _quads(value.id, claim_pairs.of_span(value), vocab.SPANS_GRAPH)


def turtle(values: Iterable[Value]) -> bytes:
    """Return values as Turtle, one block a thing; the same bytes for the same values.

    :raises EntityError: as `quads_of` does.
    """
    return written(quad for value in values for quad in quads_of(value))


def _graph(release: str) -> Node:
    return vocab.release_graph(release) if release else DefaultGraph()


def _quads(id: str, pairs: Iterable[Pair], graph: Node) -> Iterator[Quad]:
    subject = iri(id)
    yield Quad(subject, vocab.TYPE, term(vocab.CLASS_OF[id.partition("/")[0]]), graph)
    for predicate, value in pairs:
        yield Quad(subject, predicate, value, graph)


def _entity_quads(entity: Entity) -> Iterator[Quad]:
    graph = _graph(entity.release)
    yield from _quads(entity.id, entity_pairs.of_entity(entity), graph)
    for name in entity.names:
        if name.former:
            yield from _quads(
                entity_pairs.name_id(entity, name),
                entity_pairs.of_former_name(name),
                graph,
            )


def _release_quads(release: Release) -> Iterator[Quad]:
    graph = _graph(release.id)
    yield from _quads(release.id, entity_pairs.of_release(release), graph)
    for coverage in release.coverage:
        id = entity_pairs.coverage_id(release, coverage)
        yield from _quads(id, entity_pairs.of_coverage(coverage), graph)
