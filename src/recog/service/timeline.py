"""Events and spans of a party or a pair, in order.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.errors import QuestionError
from recog.exporters.rows import EventRow, SpanRow
from recog.service.answers import Answer, answer, cursor_of, first_page
from recog.service.columns import EVENT, SPAN
from recog.service.parties import acted_upon, acting
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Past, Where, place
from recog.service.rows import ends, event_rows, span_rows
from recog.service.workbench import View


def timeline(view: View, question: Question) -> Answer:
    """Answer the events and spans of a party, or between two, by first day.

    Rows are of two types, `event` and `span`; a span comes before the event that opens
    it. With `from` and `to`, what can fall into those days.

    :raises QuestionError: when no party is given.
    """
    after, limit = cursor_of(question), question.limit + 1
    past = past_of(view, question)
    found = past.listed(
        _of_parties(view, question), (SPAN, EVENT), after=after, limit=limit
    )
    shown, next_cursor = first_page(found, question, place)
    return answer(
        view,
        "timeline",
        question,
        entry_rows(view, past, shown),
        next_cursor=next_cursor,
    )


def entries(
    view: View, past: Past, question: Question, *, limit: int
) -> list[Event | Span]:
    """Return the events and spans of a timeline, sorted.

    :raises QuestionError: when no party is given.
    """
    where = _of_parties(view, question)
    return past.listed(where, (SPAN, EVENT), after=None, limit=limit)


def _of_parties(view: View, question: Question) -> Where:
    where = where_of(view, question)
    if where.either is None and where.actors is None and where.targets is None:
        raise QuestionError(
            "a timeline needs a party: give entity, or actor, target or both"
        )
    return where


def where_of(view: View, question: Question) -> Where:
    """Return what a question is about, with those who act for a state."""
    asked = question
    return Where(
        track=asked.track or None,
        kind=asked.kind or None,
        actors=acting(view, asked.actor, asked.track) if asked.actor else None,
        targets=acted_upon(view, asked.target, asked.track) if asked.target else None,
        either=asked.entity or None,
        person=asked.person or None,
        list=asked.list or None,
        first=asked.first,
        last=asked.last,
    )


def entry_rows(
    view: View, past: Past, shown: Sequence[Event | Span]
) -> list[EventRow | SpanRow]:
    """Return the rows of events and spans in the order given."""
    events = [each for each in shown if isinstance(each, Event)]
    spans = [each for each in shown if isinstance(each, Span)]
    rows: dict[str, EventRow | SpanRow] = {}
    rows.update((row["id"], row) for row in event_rows(view.snapshot, events))
    opening = past.events_by_id(ends(spans))
    rows.update((row["id"], row) for row in span_rows(view.snapshot, spans, opening))
    return [rows[each.id] for each in shown]
