"""Findings as sentences: what was found, on which days, and according to whom.

Source: docs/design.md, section 1.4: no date is worded more precisely than its claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from recog.domain.claims import Claim, Key, Mode
from recog.domain.dates import Interval
from recog.domain.events import Event
from recog.domain.kinds import KINDS
from recog.domain.quality import last_possible_day, missing_of_source
from recog.domain.reconcile import witnesses
from recog.domain.spans import Span
from recog.domain.spoken import spoken_day, spoken_when
from recog.domain.tracks import TRACKS, VALUES
from recog.service.rows import entity_row
from recog.store.snapshot import Snapshot


def claim_sentence(snapshot: Snapshot, check: str, claim: Claim) -> str:
    """Say what is doubtful about a claim."""
    what = f"{_parties(snapshot, claim.key)}: {KINDS[claim.kind].label}"
    title = _title(snapshot, claim)
    return _CLAIMS[check](snapshot, claim, what, title)


def _impossible(snapshot: Snapshot, claim: Claim, what: str, title: str) -> str:
    release = snapshot.releases[claim.release]
    last = last_possible_day(release, snapshot.sources.get(release.source))
    known = f"after {spoken_day(last)}" if last else "of it"
    when = spoken_when(claim.date.edtf)
    return f"{what} {when}, says {title}, which can know of nothing {known}."


def _unsourced(snapshot: Snapshot, claim: Claim, what: str, title: str) -> str:
    release = snapshot.releases.get(claim.release)
    source = snapshot.sources.get(release.source) if release else None
    lacks = " and ".join(missing_of_source(claim.locator, release, source))
    when = spoken_when(claim.date.edtf)
    return f"{what} {when}, says {title}; a reader cannot look it up: {lacks}."


def _denial(_: Snapshot, claim: Claim, what: str, title: str) -> str:
    return (
        f"{what} {spoken_when(claim.date.edtf)}: {title} says that it did not happen."
    )


def _imprecise(_: Snapshot, claim: Claim, what: str, title: str) -> str:
    days = claim.date.days
    if days.earliest is None or days.latest is None:
        side = "beginning" if days.earliest is None else "end"
        leaves = f"open at the {side}"
    else:
        leaves = f"which leaves {_count((days.latest - days.earliest).days + 1)} open"
    return f"{what}: {title} dates it {spoken_when(claim.date.edtf)}, {leaves}."


_CLAIMS: Final[Mapping[str, Callable[[Snapshot, Claim, str, str], str]]] = {
    "impossible-date": _impossible,
    "unsourced": _unsourced,
    "denial": _denial,
    "imprecise": _imprecise,
}


def contradiction_sentence(
    snapshot: Snapshot, event: Event, claims: Mapping[str, Claim]
) -> str:
    """Say in which ways an event may have happened, and who says so."""
    told = []
    for option in event.alternatives:
        kind = KINDS[option.kind].label if option.kind else "it did not happen"
        when = f" {spoken_when(option.days.edtf)}" if option.kind else ""
        level = f" ({VALUES[option.level].label})" if option.level else ""
        said = [_title(snapshot, claims[id]) for id in option.claims if id in claims]
        told.append(f"{kind}{level}{when} ({', '.join(dict.fromkeys(said))})")
    return f"{_parties(snapshot, event.key)}: {', or '.join(told)}."


def order_sentence(
    snapshot: Snapshot, one: Event, other: Event, claims: Sequence[Claim]
) -> str:
    """Say which of two events has to come first, and how each is dated."""
    told = []
    for event in (one, other):
        said = [claim for claim in claims if claim.id in event.claims]
        dated = " or ".join(
            f"{spoken_when(claim.date.edtf)} ({_title(snapshot, claim)})"
            for claim in said
        )
        told.append(f"{KINDS[event.kind].label} {dated}")
    return (
        f"{_parties(snapshot, one.key)}: {told[0]} has to come before {told[1]}; the "
        "dates say otherwise."
    )


def derived_sentence(
    snapshot: Snapshot,
    event: Event,
    claims: Sequence[Claim],
    drawn: Mapping[str, Sequence[str]],
) -> str:
    """Say how many of an event's sources are independent, and who draws on whom."""
    by_release = {claim.release: claim for claim in claims}
    drawing = [
        f"{_release(snapshot, one)} draws on {_release(snapshot, other)}"
        for one in sorted(by_release)
        for other in sorted(by_release)
        if witnesses((by_release[one], by_release[other]), drawn) == {other} != {one}
    ]
    independent = len(witnesses(claims, drawn))
    when = spoken_when(event.date.edtf)
    return (
        f"{_parties(snapshot, event.key)}: {KINDS[event.kind].label} {when} is told by "
        f"{len(by_release)} sources, of which {independent} "
        f"{'is' if independent == 1 else 'are'} independent; {'; '.join(drawing)}."
    )


def heads_sentence(snapshot: Snapshot, one: Span, other: Span, days: Interval) -> str:
    """Say who were in office together."""
    persons = [_label(snapshot, span.key.person) for span in (one, other)]
    return (
        f"{persons[0]} and {persons[1]} were both in office as head of mission, "
        f"{_pair(snapshot, one.key)}, {period(days)}."
    )


def rivals_sentence(snapshot: Snapshot, one: Span, other: Span, days: Interval) -> str:
    """Say which rivals a party held to."""
    side, rivals = sides(one, other)
    state = snapshot.entities[rivals[0]].governs
    named = " and ".join(
        _label(snapshot, rival)
        + ("" if span.mode is Mode.UNSPECIFIED else f" ({span.mode.replace('-', ' ')})")
        for rival, span in zip(rivals, (one, other), strict=True)
    )
    did = (
        "had diplomatic relations with"
        if one.key.track == "relations"
        else "recognised"
    )
    return (
        f"{_label(snapshot, side)} {did} both {named}, governments of "
        f"{_label(snapshot, state)}, {period(days)}."
    )


def outlived_sentence(
    snapshot: Snapshot, span: Span, ended: str, days: Interval
) -> str:
    """Say what holds although a party came to an end."""
    entity = snapshot.entities.get(ended)
    end = spoken_when(entity.ended.edtf) if entity and entity.ended else ""
    return (
        f"{_parties(snapshot, span.key)}: still {VALUES[span.value].label} "
        f"({TRACKS[span.key.track].label}) {period(days)}, "
        f"though {_label(snapshot, ended)} ended {end}."
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
    count = _count((days.latest - days.earliest).days + 1)
    return f"from {spoken_day(days.earliest)} to {spoken_day(days.latest)} ({count})"


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"


def _parties(snapshot: Snapshot, key: Key) -> str:
    """Name everyone in a key: "Russia → Taliban, on the list …"."""
    person = f" ({_label(snapshot, key.person)})" if key.person else ""
    on_list = f", {_label(snapshot, key.list)}" if key.list else ""
    return f"{_pair(snapshot, key)}{person}{on_list}"


def _pair(snapshot: Snapshot, key: Key) -> str:
    target = f" → {_label(snapshot, key.target)}" if key.target else ""
    return f"{_label(snapshot, key.actor)}{target}"


def _label(snapshot: Snapshot, entity: str) -> str:
    return entity_row(snapshot, entity)["label"]


def _title(snapshot: Snapshot, claim: Claim) -> str:
    return _release(snapshot, claim.release)


def _release(snapshot: Snapshot, id: str) -> str:
    release = snapshot.releases.get(id)
    source = snapshot.sources.get(release.source) if release else None
    title = source.title if source else (release.title if release else id)
    return f"“{title.strip('[]')}”"
