"""Whole answers as documents, written by an exporter.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from recog.errors import FormatError
from recog.exporters import Exporter, exporters_of
from recog.service.documents import DOCUMENTS
from recog.service.operations import Operation
from recog.service.questions import Question
from recog.service.workbench import View


@dataclass(frozen=True, slots=True)
class Export:
    """A file as it is sent."""

    name: str  # recog-timeline-russia.csv
    media_type: str
    content: bytes


def export(view: View, operation: Operation, question: Question) -> Export:
    """Return the whole answer to a question as a file of the format it asks for.

    :raises FormatError: when there is no such format of this answer.
    :raises ResultSizeError: when there are too many rows for a file.
    """
    view = view.known(question.as_known)
    exporter = exporter_of(operation.exports, question.format)
    document = DOCUMENTS[operation.exports](view, question)
    slug = _slug(question)
    return Export(
        name=f"recog-{operation.name}{slug}{exporter.suffix}",
        media_type=exporter.media_type,
        content=exporter.write(document),
    )


def exporter_of(takes: str, name: str) -> Exporter:
    """Return the exporter of a format.

    :raises FormatError: when there is none; the message lists those there are.
    """
    known = exporters_of(takes)
    if name not in known:
        raise FormatError(f"unknown format {name!r}; known: {', '.join(sorted(known))}")
    return known[name]


def _slug(asked: Question) -> str:
    parties = (asked.entity, asked.actor, asked.target, asked.around, asked.track)
    named = (*parties, asked.check)
    return "".join(f"-{each.rpartition('/')[2]}" for each in named if each)
