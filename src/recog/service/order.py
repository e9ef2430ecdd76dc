"""What the order of events does to a date, in rows and in words.

Source: docs/design.md, section 1.5, rule 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recog.domain.claims import Claim
from recog.domain.events import Conflict, Event, Narrowing
from recog.domain.kinds import KINDS
from recog.domain.spoken import spoken_day, spoken_when
from recog.exporters.rows import ConflictRow, NarrowingRow
from recog.store.snapshot import Snapshot

Events = Mapping[str, Event]
Claims = Mapping[str, Sequence[Claim]]


def others(events: Sequence[Event]) -> list[str]:
    """Return the ids of the events that bound or contradict these, each once."""
    named = [each.because for event in events for each in event.narrowings]
    pairs = [c for event in events for c in event.conflicts]
    named += [id for each in pairs for id in (each.first, each.second)]
    return list(dict.fromkeys(named))


def narrowing_row(
    snapshot: Snapshot, bound: Narrowing, events: Events, claims: Claims
) -> NarrowingRow:
    """Return a bound with its reason."""
    first, last = bound.not_before, bound.not_after
    side = f"not before {spoken_day(first)}" if first else ""
    side = f"not after {spoken_day(last)}" if last else side
    said = said_of(snapshot, bound.because, events, claims)
    return {
        "rule": bound.rule,
        "not_before": first.isoformat() if first else None,
        "not_after": last.isoformat() if last else None,
        "because": bound.because,
        "words": f"{side}, because {said}" if said else side,
    }


def conflict_row(
    snapshot: Snapshot, conflict: Conflict, of: str, events: Events, claims: Claims
) -> ConflictRow:
    """Return a conflict of an event with the other."""
    other = conflict.second if of == conflict.first else conflict.first
    order = "must come before" if of == conflict.first else "cannot come before"
    said = said_of(snapshot, other, events, claims)
    return {
        "rule": conflict.rule,
        "event": other,
        "claims": list(conflict.claims),
        "words": f"it {order} {said}" if said else f"it {order} {other}",
    }


def said_of(snapshot: Snapshot, id: str, events: Events, claims: Claims) -> str:
    """Word an event with its date and its sources; empty where it is not at hand."""
    event = events.get(id)
    if event is None:
        return ""
    titles = dict.fromkeys(_title(snapshot, claim) for claim in claims.get(id, ()))
    per = f" per {', '.join(titles)}" if titles else ""
    return f"{KINDS[event.kind].label} {spoken_when(event.days.edtf)}{per}"


def _title(snapshot: Snapshot, claim: Claim) -> str:
    release = snapshot.releases.get(claim.release)
    source = snapshot.sources.get(release.source) if release else None
    title = source.title if source else claim.release
    return f"“{title.strip('[]')}”"
