"""Lists of entities and of sources, as pages show them.

Source: docs/design.md, sections 1.2 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS
from recog.domain.spoken import spoken
from recog.domain.tracks import TRACKS
from recog.service.answers import API
from recog.service.holdings import holdings
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
class AgreementLine:
    """How an independent source tells the same events."""

    source: str
    events: int
    words: str  # "12 agree, 1 on other days, 1 contradicted"


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
    claims: int  # that stand
    kinds: tuple[tuple[str, int], ...]  # of these, the most frequent first
    days: str
    also: tuple[str, ...]  # what else it holds, and what its import passed over
    skipped: tuple[tuple[str, int], ...]  # by reason
    agreement: tuple[AgreementLine, ...]
    citation: str
    bibtex: str
    data_href: str  # the same as JSON


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
    """Return every release: those of most claims first, then by title."""
    cards: list[SourceCard] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = Question(limit=MAX_LIMIT, cursor=cursor)
        answer = releases(view, asked)
        held = holdings(view, asked).rows
        cards += (
            _card({**row, **own}) for row, own in zip(answer.rows, held, strict=True)
        )
        cursor = answer.next
    return sorted(cards, key=lambda c: (-c.claims, c.title.casefold(), c.id))


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
        claims=row["holds"]["claims"],
        kinds=tuple(
            (KINDS[name].label, count) for name, count in row["holds"]["kinds"].items()
        ),
        days=spoken(row["holds"]["days"]["edtf"]) if row["holds"]["days"] else "",
        also=tuple(_also(row)),
        skipped=tuple((row["imported"] or {}).get("skipped", {}).items()),
        agreement=tuple(_agreement(each) for each in row["agreement"]),
        citation=row["citation"]["text"],
        bibtex=row["citation"]["bibtex"],
        data_href=f"{API}/holdings?{urlencode({'source': row['id']})}",
    )


def _also(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a release holds beside claims that stand, and how it was read."""
    held, imported = row["holds"], row["imported"]
    if held["entities"]:
        yield f"{held['entities']:,} states, people and others described"
    if held["retracted"]:
        yield f"{held['retracted']:,} claims retracted since"
    if imported:
        skipped = sum(imported["skipped"].values())
        yield f"{imported['read']:,} records read, {skipped:,} skipped or in doubt"


def _agreement(row: Mapping[str, Any]) -> AgreementLine:
    told = (
        (row["agree"], "agree"),
        (row["differ"], "on other days"),
        (row["contradict"], "contradicted"),
    )
    return AgreementLine(
        source=row["source"]["label"],
        events=row["events"],
        words=", ".join(f"{number:,} {words}" for number, words in told if number),
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
