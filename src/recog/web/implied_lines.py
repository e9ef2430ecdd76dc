"""What is implied, as pages show it: with its rule, each premise, and what refuses it.

Source: docs/design.md, section 1.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recog.domain.implication import RULES
from recog.exporters.rows import ImpliedRow, PremiseRow
from recog.service.answers import Answer
from recog.service.status import StatusRow
from recog.web.lines import ClaimLine, StatusLine
from recog.web.sheets import claim_lines, relation_href, status_line, until, when
from recog.web.words import track_label, value_label


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiseLine:
    """A status that implies another, with the page where it stands."""

    words: str
    href: str
    times: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedLine:
    """An implied status."""

    status: StatusLine
    words: str  # "recognised", or what refuses it
    rule: str
    definition: str
    premises: tuple[PremiseLine, ...]
    more: int  # premises that are not shown
    refused_by: tuple[ClaimLine, ...]
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedPart:
    """The part of a page that shows what is implied, if it is asked for."""

    asked: bool
    lines: tuple[ImpliedLine, ...]
    href: str  # the page with it
    plain_href: str  # and without


def implied_part(answers: Sequence[Answer] | None, href: str, day: date) -> ImpliedPart:
    """Return the implied ones among the rows of answers, worded; each key once.

    :param answers: None: not asked for.
    """
    rows = {
        (row["track"], row["actor"]["id"], row["target"]["id"]): row
        for answer in answers or ()
        for row in answer.rows
        if row["implied"]
    }
    return ImpliedPart(
        asked=answers is not None,
        lines=tuple(_line(row, row["implied"]) for row in rows.values()),
        href=f"{href}?on={day}&implied=true#implied",
        plain_href=f"{href}?on={day}#implied",
    )


def _line(row: StatusRow, implied: ImpliedRow) -> ImpliedLine:
    refused = row["value"] is None
    return ImpliedLine(
        status=status_line(row),
        words="refused" if refused else value_label(str(row["value"])),
        rule=implied["label"],
        definition=f"{implied['definition']} ({implied['source']})",
        premises=tuple(_premise(each) for each in implied["premises"]),
        more=implied["premises_count"] - len(implied["premises"]),
        refused_by=claim_lines(implied["refused_by"]),
        refused=refused,
    )


def _premise(row: PremiseRow) -> PremiseLine:
    actor, target, person = row["actor"], row["target"], row["person"]
    named = f", {person['label']}" if person else ""
    said = f"{track_label(row['track'])}: {value_label(row['value'])}{named}"
    doubt = "" if row["certainty"] == "certain" else f" ({row['certainty']})"
    anchor = row["span"].replace("/", "-")
    return PremiseLine(
        words=f"{actor['label']} → {target['label']}, {said}{doubt}",
        href=f"{relation_href(actor['id'], target['id'])}#{anchor}",
        times=f"since {when(row['since'], 'an unknown day')}; {until(row['until'])}",
        rules="; ".join(RULES[name].label for name in row["rules"]),
    )
