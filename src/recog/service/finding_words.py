"""Findings about events and spans as sentences.

Source: docs/design.md, section 1.4: no date is worded more precisely than its claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recog.domain.claims import Claim, Mode
from recog.domain.dates import Interval
from recog.domain.events import Event
from recog.domain.kinds import KINDS
from recog.domain.spans import Span
from recog.domain.spoken import spoken_day, spoken_when
from recog.domain.tracks import TRACKS, VALUES
from recog.service.finding_names import (
    day_count,
    label,
    pair,
    parties,
    release_title,
    title_of,
)
from recog.store.snapshot import Snapshot


def contradiction_sentence(
    snapshot: Snapshot, event: Event, claims: Mapping[str, Claim]
) -> str:
    """Say in which ways an event may have happened, and who says so."""
    told = []
    for option in event.alternatives:
        kind = KINDS[option.kind].label if option.kind else "it did not happen"
        when = f" {spoken_when(option.days.edtf)}" if option.kind else ""
        level = f" ({VALUES[option.level].label})" if option.level else ""
        said = [title_of(snapshot, claims[id]) for id in option.claims if id in claims]
        told.append(f"{kind}{level}{when} ({', '.join(dict.fromkeys(said))})")
    return f"{parties(snapshot, event.key)}: {', or '.join(told)}."


def order_sentence(
    snapshot: Snapshot, one: Event, other: Event, claims: Sequence[Claim]
) -> str:
    """Say which of two events has to come first, and how each is dated."""
    told = []
    for event in (one, other):
        said = [claim for claim in claims if claim.id in event.claims]
        dated = " or ".join(
            f"{spoken_when(claim.date.edtf)} ({title_of(snapshot, claim)})"
            for claim in said
        )
        told.append(f"{KINDS[event.kind].label} {dated}")
    return (
        f"{parties(snapshot, one.key)}: {told[0]} has to come before {told[1]}; the "
        "dates say otherwise."
    )


def derived_sentence(
    snapshot: Snapshot,
    event: Event,
    claims: Sequence[Claim],
) -> str:
    """Say how many of an event's sources are independent, and who draws on whom."""
    lineage, told = snapshot.lineage, sorted({claim.release for claim in claims})
    drawing = [
        f"{release_title(snapshot, one)} draws on {release_title(snapshot, other)}"
        for one in told
        for other in told
        if lineage.draws_on(one, other)
    ] or ["they draw on the same source"]
    independent = len(lineage.witnesses(claims))
    when = spoken_when(event.date.edtf)
    return (
        f"{parties(snapshot, event.key)}: {KINDS[event.kind].label} {when} is told by "
        f"{len(lineage.sources(claims))} sources, of which {independent} "
        f"{'is' if independent == 1 else 'are'} independent; "
        f"{'; '.join(dict.fromkeys(drawing))}."
    )


def heads_sentence(snapshot: Snapshot, one: Span, other: Span, days: Interval) -> str:
    """Say who were in office together."""
    persons = [label(snapshot, span.key.person) for span in (one, other)]
    return (
        f"{persons[0]} and {persons[1]} were both in office as head of mission, "
        f"{pair(snapshot, one.key)}, {period(days)}."
    )


def rivals_sentence(snapshot: Snapshot, one: Span, other: Span, days: Interval) -> str:
    """Say which rivals a party held to."""
    side, rivals = sides(one, other)
    state = snapshot.entities[rivals[0]].governs
    named = " and ".join(
        label(snapshot, rival)
        + ("" if span.mode is Mode.UNSPECIFIED else f" ({span.mode.replace('-', ' ')})")
        for rival, span in zip(rivals, (one, other), strict=True)
    )
    did = (
        "had diplomatic relations with"
        if one.key.track == "relations"
        else "recognised"
    )
    return (
        f"{label(snapshot, side)} {did} both {named}, governments of "
        f"{label(snapshot, state)}, {period(days)}."
    )


def outlived_sentence(
    snapshot: Snapshot, span: Span, ended: str, days: Interval
) -> str:
    """Say what holds although a party came to an end."""
    entity = snapshot.entities.get(ended)
    end = spoken_when(entity.ended.edtf) if entity and entity.ended else ""
    return (
        f"{parties(snapshot, span.key)}: still {VALUES[span.value].label} "
        f"({TRACKS[span.key.track].label}) {period(days)}, "
        f"though {label(snapshot, ended)} ended {end}."
    )


def sides(one: Span, other: Span) -> tuple[str, tuple[str, str]]:
    """Return who held to two rivals, and the rivals, whichever way a key is sorted."""
    first, second = one.key[1:3], other.key[1:3]
    side = next(party for party in first if party in second)
    rivals = (
        next(party for party in first if party != side),
        next(party for party in second if party != side),
    )
    return side, rivals


def period(days: Interval) -> str:
    """Word days that are known; an open side is one that no claim gives."""
    if days.earliest is None:
        return f"until {spoken_day(days.latest)}" if days.latest else "at all times"
    if days.latest is None:
        return f"from {spoken_day(days.earliest)} on, without an end"
    if days.earliest == days.latest:
        return f"on {spoken_day(days.earliest)}"
    days_told = day_count((days.latest - days.earliest).days + 1)
    return (
        f"from {spoken_day(days.earliest)} to {spoken_day(days.latest)} ({days_told})"
    )
