"""All pairs of a track on a day: what holds, what does not, and where nobody looked.

Source: docs/design.md, sections 1.6 and 3.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from recog.errors import ResultSizeError
from recog.exporters.rows import CellRow, EntityRow, MatrixRow
from recog.service.answers import Answer, answer
from recog.service.coverage import parts_on
from recog.service.matrix_facts import Fact, Facts, facts_of
from recog.service.questions import Question
from recog.service.rows import entity_row
from recog.service.workbench import View

#: Cells of one matrix at most: 250 parties against 250.
MAX_CELLS: Final = 62_500

#: Which of several certainties of one pair is told: the one that says most.
_STRENGTH: Final = (
    Certainty.CERTAIN,
    Certainty.CONTRADICTED,
    Certainty.POSSIBLE,
    Certainty.NONE,
)


def matrix(view: View, question: Question) -> Answer:
    """Answer a row for each actor, with a cell for each target.

    The parties are those asked for, or all that ever appear on the track, by label. A
    cell is `none` only where an event of the pair or a release that covers it says so,
    and names which; where nobody looked it is `unknown`. What holds for a government
    stands with that government, not with its state.

    :raises ResultSizeError: when there would be more cells than MAX_CELLS.
    """
    asked = replace(question, on=question.on or view.today)
    day = asked.on or view.today
    facts = facts_of(view, asked, day)
    actors, targets = _sides(view, asked, facts)
    _check(len(actors), len(targets))
    cells = _cells(facts, symmetric=TRACKS[asked.track].symmetric)
    covered = covered_on(view, asked.track, day)
    rows = _rows(view, (actors, targets), cells, facts, covered)
    return answer(
        view,
        "matrix",
        asked,
        rows,
        releases=[each["id"] for each in covered.named],
        more={
            "targets": [entity_row(view.snapshot, each) for each in targets],
            "coverage": covered.named,
            "counts": _counts(rows),
        },
    )


def _sides(
    view: View, asked: Question, facts: Facts
) -> tuple[Sequence[str], Sequence[str]]:
    def by_label(parties: Sequence[str]) -> list[str]:
        return sorted(parties, key=lambda each: (view.directory.label(each), each))

    actors = asked.actors or by_label(facts.actors)
    targets = asked.targets or by_label(facts.targets)
    return actors, targets


def _check(actors: int, targets: int) -> None:
    if actors * targets > MAX_CELLS:
        raise ResultSizeError(
            f"{actors} × {targets} cells are too many, at most {MAX_CELLS}; "
            "name the actors or the targets, separated by semicolons",
            limit="cells of a matrix",
            value=MAX_CELLS,
        )


def _cells(facts: Facts, *, symmetric: bool) -> Mapping[tuple[str, str], Fact]:
    """Return the strongest that is said of each pair of which something is said."""
    said: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for each in (*facts.held, *facts.implied):
        said[each.actor, each.target].append(each)
        if symmetric:
            said[each.target, each.actor].append(each)
    return {pair: strongest(own) for pair, own in said.items()}


def strongest(said: Sequence[Fact]) -> Fact:
    """Return which of several facts of one pair is told; of equal ones, the first."""
    return min(said, key=lambda each: _STRENGTH.index(each.certainty))


@dataclass(frozen=True, slots=True)
class Covered:
    """What releases cover of a track on a day; empty sides are not restricted."""

    parts: Sequence[tuple[frozenset[str], frozenset[str], str]]
    named: list[EntityRow]

    def by(self, actor: str, target: str) -> list[str]:
        """Return the releases that cover a pair, by id."""
        return [
            release
            for actors, targets, release in self.parts
            if (not actors or actor in actors) and (not targets or target in targets)
        ]


def covered_on(view: View, track: str, day: date) -> Covered:
    """Return what releases cover of a track on a day."""
    parts = []
    labels: dict[str, str] = {}
    for release, part in parts_on(view, track, day):
        labels[release.id] = release.title
        sides = frozenset(part.actors), frozenset(part.targets)
        parts.append((*sides, release.id))
        if TRACKS[track].symmetric and sides[0] != sides[1]:
            parts.append((sides[1], sides[0], release.id))
    named: list[EntityRow] = [{"id": id, "label": labels[id]} for id in sorted(labels)]
    return Covered(parts, named)


def _rows(
    view: View,
    sides: tuple[Sequence[str], Sequence[str]],
    cells: Mapping[tuple[str, str], Fact],
    facts: Facts,
    covered: Covered,
) -> list[MatrixRow]:
    rows: list[MatrixRow] = []
    for actor in sides[0]:
        own: list[CellRow] = []
        for target in sides[1]:
            cell = cells.get((actor, target))
            event = facts.decided.get((actor, target), "")
            looked = [] if actor == target else covered.by(actor, target)
            own.append(cell_row(cell, event, looked))
        rows.append({"actor": entity_row(view.snapshot, actor), "cells": own})
    return rows


def cell_row(cell: Fact | None, event: str, looked: list[str]) -> CellRow:
    """Return a cell; one that does not hold names the event or who looked."""
    holds = cell is not None and cell.certainty is not Certainty.NONE
    if cell is not None:
        certainty = cell.certainty
    else:
        certainty = Certainty.NONE if event or looked else Certainty.UNKNOWN
    return {
        "certainty": str(certainty),
        "value": cell.value if cell and holds else None,
        "implied": bool(cell and cell.implied),
        "event": None if holds else event or None,
        "coverage": [] if holds else list(dict.fromkeys(looked)),
    }


def _counts(rows: Sequence[MatrixRow]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for cell in row["cells"]:
            counts[cell["certainty"]] += 1
    return dict(sorted(counts.items()))
