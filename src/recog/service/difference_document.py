"""A whole difference as a document, for exporters.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from typing import Final

from recog.errors import ResultSizeError
from recog.exporters.documents import Difference
from recog.service.answers import Answer, answer, as_file
from recog.service.diff import Found, find
from recog.service.questions import Question
from recog.service.workbench import View

#: Changes in one file at most.
MAX_CHANGES: Final = 20_000


def whole_difference(view: View, asked: Question) -> tuple[Answer, Found]:
    """Return every change that a question is about.

    :raises ResultSizeError: when there are too many for a file.
    """
    found = find(view, asked)
    changes = found.changes(asked.change, limit=MAX_CHANGES + 1)
    if len(changes) > MAX_CHANGES:
        raise ResultSizeError(
            f"more than {MAX_CHANGES} changes are too many for one file; "
            "give a track, a party or nearer times",
            limit="rows of an export",
            value=MAX_CHANGES,
        )
    more = {"counts": found.counts()}
    whole = answer(view, "diff", found.asked, found.rows(changes), more=more)
    return as_file(whole), found


def difference_document(view: View, asked: Question) -> Difference:
    """Return every change that a question is about, for a file."""
    whole, found = whole_difference(view, asked)
    about = f" ({found.about})" if found.about else ""
    return Difference(
        title=f"What changed {found.words}{about}",
        rows=whole.rows,
        counts=found.counts(),
        question=whole.question,
        version=whole.version,
        permalink=whole.permalink,
        receipt=whole.receipt or "",
        sources=whole.releases,
    )
