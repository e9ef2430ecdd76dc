"""A whole difference as a document, for exporters.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from typing import Final

from recog.errors import ResultSizeError
from recog.exporters.documents import Difference
from recog.service.answers import permalink, released
from recog.service.diff import find
from recog.service.questions import Question
from recog.service.rows import source_rows
from recog.service.workbench import View

#: Changes in one file at most.
MAX_CHANGES: Final = 20_000


def difference_document(view: View, _whole: Question, asked: Question) -> Difference:
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
    rows = found.rows(changes)
    about = f" ({found.about})" if found.about else ""
    return Difference(
        title=f"What changed {found.words}{about}",
        rows=rows,
        counts=found.counts(),
        question=found.asked.row(view),
        version=view.version,
        permalink=permalink(view, "diff", found.asked.parameters()),
        sources=source_rows(view.snapshot, released(rows)),
    )
