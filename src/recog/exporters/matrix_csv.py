"""A matrix as a table: one line for each pair, with what its answer rests on.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from recog.exporters.csv_table import harmless
from recog.exporters.documents import CellRow, EntityRow, Matrix

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
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    asked = [str(matrix.question.get(name, "")) for name in ("track", "on")]
    address = [matrix.version, matrix.permalink]
    for row in matrix.rows:
        for target, cell in zip(matrix.targets, row["cells"], strict=True):
            parties = [*_party(row["actor"]), *_party(target)]
            line = [*parties, *asked, *_answer(cell), *address]
            writer.writerow([harmless(each) for each in line])
    return text.getvalue().encode()


def _party(party: EntityRow) -> list[str]:
    return [party["label"], party["id"]]


def _answer(cell: CellRow) -> list[str]:
    return [
        cell["certainty"],
        cell["value"] or "",
        "yes" if cell["implied"] else "",
        cell["event"] or "",
        " | ".join(cell["coverage"]),
    ]
