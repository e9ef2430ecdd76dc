"""What each release holds, how others agree with it, and what its import skipped.

Source: docs/design.md, sections 1.5 and 6.3.
"""

from __future__ import annotations

from typing import Any

from recog.service.answers import Answer, answer
from recog.service.questions import Question
from recog.service.releases import wanted_releases
from recog.service.rows import date_row
from recog.service.workbench import View


def holdings(view: View, question: Question) -> Answer:
    """Answer what each release holds, by id."""
    shown, next_cursor = wanted_releases(view, question)
    rows = [
        {
            "id": each.id,
            "label": each.title,
            "holds": _holding(view, each.id),
            "imported": _imported(view, each.id),
            "agreement": _agreement(view, each.id),
        }
        for each in shown
    ]
    return answer(
        view,
        "holdings",
        question,
        rows,
        releases=[each.id for each in shown],
        next_cursor=next_cursor,
    )


def _holding(view: View, release: str) -> dict[str, Any]:
    """Return what a release holds: claims that stand, by kind, and their days."""
    held = view.shelf.holding(release)
    return {
        "claims": held.claims,
        "retracted": held.retracted,
        "kinds": dict(held.kinds),
        "days": date_row(held.days) if held.days else None,
        "entities": held.entities,
    }


def _imported(view: View, release: str) -> dict[str, Any] | None:
    """Return what its last import read and skipped; None where that is not known."""
    if view.moment is not None:  # what is kept is of the last import, not of the moment
        return None
    told = [each for each in view.snapshot.imports if release in each["releases"]]
    return dict(told[-1]) if told else None


def _agreement(view: View, release: str) -> list[dict[str, Any]]:
    """Return how independent sources tell the events that a release tells."""
    snapshot = view.snapshot
    return [
        {
            "source": {"id": source, "label": _title(view, source)},
            "events": told.events,
            "agree": told.agree,
            "differ": told.differ,
            "contradict": told.contradict,
        }
        for source, told in view.shelf.concord(release).items()
        if source in snapshot.sources or source in snapshot.releases
    ]


def _title(view: View, source: str) -> str:
    known = view.snapshot.sources.get(source)
    return known.title if known else source
