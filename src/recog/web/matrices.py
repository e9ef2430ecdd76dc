"""The page of a matrix: all pairs of a track on a day as a table of marks.

Source: docs/design.md, sections 1.6 and 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from recog.domain.spoken import spoken_day
from recog.errors import ResultSizeError
from recog.exporters.rows import CellRow, EntityRow, MatrixRow
from recog.service.matrix import matrix
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.lines import Link
from recog.web.receipts import cite_href
from recog.web.sheets import entity_href, relation_href, track_choices
from recog.web.words import CERTAINTIES, track_label, value_label

PARAMETERS: Final = (
    *("track", "on", "actors", "targets", "implied"),
    *("as_known", "version"),
)
#: Cells on one page at most; a file has more.
MOST_CELLS: Final = 8_000

#: The mark of each answer, told apart without colour, and what it means.
MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "certain": ("●", "it holds"),
    "possible": ("◐", "it may hold"),
    "contradicted": ("≠", "sources contradict each other"),
    "none": (
        "×",
        "no: something ended it or stands against it, or a source that "
        "covers the pair is silent",
    ),
    "unknown": ("·", "nobody looked"),
}
IMPLIED: Final = ("○", "implied: no source asserts it")
REFUSED: Final = ("⊘", "implied, and refused")


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair, as it is shown."""

    look: str
    mark: str
    words: str
    href: str


_SELF: Final = Cell("self", "", "", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One actor, with a cell for each column."""

    actor: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """The form, the legend and the table."""

    title: str
    day: str
    day_words: str
    track: str
    tracks: list[tuple[str, str, bool]]
    actors: str
    targets: str
    implied: bool
    legend: tuple[tuple[str, str, str], ...]  # look, mark, words
    counts: str
    note: str
    refusal: str
    columns: tuple[Link, ...]
    rows: tuple[Row, ...]
    downloads: tuple[Link, ...]
    cite: tuple[Link, ...]


def matrix_page(view: View, question: Question) -> MatrixPage:
    """Return the page of a matrix; of today unless the question says.

    Where all targets would be too many for a page, those of which most is known are
    shown, and a note says so.
    """
    asked = replace(question, on=question.on or view.today)
    day = asked.on or view.today
    refusal, counts, note = "", {}, ""
    columns: Sequence[EntityRow] = ()
    rows: Sequence[MatrixRow] = ()
    try:
        found = matrix(view, asked)
    except ResultSizeError as error:
        refusal = str(error)
    else:
        counts, rows, columns = found.more["counts"], found.rows, found.more["targets"]
        rows, columns, note = _fitting(rows, columns)
    return MatrixPage(
        title=f"Matrix of {track_label(asked.track)}",
        day=day.isoformat(),
        day_words=spoken_day(day),
        track=asked.track,
        tracks=track_choices(asked.track),
        actors=_named(view, asked.actors),
        targets=_named(view, asked.targets),
        implied=asked.implied,
        legend=legend_of(asked),
        counts=counted(counts),
        note=note,
        refusal=refusal,
        columns=tuple(Link(each["label"], entity_href(each["id"])) for each in columns),
        rows=tuple(_row(row, columns, asked) for row in rows),
        downloads=_downloads(asked),
        cite=(Link("this matrix", cite_href(view, "matrix", asked.parameters())),)
        if rows
        else (),
    )


def _downloads(asked: Question) -> tuple[Link, ...]:
    return tuple(
        Link(form.upper(), f"/api/v1/matrix?{_query(asked, form)}")
        for form in ("json", "csv")
    )


def _fitting(
    rows: Sequence[MatrixRow], columns: Sequence[EntityRow]
) -> tuple[Sequence[MatrixRow], Sequence[EntityRow], str]:
    """Keep the columns of which most is known, as many as fit on a page."""
    most = max(1, MOST_CELLS // max(1, len(rows)))
    if len(columns) <= most:
        return rows, columns, ""
    known = [
        sum(row["cells"][at]["certainty"] != "unknown" for row in rows)
        for at in range(len(columns))
    ]
    best = sorted(range(len(columns)), key=lambda at: (-known[at], at))[:most]
    kept = sorted(best)
    note = (
        f"The {most} columns of which most is known, of {len(columns)}: all would be "
        "too many for a page. Name others above, or take the whole as a file."
    )
    return (
        [
            {"actor": row["actor"], "cells": [row["cells"][at] for at in kept]}
            for row in rows
        ],
        [columns[at] for at in kept],
        note,
    )


def _row(row: MatrixRow, columns: Sequence[EntityRow], asked: Question) -> Row:
    actor = row["actor"]
    query = f"?on={asked.on}" + ("&implied=true" if asked.implied else "")
    return Row(
        Link(actor["label"], entity_href(actor["id"])),
        tuple(
            _SELF
            if actor["id"] == target["id"]
            else cell_of(
                cell,
                f"{actor['label']} → {target['label']}",
                relation_href(actor["id"], target["id"]) + query,
            )
            for target, cell in zip(columns, row["cells"], strict=True)
        ),
    )


def cell_of(cell: CellRow, parties: str, href: str) -> Cell:
    """Return a pair as it is shown: its look, its mark and its words."""
    certainty = cell["certainty"]
    look, (mark, _) = certainty, MARKS[certainty]
    said = CERTAINTIES[certainty]
    if cell["value"]:
        said = f"{value_label(cell['value'])}, {said}"
    if certainty == "unknown":
        said = "nobody looked"
    if cell["implied"]:
        look = f"{certainty} implied"
        said = f"{said}, implied" if cell["value"] else "implied, and refused"
        mark = (
            REFUSED[0]
            if certainty == "none"
            else (IMPLIED[0] if certainty == "certain" else mark)
        )
    elif certainty == "none":
        said = "not so: " + (
            "an event says so" if cell["event"] else "a source that covers it is silent"
        )
    return Cell(look, mark, f"{parties}: {said}", href)


def legend_of(asked: Question) -> tuple[tuple[str, str, str], ...]:
    """Return look, mark and words of every answer there can be."""
    lines = [(name, mark, words) for name, (mark, words) in MARKS.items()]
    if asked.implied:
        lines += [("certain implied", *IMPLIED), ("none implied", *REFUSED)]
    return tuple(lines)


def counted(counts: Mapping[str, int]) -> str:
    """Word how many pairs have which answer."""
    words = {**CERTAINTIES, "unknown": "where nobody looked"}
    return ", ".join(
        f"{counts[name]} {words[name]}" for name in MARKS if name in counts
    )


def _named(view: View, parties: Sequence[str]) -> str:
    return "; ".join(view.directory.label(each) for each in parties)


def _query(asked: Question, form: str) -> str:
    return urlencode({**asked.parameters(), "format": form}, safe="/:;")
