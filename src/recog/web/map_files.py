"""The map as a file: an SVG that stands alone, with its date, legend and source.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from flask import Response, render_template

from recog.service.exports import Export
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.downloads import download
from recog.web.maps import permalink
from recog.web.situations import Situation, situation

_LETTERS: Final = 150  # of one line of small text
_LINE: Final = 20
_HEAD: Final = 76
_MAP_HEIGHT: Final = 648
_LEGEND_LINE: Final = 42
_LEGEND_COLUMNS: Final = 2
#: Lines of those who are not on the map; the rest is counted.
_MOST_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of text and how far down it stands."""

    y: int
    words: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """One entry of the legend."""

    x: int
    y: int
    look: str
    mark: str
    words: str


def map_file(view: View, question: Question, *, host: str) -> Response:
    """Return the map as a download; every link in it leads to this service."""
    shown = situation(view, question)
    signs, below = _legend(shown)
    texts = [
        _Text(below + _LINE * at, words)
        for at, words in enumerate(_lines(view, shown, host))
    ]
    content = render_template(
        "map.svg",
        shown=shown,
        host=host,
        signs=signs,
        texts=texts,
        height=texts[-1].y + _LINE,
    )
    slug = shown.party.partition("/")[2]
    name = f"recog-map-{shown.asked.track}-{slug}-{shown.asked.on}.svg"
    return download(Export(name, "image/svg+xml", content.encode()))


def _legend(shown: Situation) -> tuple[list[_Sign], int]:
    """Return the entries of the legend, and where the text below them begins."""
    top = _HEAD + _MAP_HEIGHT + 16
    signs = [
        _Sign(
            x=(at % _LEGEND_COLUMNS) * 576,
            y=top + (at // _LEGEND_COLUMNS) * _LEGEND_LINE,
            look=look,
            mark=mark,
            words=words,
        )
        for at, (look, mark, words) in enumerate(shown.legend)
    ]
    return signs, signs[-1].y + _LEGEND_LINE + 24


def _lines(view: View, shown: Situation, host: str) -> list[str]:
    """Return what stands below the legend."""
    others = "; ".join(place.cell.words for place in shown.others)
    told = wrap(f"Not on the map: {others}", _LETTERS) if others else []
    if len(told) > _MOST_LINES:
        told = [*told[:_MOST_LINES], "… and others, all of them at the address below."]
    return [
        *told,
        "One tile for each state of today, all of one size, about where it lies.",
        f"Source: recog, version {view.version}. The map, and the claims behind it:",
        f"{host}{permalink(view, shown.asked)}",
    ]
