"""What changed between two days.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypedDict

from recog.domain.claims import Key
from recog.domain.reconcile import Event
from recog.domain.status import Certainty
from recog.errors import QuestionError
from recog.exporters.documents import ClaimRow, EntityRow, EventRow
from recog.service.answers import Answer, answer, page
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Held
from recog.service.rows import entity_row, event_rows, optional_row
from recog.service.timeline import where_of
from recog.service.workbench import View

Values = Mapping[str, Certainty]


class Change(StrEnum):
    """How a status on the second day differs from the first."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"  # another value holds
    CERTAIN = "became-certain"
    UNCERTAIN = "became-uncertain"


class ValueRow(TypedDict):
    """A value that may hold on a day."""

    value: str
    certainty: str


class ChangeRow(TypedDict):
    """What changed for one key."""

    change: str
    track: str
    actor: EntityRow
    target: EntityRow
    person: EntityRow | None
    list: EntityRow | None
    before: list[ValueRow]
    after: list[ValueRow]
    events: list[EventRow]  # that can have fallen between the days
    because: list[ClaimRow]  # their claims


@dataclass(frozen=True, slots=True)
class _Changed:
    key: Key
    change: Change
    before: Values
    after: Values


def diff(view: View, question: Question) -> Answer:
    """Answer whose status on the day `to` is not what it was on the day `from`.

    Sorted by key. The events shown can have fallen after the first day, up to and
    including the second.

    :raises QuestionError: when one of the two days is missing.
    """
    first, last = _days(question)
    past = past_of(view, question)
    where = replace(where_of(view, question), first=None, last=None)
    before, after = (_by_key(past.on(day, where)) for day in (first, last))
    changed = [
        _Changed(key, change, before.get(key, {}), after.get(key, {}))
        for key in sorted({*before, *after})
        if (change := change_between(before.get(key, {}), after.get(key, {})))
    ]
    shown, next_cursor = page(changed, question, lambda each: each.key)
    between = replace(where, first=first + timedelta(days=1), last=last)
    events = _events_of(past.events(between), {each.key for each in shown})
    rows = [_row(view, each, events[each.key]) for each in shown]
    return answer(view, "diff", question, rows, next_cursor=next_cursor)


def change_between(before: Values, after: Values) -> Change | None:
    """Name the change between what may hold before and after; None when none.

    >>> change_between({}, {"recognised": Certainty.POSSIBLE}).value
    'gained'
    """
    if before == after:
        return None
    if not before:
        return Change.GAINED
    if not after:
        return Change.LOST
    sure_before, sure_after = _sure(before), _sure(after)
    if sure_before and sure_after:
        return Change.CHANGED
    if sure_after:
        return Change.CERTAIN
    if sure_before:
        return Change.UNCERTAIN
    return Change.CHANGED


def _sure(values: Values) -> bool:
    return Certainty.CERTAIN in values.values()


def _days(question: Question) -> tuple[date, date]:
    if question.first is None or question.last is None:
        raise QuestionError(
            "two days are needed: from and to, e.g. from=2025-01-01&to=2025-12-31"
        )
    return question.first, question.last


def _by_key(held: Iterable[Held]) -> dict[Key, dict[str, Certainty]]:
    found: dict[Key, dict[str, Certainty]] = defaultdict(dict)
    for each in held:
        found[each.key][each.value] = each.certainty
    return dict(found)


def _events_of(events: Iterable[Event], keys: set[Key]) -> dict[Key, list[Event]]:
    found: dict[Key, list[Event]] = {key: [] for key in keys}
    for event in events:
        if event.key in found:
            found[event.key].append(event)
    return found


def _row(view: View, changed: _Changed, events: list[Event]) -> ChangeRow:
    key, snapshot = changed.key, view.snapshot
    rows = event_rows(snapshot, events)
    return {
        "change": str(changed.change),
        "track": key.track,
        "actor": entity_row(snapshot, key.actor),
        "target": entity_row(snapshot, key.target),
        "person": optional_row(snapshot, key.person),
        "list": optional_row(snapshot, key.list),
        "before": _values(changed.before),
        "after": _values(changed.after),
        "events": rows,
        "because": [claim for row in rows for claim in row["claims"]],
    }


def _values(values: Values) -> list[ValueRow]:
    return [
        {"value": value, "certainty": str(values[value])} for value in sorted(values)
    ]
