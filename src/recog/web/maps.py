"""The map: how every present-day state stands to one party on a day, tile by tile.

Source: docs/design.md, sections 1.6, 4.2 and 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from recog.errors import QuestionError
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.lines import Link
from recog.web.matrices import MARKS
from recog.web.receipts import cite_href
from recog.web.sheets import track_choices
from recog.web.situations import Place, Situation, matrix_question, situation

PARAMETERS: Final = (
    "track", "on", "actor", "target", "implied", "as_known", "version"
)  # fmt: skip
#: Shown when nothing is asked for.
FIRST_TRACK: Final = "state-recognition"
FIRST_PARTY: Final = "state/kosovo"
#: What the form calls the two ways to look at a party.
WAYS: Final = {"to": "target", "from": "actor"}
_MATRIX: Final = "/api/v1/matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The form, the map and the same as a table."""

    title: str
    situation: Situation
    day: str
    way: str
    tracks: list[tuple[str, str, bool]]
    kept: tuple[tuple[str, str], ...]  # for the form of the day
    data_href: str
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
        data_href=_address(kept, "/map/data.json"),
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


def permalink(view: View, asked: Question) -> str:
    """Return the address of the map as it is in this version."""
    return _address({**asked.parameters(), "version": view.version})


def _by_answer(places: Sequence[Place]) -> tuple[Place, ...]:
    """Sort places by answer, then by label; the party looked at is left out."""
    order = {name: at for at, name in enumerate(MARKS)}
    kept = [place for place in places if place.certainty in order]
    return tuple(
        sorted(kept, key=lambda each: (order[each.certainty], each.label, each.party))
    )


def _years(day: date, years: int) -> date:
    year = min(max(day.year + years, 1), 9999)
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=year, day=last)


def _address(parameters: Mapping[str, str], path: str = "/map") -> str:
    return f"{path}?{urlencode(parameters, safe='/:;')}"
