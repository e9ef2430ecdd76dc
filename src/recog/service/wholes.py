"""Whole answers, as files hold them: every page, and what a receipt of a file names.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from recog.domain.events import Event
from recog.domain.spans import Span
from recog.errors import ResultSizeError
from recog.service.answers import Answer, answer, as_file
from recog.service.diff import Found, find
from recog.service.matrix import matrix
from recog.service.network import network
from recog.service.pasts import past_of
from recog.service.quality import quality
from recog.service.questions import Question
from recog.service.timeline import entries, entry_rows
from recog.service.workbench import View

#: Events and spans, changes or findings in one file at most.
MAX_ROWS: Final = 20_000


def whole_timeline(view: View, asked: Question) -> tuple[Answer, list[Event | Span]]:
    """Return every event and span that a question is about, as rows and as they are.

    :raises ResultSizeError: when they are too many.
    """
    past = past_of(view, asked)
    found = entries(view, past, asked, limit=MAX_ROWS + 1)
    if len(found) > MAX_ROWS:
        raise _too_many("events and spans", "give from and to, or a track")
    rows = entry_rows(view, past, found)
    return as_file(answer(view, "timeline", asked, rows)), found


def whole_network(view: View, asked: Question) -> Answer:
    """Return every node and edge that a question is about."""
    return as_file(network(view, asked))


def whole_findings(view: View, asked: Question) -> Answer:
    """Return every finding that a question is about.

    :raises ResultSizeError: when they are too many for a file.
    """
    found = quality(view, replace(asked, limit=MAX_ROWS, cursor=""))
    if found.next:
        raise _too_many("findings", "give check, entity or track")
    return as_file(found)


def whole_matrix(view: View, asked: Question) -> Answer:
    """Return all pairs that a question is about."""
    return as_file(matrix(view, asked))


def whole_difference(view: View, asked: Question) -> tuple[Answer, Found]:
    """Return every change that a question is about.

    :raises ResultSizeError: when there are too many for a file.
    """
    found = find(view, asked)
    changes = found.changes(asked.change, limit=MAX_ROWS + 1)
    if len(changes) > MAX_ROWS:
        raise _too_many("changes", "give a track, a party or nearer times")
    more = {"counts": found.counts()}
    whole = answer(view, "diff", found.asked, found.rows(changes), more=more)
    return as_file(whole), found


def _too_many(rows: str, advice: str) -> ResultSizeError:
    return ResultSizeError(
        f"more than {MAX_ROWS} {rows} are too many for one file; {advice}",
        limit="rows of an export",
        value=MAX_ROWS,
    )


#: What a receipt of a file names instead of an operation, and what answers it.
FILES: Final[Mapping[str, Callable[[View, Question], Answer]]] = {
    "export/timeline": lambda view, asked: whole_timeline(view, asked)[0],
    "export/network": whole_network,
    "export/diff": lambda view, asked: whole_difference(view, asked)[0],
    "export/quality": whole_findings,
    "export/matrix": whole_matrix,
}
