"""The sources that answers rest on, edition by edition.

Source: docs/design.md, sections 1.5, 1.6 and 4.2.
"""

from __future__ import annotations

from typing import Any

from recog.domain.entities import Coverage, Release
from recog.service.answers import Answer, answer, page
from recog.service.citations import edition_cited
from recog.service.questions import Question
from recog.service.rows import date_row, entity_row, source_rows
from recog.service.workbench import View


def releases(view: View, question: Question) -> Answer:
    """Answer every release by id, with its source and what it covers."""
    known = sorted(view.snapshot.releases.values(), key=lambda each: each.id)
    wanted = [each for each in known if question.source in ("", each.id, each.source)]
    shown, next_cursor = page(wanted, question, lambda each: (each.id,))
    rows = [_row(view, each) for each in shown]
    return answer(
        view,
        "releases",
        question,
        rows,
        releases=[each.id for each in shown],
        next_cursor=next_cursor,
    )


def _row(view: View, release: Release) -> dict[str, Any]:
    return {
        **source_rows(view.snapshot, [release.id])[0],
        "label": release.title,
        "retrieved": release.retrieved,
        "derived_from": list(release.derived_from),
        "coverage": [_coverage(view, part) for part in release.coverage],
        "holds": _holding(view, release.id),
        "imported": _imported(view, release.id),
        "agreement": _agreement(view, release.id),
        "citation": _citation(view, release),
    }


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


def _citation(view: View, release: Release) -> dict[str, Any]:
    made = edition_cited(release, view.snapshot.sources.get(release.source))
    return {"text": made.text, "bibtex": made.bibtex, "csl": made.csl}


def _coverage(view: View, part: Coverage) -> dict[str, Any]:
    return {
        "tracks": list(part.tracks),
        "actors": [entity_row(view.snapshot, each) for each in part.actors],
        "targets": [entity_row(view.snapshot, each) for each in part.targets],
        "days": date_row(part.days),
    }
