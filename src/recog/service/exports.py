"""Whole timelines and networks as documents, written by an exporter.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.domain.tracks import TRACKS
from recog.errors import FormatError, ResultSizeError
from recog.exporters import Exporter, exporters_of
from recog.exporters.documents import Network, Timeline
from recog.service.answers import permalink, released
from recog.service.network import network
from recog.service.operations import Operation
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.rows import claims_of, source_rows
from recog.service.timeline import entries, entry_rows
from recog.service.workbench import View
from recog.store.codec import turtle

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
    whole = replace(question, limit=MAX_ROWS, cursor="")
    document = _DOCUMENTS[operation.exports](view, whole, question)
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


def timeline_document(view: View, whole: Question, asked: Question) -> Timeline:
    """Return every event and span that a question is about."""
    past = past_of(view, whole)
    found = entries(view, past, whole, limit=MAX_ROWS + 1)
    if len(found) > MAX_ROWS:
        raise ResultSizeError(
            f"more than {MAX_ROWS} events and spans are too many for one file; "
            "give from and to, or a track",
            limit="rows of an export",
            value=MAX_ROWS,
        )
    rows = entry_rows(view, past, found)
    sources = source_rows(view.snapshot, released(rows))
    return Timeline(
        title=f"Timeline of {_title(view, asked) or 'recog'}",
        rows=rows,
        question=asked.row(view),
        version=view.version,
        permalink=permalink(view, "timeline", asked.parameters()),
        sources=sources,
        made=view.snapshot.manifest.time,
        turtle=lambda: _turtle(view, found),
    )


def network_document(view: View, whole: Question, asked: Question) -> Network:
    """Return every node and edge that a question is about."""
    found = network(view, whole)
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
        permalink=permalink(view, "network", asked.parameters() | dated),
        sources=found.releases,
    )


_DOCUMENTS: Final[Mapping[str, Any]] = {
    "timeline": timeline_document,
    "network": network_document,
}


def _turtle(view: View, found: list[Event | Span]) -> bytes:
    """Return the events and spans as RDF, with their claims and all that they name."""
    snapshot = view.snapshot
    events = [each for each in found if isinstance(each, Event)]
    claims = [claim for own in claims_of(snapshot, events).values() for claim in own]
    verdicts = (each for claim in claims for each in snapshot.verdicts.on(claim.id))
    releases = sorted({claim.release for claim in claims} & set(snapshot.releases))
    sources = sorted({snapshot.releases[each].source for each in releases})
    parties = sorted({party for each in found for party in each.key[1:] if party})
    return turtle(
        [
            *(snapshot.entities[each] for each in parties if each in snapshot.entities),
            *(snapshot.sources[each] for each in sources if each in snapshot.sources),
            *(snapshot.releases[each] for each in releases),
            *claims,
            *verdicts,
            *found,
        ]
    )


def _title(view: View, asked: Question) -> str:
    parties = (asked.entity, asked.actor, asked.target, asked.person, asked.list)
    return " and ".join(view.directory.label(each) for each in parties if each)


def _slug(asked: Question) -> str:
    parties = (asked.entity, asked.actor, asked.target, asked.around, asked.track)
    return "".join(f"-{each.rpartition('/')[2]}" for each in parties if each)
