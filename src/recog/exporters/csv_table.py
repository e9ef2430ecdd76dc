"""Events and spans as the cells of a table; a cell never runs in a spreadsheet.

Source: docs/design.md, section 4.2; OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from recog.domain.shown import shown
from recog.exporters.documents import Timeline
from recog.exporters.rows import ClaimRow, DateRow, EntityRow

COLUMNS: Final = (
    "type",
    "track",
    "kind",
    "value",
    "actor",
    "actor_id",
    "target",
    "target_id",
    "person",
    "person_id",
    "list",
    "list_id",
    "date",
    "earliest",
    "latest",
    "words",
    "until",
    "until_earliest",
    "until_latest",
    "mode",
    "level",
    "how",
    "contradicted",
    "order",
    "witnesses",
    "sources",
    "id",
    "version",
    "permalink",
)

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(timeline: Timeline) -> bytes:
    """Return one line for each event and span; RFC 4180, UTF-8."""
    lines = (_cells(row, timeline) for row in timeline.rows)
    return csv_of(COLUMNS, lines, receipt=timeline.receipt)


def csv_of(
    columns: Sequence[str], lines: Iterable[Mapping[str, str]], *, receipt: str
) -> bytes:
    """Return cells by column as CSV; the receipt, which is long, in the first line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*columns, "receipt"))
    for place, cells in enumerate(lines):
        own = (*(cells[name] for name in columns), "" if place else receipt)
        writer.writerow([harmless(cell) for cell in own])
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before a formula.

    Controls, which would change the text around it, are left out.

    >>> harmless("=HYPERLINK(1)"), harmless("2025-04")
    ("'=HYPERLINK(1)", '2025-04')
    """
    cell = shown(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def cited(claims: Sequence[ClaimRow]) -> str:
    """Return the sources of claims with their places, each once, joined by " | "."""
    return " | ".join(dict.fromkeys(citation(claim) for claim in claims))


def citation(claim: ClaimRow) -> str:
    """Return a claim's source, its place in it, its date and its address."""
    place = f", {claim['locator']}" if claim["locator"] else ""
    denies = "denies it, " if claim["stance"] == "denies" else ""
    address = f" <{claim['url']}>" if claim["url"] else ""
    dated = f" ({denies}dated {claim['date']['edtf']})"
    return f"{claim['source']['label']}{place}{dated}{address}"


def _cells(row: Mapping[str, Any], timeline: Timeline) -> dict[str, str]:
    event = row["type"] == "event"
    return {
        "type": row["type"],
        "track": row["track"],
        "kind": row["kind"] if event else "",
        "value": "" if event else row["value"],
        **_party("actor", row["actor"]),
        **_party("target", row["target"]),
        **_party("person", row["person"]),
        **_party("list", row["list"]),
        **_dates(row["date"] if event else row["since"], ""),
        "words": ((row["date"] if event else row["since"]) or {}).get("text", ""),
        **_dates(None if event else row["until"], "until"),
        "mode": "" if row["mode"] == "unspecified" else row["mode"],
        "level": row["level"] if event else "",
        "how": row["how"] if event else "",
        "contradicted": "yes" if row["contradicted"] else "",
        "order": _order(row) if event else "",
        "witnesses": str(row["witnesses"]) if event else "",
        "sources": cited(row["claims"]),
        "id": row["id"],
        "version": timeline.version,
        "permalink": timeline.permalink,
    }


def _order(event: Mapping[str, Any]) -> str:
    """Return what the order of events says of a date."""
    return " | ".join(
        each["words"] for each in (*event["narrowed"], *event["conflicts"])
    )


def _party(role: str, party: EntityRow | None) -> dict[str, str]:
    return {
        role: party["label"] if party else "",
        f"{role}_id": party["id"] if party else "",
    }


def _dates(when: DateRow | None, role: str) -> dict[str, str]:
    names = (role, f"{role}_earliest", f"{role}_latest")
    if not role:
        names = ("date", "earliest", "latest")
    if when is None:
        return dict.fromkeys(names, "")
    days = (when["edtf"], when["earliest"] or "", when["latest"] or "")
    return dict(zip(names, days, strict=True))
