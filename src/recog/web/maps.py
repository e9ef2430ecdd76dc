"""The map: how every present-day state stands to one party on a day, tile by tile.

Source: docs/design.md, sections 1.6, 4.2 and 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from recog.domain.spoken import spoken_day
from recog.domain.tracks import TRACKS
from recog.errors import QuestionError
from recog.exporters.documents import CellRow
from recog.service.answers import Answer
from recog.service.matrix import matrix
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.lines import Link
from recog.web.matrices import MARKS, Cell, cell_of, counted, legend_of
from recog.web.receipts import cite_href
from recog.web.sheets import entity_href, relation_href, track_choices
from recog.web.tiles import Tile, placed
from recog.web.words import track_label

PARAMETERS: Final = (
    "track", "on", "actor", "target", "implied", "as_known", "version"
)  # fmt: skip
#: Shown when nothing is asked for.
FIRST_TRACK: Final = "state-recognition"
FIRST_PARTY: Final = "state/kosovo"
#: What the form calls the two ways to look at a party.
WAYS: Final = {"to": "target", "from": "actor"}
_OWN: Final = "★"
_MATRIX: Final = "/api/v1/matrix"


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
    legend: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The form, the map and the same as a table."""

    title: str
    situation: Situation
    day: str
    way: str
    tracks: list[tuple[str, str, bool]]
    kept: tuple[tuple[str, str], ...]  # for the form of the day
    data_href: str  # empty: there are no data for every day of a moment
    back: str
    on: str
    lines: tuple[Place, ...]
    downloads: tuple[Link, ...]
    cite: tuple[Link, ...]


def read_asked(given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the parameters with `party` and `way` of the form as actor or target.

    :raises QuestionError: when two parties are given, or there is no such way.
    """
    told = {name: text for name, text in given.items() if text.strip()}
    way, party = told.pop("way", "to"), told.pop("party", "")
    if way not in WAYS:
        raise QuestionError(f"unknown way {way!r}; known: {', '.join(WAYS)}")
    if party:
        told.setdefault(WAYS[way], party)
    if "actor" in told and "target" in told:
        raise QuestionError("a map looks at one party; give actor or target, not both")
    if "actor" not in told and "target" not in told:
        told["target"] = FIRST_PARTY
    return {"track": FIRST_TRACK, **told}


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
    legend = legend_of(asked)
    title = f"{track_label(asked.track)}: {_way_words(asked, label(party))}"
    return Situation(
        asked=asked,
        party=party,
        label=label(party),
        title=title[:1].upper() + title[1:],
        day_words=spoken_day(day),
        places=shown,
        others=tuple(others),
        counts=counted({name: told.count(name) for name in MARKS if name in told}),
        legend=(*legend, ("own", _OWN, label(party))) if party in tiles else legend,
    )


def map_page(view: View, question: Question) -> MapPage:
    """Return the page of a map; of today unless the question says."""
    shown = situation(view, question)
    asked = shown.asked
    day = asked.on or view.today
    given = asked.parameters()
    kept = {name: text for name, text in given.items() if name != "on"}
    as_matrix = matrix_question(asked).parameters()
    return MapPage(
        title=shown.title,
        situation=shown,
        day=day.isoformat(),
        way="to" if asked.target else "from",
        tracks=track_choices(asked.track),
        kept=tuple(kept.items()),
        data_href="" if asked.as_known else _address(kept, "/map/data.json"),
        back=_address({**given, "on": _years(day, -1).isoformat()}),
        on=_address({**given, "on": _years(day, 1).isoformat()}),
        lines=_by_answer((*shown.places, *shown.others)),
        downloads=(
            Link("SVG", _address(given, "/map.svg")),
            *(
                Link(form.upper(), _address({**as_matrix, "format": form}, _MATRIX))
                for form in ("json", "csv")
            ),
        ),
        cite=(Link("this map", cite_href(view, "matrix", as_matrix)),),
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


def permalink(view: View, asked: Question) -> str:
    """Return the address of the map as it is in this version."""
    return _address({**asked.parameters(), "version": view.version})


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


def _by_answer(places: Sequence[Place]) -> tuple[Place, ...]:
    """Sort places by answer, then by label; the party looked at is left out."""
    order = {name: at for at, name in enumerate(MARKS)}
    kept = [place for place in places if place.certainty in order]
    return tuple(
        sorted(kept, key=lambda each: (order[each.certainty], each.label, each.party))
    )


def _way_words(asked: Question, label: str) -> str:
    if TRACKS[asked.track].symmetric:
        return f"everyone and {label}"
    return f"everyone towards {label}" if asked.target else f"{label} towards everyone"


def _years(day: date, years: int) -> date:
    year = min(max(day.year + years, 1), 9999)
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=year, day=last)


def _address(parameters: Mapping[str, str], path: str = "/map") -> str:
    return f"{path}?{urlencode(parameters, safe='/:;')}"
