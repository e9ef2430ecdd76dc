"""What holds between parties on a day, how surely, since when and why.

Source: docs/design.md, sections 1.6 and 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

from recog.domain.implied import Implied
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import Event
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from recog.exporters.rows import ClaimRow, DateRow, EntityRow, ImpliedRow
from recog.service.answers import Answer, answer, page
from recog.service.coverage import CoverageRow, covering
from recog.service.implying import Premises, found_implied, place_of
from recog.service.outcomes import OutcomeRow, outcomes_of
from recog.service.parties import acted_upon, acting
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Held, Past, Where
from recog.service.rows import (
    Claims,
    claim_rows,
    claims_of,
    ends,
    entity_row,
    optional_row,
    since_until,
)
from recog.service.workbench import View


class StatusRow(TypedDict):
    """One status between two parties on a day."""

    actor: EntityRow
    target: EntityRow
    person: EntityRow | None
    list: EntityRow | None
    track: str | None
    value: str | None  # null: nothing holds
    certainty: str  # one of the five words of docs/design.md, 1.6
    mode: str
    since: DateRow | None
    until: DateRow | None  # null while it lasts
    span: str | None
    because: list[ClaimRow]
    outcomes: list[OutcomeRow]  # where it depends on which claim is right
    coverage: list[CoverageRow]  # for none and unknown: who looked
    implied: ImpliedRow | None  # null: a source says it


def status(view: View, question: Question) -> Answer:
    """Answer what holds on a day; today unless the question says otherwise.

    Rows are sorted by track, actor, target, person, list and value. Two values of one
    key can both be possible. When actor and target are given and nothing holds, there
    is one row without a value: none, with what ended it or the release that looked and
    is silent; or unknown, when nobody looked. With `implied`, what is implied has rows
    too, each marked; one that is refused has no value and is none.
    """
    asked = replace(question, on=question.on or view.today)
    past = past_of(view, asked)
    shown, next_cursor = page(_held(view, past, asked), asked, _place)
    rows = _rows(view, past, shown, asked.on or view.today)
    if not rows and not asked.cursor and asked.actor and asked.target:
        rows = [_absent(view, past, asked)]
    looked = [each["id"] for row in rows for each in row["coverage"]]
    return answer(view, "status", asked, rows, releases=looked, next_cursor=next_cursor)


def _held(view: View, past: Past, asked: Question) -> list[Held | Implied]:
    where = Where(
        track=asked.track or None,
        actors=acting(view, asked.actor, asked.track) if asked.actor else None,
        targets=acted_upon(view, asked.target, asked.track) if asked.target else None,
        person=asked.person or None,
        list=asked.list or None,
    )
    day = asked.on or view.today
    implied = found_implied(view, past, day, where) if asked.implied else []
    return sorted([*past.on(day, where), *implied], key=_place)


def _place(each: Held | Implied) -> tuple[str, ...]:
    return each.place if isinstance(each, Held) else place_of(each)


def _rows(
    view: View, past: Past, found: Sequence[Held | Implied], day: date
) -> list[StatusRow]:
    """Build the rows; events and claims of all of them are read at once."""
    ids = ends(each.span for each in found if isinstance(each, Held))
    events = past.events_by_id(ids)
    claims = claims_of(view.snapshot, events)
    contested = {event.key for event in events if event.contradicted}
    premises = Premises(
        view, past, [each for each in found if isinstance(each, Implied)]
    )
    rows = []
    for each in found:
        if isinstance(each, Implied):
            rows.append(_implied_row(view, each, premises))
            continue
        row = _row(view, each, claims)
        if each.key in contested and each.certainty is not Certainty.CERTAIN:
            row["outcomes"] = outcomes_of(view.snapshot, past, each.key, day)
        rows.append(row)
    return rows


def _row(view: View, found: Held, claims: Claims) -> StatusRow:
    span, key = found.span, found.key
    since, until = since_until(span, claims)
    deciding = (
        span.opened_by
        if found.certainty is Certainty.CERTAIN
        else (*span.opened_by, *span.closed_by)
    )
    return {
        "actor": entity_row(view.snapshot, key.actor),
        "target": entity_row(view.snapshot, key.target),
        "person": optional_row(view.snapshot, key.person),
        "list": optional_row(view.snapshot, key.list),
        "track": key.track,
        "value": found.value,
        "certainty": str(found.certainty),
        "mode": str(span.mode),
        "since": since,
        "until": until,
        "span": span.id,
        "because": claim_rows(view.snapshot, deciding, claims),
        "outcomes": [],
        "coverage": [],
        "implied": None,
    }


def _implied_row(view: View, found: Implied, premises: Premises) -> StatusRow:
    key, holds = found.key, found.certainty is not Certainty.NONE
    since, until = premises.since_until(found) if holds else (None, None)
    events = premises.because(found) if holds else found.refused_by
    return {
        "actor": entity_row(view.snapshot, key.actor),
        "target": entity_row(view.snapshot, key.target),
        "person": None,
        "list": None,
        "track": key.track,
        "value": found.value if holds else None,
        "certainty": str(found.certainty),
        "mode": "unspecified",
        "since": since,
        "until": until,
        "span": None,
        "because": claim_rows(view.snapshot, events, premises.claims),
        "outcomes": [],
        "coverage": [],
        "implied": premises.row(found),
    }


def _absent(view: View, past: Past, asked: Question) -> StatusRow:
    """Return the row for two parties between whom nothing holds on the day."""
    day = asked.on or view.today
    events = _events_between(view, past, asked)
    deciding = _last_before(events, day)
    tracks = [asked.track] if asked.track else list(TRACKS)
    looked = covering(view, tracks, asked.actor, asked.target, day)
    claims = claims_of(view.snapshot, deciding)
    silent = bool(events) or bool(looked)
    return {
        "actor": entity_row(view.snapshot, asked.actor),
        "target": entity_row(view.snapshot, asked.target),
        "person": optional_row(view.snapshot, asked.person),
        "list": optional_row(view.snapshot, asked.list),
        "track": asked.track or None,
        "value": None,
        "certainty": str(Certainty.NONE if silent else Certainty.UNKNOWN),
        "mode": "unspecified",
        "since": None,
        "until": None,
        "span": None,
        "because": claim_rows(view.snapshot, (event.id for event in deciding), claims),
        "outcomes": [],
        "coverage": looked,
        "implied": None,
    }


def _events_between(view: View, past: Past, asked: Question) -> list[Event]:
    """Return the events that say whether something holds; statements do not."""
    where = Where(
        track=asked.track or None,
        actors=acting(view, asked.actor, asked.track),
        targets=acted_upon(view, asked.target, asked.track),
        person=asked.person or None,
        list=asked.list or None,
    )
    return [event for event in past.events(where) if _decides(event)]


def _decides(event: Event) -> bool:
    kind = KINDS[event.kind]
    return bool(event.key.track) and (kind.effect is not Effect.NONE or kind.refuses)


def _last_before(events: Sequence[Event], day: date) -> list[Event]:
    """Return the event that leaves nothing on the day: the last one, or the next."""
    before = [event for event in events if event.days.first <= day]
    return before[-1:] or list(events[:1])
