"""Events that fit a question, page by page.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from recog.domain.reconcile import Event
from recog.service.answers import Answer, answer, page
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.rows import event_rows
from recog.service.timeline import where_of
from recog.service.workbench import View


def events(view: View, question: Question) -> Answer:
    """Answer the events that fit, by first day; with `from` and `to`, that can fall in.

    With `source`, those that a source or a release speaks of.
    """
    found = past_of(view, question).events(where_of(view, question))
    if question.source:
        found = _from_source(view, found, question.source)
    shown, next_cursor = page(found, question, _place)
    rows = event_rows(view.snapshot, shown)
    return answer(view, "events", question, rows, next_cursor=next_cursor)


def _from_source(view: View, found: list[Event], source: str) -> list[Event]:
    """Keep the events with a claim from one source or release."""
    snapshot = view.snapshot
    releases = {
        each.id
        for each in snapshot.releases.values()
        if source in (each.id, each.source)
    }
    ids = list({claim for event in found for claim in event.claims})
    told = {claim.id for claim in snapshot.claims(ids) if claim.release in releases}
    return [event for event in found if not told.isdisjoint(event.claims)]


def _place(event: Event) -> tuple[str, str, str]:
    return event.days.first.isoformat(), event.days.last.isoformat(), event.id
