"""What exporters take: an answer as a document, with what it rests on.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from recog.exporters.rows import (
    ChangeRow,
    CountsRow,
    EdgeRow,
    EntityRow,
    EventRow,
    FindingRow,
    MatrixRow,
    NodeRow,
    SourceRow,
    SpanRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every file says of itself."""

    title: str
    question: Mapping[str, object]
    version: str
    permalink: str
    receipt: str  # an address; empty where the question is too long for one
    sources: Sequence[SourceRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Document):
    """Events and spans in order."""

    rows: Sequence[EventRow | SpanRow]
    made: datetime  # when the version was made
    turtle: Callable[[], bytes]  # the same records as RDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Document):
    """Parties and the statuses between them."""

    nodes: Sequence[NodeRow]
    edges: Sequence[EdgeRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons(Document):
    """Why statuses are what they are."""

    rows: Sequence[Mapping[str, object]]  # as the question `why` answers them
    turtle: Callable[[], bytes]  # the same as PROV


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Document):
    """All pairs of a track on a day."""

    targets: Sequence[EntityRow]
    rows: Sequence[MatrixRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Document):
    """What changed."""

    rows: Sequence[ChangeRow]
    counts: CountsRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings(Document):
    """What checks found, in order."""

    rows: Sequence[FindingRow]
