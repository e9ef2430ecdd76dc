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
    shown, next_cursor = wanted_releases(view, question)
    rows = [_row(view, each) for each in shown]
    return answer(
        view,
        "releases",
        question,
        rows,
        releases=[each.id for each in shown],
        next_cursor=next_cursor,
    )


def wanted_releases(view: View, question: Question) -> tuple[list[Release], str | None]:
    """Return the releases that a question is about, by id, and the next cursor."""
    known = sorted(view.snapshot.releases.values(), key=lambda each: each.id)
    wanted = [each for each in known if question.source in ("", each.id, each.source)]
    return page(wanted, question, lambda each: (each.id,))


def _row(view: View, release: Release) -> dict[str, Any]:
    return {
        **source_rows(view.snapshot, [release.id])[0],
        "label": release.title,
        "retrieved": release.retrieved,
        "derived_from": list(release.derived_from),
        "coverage": [_coverage(view, part) for part in release.coverage],
        "citation": _citation(view, release),
    }


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
