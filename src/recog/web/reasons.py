"""The page of an explanation: each event, how it came about, and what it changed.

Source: docs/design.md, sections 1.5, 1.6 and 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from recog.domain.spoken import spoken_day
from recog.domain.tracks import TRACKS
from recog.service.questions import Question
from recog.service.why import StepRow, ValueRow, WhyRow, why
from recog.service.workbench import View
from recog.web.lines import Badge, ClaimLine, EventLine, Link, OutcomeLine
from recog.web.receipts import citing
from recog.web.sheets import (
    badge,
    claim_lines,
    event_line,
    link,
    optional_link,
    outcome_line,
    relation_href,
)
from recog.web.words import track_label, value_label

PARAMETERS: Final = (
    *("track", "actor", "target", "person", "list", "on"),
    *("as_known", "version"),
)
DOWNLOADS: Final = (("json", "JSON"), ("ttl", "PROV in RDF (Turtle)"))


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value that may hold, or that nothing does."""

    words: str
    badge: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule that was applied, and what it came to."""

    label: str
    definition: str
    words: str
    claims: int  # how many it was applied to


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step."""

    event: EventLine
    rules: tuple[RuleLine, ...]
    before: tuple[ValueLine, ...]
    after: tuple[ValueLine, ...]
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the statuses of one key are what they are."""

    actor: Link
    target: Link
    person: Link | None
    list: Link | None
    track: str
    track_label: str
    answer: tuple[ValueLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    steps: tuple[StepLine, ...]
    left_out: tuple[ClaimLine, ...]
    coverage: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """The explanations asked for; without parties, the form alone."""

    title: str
    day: str
    day_words: str
    actor: str
    target: str
    tracks: tuple[tuple[str, str, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    relation: str
    reasons: tuple[Reason, ...]
    downloads: tuple[Link, ...]
    permalink: str
    cite: tuple[Link, ...]


def why_page(view: View, question: Question) -> WhyPage:
    """Return the page that explains what holds between two parties on a day."""
    day = question.on or view.today
    asked = replace(question, on=day)
    complete = bool(asked.actor and asked.target)
    found = why(view, asked) if complete else None
    label = view.directory.label
    kept = {"person": asked.person, "list": asked.list}
    return WhyPage(
        title=f"Why? {label(asked.actor)} → {label(asked.target)}"
        if complete
        else "Why?",
        day=day.isoformat(),
        day_words=spoken_day(day),
        actor=asked.actor,
        target=asked.target,
        tracks=tuple(
            (name, row.label, name == asked.track) for name, row in TRACKS.items()
        ),
        hidden=tuple((name, text) for name, text in kept.items() if text),
        relation=relation_href(asked.actor, asked.target) if complete else "",
        reasons=tuple(_reason(row) for row in found.rows) if found else (),
        downloads=_downloads(asked) if found else (),
        permalink=found.permalink if found else "",
        cite=citing([("this explanation", found)]) if found else (),
    )


def _downloads(asked: Question) -> tuple[Link, ...]:
    given = asked.parameters()
    return tuple(
        Link(words, f"/api/v1/why?{urlencode({**given, 'format': form}, safe='/')}")
        for form, words in DOWNLOADS
    )


def _reason(row: WhyRow) -> Reason:
    track = row["track"] or ""
    return Reason(
        actor=link(row["actor"]),
        target=link(row["target"]),
        person=optional_link(row["person"]),
        list=optional_link(row["list"]),
        track=track,
        track_label=track_label(track) if track else "every track",
        answer=_values(row["answer"], row["certainty"]),
        outcomes=tuple(outcome_line(each) for each in row["outcomes"]),
        steps=tuple(_step(each) for each in row["steps"]),
        left_out=claim_lines(row["left_out"]),
        coverage=tuple(each["label"] for each in row["coverage"]),
    )


def _step(row: StepRow) -> StepLine:
    return StepLine(
        event=event_line(row["event"]),
        rules=tuple(
            RuleLine(
                label=each["label"],
                definition=each["definition"],
                words=each["words"],
                claims=len(each["claims"]),
            )
            for each in row["rules"]
        ),
        before=_values(row["before"]),
        after=_values(row["after"]),
        later=row["later"],
    )


def _values(rows: Sequence[ValueRow], silent: str = "none") -> tuple[ValueLine, ...]:
    if not rows:
        return (ValueLine("nothing holds", badge(silent or "none")),)
    return tuple(
        ValueLine(value_label(row["value"]), badge(row["certainty"])) for row in rows
    )
