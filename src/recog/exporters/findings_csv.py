"""Findings of checks as a table; a cell never runs in a spreadsheet.

Source: docs/design.md, section 4.2; OWASP, "CSV Injection".
"""

from __future__ import annotations

from typing import Final

from recog.exporters.csv_table import cited, csv_of
from recog.exporters.documents import Findings
from recog.exporters.rows import FindingRow

COLUMNS: Final = (
    *("check", "severity", "sentence", "track"),
    *("actor", "actor_id", "target", "target_id", "person", "person_id"),
    *("list", "list_id", "other", "other_id"),
    *("date", "earliest", "latest", "days", "witnesses"),
    *("sources", "about", "id", "version", "permalink"),
)


def write_findings_csv(findings: Findings) -> bytes:
    """Return one line for each finding; RFC 4180, UTF-8."""
    lines = (_cells(row, findings) for row in findings.rows)
    return csv_of(COLUMNS, lines, receipt=findings.receipt)


def _cells(row: FindingRow, findings: Findings) -> dict[str, str]:
    parties = {
        "actor": row["actor"],
        "target": row["target"],
        "person": row["person"],
        "list": row["list"],
        "other": row["other"],
    }
    return {
        "check": row["check"],
        "severity": row["severity"],
        "sentence": row["sentence"],
        "track": row["track"],
        **{role: each["label"] if each else "" for role, each in parties.items()},
        **{f"{role}_id": each["id"] if each else "" for role, each in parties.items()},
        "date": row["date"]["edtf"],
        "earliest": row["date"]["earliest"] or "",
        "latest": row["date"]["latest"] or "",
        "days": "" if row["days"] is None else str(row["days"]),
        "witnesses": str(row["witnesses"]),
        "sources": cited(row["claims"]),
        "about": " ".join(row["about"]),
        "id": row["id"],
        "version": findings.version,
        "permalink": findings.permalink,
    }
