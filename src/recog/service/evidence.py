"""What a change rests on: events, and the claims that made it.

Source: docs/design.md, sections 1.1 and 1.7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from recog.domain.claims import Claim, Key, standing
from recog.domain.difference import Holding
from recog.domain.reconcile import Event
from recog.domain.revision import Revision, revision
from recog.domain.status import Certainty
from recog.service.columns import key_filters
from recog.service.outcomes import events_of as of_key
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Held, Where
from recog.service.timeline import where_of
from recog.service.workbench import View
from recog.store.held import Held as HeldAtRow
from recog.store.held import HeldColumns
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a change rests on: events, and claims that came, went or were judged."""

    events: Sequence[Event]
    revision: Revision = field(default_factory=Revision)


def wanted(view: View, asked: Question) -> Where:
    """Return what a difference is about, on whatever days."""
    return replace(where_of(view, asked), first=None, last=None)


def held_on(snapshot: Snapshot, day: date, where: Where) -> HeldColumns:
    """Return what a version has of a day, as columns."""
    return snapshot.chronicle.held(day, either=where.either, **key_filters(where))


def held_as_known(
    view: View, asked: Question, moment: datetime | None, where: Where
) -> Holding:
    """Return what was known at a moment of the day `on`; by default, at the last."""
    day = asked.on or view.today
    if moment is not None:
        return holding(past_of(view, replace(asked, as_known=moment)).on(day, where))
    now = view.snapshot.chronicle.on(day, either=where.either, **key_filters(where))
    return holding(now)


def holding(held: Iterable[Held | HeldAtRow]) -> Holding:
    """Return what holds by key and value."""
    found: dict[Key, dict[str, Certainty]] = defaultdict(dict)
    for each in held:
        found[each.key][each.value] = each.certainty
    return found


def events_of(view: View, asked: Question, key: Key) -> Sequence[Event]:
    """Return all events of a key, of now or as they were known."""
    return of_key(past_of(view, asked), key)


def standing_at(snapshot: Snapshot, key: Key) -> list[Claim]:
    """Return the claims of a key that stand, or stood at the snapshot's moment.

    Rank and event are those that a person has judged, if one has.
    """
    claims = standing(snapshot.claims_of(key), snapshot.moment)
    return [snapshot.verdicts.applied(claim) for claim in claims]


def revised(
    events: Iterable[Event], before: Iterable[Claim], after: Iterable[Claim]
) -> Evidence:
    """Return what became of claims, and the events that rest on those still there."""
    revised = revision(before, after)
    new = {claim.id for claim in revised.claims} - {each.id for each in revised.went}
    return Evidence([each for each in events if new & {*each.claims}], revised)
