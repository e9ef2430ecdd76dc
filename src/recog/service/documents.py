"""Answers as documents, which exporters write.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from recog.domain.tracks import TRACKS
from recog.exporters.documents import (
    Difference,
    Findings,
    Matrix,
    Network,
    Reasons,
    Timeline,
)
from recog.service.answers import Answer
from recog.service.questions import Question
from recog.service.rdf_files import reasons_turtle, timeline_turtle
from recog.service.wholes import (
    whole_difference,
    whole_findings,
    whole_matrix,
    whole_network,
    whole_timeline,
)
from recog.service.why import told
from recog.service.workbench import View


def timeline_document(view: View, asked: Question) -> Timeline:
    """Return every event and span that a question is about, for a file."""
    whole, found = whole_timeline(view, asked)
    return Timeline(
        **_head(whole, f"Timeline of {_title(view, asked) or 'recog'}"),
        rows=whole.rows,
        made=whole.at,
        turtle=lambda: timeline_turtle(view, found),
    )


def network_document(view: View, asked: Question) -> Network:
    """Return every node and edge that a question is about, for a file."""
    found = whole_network(view, asked)
    told = {
        name: value
        for name, value in found.question.items()
        if name not in ("limit", "format")
    }
    track = f" of {TRACKS[asked.track].label}" if asked.track else ""
    around = f" around {view.directory.label(asked.around)}" if asked.around else ""
    dated = {"on": str(told["on"])} if "on" in told else {}
    day = f" on {dated['on']}" if dated else ""
    return Network(
        **_head(found, f"Network{track}{around}{day}", question=told),
        nodes=found.more["nodes"],
        edges=found.more["edges"],
    )


def reasons_document(view: View, asked: Question) -> Reasons:
    """Return the explanations of the statuses that a question is about."""
    found = told(view, asked)
    return Reasons(
        **_head(found.answer, f"Why: {_title(view, asked)}"),
        rows=found.answer.rows,
        turtle=lambda: reasons_turtle(view, found.explanations),
    )


def findings_document(view: View, asked: Question) -> Findings:
    """Return every finding that a question is about, for a file."""
    found = whole_findings(view, asked)
    of = f" about {_title(view, asked)}" if _title(view, asked) else ""
    return Findings(
        **_head(found, f"Findings{of}", question=asked.row(view)),
        rows=found.rows,
    )


def matrix_document(view: View, asked: Question) -> Matrix:
    """Return every cell that a question is about, for a file."""
    found = whole_matrix(view, asked)
    told = {k: v for k, v in found.question.items() if k not in ("limit", "format")}
    return Matrix(
        **_head(
            found,
            f"Matrix of {TRACKS[asked.track].label} on {told['on']}",
            question=told,
        ),
        targets=found.more["targets"],
        rows=found.rows,
    )


def difference_document(view: View, asked: Question) -> Difference:
    """Return every change that a question is about, for a file."""
    whole, found = whole_difference(view, asked)
    about = f" ({found.about})" if found.about else ""
    return Difference(
        **_head(whole, f"What changed {found.words}{about}"),
        rows=whole.rows,
        counts=found.counts(),
    )


#: What makes the document of each class that exporters take.
DOCUMENTS: Final[Mapping[str, Any]] = {
    "timeline": timeline_document,
    "network": network_document,
    "difference": difference_document,
    "reasons": reasons_document,
    "findings": findings_document,
    "matrix": matrix_document,
}


def _head(
    found: Answer, title: str, question: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what every document says of itself."""
    return {
        "title": title,
        "question": found.question if question is None else question,
        "version": found.version,
        "permalink": found.permalink,
        "receipt": found.receipt or "",
        "sources": found.releases,
    }


def _title(view: View, asked: Question) -> str:
    parties = (asked.entity, asked.actor, asked.target, asked.person, asked.list)
    return " and ".join(view.directory.label(each) for each in parties if each)
