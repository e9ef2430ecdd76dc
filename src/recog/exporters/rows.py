"""The rows of answers, as the API sends them and exporters take them.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from typing import TypedDict


class EntityRow(TypedDict):
    """An entity in a row."""

    id: str  # state/russia
    label: str


class DateRow(TypedDict):
    """A date; the two days are included in it, null where it is open."""

    edtf: str
    earliest: str | None  # ISO days
    latest: str | None
    text: str  # the words of the sources, joined by "; "


class ClaimRow(TypedDict):
    """What one source says."""

    id: str
    source: EntityRow  # its label is the title
    release: EntityRow
    url: str
    locator: str
    kind: str
    date: DateRow
    stance: str
    rank: str  # as it counts: as judged, or as the file gives it
    rank_reason: str
    rank_author: str  # empty unless a judgement decides
    note: str


class AlternativeRow(TypedDict):
    """One way in which an event may have happened."""

    kind: str  # empty: that it did not happen
    date: DateRow
    witnesses: int  # sources that say so and are independent of one another
    claims: list[str]  # ids


class NarrowingRow(TypedDict):
    """A bound that the order of events sets to a date."""

    rule: str
    not_before: str | None  # ISO day; one of the two is given
    not_after: str | None
    because: str  # id of the other event
    words: str  # "not after 31 October 1912, because recognition withdrawn …"


class ConflictRow(TypedDict):
    """Another event, with which the dates of this one cannot both be right."""

    rule: str
    event: str  # id
    claims: list[str]  # ids: the smallest set that makes it
    words: str


class EventRow(TypedDict):
    """An event with what each source says of it."""

    type: str  # "event", beside "span" in a timeline
    id: str
    kind: str
    track: str
    actor: EntityRow
    target: EntityRow | None
    person: EntityRow | None
    list: EntityRow | None
    date: DateRow
    mode: str
    level: str
    how: str
    contradicted: bool
    alternatives: list[AlternativeRow]  # empty unless its own claims disagree
    narrowed: list[NarrowingRow]
    conflicts: list[ConflictRow]
    witnesses: int  # sources among the claims that are independent of one another
    claims: list[ClaimRow]


class SpanRow(TypedDict):
    """A status over a time."""

    type: str  # "span"
    id: str
    track: str
    value: str
    actor: EntityRow
    target: EntityRow | None
    person: EntityRow | None
    list: EntityRow | None
    since: DateRow | None  # null: it held already, since an unknown day
    until: DateRow | None  # null: it lasts; the status no longer holds on this day
    mode: str
    contradicted: bool
    opened_by: list[str]  # ids of events
    closed_by: list[str]
    claims: list[ClaimRow]  # of those events


class PremiseRow(TypedDict):
    """A status that implies another."""

    rules: list[str]  # applied one after another, beginning with this status
    track: str
    actor: EntityRow
    target: EntityRow
    person: EntityRow | None
    value: str
    certainty: str  # how sure it is that it ever began
    since: DateRow | None
    until: DateRow | None
    span: str


class ImpliedRow(TypedDict):
    """Why a status is implied, and what is said against it."""

    rule: str  # the last that applied
    label: str
    definition: str
    source: str
    premises: list[PremiseRow]  # those that count first
    premises_count: int  # of all
    refused_by: list[ClaimRow]


class NodeRow(TypedDict):
    """A party in a network, with the place where it is drawn."""

    id: str
    label: str
    type: str
    x: float  # from -1 to 1
    y: float


#: "from" and "to" are words of Python, so this one is made by a call.
EdgeRow = TypedDict(
    "EdgeRow",
    {
        "id": str,  # of the span
        "from": str,
        "to": str,
        "actor": EntityRow,
        "target": EntityRow,
        "person": EntityRow | None,
        "list": EntityRow | None,
        "track": str,
        "value": str,
        "certainty": str,
        "mode": str,
        "since": DateRow | None,
        "until": DateRow | None,
        "symmetric": bool,
        "because": list[ClaimRow],
        "implied": "ImpliedRow | None",
    },
)


class CellRow(TypedDict):
    """One pair of a matrix."""

    certainty: str  # one of the five words of docs/design.md, 1.6
    value: str | None  # null: nothing holds
    implied: bool  # no source asserts it; with none: it would follow, but is refused
    event: str | None  # for none: the event that ended it, or comes next
    coverage: list[str]  # for none: the releases that looked


class MatrixRow(TypedDict):
    """What one actor has with each target, in their order."""

    actor: EntityRow
    cells: list[CellRow]


class SourceRow(TypedDict):
    """A release and its source, as an export cites them."""

    id: str  # of the release
    source: str
    title: str
    creator: str
    publisher: str
    published: str
    url: str
    edition: str
    licence: str


class ValueRow(TypedDict):
    """A value that may hold."""

    value: str
    certainty: str


class ChangeRow(TypedDict):
    """How the status of one key differs between two days, moments or versions."""

    change: str
    track: str
    actor: EntityRow
    target: EntityRow
    person: EntityRow | None
    list: EntityRow | None
    before: list[ValueRow]
    after: list[ValueRow]
    events: list[EventRow]  # that can have fallen between; or rest on what is new
    because: list[ClaimRow]  # their claims; or the four below, in order
    came: list[str]  # ids of claims; between two days these are empty
    went: list[str]
    judged: list[str]
    amended: list[str]


class CountsRow(TypedDict):
    """How many changes there are, whatever the page shows."""

    changes: int
    by_change: dict[str, int]
    by_track: dict[str, dict[str, int]]


class FindingRow(TypedDict):
    """Something that a check found, with what each source says."""

    type: str  # "finding"
    id: str
    check: str
    severity: str  # violation, warning or info
    sentence: str
    track: str
    actor: EntityRow
    target: EntityRow | None
    person: EntityRow | None
    list: EntityRow | None
    other: EntityRow | None  # the second head, the rival, or the party that ended
    date: DateRow  # the days it is about
    days: int | None  # how many these are; null where they are open
    witnesses: int  # sources among the claims that are independent of one another
    about: list[str]  # ids of the claim, the event or the spans
    pages: list[str]  # addresses of the pages that show it
    claims: list[ClaimRow]
