"""What a name means on a day, or may mean.

Source: docs/importing.md, "Names".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.answers import Answer, answer
from recog.service.name_index import type_of
from recog.service.questions import Question
from recog.service.workbench import View


def resolve(view: View, question: Question) -> Answer:
    """Answer the entity that `q` means on a day; else, as not meant, what it may mean.

    A person's decisions are those of imports, and count there only.
    """
    types = (question.type,) if question.type else ()
    try:
        found = view.directory.resolve(question.q, on=question.on, types=types)
        rows, told = _rows(view, [found], meant=True), ""
    except AmbiguousEntityError as error:
        rows, told = _rows(view, error.candidates, meant=False), str(error)
    except UnknownEntityError as error:
        near = view.directory.near(question.q, types=types)
        rows, told = _rows(view, near, meant=False), str(error)
    return answer(view, "resolve", question, rows, more={"told": told})


def _rows(view: View, ids: Iterable[str], *, meant: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": id,
            "label": view.directory.label(id),
            "type": type_of(id),
            "meant": meant,
        }
        for id in ids
    ]
