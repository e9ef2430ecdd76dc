"""Answers as files, which carry sources and precision.

One table; adding an exporter is a module and a row, plus a golden file in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from recog.domain.tables import table
from recog.exporters.calendar import write_ics
from recog.exporters.csv_table import write_csv
from recog.exporters.difference_table import (
    write_difference_csv,
    write_difference_markdown,
)
from recog.exporters.findings_csv import write_findings_csv
from recog.exporters.json_text import (
    write_difference,
    write_findings,
    write_matrix,
    write_network,
    write_reasons,
    write_timeline,
)
from recog.exporters.matrix_csv import write_matrix_csv
from recog.exporters.pyvis_html import write_html
from recog.exporters.turtle import write_ttl


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One form of file."""

    name: str  # "timeline-csv": what it takes and its format
    format: str  # "csv": the value of `format=`
    label: str
    media_type: str
    suffix: str
    takes: str  # the class of document: timeline, network, matrix, reasons …
    write: Callable[[Any], bytes]


EXPORTERS: Final[Mapping[str, Exporter]] = table(
    Exporter(
        name="timeline-json",
        format="json",
        label="JSON",
        media_type="application/json",
        suffix=".json",
        takes="timeline",
        write=write_timeline,
    ),
    Exporter(
        name="timeline-csv",
        format="csv",
        label="table (CSV)",
        media_type="text/csv; charset=utf-8",
        suffix=".csv",
        takes="timeline",
        write=write_csv,
    ),
    Exporter(
        name="timeline-ics",
        format="ics",
        label="calendar (iCalendar)",
        media_type="text/calendar; charset=utf-8",
        suffix=".ics",
        takes="timeline",
        write=write_ics,
    ),
    Exporter(
        name="timeline-ttl",
        format="ttl",
        label="RDF (Turtle)",
        media_type="text/turtle; charset=utf-8",
        suffix=".ttl",
        takes="timeline",
        write=write_ttl,
    ),
    Exporter(
        name="network-json",
        format="json",
        label="JSON",
        media_type="application/json",
        suffix=".json",
        takes="network",
        write=write_network,
    ),
    Exporter(
        name="network-html",
        format="html",
        label="page that needs no network (HTML)",
        media_type="text/html; charset=utf-8",
        suffix=".html",
        takes="network",
        write=write_html,
    ),
    Exporter(
        name="findings-json",
        format="json",
        label="JSON",
        media_type="application/json",
        suffix=".json",
        takes="findings",
        write=write_findings,
    ),
    Exporter(
        name="findings-csv",
        format="csv",
        label="table (CSV)",
        media_type="text/csv; charset=utf-8",
        suffix=".csv",
        takes="findings",
        write=write_findings_csv,
    ),
    Exporter(
        name="matrix-json",
        format="json",
        label="JSON",
        media_type="application/json",
        suffix=".json",
        takes="matrix",
        write=write_matrix,
    ),
    Exporter(
        name="matrix-csv",
        format="csv",
        label="table (CSV)",
        media_type="text/csv; charset=utf-8",
        suffix=".csv",
        takes="matrix",
        write=write_matrix_csv,
    ),
    Exporter(
        name="reasons-json",
        format="json",
        label="JSON",
        media_type="application/json",
        suffix=".json",
        takes="reasons",
        write=write_reasons,
    ),
    Exporter(
        name="reasons-ttl",
        format="ttl",
        label="PROV in RDF (Turtle)",
        media_type="text/turtle; charset=utf-8",
        suffix=".ttl",
        takes="reasons",
        write=write_ttl,
    ),
    Exporter(
        name="difference-json",
        format="json",
        label="JSON",
        media_type="application/json",
        suffix=".json",
        takes="difference",
        write=write_difference,
    ),
    Exporter(
        name="difference-csv",
        format="csv",
        label="table (CSV)",
        media_type="text/csv; charset=utf-8",
        suffix=".csv",
        takes="difference",
        write=write_difference_csv,
    ),
    Exporter(
        name="difference-md",
        format="md",
        label="text (Markdown)",
        media_type="text/markdown; charset=utf-8",
        suffix=".md",
        takes="difference",
        write=write_difference_markdown,
    ),
)


def exporters_of(takes: str) -> Mapping[str, Exporter]:
    """Return the exporters of one class of documents, by their format."""
    fitting = (each for each in EXPORTERS.values() if each.takes == takes)
    return {each.format: each for each in fitting}
