"""Findings of checks as a table; a cell never runs in a spreadsheet.

Source: docs/design.md, section 4.2; OWASP, "CSV Injection".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from recog.exporters.csv_table import cited, csv_of
from recog.exporters.documents import ClaimRow, DateRow, EntityRow, SourceRow


class FindingRow(TypedDict):
    """Something that a check found, with what each source says."""

    type: str  # "finding"
    id: str
    check: str
    severity: str  # violation, warning or info
    sentence: str
    track: str
    actor: EntityRow
    target: EntityRow | None
    person: EntityRow | None
    list: EntityRow | None
    other: EntityRow | None  # the second head, the rival, or the party that ended
    date: DateRow  # the days it is about
    days: int | None  # how many these are; null where they are open
    witnesses: int  # releases among the claims that are independent of one another
    about: list[str]  # ids of the claim, the event or the spans
    pages: list[str]  # addresses of the pages that show it
    claims: list[ClaimRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Findings in order, and what they rest on."""

    title: str
    rows: Sequence[FindingRow]
    question: Mapping[str, object]
    version: str
    permalink: str
    receipt: str  # an address; empty where the question is too long for one
    sources: Sequence[SourceRow]


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
