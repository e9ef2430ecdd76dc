"""A matrix as a table: one line for each pair, with what its answer rests on.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from typing import Final

from recog.exporters.csv_table import csv_of
from recog.exporters.documents import Matrix
from recog.exporters.rows import CellRow, EntityRow

COLUMNS: Final = (
    "actor",
    "actor_id",
    "target",
    "target_id",
    "track",
    "on",
    "certainty",
    "value",
    "implied",
    "event",
    "looked",
    "version",
    "permalink",
)


def write_matrix_csv(matrix: Matrix) -> bytes:
    """Return one line for each pair; RFC 4180, UTF-8."""
    lines = (
        _cells(matrix, row["actor"], target, cell)
        for row in matrix.rows
        for target, cell in zip(matrix.targets, row["cells"], strict=True)
    )
    return csv_of(COLUMNS, lines, receipt=matrix.receipt)


def _cells(
    matrix: Matrix, actor: EntityRow, target: EntityRow, cell: CellRow
) -> dict[str, str]:
    return {
        "actor": actor["label"],
        "actor_id": actor["id"],
        "target": target["label"],
        "target_id": target["id"],
        "track": str(matrix.question.get("track", "")),
        "on": str(matrix.question.get("on", "")),
        "certainty": cell["certainty"],
        "value": cell["value"] or "",
        "implied": "yes" if cell["implied"] else "",
        "event": cell["event"] or "",
        "looked": " | ".join(cell["coverage"]),
        "version": matrix.version,
        "permalink": matrix.permalink,
    }
