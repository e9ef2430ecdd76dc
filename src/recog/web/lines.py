"""The lines of pages: every value finished, as templates want it.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Something with an address on this site; an empty one is no link."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A certainty: its name picks the looks, its words are read."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """What one source says."""

    source: str
    source_href: str
    locator: str
    note: str
    when: str
    date_text: str
    denies: bool
    rank: str  # empty: nobody ranked it; "preferred by A. Reader: its reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """What a contradicted status comes to, by who is right."""

    words: str  # "in office", "nothing holds"
    believed: tuple[str, ...]  # each: the sources that are then right


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One status on the chosen day."""

    actor: Link
    target: Link
    person: Link | None
    list: Link | None
    track: str
    track_label: str
    value: str
    badge: Badge
    details: str
    since: str
    until: str
    relation: str  # address of the two parties' page
    why: str  # address of the explanation
    outcomes: tuple[OutcomeLine, ...]
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event, with what each source says of it."""

    id: str
    kind: str
    track: str
    track_label: str
    when: str
    actor: Link
    target: Link | None
    person: Link | None
    list: Link | None
    details: str
    contradicted: bool
    alternatives: tuple[str, ...]
    order: tuple[str, ...]  # what the order of events says of its date
    told_by: str  # "2 sources, 1 of them independent"
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanLine:
    """A status over a time."""

    id: str
    value: str
    track: str
    track_label: str
    actor: Link
    target: Link | None
    person: Link | None
    list: Link | None
    since: str
    until: str
    contradicted: bool
    details: str
