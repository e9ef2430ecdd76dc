"""Lists of entities and of sources, as pages show them.

Source: docs/design.md, sections 1.2 and 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from recog.domain.entities import ENTITY_TYPES
from recog.domain.spoken import spoken
from recog.domain.tracks import TRACKS
from recog.service.questions import MAX_LIMIT, Question
from recog.service.releases import releases
from recog.service.workbench import View
from recog.web.sheets import entity_href

MOST_FOUND: Final = 30
_WEB: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entity that a search found."""

    label: str
    href: str
    type: str
    matched: str
    sure: bool  # the only one whose name fits in full


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """One release, with its source and what it covers."""

    id: str
    title: str
    href: str  # where the source lies, outside; empty where that is not on the web
    by: str
    published: str
    edition: str
    retrieved: str
    licence: str
    draws_on: str
    coverage: tuple[str, ...]


def found(view: View, q: str) -> list[Found]:
    """Return what a search finds, best first."""
    matches = view.directory.search(q, limit=MOST_FOUND) if q else []
    full = [match.id for match in matches if match.score >= 1.0]
    return [
        Found(
            label=match.label,
            href=entity_href(match.id),
            type=ENTITY_TYPES[match.id.partition("/")[0]].label,
            matched="" if match.matched == match.label else match.matched,
            sure=full == [match.id],
        )
        for match in matches
    ]


def source_cards(view: View) -> list[SourceCard]:
    """Return every release, by title."""
    rows: list[Mapping[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = releases(view, Question(limit=MAX_LIMIT, cursor=cursor))
        rows.extend(answer.rows)
        cursor = answer.next
    cards = [_card(row) for row in rows]
    return sorted(cards, key=lambda card: (card.title.casefold(), card.id))


def _card(row: Mapping[str, Any]) -> SourceCard:
    return SourceCard(
        id=row["id"].partition("/")[2],
        title=row["title"],
        href=row["url"] if row["url"].startswith(_WEB) else "",
        by=", ".join(filter(None, (row["creator"], row["publisher"]))),
        published=spoken(row["published"]) if row["published"] else "",
        edition=row["edition"],
        retrieved=_day(row["retrieved"]),
        licence=row["licence"],
        draws_on=", ".join(row["derived_from"]),
        coverage=tuple(_covered(part) for part in row["coverage"]),
    )


def _day(text: str) -> str:
    return spoken(text) if text else ""


def _covered(part: Mapping[str, Any]) -> str:
    tracks = ", ".join(TRACKS[name].label for name in part["tracks"])
    actors = ", ".join(row["label"] for row in part["actors"])
    targets = ", ".join(row["label"] for row in part["targets"])
    words = [tracks]
    if actors:
        words.append(f"by {actors}")
    if targets:
        words.append(f"towards {targets}")
    if part["days"]["edtf"] != "../..":
        words.append(spoken(part["days"]["edtf"]))
    return ", ".join(words)
