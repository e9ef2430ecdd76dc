"""What is doubtful in a version: counts of every check, and findings a page at a time.

Source: docs/design.md, sections 1.5 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from recog.domain.checks import CHECKS, Check
from recog.errors import QuestionError
from recog.service.answers import Answer, answer, cursor_of, first_page
from recog.service.columns import key_filters
from recog.service.finding import Finding
from recog.service.finding_rows import finding_rows
from recog.service.parties import acted_upon
from recog.service.questions import Question
from recog.service.timeline import where_of
from recog.service.workbench import View
from recog.store.tables import Ints


def quality(view: View, question: Question) -> Answer:
    """Answer the findings, by check and first day; `checks` counts them all.

    The counts are those of every check, whichever one is asked for. A state stands
    for its governments too.
    """
    keys = _keys(view, question)
    wanted = islice(_found(view, question, keys), question.limit + 1)
    shown, next_cursor = first_page(wanted, question, _place)
    counts = view.survey.counts(keys, width=question.width)
    checks = [_check_row(check, counts[check.name]) for check in CHECKS.values()]
    return answer(
        view,
        "quality",
        question,
        finding_rows(view.snapshot, shown),
        next_cursor=next_cursor,
        more={"checks": checks},
    )


def found(view: View, question: Question) -> list[Finding]:
    """Return every finding that a question is about, by check and first day."""
    return list(_found(view, question, _keys(view, question)))


def _found(view: View, question: Question, keys: Ints | None) -> Iterator[Finding]:
    """Yield the findings after the question's cursor."""
    names = [name for name in CHECKS if question.check in ("", name)]
    after = _after(question)
    if after is not None:
        names = names[names.index(after[0]) :] if after[0] in names else []
    for name in names:
        for each in view.survey.findings(name, keys, width=question.width):
            if after is None or name != after[0] or each.place > after[1]:
                yield each


def _keys(view: View, question: Question) -> Ints | None:
    """Return for each key whether it is asked for; None when every key is."""
    if not (question.entity or question.actor or question.target or question.track):
        return None
    keys = view.snapshot.chronicle.keys
    filters = key_filters(where_of(view, question))
    asked = np.zeros(len(keys), dtype=bool)
    entity = question.entity
    for party in acted_upon(view, entity, "") if entity else (None,):
        selected = keys.select(either=party, **filters)
        asked[np.asarray(selected, dtype=np.int64)] = True
    return asked


def _place(finding: Finding) -> list[str]:
    return [finding.check, *map(str, finding.place)]


def _after(question: Question) -> tuple[str, tuple[int, ...]] | None:
    place = cursor_of(question)
    if place is None:
        return None
    try:
        check, *numbers = place
        return check, tuple(map(int, numbers))
    except ValueError as error:
        raise QuestionError(f"not a cursor of this list: {place!r}") from error


def _check_row(check: Check, count: int) -> dict[str, Any]:
    return {
        "name": check.name,
        "label": check.label,
        "definition": check.definition,
        "why": check.why,
        "severity": str(check.severity),
        "level": check.level,
        "count": count,
    }
