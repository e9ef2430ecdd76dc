"""The data of the map's slider: how everyone stands to one party, on every day.

Each day has the answers of the page of that day; the browser colours the tiles anew
without asking again. Source: docs/design.md, sections 1.6 and 4.3.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from recog.service.matrix import Covered, cell_row, covered_on, strongest
from recog.service.matrix_facts import Fact, facts_of
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.implied_edges import implied_through_time
from recog.web.matrices import MARKS, cell_of
from recog.web.networks import edges
from recog.web.situations import matrix_question
from recog.web.tiles import placed
from recog.web.words import CERTAINTIES

_FOREVER: Final = date.max.isoformat()
#: How the summary words each answer, in its order.
_COUNTED: Final = [
    [name, "where nobody looked" if name == "unknown" else CERTAINTIES[name]]
    for name in MARKS
]


class Look(NamedTuple):
    """One answer as it is shown; sent as a list in this order."""

    look: str
    mark: str
    words: str
    holds: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """A fact of a pair, from a day on and until another, as ISO text."""

    first: str
    until: str
    fact: Fact


class _Looked:
    """What releases cover of a track, day after day."""

    def __init__(self, view: View, track: str) -> None:
        days = {date.min}
        for release in view.snapshot.releases.values():
            for part in release.coverage:
                if track in part.tracks:
                    days.add(part.days.first)
                    if part.days.last < date.max:
                        days.add(part.days.last + timedelta(days=1))
        self.days: Sequence[str] = [day.isoformat() for day in sorted(days)]
        self._covered: Sequence[Covered] = [
            covered_on(view, track, day) for day in sorted(days)
        ]

    def by(self, pair: tuple[str, str], day: str) -> list[str]:
        """Return the releases that cover a pair on a day, by id."""
        return self._covered[bisect_right(self.days, day) - 1].by(*pair)


def map_days(view: View, question: Question) -> dict[str, Any]:
    """Return each party with the days on which its answer changes, and the answers.

    The first change of a party is on the calendar's first day. Parties come in the
    order of the tiles; those without one, which have a status on some day, follow.
    """
    party = question.target or question.actor
    runs = _runs(view, question)
    tiles = placed(view.snapshot.entities.values())
    others = sorted(set(runs) - set(tiles), key=view.directory.label)
    decided = facts_of(view, matrix_question(question), view.today).decided
    looked = _Looked(view, question.track)
    looks: dict[Look, int] = {}
    rows = []
    for each in (*tiles, *others):
        if each == party:
            continue
        pair = (each, party) if question.target else (party, each)
        said = _changes(runs.get(each, ()), decided.get(pair, ""), pair, looked)
        changes = [[day, looks.setdefault(look, len(looks))] for day, look in said]
        rows.append(
            {"id": each, "label": view.directory.label(each), "changes": changes}
        )
    starts = {run.first for own in runs.values() for run in own}
    days = [date.fromisoformat(day) for day in starts - {date.min.isoformat()}]
    return {
        "looks": list(looks),
        "counts": _COUNTED,
        "parties": rows,
        # from the day before anything began, so that the beginning is seen
        "first": (min([*days, view.today]) - timedelta(days=1)).isoformat(),
        "last": max([*days, view.today]).isoformat(),
    }


def _runs(view: View, question: Question) -> Mapping[str, list[_Run]]:
    """Return what is said of everyone and the party, in the order of the matrix."""
    party = question.target or question.actor
    around = Question(track=question.track, around=party)
    found: dict[str, list[_Run]] = defaultdict(list)
    for edge in edges(view, around):
        for first, until, certainty, value, *_ in edge.stretches:
            fact = Fact(edge.key.actor, edge.key.target, value, Certainty(certainty))
            _add(found, question, _Run(first, until, fact))
    for each in implied_through_time(view, around) if question.implied else ():
        fact = Fact(
            each.key.actor, each.key.target, each.value, each.certainty, implied=True
        )
        first, until = each.first.isoformat(), each.until.isoformat()
        _add(found, question, _Run(first, until, fact))
    return found


def _add(found: dict[str, list[_Run]], question: Question, run: _Run) -> None:
    """Add a run to the other party's, if it goes the way that is asked for."""
    party = question.target or question.actor
    actor, target = run.fact.actor, run.fact.target
    if TRACKS[question.track].symmetric:
        found[actor if target == party else target].append(run)
    elif question.target == target:
        found[actor].append(run)
    elif question.actor == actor:
        found[target].append(run)


def _changes(
    runs: Sequence[_Run], event: str, pair: tuple[str, str], looked: _Looked
) -> Iterator[tuple[str, Look]]:
    """Yield the days on which the answer of a pair changes, and what it is then."""
    days = {*looked.days, *(day for run in runs for day in (run.first, run.until))}
    before = None
    for day in sorted(days - {_FOREVER}):
        held = [run.fact for run in runs if run.first <= day < run.until]
        fact = strongest(held) if held else None
        row = cell_row(fact, event, looked.by(pair, day))
        cell = cell_of(row, "", "")
        words = cell.words.removeprefix(": ")
        look = Look(cell.look, cell.mark, words, holds=bool(row["value"]))
        if look != before:
            yield day, look
        before = look
