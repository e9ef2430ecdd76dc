"""Events that fit a question, page by page.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from recog.domain.reconcile import Event
from recog.service.answers import Answer, answer, cursor_of, first_page, page
from recog.service.columns import EVENT
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import place
from recog.service.rows import event_rows
from recog.service.timeline import where_of
from recog.service.workbench import View


def events(view: View, question: Question) -> Answer:
    """Answer the events that fit, by first day; with `from` and `to`, that can fall in.

    With `source`, those that a source or a release speaks of.
    """
    past, where = past_of(view, question), where_of(view, question)
    after, most = cursor_of(question), question.limit + 1
    if question.source:
        told = _from_source(view, question.source)
        found = (
            each for each in past.events(where) if not told.isdisjoint(each.claims)
        )
        shown, next_cursor = page(found, question, place)
    else:
        listed = past.listed(where, (EVENT,), after=after, limit=most)
        found = (each for each in listed if isinstance(each, Event))
        shown, next_cursor = first_page(found, question, place)
    rows = event_rows(view.snapshot, shown)
    return answer(view, "events", question, rows, next_cursor=next_cursor)


def _from_source(view: View, source: str) -> set[str]:
    """Return the ids of the claims of one source or release."""
    snapshot = view.snapshot
    releases = [
        each.id
        for each in snapshot.releases.values()
        if source in (each.id, each.source)
    ]
    return {claim.id for each in releases for claim in snapshot.claims_in(each)}
