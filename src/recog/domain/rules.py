"""The rules by which claims become events and events become statuses, to be named.

Each step of an explanation names one. Source: docs/design.md, sections 1.5 and 1.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.kinds import Effect
from recog.domain.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of derivation."""

    name: str  # "term-order": in answers and addresses
    label: str
    definition: str  # the same sentence as in recog.ttl
    term: str  # local name in recog.ttl


RULES: Final[Mapping[str, Rule]] = table(
    Rule(
        name="agreement",
        label="agreement",
        definition="Claims of one kind whose dates can agree speak of one event.",
        term="Agreement",
    ),
    Rule(
        name="contradiction",
        label="contradiction",
        definition="Claims of one kind that cannot agree, with nothing between them "
        "that allows two events, are one event, contradicted.",
        term="Contradiction",
    ),
    Rule(
        name="denial",
        label="denial",
        definition="A claim that denies an event contradicts those that assert it.",
        term="Denial",
    ),
    Rule(
        name="by-hand",
        label="joined by hand",
        definition="A person has said which event a claim is about.",
        term="JoinedByHand",
    ),
    Rule(
        name="preference",
        label="preference",
        definition="A person has preferred a claim; it decides the event.",
        term="Preference",
    ),
    Rule(
        name="deprecation",
        label="deprecation",
        definition="A person has deprecated a claim; it counts for nothing.",
        term="Deprecation",
    ),
    Rule(
        name="term-order",
        label="order of a term",
        definition="A head of mission is named, presents copies, then credentials, "
        "and then leaves the post.",
        term="TermOrder",
    ),
    Rule(
        name="span-order",
        label="order of a span",
        definition="A status opens before it closes, and is suspended before it is "
        "resumed.",
        term="SpanOrder",
    ),
    Rule(
        name="opening",
        label="opening",
        definition="From its day on, an opening event lets the status hold.",
        term="Opening",
    ),
    Rule(
        name="level",
        label="level",
        definition="From its day on, the status has the level that the event sets.",
        term="LevelSet",
    ),
    Rule(
        name="suspension",
        label="suspension",
        definition="From its day on, the status stands and is suspended.",
        term="Suspension",
    ),
    Rule(
        name="resumption",
        label="resumption",
        definition="From its day on, the status holds again.",
        term="Resumption",
    ),
    Rule(
        name="closing",
        label="closing",
        definition="From its day on, the status no longer holds.",
        term="Closing",
    ),
    Rule(
        name="no-effect",
        label="no effect",
        definition="An event of this kind changes no status.",
        term="WithoutEffect",
    ),
    Rule(
        name="held-before",
        label="held before",
        definition="An event that ends a status which nothing opened means that the "
        "status held before, since an unknown day.",
        term="HeldBefore",
    ),
)

#: The rule by which an event of each effect changes the status.
OF_EFFECT: Final[Mapping[Effect, str]] = {
    Effect.OPENS: "opening",
    Effect.SETS: "level",
    Effect.SUSPENDS: "suspension",
    Effect.RESUMES: "resumption",
    Effect.CLOSES: "closing",
    Effect.NONE: "no-effect",
}
