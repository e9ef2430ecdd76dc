"""How everyone stands to one party on a day: with a tile of the map or beside it.

Source: docs/design.md, sections 1.6 and 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recog.domain.spoken import spoken_day, spoken_moment
from recog.domain.tracks import TRACKS
from recog.exporters.rows import CellRow
from recog.service.answers import Answer
from recog.service.matrix import matrix
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.matrices import MARKS, Cell, cell_of, counted, legend_of
from recog.web.sheets import entity_href, relation_href
from recog.web.tiles import Tile, placed
from recog.web.words import track_label

_OWN: Final = "★"


@dataclass(frozen=True, slots=True)
class Place:
    """One party and how it stands; without a tile it is listed beside the map."""

    party: str
    label: str
    tile: Tile | None
    cell: Cell

    @property
    def certainty(self) -> str:
        """One of the five answers; `own` for the party that is looked at."""
        return self.cell.look.partition(" ")[0]

    @property
    def said(self) -> str:
        """The words without the party's name."""
        return self.cell.words.removeprefix(f"{self.label}: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that is drawn of one day; `on` of the question is always given."""

    asked: Question
    party: str
    label: str
    title: str
    day_words: str
    places: tuple[Place, ...]  # in the order of the tiles
    others: tuple[Place, ...]  # not on the map, with something that holds
    counts: str
    home: str  # the state of the party looked at, where only that has a tile
    legend: tuple[tuple[str, str, str], ...]


def situation(view: View, question: Question) -> Situation:
    """Return how everyone stands to the party asked for, or it to everyone.

    The tiles have the answers of the matrix; so has everyone else who has a status.
    """
    asked = replace(question, on=question.on or view.today)
    day, party = asked.on or view.today, asked.target or asked.actor
    tiles = placed(view.snapshot.entities.values())
    found = _stances(view, asked, tuple(tiles))
    label = view.directory.label
    places = [_place(asked, label(each), tiles, each, found[each]) for each in tiles]
    others = [
        _place(asked, label(each), {}, each, cell)
        for each, cell in found.items()
        if each not in tiles and each != party and cell["value"]
    ]
    shown = tuple(_own(place) if place.party == party else place for place in places)
    told = [place.certainty for place in shown]
    home = _home(view, party, tiles)
    title = f"{track_label(asked.track)}: {_way_words(asked, label(party))}"
    return Situation(
        asked=asked,
        party=party,
        label=label(party),
        title=title[:1].upper() + title[1:],
        day_words=_day_words(asked, day),
        home=home,
        places=shown,
        others=tuple(others),
        counts=counted({name: told.count(name) for name in MARKS if name in told}),
        legend=(*legend_of(asked), *_marked(view, party, tiles, home)),
    )


def matrix_question(asked: Question) -> Question:
    """Return the question of the matrix that has the answers of a map."""
    return replace(
        asked,
        actor="",
        target="",
        actors=(asked.actor,) if asked.actor else (),
        targets=(asked.target,) if asked.target else (),
    )


def _stances(view: View, asked: Question, tiles: Sequence[str]) -> dict[str, CellRow]:
    """Return the cell of everyone who appears on the track, and of every tile."""
    question = matrix_question(asked)
    found = _cells(matrix(view, question), asked)
    rest = tuple(party for party in tiles if party not in found)
    if rest and asked.target:
        found |= _cells(matrix(view, replace(question, actors=rest)), asked)
    elif rest:
        found |= _cells(matrix(view, replace(question, targets=rest)), asked)
    return found


def _cells(answer: Answer, asked: Question) -> dict[str, CellRow]:
    if asked.target:
        return {row["actor"]["id"]: row["cells"][0] for row in answer.rows}
    named = [each["id"] for each in answer.more["targets"]]
    return dict(zip(named, answer.rows[0]["cells"], strict=True))


def _place(
    asked: Question, label: str, tiles: Mapping[str, Tile], party: str, cell: CellRow
) -> Place:
    other = asked.target or asked.actor
    query = f"?on={asked.on}" + ("&implied=true" if asked.implied else "")
    shown = cell_of(cell, label, relation_href(party, other) + query)
    return Place(party, label, tiles.get(party), shown)


def _own(place: Place) -> Place:
    words = f"{place.label}: the party looked at"
    return replace(place, cell=Cell("own", _OWN, words, entity_href(place.party)))


def _home(view: View, party: str, tiles: Mapping[str, Tile]) -> str:
    """Return the state whose tile shows where a government or an organ belongs."""
    entity = view.snapshot.entities.get(party)
    state = (entity.governs or entity.organ_of) if entity else ""
    return state if state in tiles and party not in tiles else ""


def _marked(
    view: View, party: str, tiles: Mapping[str, Tile], home: str
) -> list[tuple[str, str, str]]:
    """Return the line of the legend for the party looked at, or for its state."""
    label = view.directory.label
    if home:
        return [("home", "", f"{label(home)}, the state of {label(party)}")]
    return [("own", _OWN, label(party))] if party in tiles else []


def _day_words(asked: Question, day: date) -> str:
    words = spoken_day(day)
    if asked.as_known is None:
        return words
    return f"{words}, as known at {spoken_moment(asked.as_known)}"


def _way_words(asked: Question, label: str) -> str:
    if TRACKS[asked.track].symmetric:
        return f"everyone and {label}"
    return f"everyone towards {label}" if asked.target else f"{label} towards everyone"
