"""One suite over the whole table of exporters."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from recog.exporters import EXPORTERS, Exporter
from recog.exporters.documents import (
    Difference,
    Findings,
    Matrix,
    Network,
    Reasons,
    Timeline,
)
from recog.exporters.pyvis_html import vis_library
from recog.exporters.rows import (
    ChangeRow,
    ClaimRow,
    DateRow,
    EdgeRow,
    EntityRow,
    EventRow,
    FindingRow,
    MatrixRow,
    NodeRow,
    SourceRow,
    SpanRow,
)

GOLDEN = Path(__file__).parent / "golden"

#: Text that does harm wherever it is taken for markup, a formula or a new line.
NASTY = '=1+1</script><b onload="x()">\r\nBEGIN:VEVENT &amp; ,;\\'

RUSSIA: EntityRow = {"id": "state/russia", "label": "Russia"}
EMIRATE: EntityRow = {"id": "government/islamic-emirate-of-afghanistan", "label": NASTY}


def date_row(edtf: str, earliest: str | None, latest: str | None) -> DateRow:
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "text": "this week"}


WEEK = date_row("2025-06-30/2025-07-03", "2025-06-30", "2025-07-03")
CLAIM: ClaimRow = {
    "id": "claim/one",
    "source": {"id": "source/paper", "label": "A newspaper"},
    "release": {"id": "release/paper-2025-07-05", "label": "A newspaper, 5 July"},
    "url": "https://paper.example/a",
    "locator": "paragraph 4",
    "kind": "recognition",
    "date": WEEK,
    "stance": "asserts",
    "rank": "normal",
    "rank_reason": "",
    "rank_author": "",
    "note": "Russia recognises it.",
}
EVENT: EventRow = {
    "type": "event",
    "id": "event/00000000000000aa",
    "kind": "recognition",
    "track": "government-recognition",
    "actor": RUSSIA,
    "target": EMIRATE,
    "person": None,
    "list": None,
    "date": WEEK,
    "mode": "unspecified",
    "level": "",
    "how": "",
    "contradicted": True,
    "alternatives": [],
    "witnesses": 1,
    "narrowed": [
        {
            "rule": "span-order",
            "not_before": None,
            "not_after": "2025-07-02",
            "because": "event/00000000000000cc",
            "words": "not after 2 July 2025, because of another",
        }
    ],
    "conflicts": [],
    "claims": [CLAIM],
}
SPAN: SpanRow = {
    "type": "span",
    "id": "span/00000000000000bb",
    "track": "government-recognition",
    "value": "recognised",
    "actor": RUSSIA,
    "target": EMIRATE,
    "person": None,
    "list": None,
    "since": WEEK,
    "until": None,
    "mode": "unspecified",
    "contradicted": True,
    "opened_by": [EVENT["id"]],
    "closed_by": [],
    "claims": [CLAIM],
}
SOURCE: SourceRow = {
    "id": "release/paper-2025-07-05",
    "source": "source/paper",
    "title": "A newspaper",
    "creator": NASTY,
    "publisher": "",
    "published": "2025-07-05",
    "url": "javascript:alert(1)",
    "edition": "2025-07-05",
    "licence": "",
}
NODES: list[NodeRow] = [
    {"id": RUSSIA["id"], "label": "Russia", "type": "state", "x": -1.0, "y": 0.25},
    {"id": EMIRATE["id"], "label": NASTY, "type": "government", "x": 1.0, "y": -0.25},
]
EDGE: EdgeRow = {
    "id": SPAN["id"],
    "from": RUSSIA["id"],
    "to": EMIRATE["id"],
    "actor": RUSSIA,
    "target": EMIRATE,
    "person": None,
    "list": None,
    "track": "government-recognition",
    "value": "recognised",
    "certainty": "contradicted",
    "mode": "unspecified",
    "since": WEEK,
    "until": None,
    "symmetric": False,
    "because": [CLAIM],
    "implied": None,
}
MATRIX_ROW: MatrixRow = {
    "actor": RUSSIA,
    "cells": [
        {
            "certainty": "none",
            "value": None,
            "implied": True,
            "event": EVENT["id"],
            "coverage": [SOURCE["id"]],
        }
    ],
}
FINDING: FindingRow = {
    "type": "finding",
    "id": "finding/rivals-recognised-1-00000000000000cc",
    "check": "rivals-recognised",
    "severity": "warning",
    "sentence": NASTY,
    "track": "government-recognition",
    "actor": RUSSIA,
    "target": EMIRATE,
    "person": None,
    "list": None,
    "other": RUSSIA,
    "date": WEEK,
    "days": 4,
    "witnesses": 1,
    "about": [SPAN["id"], SPAN["id"]],
    "pages": [f"/relation/{RUSSIA['id']}/{EMIRATE['id']}"],
    "claims": [CLAIM],
}
CHANGE: ChangeRow = {
    "change": "became-contradicted",
    "track": "government-recognition",
    "actor": RUSSIA,
    "target": EMIRATE,
    "person": None,
    "list": None,
    "before": [{"value": "recognised", "certainty": "possible"}],
    "after": [
        {"value": "recognised", "certainty": "contradicted"},
        {"value": "suspended", "certainty": "contradicted"},
    ],
    "events": [EVENT],
    "because": [CLAIM],
    "came": ["claim/one"],
    "went": [],
    "judged": [],
    "amended": [],
}
ABOUT: dict[str, Any] = {
    "question": {"entity": RUSSIA},
    "version": "000001",
    "permalink": "/api/v1/timeline?entity=state/russia",
    "receipt": "/receipt/AQexample",
    "sources": [SOURCE],
}
DOCUMENTS: dict[str, Timeline | Network | Reasons | Difference | Findings | Matrix] = {
    "timeline": Timeline(
        title=f"Timeline of {NASTY}",
        rows=[SPAN, EVENT],
        made=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        turtle=lambda: b"<https://w3id.org/recog/id/claim/one> a <claim> .\n",
        **ABOUT,
    ),
    "network": Network(title=f"Network {NASTY}", nodes=NODES, edges=[EDGE], **ABOUT),
    "reasons": Reasons(
        title=f"Why: {NASTY}",
        rows=[{"track": "government-recognition", "steps": [{"event": EVENT}]}],
        turtle=lambda: b"<https://w3id.org/recog/id/step/1> a <step> .\n",
        **ABOUT,
    ),
    "findings": Findings(title=f"Findings {NASTY}", rows=[FINDING], **ABOUT),
    "matrix": Matrix(
        title=f"Matrix {NASTY}", targets=[EMIRATE], rows=[MATRIX_ROW], **ABOUT
    ),
    "difference": Difference(
        title=f"What changed for {NASTY}",
        rows=[CHANGE],
        counts={
            "changes": 1,
            "by_change": {"became-contradicted": 1},
            "by_track": {"government-recognition": {"became-contradicted": 1}},
        },
        **ABOUT,
    ),
}

every_exporter = pytest.mark.parametrize(
    "exporter", EXPORTERS.values(), ids=list(EXPORTERS)
)


def written(exporter: Exporter) -> str:
    """Write the sample; the library of 470 kB inside a page, and hashes, left out."""
    text = exporter.write(DOCUMENTS[exporter.takes]).decode()
    return re.sub("sha256-[^']+", "…", text.replace(vis_library(), "(vis-network)"))


@every_exporter
def test_an_exporter_writes_what_its_golden_file_holds(exporter: Exporter) -> None:
    golden = GOLDEN / f"{exporter.name}{exporter.suffix}"
    assert golden.read_bytes().decode() == written(exporter)


@every_exporter
def test_an_exporter_gives_the_same_bytes_twice(exporter: Exporter) -> None:
    document = DOCUMENTS[exporter.takes]
    assert exporter.write(document) == exporter.write(document)


@every_exporter
def test_an_export_names_its_version_and_its_own_address(exporter: Exporter) -> None:
    text = written(exporter).replace("\r\n ", "").replace("\\u003c", "<")
    assert "000001" in text
    assert ABOUT["permalink"] in text.replace("&amp;", "&")
    assert ABOUT["receipt"] in text


@every_exporter
def test_an_export_carries_sources_and_precision(exporter: Exporter) -> None:
    if exporter.format == "ttl":  # the records themselves, made by the store
        return
    if exporter.takes == "matrix":  # cells name what they rest on, and quote nothing
        assert SOURCE["id"] in written(exporter)
        assert EVENT["id"] in written(exporter)
        return
    text = written(exporter).replace("\r\n ", "")
    assert "A newspaper" in text
    assert "paragraph 4" in text
    assert "2025-06-30/2025-07-03" in text


def test_every_exporter_takes_a_document_we_have() -> None:
    assert {each.takes for each in EXPORTERS.values()} == set(DOCUMENTS)


@pytest.mark.parametrize("name", ["timeline-csv", "findings-csv"])
def test_a_cell_of_a_table_is_no_formula(name: str) -> None:
    import csv
    import io

    rows = list(csv.reader(io.StringIO(written(EXPORTERS[name]))))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=1+1") for cell in cells)


def test_a_calendar_reads_back_and_says_that_a_day_is_not_sure() -> None:
    import icalendar

    text = EXPORTERS["timeline-ics"].write(DOCUMENTS["timeline"])
    calendar = icalendar.Calendar.from_ical(text)
    events = [part for part in calendar.walk() if part.name == "VEVENT"]
    assert len(events) == 1
    event = events[0]
    assert str(event.decoded("dtstart")) == "2025-06-30"
    assert str(event.decoded("dtend")) == "2025-07-04"
    assert "some day from 2025-06-30 to 2025-07-03" in str(event["summary"])
    assert "contradict" in str(event["summary"])
    assert str(event["status"]) == "TENTATIVE"
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_a_page_runs_no_script_but_ours_and_loads_nothing() -> None:
    page = written(EXPORTERS["network-html"])
    assert "<b onload" not in page
    assert page.count("<script") == page.count("</script>") == 3
    assert "src=" not in page.replace("img-src", "").replace("script-src", "")
    assert 'href="javascript' not in page
    assert "default-src 'none'" in page


def test_a_page_allows_exactly_the_scripts_and_the_style_it_holds() -> None:
    page = EXPORTERS["network-html"].write(DOCUMENTS["network"]).decode()
    policy = re.findall(r"'sha256-([^']+)'", page)
    found = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in found]
    assert sorted(hashes) == sorted(policy)
    assert len(hashes) == 3


def test_the_json_of_a_network_has_rows_nodes_and_edges() -> None:
    whole = json.loads(written(EXPORTERS["network-json"]))
    assert whole["rows"] == whole["edges"] == [EDGE]
    assert whole["nodes"] == NODES


def test_a_row_of_markdown_is_one_line_with_links_that_lead_out() -> None:
    text = written(EXPORTERS["difference-md"])
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {9}
    assert "<https://paper.example/a>" in rows[2]
    assert "</script>" not in text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a|b", "http://a>b"]
)
def test_an_address_that_would_break_a_row_is_no_link(address: str) -> None:
    claim: ClaimRow = {**CLAIM, "url": address}
    row: ChangeRow = {**CHANGE, "because": [claim]}
    document = DOCUMENTS["difference"]
    assert isinstance(document, Difference)
    text = EXPORTERS["difference-md"].write(replace(document, rows=[row])).decode()
    assert address not in text
