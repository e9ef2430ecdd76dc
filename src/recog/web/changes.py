"""Changes as pages word them: the six names, and the lines of their tables.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.difference import Change
from recog.exporters.rows import ChangeRow, EventRow, ValueRow
from recog.web.lines import ClaimLine, Link
from recog.web.sheets import claim_line, link, optional_link, when
from recog.web.words import kind_label, track_label, value_label


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """How a page names and explains a change."""

    name: str
    meaning: str


#: In the order in which a page shows them.
CHANGES: Final[Mapping[str, ChangeWords]] = {
    str(change): ChangeWords(name, meaning)
    for change, name, meaning in (
        (Change.GAINED, "gained", "nothing held before; now something surely does"),
        (Change.LOST, "lost", "it surely held before; now nothing does"),
        (Change.CHANGED, "changed", "another value or level holds"),
        (
            Change.CONTRADICTED,
            "became contradicted",
            "now it depends on which source is right",
        ),
        (
            Change.UNCERTAIN,
            "became uncertain",
            "now it may hold or not, as far as the sources date it",
        ),
        (
            Change.CERTAIN,
            "became certain",
            "it was in doubt before; now it surely holds, or surely does not",
        ),
    )
}

#: Events that are named for one change; the rest are counted.
MOST_EVENTS: Final = 4

_FATES: Final = {
    "came": "New:",
    "went": "Retracted:",
    "judged": "Judged by a person:",
    "amended": "Amended:",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Claims under a word for what became of them; between days there is none."""

    fate: str
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """How one status differs."""

    change: str
    track: str
    track_label: str
    actor: Link
    target: Link
    person: Link | None
    list: Link | None
    before: str
    after: str
    events: tuple[str, ...]  # what can have made the change, and when
    said: tuple[Said, ...]


def change_line(row: ChangeRow) -> ChangeLine:
    """Return a change, worded."""
    return ChangeLine(
        change=CHANGES[row["change"]].name,
        track=row["track"],
        track_label=track_label(row["track"]),
        actor=link(row["actor"]),
        target=link(row["target"]),
        person=optional_link(row["person"]),
        list=optional_link(row["list"]),
        before=_values(row["before"]),
        after=_values(row["after"]),
        events=_events(row["events"]),
        said=_said(row),
    )


def _events(rows: Sequence[EventRow]) -> tuple[str, ...]:
    words = [
        f"{kind_label(row['kind'])}, {when(row['date'], 'undated')}"
        + (" (contradicted)" if row["contradicted"] else "")
        for row in rows[:MOST_EVENTS]
    ]
    further = len(rows) - len(words)
    return (*words, f"{further} more") if further else tuple(words)


def _said(row: ChangeRow) -> tuple[Said, ...]:
    """Sort the claims of a change by what became of them."""
    words = {
        id: word
        for fate, word in _FATES.items()
        for id in row[fate]  # type: ignore[literal-required]
    }
    found: dict[str, list[ClaimLine]] = {}
    for claim in row["because"]:
        found.setdefault(words.get(claim["id"], ""), []).append(claim_line(claim))
    return tuple(Said(word, tuple(lines)) for word, lines in found.items())


def _values(rows: Sequence[ValueRow]) -> str:
    words = [
        value_label(row["value"])
        if row["certainty"] == "certain"
        else f"{value_label(row['value'])} ({row['certainty']})"
        for row in rows
    ]
    return ", ".join(words) or "nothing"
