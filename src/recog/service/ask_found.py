"""What answers a question: rows, a sentence and the SPARQL that gives the rows.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from recog.domain.spans import Span
from recog.exporters.rows import ClaimRow
from recog.service.ask_case import Case
from recog.service.ask_queries import events_query, spans_query
from recog.service.pasts import past_of
from recog.service.questions import MAX_LIMIT, Question
from recog.service.recall import Where, event_order, span_order
from recog.service.rows import ends, event_rows, span_rows
from recog.service.sentences import (
    events_sentence,
    silence_sentence,
    spans_sentence,
    status_sentence,
)
from recog.service.status import StatusRow, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What answers a question."""

    reading: str  # how it was read: "Whether Russia recognises …, on 1 May 2025"
    sentence: str
    rows: Sequence[Any]
    sparql: str
    because: Sequence[ClaimRow] = ()  # where there are no rows: why not
    certainty: str = ""  # where there are no rows: none or unknown
    compares: Mapping[str, str] = field(default_factory=dict)  # parameters of `diff`


def statuses(case: Case) -> list[StatusRow]:
    """Return what holds on the day, on every track of the question."""
    rows: list[StatusRow] = []
    for track in case.tracks:
        question = replace(_between(case, track), limit=MAX_LIMIT)
        rows.extend(status(case.view, question).rows)
    return [row for row in rows if row["value"] is not None]


def absence(case: Case) -> StatusRow:
    """Return why nothing holds between two parties: the surest of the tracks' rows."""
    rows: list[StatusRow] = [
        status(case.view, _between(case, track)).rows[0] for track in case.tracks
    ]
    return min(rows, key=lambda row: row["certainty"] != "none")


def _between(case: Case, track: str) -> Question:
    return Question(
        track=track,
        actor=case.actor,
        target=case.target,
        on=case.day,
        as_known=case.view.moment,
    )


def on_a_day(case: Case, reading: str) -> Found:
    """Answer whether something held on a day; where it did not, say why not."""
    rows = statuses(case)
    day = case.day or case.view.today
    absent = absence(case) if not rows else None
    return Found(
        reading=reading,
        sentence=silence_sentence(absent, day)
        if absent
        else status_sentence(rows, day),
        rows=rows,
        sparql=spans_query(case.parties, day=day),
        because=absent["because"] if absent else (),
        certainty=absent["certainty"] if absent else "",
    )


def ever(case: Case, reading: str, done: str, *, values: tuple[str, ...] = ()) -> Found:
    """Answer with spans: since when and until when, at any time or in a time."""
    past = past_of(case.view, Question(as_known=case.view.moment))
    spans: list[Span] = []
    for track in case.tracks:
        where = Where(
            track=track,
            actors=case.parties.actors,
            targets=case.parties.targets,
            first=case.first,
            last=case.last,
        )
        spans += [each for each in past.spans(where) if _shown(each, values)]
    ordered = sorted(spans, key=span_order)
    rows = span_rows(case.view.snapshot, ordered, past.events_by_id(ends(ordered)))
    pair = not rows and case.actor and case.target
    absent = absence(case) if pair else None
    if rows:
        sentence = spans_sentence(rows, case.view.today)
    elif absent:
        sentence = silence_sentence(absent, case.view.today)
    else:
        sentence = f"No claim says that {done}."
    return Found(
        reading=reading,
        sentence=sentence,
        rows=rows,
        sparql=spans_query(case.parties, values=values),
        because=absent["because"] if absent else (),
        certainty="" if rows else absent["certainty"] if absent else "unknown",
    )


def _shown(span: Span, values: tuple[str, ...]) -> bool:
    return not values or span.value in values


def happened(
    case: Case, reading: str, done: str, *, kinds: tuple[str, ...] = ()
) -> Found:
    """Answer with events of some kinds, at any time or in a time."""
    wanted = kinds or case.kinds
    last = case.last
    if case.asked.when and case.asked.when.word == "before":
        last, first = (case.first or date.max) - timedelta(days=1), None
    else:
        first = None if case.day is not None else case.first
    where = Where(
        actors=case.parties.actors, targets=case.parties.targets, first=first, last=last
    )
    past = past_of(case.view, Question(as_known=case.view.moment))
    events = sorted(
        (event for event in past.events(where) if not wanted or event.kind in wanted),
        key=event_order,
    )
    rows = event_rows(case.view.snapshot, events)
    return Found(
        reading=reading,
        sentence=events_sentence(rows, done),
        rows=rows,
        sparql=events_query(case.parties, kinds=wanted, first=first, last=last),
        certainty="" if rows else "unknown",
    )
