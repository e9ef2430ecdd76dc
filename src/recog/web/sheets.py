"""What templates get: rows of an answer turned into finished words and addresses.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from recog.domain.entities import ENTITY_TYPES
from recog.domain.spoken import spoken, spoken_when
from recog.domain.tracks import TRACKS
from recog.exporters.rows import (
    ClaimRow,
    DateRow,
    EntityRow,
    EventRow,
    FindingRow,
    SpanRow,
)
from recog.service.outcomes import OutcomeRow
from recog.service.status import StatusRow
from recog.web.lines import (
    Badge,
    ClaimLine,
    EventLine,
    Link,
    OutcomeLine,
    SpanLine,
    StatusLine,
)
from recog.web.words import CERTAINTIES, kind_label, track_label, value_label

#: What claims, spans and statuses say beside their kind or value, where it matters.
_UNSAID = ("", "unspecified")


def entity_href(entity: str) -> str:
    """Return the address of an entity's dossier; empty where it has none."""
    kind, _, slug = entity.partition("/")
    return f"/entity/{kind}/{slug}" if kind in ENTITY_TYPES and slug else ""


def relation_href(one: str, other: str) -> str:
    """Return the address of the page of two parties; empty where there is none."""
    both = entity_href(one) and entity_href(other)
    return f"/relation/{one}/{other}" if both else ""


def link(row: EntityRow) -> Link:
    """Return an entity as a link to its dossier."""
    return Link(row["label"], entity_href(row["id"]))


def optional_link(row: EntityRow | None) -> Link | None:
    """Return a party as a link; None where the row names none."""
    return link(row) if row else None


def badge(certainty: str) -> Badge:
    """Return the badge of one of the five answers."""
    return Badge(certainty, CERTAINTIES.get(certainty, certainty))


def when(row: DateRow | None, open_words: str) -> str:
    """Word a date; None, and a day before all days, are worded as open."""
    if row is None or row["edtf"] in ("../..", "0001-01-01", "../0001-01-01"):
        return open_words
    return spoken(row["edtf"])


def until(row: DateRow | None) -> str:
    """Word the end of a status; one with no latest day may not have come."""
    if row is not None and row["latest"] is None and row["earliest"] is not None:
        return f"it may last; an end is possible {when(row, '')}"
    return when(row, "it lasts")


def claim_line(row: ClaimRow) -> ClaimLine:
    """Return what one source says, worded."""
    release = row["release"]["id"].partition("/")[2]
    return ClaimLine(
        source=row["source"]["label"],
        source_href=f"/sources#{release}",
        locator=row["locator"],
        note=row["note"],
        when=f"{kind_label(row['kind']).capitalize()}: {when(row['date'], 'undated')}",
        date_text=row["date"]["text"],
        denies=row["stance"] == "denies",
        rank=_rank(row),
    )


def _rank(row: ClaimRow) -> str:
    """Word the rank of a claim, with who decided it and why."""
    if row["rank"] == "normal" and not row["rank_author"]:
        return ""
    who = f" by {row['rank_author']}" if row["rank_author"] else ""
    why = f": {row['rank_reason']}" if row["rank_reason"] else ""
    return f"{row['rank']}{who}{why}"


def claim_lines(rows: Iterable[ClaimRow]) -> tuple[ClaimLine, ...]:
    """Return claims, worded, in the order given."""
    return tuple(claim_line(row) for row in rows)


def status_line(row: StatusRow, on: str = "") -> StatusLine:
    """Return a status, worded; one that does not hold has no value and no dates.

    :param on: the day of the page, for the address of the explanation.
    """
    track, value = row["track"] or "", row["value"]
    actor, target = row["actor"], row["target"]
    return StatusLine(
        actor=link(actor),
        target=link(target),
        person=optional_link(row["person"]),
        list=optional_link(row["list"]),
        track=track,
        track_label=track_label(track) if track else "every track",
        value=value_label(value) if value else "",
        badge=badge(row["certainty"]),
        details="" if row["mode"] in _UNSAID else row["mode"],
        since=when(row["since"], "an unknown day") if value else "",
        until=until(row["until"]) if value else "",
        relation=relation_href(actor["id"], target["id"]),
        why=why_href(row, on),
        outcomes=tuple(outcome_line(each) for each in row["outcomes"]),
        claims=claim_lines(row["because"]),
    )


def why_href(row: StatusRow, on: str = "") -> str:
    """Return the address that explains a status."""
    asked = {
        "track": row["track"] or "",
        "actor": row["actor"]["id"],
        "target": row["target"]["id"],
        "person": row["person"]["id"] if row["person"] else "",
        "list": row["list"]["id"] if row["list"] else "",
        "on": on,
    }
    given = {name: text for name, text in asked.items() if text}
    return f"/why?{urlencode(given, safe='/')}"


def outcome_line(row: OutcomeRow) -> OutcomeLine:
    """Return what a status comes to if some claims are right."""
    values = [value_label(value) for value in row["values"]]
    return OutcomeLine(
        words=" or ".join(values) or "nothing holds",
        believed=tuple(_believed(group) for group in row["believed"]),
    )


def _believed(claims: Iterable[ClaimRow]) -> str:
    """Name the claims of one reading, each with its date and source."""
    return "; ".join(dict.fromkeys(map(_said, claims)))


def _said(claim: ClaimRow) -> str:
    """Word a claim in a few words, with its source; a denial begins with "no"."""
    denies = "no " if claim["stance"] == "denies" else ""
    return (
        f"{denies}{kind_label(claim['kind'])} {spoken_when(claim['date']['edtf'])} "
        f"({claim['source']['label'].strip('[]')})"
    )


def told_by(row: EventRow | FindingRow) -> str:
    """Say how many sources tell it, and how many of them are independent."""
    sources = len({claim["source"]["id"] for claim in row["claims"]})
    said = "1 source" if sources == 1 else f"{sources} sources"
    if row["witnesses"] < sources:
        said += f", {row['witnesses']} of them independent"
    return said


def event_line(row: EventRow) -> EventLine:
    """Return an event, worded."""
    said = [row["level"] and value_label(row["level"]), row["mode"], row["how"]]
    return EventLine(
        id=row["id"].replace("/", "-"),
        kind=kind_label(row["kind"]),
        track=row["track"],
        track_label=track_label(row["track"]),
        when=when(row["date"], "undated"),
        actor=link(row["actor"]),
        target=optional_link(row["target"]),
        person=optional_link(row["person"]),
        list=optional_link(row["list"]),
        details=", ".join(each for each in said if each not in _UNSAID),
        contradicted=row["contradicted"],
        alternatives=tuple(
            f"{kind_label(each['kind']) or 'it did not happen'}: "
            f"{when(each['date'], 'undated')}"
            for each in row["alternatives"]
        ),
        order=tuple(each["words"] for each in (*row["narrowed"], *row["conflicts"])),
        told_by=told_by(row),
        claims=claim_lines(row["claims"]),
    )


def span_line(row: SpanRow) -> SpanLine:
    """Return a span, worded."""
    return SpanLine(
        id=row["id"].replace("/", "-"),
        value=value_label(row["value"]),
        track=row["track"],
        track_label=track_label(row["track"]),
        actor=link(row["actor"]),
        target=optional_link(row["target"]),
        person=optional_link(row["person"]),
        list=optional_link(row["list"]),
        since=when(row["since"], "an unknown day"),
        until=until(row["until"]),
        contradicted=row["contradicted"],
        details="" if row["mode"] in _UNSAID else row["mode"],
    )


def track_choices(chosen: str) -> list[tuple[str, str, bool]]:
    """Return name, label and whether it is chosen, for every track."""
    return [(name, row.label, name == chosen) for name, row in TRACKS.items()]
