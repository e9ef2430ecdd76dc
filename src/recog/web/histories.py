"""The timeline page: its form, picture, rows and downloads.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from recog.service.questions import Question
from recog.service.timeline import timeline
from recog.service.workbench import View
from recog.web.dossiers import downloads
from recog.web.lines import Link
from recog.web.receipts import citing
from recog.web.sheets import track_choices
from recog.web.timelines import Sheet, sheet

PARAMETERS: Final = (
    "entity",
    "actor",
    "target",
    "track",
    "kind",
    "person",
    "list",
    "from",
    "to",
    "as_known",
    "cursor",
    "limit",
    "version",
)
MOST_ROWS: Final = 300
EXAMPLES: Final[tuple[Mapping[str, str], ...]] = (
    {"entity": "government/islamic-emirate-of-afghanistan"},
    {"actor": "state/russia", "target": "government/islamic-emirate-of-afghanistan"},
    {"entity": "state/kosovo", "track": "state-recognition"},
)


@dataclass(frozen=True, slots=True)
class Box:
    """A text box of the form."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """The form, and what was asked for."""

    title: str
    boxes: tuple[Box, ...]
    tracks: list[tuple[str, str, bool]]
    first: str
    last: str
    asked: bool
    through_time: Sheet | None
    next: str
    permalink: str
    cite: tuple[Link, ...]
    downloads: tuple[Link, ...]
    examples: tuple[Link, ...]


def timeline_page(view: View, question: Question) -> TimelinePage:
    """Return the page of a timeline; without a party, its form and examples."""
    asked = bool(question.entity or question.actor or question.target)
    given = question.parameters()
    rest = {name: text for name, text in given.items() if name != "cursor"}
    shown, following, cite = None, "", tuple[Link, ...]()
    if asked:
        limit = min(question.limit, MOST_ROWS) if "limit" in given else MOST_ROWS
        answer = timeline(view, replace(question, limit=limit))
        cite = citing([("this answer", answer)])
        of = tuple(filter(None, (question.entity, question.actor, question.target)))
        shown = sheet(answer.rows, today=view.today, of=of)
        if answer.next:
            query = urlencode({**rest, "cursor": answer.next}, safe="/")
            following = f"/timeline?{query}"
    return TimelinePage(
        title=_title(view, question),
        boxes=(
            Box("entity", "Party", question.entity),
            Box("actor", "or who acts", question.actor),
            Box("target", "upon whom", question.target),
        ),
        tracks=track_choices(question.track),
        first=given.get("from", ""),
        last=given.get("to", ""),
        asked=asked,
        through_time=shown,
        next=following,
        permalink="/timeline?"
        + urlencode({**given, "version": view.version}, safe="/:"),
        cite=cite,
        downloads=downloads(rest) if asked else (),
        examples=() if asked else tuple(_example(view, each) for each in EXAMPLES),
    )


def _title(view: View, question: Question) -> str:
    label = view.directory.label
    if question.entity:
        return f"Timeline of {label(question.entity)}"
    parts = [label(each) for each in (question.actor, question.target) if each]
    return f"Timeline of {' → '.join(parts)}" if parts else "Timeline"


def _example(view: View, parameters: Mapping[str, str]) -> Link:
    parties = [text for name, text in parameters.items() if name != "track"]
    words = " → ".join(view.directory.label(each) for each in parties)
    return Link(words, f"/timeline?{urlencode(parameters, safe='/')}")
