"""Explanations as PROV: what each status was derived from, and by which rule.

A span was derived from events, an event from claims, and a claim has its source; each
step is an activity that used them. Source: W3C PROV-O; docs/design.md, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from recog.domain.explanation import Explanation, Step
from recog.domain.reconcile import digest
from recog.domain.rules import RULES
from recog.domain.spans import Span
from recog.store import literals, vocab
from recog.store.codec import Value, quads_of
from recog.store.turtle import written
from recog.store.vocab import iri, term

_DERIVED: Final = NamedNode(vocab.PROV + "wasDerivedFrom")
_USED: Final = NamedNode(vocab.PROV + "used")
_GENERATED: Final = NamedNode(vocab.PROV + "wasGeneratedBy")
_ACTIVITY: Final = NamedNode(vocab.PROV + "Activity")
_INTEGER: Final = NamedNode(vocab.XSD + "integer")


def provenance(
    explanations: Iterable[Explanation], spans: Sequence[Span], values: Iterable[Value]
) -> bytes:
    """Return explanations as Turtle, with everything that they name.

    :param spans: those of the keys explained.
    :param values: the claims, events, releases, sources and parties to be described.
    """
    own = [quad for value in (*values, *spans) for quad in quads_of(value)]
    steps = [quad for each in explanations for quad in _steps(each)]
    return written([*own, *steps, *_derived(spans)])


def _steps(explanation: Explanation) -> Iterator[Quad]:
    position = 0
    for step in explanation.steps:
        event = iri(step.event.id)
        for claim in step.event.claims:
            yield _quad(event, _DERIVED, iri(claim))
        for applied in step.applied:
            position += 1
            used = applied.claims or (step.event.id,)
            if applied.narrowing:
                used = (step.event.id, applied.narrowing.because)
            yield from _activity(explanation, step, position, applied.rule, used)


def _activity(
    explanation: Explanation,
    step: Step,
    position: int,
    rule: str,
    used: Sequence[str],
) -> Iterator[Quad]:
    name = digest(*explanation.key, explanation.day, position, step.event.id, rule)
    node = iri(f"step/{name}")
    yield _quad(node, vocab.TYPE, term("Step"))
    yield _quad(node, vocab.TYPE, _ACTIVITY)
    yield _quad(node, term("rule"), term(RULES[rule].term))
    yield _quad(node, term("position"), Literal(str(position), datatype=_INTEGER))
    yield _quad(node, vocab.COMMENT, literals.of_text(RULES[rule].definition))
    for id in used:
        yield _quad(node, _USED, iri(id))
    if rule in ("agreement", "contradiction", "by-hand", "denial", "preference"):
        yield _quad(iri(step.event.id), _GENERATED, node)


def _derived(spans: Iterable[Span]) -> Iterator[Quad]:
    for span in spans:
        for event in (*span.opened_by, *span.closed_by):
            yield _quad(iri(span.id), _DERIVED, iri(event))


def _quad(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
    return Quad(subject, predicate, value, DefaultGraph())
