"""What a contradicted status comes to, by which of the claims is right.

Source: docs/design.md, section 1.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from recog.domain.claims import Key
from recog.domain.events import Event
from recog.domain.status import Outcome, outcomes_on
from recog.exporters.rows import ClaimRow
from recog.service.recall import Past, Where
from recog.service.rows import claim_row
from recog.store.snapshot import Snapshot


class OutcomeRow(TypedDict):
    """What can hold if some claims are right."""

    values: list[str]  # empty: nothing holds
    believed: list[list[ClaimRow]]  # each list: the contested claims then right


def events_of(past: Past, key: Key) -> list[Event]:
    """Return the events of one key, by first day."""
    where = Where(
        track=key.track,
        actors=(key.actor,),
        targets=(key.target,),
        person=key.person or None,
        list=key.list or None,
    )
    return [event for event in past.events(where) if event.key == key]


def outcomes_of(
    snapshot: Snapshot, past: Past, key: Key, day: date
) -> list[OutcomeRow]:
    """Return the outcomes of a status on a day; none where nothing is contested."""
    return outcome_rows(snapshot, outcomes_on(key.track, events_of(past, key), day))


def outcome_rows(snapshot: Snapshot, found: Sequence[Outcome]) -> list[OutcomeRow]:
    """Return outcomes with their claims; none where there is but one."""
    if len(found) < 2:
        return []
    ids = {id for each in found for group in each.believed for id in group}
    claims = {claim.id: claim for claim in snapshot.claims(sorted(ids))}
    return [
        {
            "values": [value for value in each.values if value],
            "believed": [
                [claim_row(snapshot, claims[id]) for id in group]
                for group in each.believed
                if group
            ],
        }
        for each in found
    ]
