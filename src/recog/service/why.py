"""Why a status is what it is: the events in order, each with its claims and rules.

Source: docs/design.md, sections 1.5, 1.6 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypedDict

from recog.domain.claims import Claim, Key, standing
from recog.domain.explanation import Applied, Explanation, Step, Values, explained
from recog.domain.rules import RULES
from recog.errors import QuestionError
from recog.exporters.rows import ClaimRow, EntityRow, EventRow
from recog.service.answers import Answer, answer
from recog.service.coverage import CoverageRow
from recog.service.outcomes import OutcomeRow, outcome_rows
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Past, Where
from recog.service.rows import (
    claim_row,
    entity_row,
    event_rows,
    optional_row,
)
from recog.service.status import status
from recog.service.timeline import where_of
from recog.service.workbench import View

#: Statuses explained in one answer at most.
MAX_KEYS: Final = 25


class ValueRow(TypedDict):
    """A value that may hold, and how surely."""

    value: str
    certainty: str


class RuleRow(TypedDict):
    """A rule, where it was applied."""

    rule: str
    label: str
    definition: str
    claims: list[str]  # ids that it was applied to
    words: str  # what it came to, where the definition does not say that


class StepRow(TypedDict):
    """One event, how it came about, and what it did to the status."""

    position: int  # from 1
    event: EventRow
    rules: list[RuleRow]
    before: list[ValueRow]  # on the eve of its first possible day
    after: list[ValueRow]  # on its last possible day, or the eve of the next event
    later: bool  # it surely comes after the day asked about


class WhyRow(TypedDict):
    """Why the statuses of one key are what they are."""

    actor: EntityRow
    target: EntityRow
    person: EntityRow | None
    list: EntityRow | None
    track: str | None
    answer: list[ValueRow]  # on the day; empty: nothing holds
    certainty: str  # where nothing holds: none or unknown
    outcomes: list[OutcomeRow]
    steps: list[StepRow]
    left_out: list[ClaimRow]  # deprecated by a person
    coverage: list[CoverageRow]


@dataclass(frozen=True, slots=True)
class Told:
    """The explanations of an answer, beside its rows."""

    answer: Answer
    explanations: tuple[Explanation, ...]


def why(view: View, question: Question) -> Answer:
    """Answer why statuses are what they are on a day; today unless it is given.

    One row for each key that has an event, sorted by key. Where nothing was ever said
    of the pair there is one row without steps, and what that rests on.

    :raises QuestionError: when no party is given, or too many statuses are meant.
    """
    return told(view, question).answer


def told(view: View, question: Question) -> Told:
    """Return the answer, and the explanations it was made from."""
    asked = replace(question, on=question.on or view.today)
    day = asked.on or view.today
    past = past_of(view, asked)
    found = tuple(
        explained(key, _claims(view, key, asked), day)
        for key in _keys(past, where_of(view, asked), asked)
    )
    rows = [_row(view, each) for each in found] or [_silence(view, asked)]
    covering = [each["id"] for row in rows for each in row["coverage"]]
    covering += [
        claim["release"]["id"]
        for row in rows
        for step in row["steps"]
        for claim in step["event"]["claims"]
    ]
    return Told(answer(view, "why", asked, rows, releases=covering), found)


def _keys(past: Past, where: Where, asked: Question) -> list[Key]:
    if not (asked.actor and asked.target):
        raise QuestionError(
            "why asks about two parties: give actor and target, and a track if you can"
        )
    keys = sorted({event.key for event in past.events(where) if event.key.track})
    if len(keys) > MAX_KEYS:
        raise QuestionError(
            f"{len(keys)} statuses are meant, at most {MAX_KEYS} are explained at "
            "once; give track, person or list"
        )
    return keys


def _claims(view: View, key: Key, asked: Question) -> Iterator[Claim]:
    claims = standing(view.snapshot.claims_of(key), asked.as_known)
    verdicts = view.known(asked.as_known).snapshot.verdicts
    return map(verdicts.applied, claims)


def _row(view: View, found: Explanation) -> WhyRow:
    snapshot, key = view.snapshot, found.key
    events = event_rows(snapshot, [step.event for step in found.steps])
    return {
        "actor": entity_row(snapshot, key.actor),
        "target": entity_row(snapshot, key.target),
        "person": optional_row(snapshot, key.person),
        "list": optional_row(snapshot, key.list),
        "track": key.track,
        "answer": value_rows(found.values),
        "certainty": "" if found.values else "none",
        "outcomes": outcome_rows(snapshot, found.outcomes),
        "steps": [
            _step_row(place, step, row)
            for place, (step, row) in enumerate(
                zip(found.steps, events, strict=True), start=1
            )
        ],
        "left_out": [
            claim_row(snapshot, claim) for claim in snapshot.claims(found.left_out)
        ],
        "coverage": [],
    }


def _step_row(position: int, step: Step, event: EventRow) -> StepRow:
    bounds = iter(event["narrowed"])
    conflicts = {each["event"]: each["words"] for each in event["conflicts"]}
    rules = []
    for applied in step.applied:
        words = conflicts.get(applied.against, "")
        if applied.narrowing:
            words = next(bounds)["words"]
        rules.append(_rule_row(applied, words))
    return {
        "position": position,
        "event": event,
        "rules": rules,
        "before": value_rows(step.before),
        "after": value_rows(step.after),
        "later": step.later,
    }


def _rule_row(applied: Applied, words: str) -> RuleRow:
    rule = RULES[applied.rule]
    return {
        "rule": rule.name,
        "label": rule.label,
        "definition": rule.definition,
        "claims": list(applied.claims),
        "words": words,
    }


def value_rows(values: Values) -> list[ValueRow]:
    """Return the values that may hold, sorted."""
    return [
        {"value": value, "certainty": str(values[value])} for value in sorted(values)
    ]


def _silence(view: View, asked: Question) -> WhyRow:
    """Return the row of a pair of which nothing was ever said."""
    (row,) = status(view, replace(asked, format="json")).rows
    return {
        "actor": row["actor"],
        "target": row["target"],
        "person": row["person"],
        "list": row["list"],
        "track": row["track"],
        "answer": [],
        "certainty": row["certainty"],
        "outcomes": [],
        "steps": [],
        "left_out": [],
        "coverage": row["coverage"],
    }
