"""Whole answers as documents, written by an exporter.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from recog.domain.events import Event
from recog.domain.explanation import Explanation
from recog.domain.spans import Span
from recog.domain.spans import spans as made_spans
from recog.domain.tracks import TRACKS
from recog.errors import FormatError, ResultSizeError
from recog.exporters import Exporter, exporters_of
from recog.exporters.documents import Matrix, Network, Reasons, Timeline
from recog.exporters.findings import Findings
from recog.service.answers import Answer, answer, as_file
from recog.service.difference_document import difference_document, whole_difference
from recog.service.matrix import matrix
from recog.service.network import network
from recog.service.operations import Operation
from recog.service.pasts import past_of
from recog.service.quality import quality
from recog.service.questions import Question
from recog.service.rows import claims_of
from recog.service.timeline import entries, entry_rows
from recog.service.why import told
from recog.service.workbench import View
from recog.store.codec import Value, turtle
from recog.store.provenance import provenance

#: Events and spans in one file at most.
MAX_ROWS: Final = 20_000


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
    document = _DOCUMENTS[operation.exports](view, question)
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


def whole_timeline(view: View, asked: Question) -> tuple[Answer, list[Event | Span]]:
    """Return every event and span that a question is about, as rows and as they are.

    :raises ResultSizeError: when they are too many.
    """
    past = past_of(view, asked)
    found = entries(view, past, asked, limit=MAX_ROWS + 1)
    if len(found) > MAX_ROWS:
        raise ResultSizeError(
            f"more than {MAX_ROWS} events and spans are too many for one file; "
            "give from and to, or a track",
            limit="rows of an export",
            value=MAX_ROWS,
        )
    rows = entry_rows(view, past, found)
    return as_file(answer(view, "timeline", asked, rows)), found


def whole_network(view: View, asked: Question) -> Answer:
    """Return every node and edge that a question is about."""
    return as_file(network(view, asked))


def whole_findings(view: View, asked: Question) -> Answer:
    """Return every finding that a question is about."""
    return as_file(quality(view, replace(asked, limit=MAX_ROWS, cursor="")))


def whole_matrix(view: View, asked: Question) -> Answer:
    """Return all pairs that a question is about."""
    return as_file(matrix(view, asked))


#: What a receipt of a file names instead of an operation, and what answers it.
FILES: Final[Mapping[str, Callable[[View, Question], Answer]]] = {
    "export/timeline": lambda view, asked: whole_timeline(view, asked)[0],
    "export/network": whole_network,
    "export/diff": lambda view, asked: whole_difference(view, asked)[0],
    "export/quality": whole_findings,
    "export/matrix": whole_matrix,
}


def timeline_document(view: View, asked: Question) -> Timeline:
    """Return every event and span that a question is about, for a file."""
    whole, found = whole_timeline(view, asked)
    return Timeline(
        title=f"Timeline of {_title(view, asked) or 'recog'}",
        rows=whole.rows,
        question=whole.question,
        version=whole.version,
        permalink=whole.permalink,
        receipt=whole.receipt or "",
        sources=whole.releases,
        made=whole.at,
        turtle=lambda: _turtle(view, found),
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
        title=f"Network{track}{around}{day}",
        nodes=found.more["nodes"],
        edges=found.more["edges"],
        question=told,
        version=found.version,
        permalink=found.permalink,
        receipt=found.receipt or "",
        sources=found.releases,
    )


def reasons_document(view: View, asked: Question) -> Reasons:
    """Return the explanations of the statuses that a question is about."""
    found = told(view, asked)
    return Reasons(
        title=f"Why: {_title(view, asked)}",
        rows=found.answer.rows,
        question=found.answer.question,
        version=view.version,
        permalink=found.answer.permalink,
        receipt=found.answer.receipt or "",
        sources=found.answer.releases,
        turtle=lambda: _reasons_turtle(view, found.explanations),
    )


def findings_document(view: View, asked: Question) -> Findings:
    """Return every finding that a question is about, for a file."""
    found = whole_findings(view, asked)
    if found.next:
        raise ResultSizeError(
            f"more than {MAX_ROWS} findings are too many for one file; "
            "give check, entity or track",
            limit="rows of an export",
            value=MAX_ROWS,
        )
    of = f" about {_title(view, asked)}" if _title(view, asked) else ""
    return Findings(
        title=f"Findings{of}",
        rows=found.rows,
        question=asked.row(view),
        version=found.version,
        permalink=found.permalink,
        receipt=found.receipt or "",
        sources=found.releases,
    )


def matrix_document(view: View, asked: Question) -> Matrix:
    """Return every cell that a question is about, for a file."""
    found = whole_matrix(view, asked)
    told = {k: v for k, v in found.question.items() if k not in ("limit", "format")}
    return Matrix(
        title=f"Matrix of {TRACKS[asked.track].label} on {told['on']}",
        targets=found.more["targets"],
        rows=found.rows,
        question=told,
        version=found.version,
        permalink=found.permalink,
        receipt=found.receipt or "",
        sources=found.releases,
    )


_DOCUMENTS: Final[Mapping[str, Any]] = {
    "timeline": timeline_document,
    "network": network_document,
    "difference": difference_document,
    "reasons": reasons_document,
    "findings": findings_document,
    "matrix": matrix_document,
}


def _reasons_turtle(view: View, found: Sequence[Explanation]) -> bytes:
    events = [step.event for each in found for step in each.steps]
    spans = [
        span
        for each in found
        for span in made_spans([step.event for step in each.steps])[0]
    ]
    return provenance(found, spans, _described(view, events))


def _turtle(view: View, found: list[Event | Span]) -> bytes:
    """Return the events and spans as RDF, with their claims and all that they name."""
    spans = [each for each in found if isinstance(each, Span)]
    events = [each for each in found if isinstance(each, Event)]
    return turtle([*_described(view, [*events, *spans]), *spans])


def _described(view: View, found: Sequence[Event | Span]) -> list[Value]:
    """Return the events with their claims, sources and all parties."""
    snapshot = view.snapshot
    events = [each for each in found if isinstance(each, Event)]
    claims = [claim for own in claims_of(snapshot, events).values() for claim in own]
    verdicts = (each for claim in claims for each in snapshot.verdicts.on(claim.id))
    releases = sorted({claim.release for claim in claims} & set(snapshot.releases))
    sources = sorted({snapshot.releases[each].source for each in releases})
    parties = sorted({party for each in found for party in each.key[1:] if party})
    return [
        *(snapshot.entities[each] for each in parties if each in snapshot.entities),
        *(snapshot.sources[each] for each in sources if each in snapshot.sources),
        *(snapshot.releases[each] for each in releases),
        *claims,
        *verdicts,
        *events,
    ]


def _title(view: View, asked: Question) -> str:
    parties = (asked.entity, asked.actor, asked.target, asked.person, asked.list)
    return " and ".join(view.directory.label(each) for each in parties if each)


def _slug(asked: Question) -> str:
    parties = (asked.entity, asked.actor, asked.target, asked.around, asked.track)
    named = (*parties, asked.check)
    return "".join(f"-{each.rpartition('/')[2]}" for each in named if each)
