"""A grade as text, JSON, CSV and Markdown: scores, then every disagreement.

Source: docs/grading.md.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, TypedDict

from recog.domain.shown import shown
from recog.exporters.csv_table import harmless


class ScoreRow(TypedDict):
    """The numbers of everything, of a kind, or of what one release says."""

    part: str  # total, kind or release
    name: str
    wanted: int  # rows that must be found
    found: int
    recall: float | None
    same_days: int  # of those found
    compatible: int
    date_differs: int  # of those not found
    right: int  # claims within scopes
    wrong: int
    precision: float | None


class DisagreementRow(TypedDict):
    """One known event that is not held so, or one claim that is not known."""

    what: str  # missing, date differs, not in the table, not known here
    row: int | None  # the line of the table
    kind: str
    parties: str  # ids, joined by an arrow
    known: str  # the date of the table, EDTF
    held: str  # the date of the claim
    locator: str
    claim: str  # claim/…; empty where there is none
    link: str  # /id/claim/…
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeReport:
    """A table graded, ready to be written."""

    table: str  # the name of the file
    version: str  # of the store
    sources: list[str]  # to which the claims were restricted; empty: all
    scores: Sequence[ScoreRow]  # the total first
    disagreements: Sequence[DisagreementRow]


_SCORES: Final = tuple(ScoreRow.__annotations__)
_ROWS: Final = tuple(DisagreementRow.__annotations__)
_HEADINGS: Final = (
    *("", "known", "found", "recall", "same days", "compatible"),
    *("date differs", "right", "wrong", "precision"),
)


def write_grade_text(report: GradeReport) -> str:
    """Return a table of scores and a line for each disagreement."""
    lines = [f"{report.table}, version {report.version}", ""]
    table = [_HEADINGS, *(_score(row) for row in report.scores)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        first, *rest = (
            cell.rjust(width) for cell, width in zip(cells, widths, strict=True)
        )
        lines.append("  ".join((first.strip().ljust(widths[0]), *rest)).rstrip())
    lines += ["", f"{len(report.disagreements)} disagreements"]
    lines += (_told(row) for row in report.disagreements)
    return "\n".join((*lines, ""))


def write_grade_json(report: GradeReport) -> str:
    """Return the report as one object."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def write_grade_csv(report: GradeReport) -> str:
    """Return one line for each score and each disagreement; no cell is a formula."""
    text = io.StringIO()
    columns = ("part", "name", *_SCORES[2:], *_ROWS)
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for score in report.scores:
        writer.writerow(_cells(score))
    for row in report.disagreements:
        writer.writerow({"part": "disagreement", **_cells(row)})
    return text.getvalue()


def write_grade_markdown(report: GradeReport) -> str:
    """Return two tables in Markdown."""
    lines = [f"# {_plain(report.table)}, version {report.version}", ""]
    lines += _table(_HEADINGS, (_score(row) for row in report.scores))
    lines += ["", f"## {len(report.disagreements)} disagreements", ""]
    if report.disagreements:
        lines += _table(_ROWS, (_cells(row).values() for row in report.disagreements))
    return "\n".join((*lines, ""))


GRADE_WRITERS: Final[Mapping[str, Callable[[GradeReport], str]]] = {
    "text": write_grade_text,
    "json": write_grade_json,
    "csv": write_grade_csv,
    "md": write_grade_markdown,
}


def _score(row: ScoreRow) -> tuple[str, ...]:
    counts = (row["same_days"], row["compatible"], row["date_differs"])
    return (
        row["name"] or row["part"],
        str(row["wanted"]),
        str(row["found"]),
        _part(row["recall"]),
        *map(str, (*counts, row["right"], row["wrong"])),
        _part(row["precision"]),
    )


def _part(value: float | None) -> str:
    """Return a part of one to three digits, never rounded up to a whole."""
    return "-" if value is None else f"{int(value * 1000) / 1000:.3f}"


def _told(row: DisagreementRow) -> str:
    place = f"row {row['row']}, " if row["row"] else ""
    dates = " / ".join(
        f"{name} {row_date}"
        for name, row_date in (("known", row["known"]), ("held", row["held"]))
        if row_date
    )
    link = f" {row['link']}" if row["link"] else ""
    note = f" ({row['note']})" if row["note"] else ""
    return (
        f"{row['what']}: {place}{row['kind']} {row['parties']}: {dates}"
        f" [{row['locator']}]{link}{note}"
    )


def _cells(row: Mapping[str, object]) -> dict[str, str]:
    return {
        name: "" if value is None else harmless(str(value))
        for name, value in row.items()
    }


def _table(headings: Sequence[str], rows: Iterable[Iterable[str]]) -> list[str]:
    lines = [_line(headings), _line(["---"] * len(headings))]
    return lines + [_line(row) for row in rows]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    """Return text that Markdown takes for text, within a cell."""
    return " ".join(shown(text).replace("|", "\\|").replace("<", "&lt;").split())
