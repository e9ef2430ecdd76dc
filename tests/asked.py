"""Every question that has `as_known`, asked of a workbench."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from recog.service.operations import OPERATIONS
from recog.service.questions import read_question
from recog.service.workbench import Workbench

#: An operation, and its parameters.
Asked = tuple[str, Mapping[str, str]]


def answers(
    bench: Workbench, questions: Iterable[Asked], as_known: datetime | None = None
) -> list[Any]:
    """Return operation, rows, what goes with them and releases of each answer."""
    view = bench.view()
    found: list[Any] = []
    for name, given in questions:
        known = {"as_known": as_known.isoformat()} if as_known else {}
        operation = OPERATIONS[name]
        question = read_question(view, {**given, **known}, allowed=operation.accepted)
        answer = operation.ask(view, question)
        found.append((name, answer.rows, answer.more, answer.releases))
    return found
