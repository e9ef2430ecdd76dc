"""Implied status in answers: found for a question, each with its rule and premises.

Source: docs/design.md, section 1.3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from recog.domain.claims import Key
from recog.domain.extremes import Premise
from recog.domain.implication import IMPLIED_VALUES, RULES
from recog.domain.implied import Implied, implied_on
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.domain.tracks import TRACKS
from recog.exporters.rows import DateRow, ImpliedRow, PremiseRow
from recog.service.pasts import Recalled
from recog.service.recall import Past, Where
from recog.service.rows import (
    Claims,
    claim_rows,
    claims_of,
    ends,
    entity_row,
    optional_row,
    since_until,
)
from recog.service.workbench import View

#: Premises shown of one implied status at most; the rest is counted.
MAX_PREMISES = 5


def found_implied(view: View, past: Past, day: date, where: Where) -> list[Implied]:
    """Return what is implied for the keys wanted, sorted by key.

    A key with a person or a list is never implied; of the parties, only the two sides
    can be asked for.
    """
    if where.person or where.list or not _may_be(where):
        return []
    if isinstance(past, Recalled):
        derived = past.derived(_premises_of(view, where))
        every = implied_on(
            day, derived.spans, derived.stretches, derived.events, view.snapshot.kin
        )
        return [each for each in every if _wanted(each.key, where)]
    implications = view.snapshot.implications
    columns = implications.on(day, track=where.track)
    found = [
        implications.detail(group, certainty, day)
        for group, certainty in zip(
            columns.group.tolist(), columns.certainty.tolist(), strict=True
        )
        if _wanted(implications.key(group), where)
    ]
    return sorted(found, key=lambda each: each.key)


def place_of(each: Implied) -> tuple[str, ...]:
    """Return where an implied status stands among those that are not implied."""
    return (*each.key, each.value, "implied")


class Premises:
    """The spans, events and claims that implied statuses rest on, read at once."""

    def __init__(self, view: View, past: Past, found: Sequence[Implied]) -> None:
        self._view = view
        self._shown = {each.key: each.premises[:MAX_PREMISES] for each in found}
        keys = {premise.key for own in self._shown.values() for premise in own}
        self._spans = {
            span.id: span for key in sorted(keys) for span in _spans(past, key)
        }
        wanted = {
            premise.span for own in self._shown.values() for premise in own
        } & set(self._spans)
        self._against = {
            event.id: event
            for each in found
            if each.refused_by
            for event in _against(past, each)
        }
        opening = past.events_by_id(ends(self._spans[each] for each in sorted(wanted)))
        self.claims: Claims = claims_of(
            view.snapshot, [*opening, *self._against.values()]
        )

    def row(self, each: Implied) -> ImpliedRow:
        """Return the rule, the premises and what is said against one status."""
        shown = self._shown[each.key]
        rule = RULES[shown[0].rules[-1]]
        return {
            "rule": rule.name,
            "label": rule.label,
            "definition": rule.definition,
            "source": rule.source,
            "premises": [self._premise(premise) for premise in shown],
            "premises_count": len(each.premises),
            "refused_by": claim_rows(self._view.snapshot, each.refused_by, self.claims),
        }

    def since_until(self, each: Implied) -> tuple[DateRow | None, DateRow | None]:
        """Return when the first premise began, and its end where that counts."""
        premise = each.premises[0]
        span = self._spans.get(premise.span)
        if span is None:
            return None, None
        since, until = since_until(span, self.claims)
        if RULES[premise.rules[-1]].lasts:
            until = None
        return since, until

    def because(self, each: Implied) -> tuple[str, ...]:
        """Return the events that open the first premise."""
        span = self._spans.get(each.premises[0].span)
        return span.opened_by if span else ()

    def _premise(self, premise: Premise) -> PremiseRow:
        snapshot, key = self._view.snapshot, premise.key
        span = self._spans.get(premise.span)
        since, until = since_until(span, self.claims) if span else (None, None)
        return {
            "rules": list(premise.rules),
            "track": key.track,
            "actor": entity_row(snapshot, key.actor),
            "target": entity_row(snapshot, key.target),
            "person": optional_row(snapshot, key.person),
            "value": premise.value,
            "certainty": str(premise.certainty),
            "since": since,
            "until": until,
            "span": premise.span,
        }


def _may_be(where: Where) -> bool:
    """Tell whether anything is implied on a track."""
    return where.track is None or where.track in IMPLIED_VALUES


def _wanted(key: Key, where: Where) -> bool:
    if where.track not in (None, key.track):
        return False
    straight = _among(key.actor, where.actors) and _among(key.target, where.targets)
    turned = _among(key.target, where.actors) and _among(key.actor, where.targets)
    return straight or (TRACKS[key.track].symmetric and turned)


def _among(party: str, wanted: Collection[str] | None) -> bool:
    return wanted is None or party in wanted


def _premises_of(view: View, where: Where) -> list[Where]:
    """Return whose keys can imply what is wanted: either direction, any track."""
    actors = _with_governments(view, where.actors)
    targets = _with_governments(view, where.targets)
    return [
        Where(actors=actors, targets=targets),
        Where(actors=targets, targets=actors),
    ]


def _with_governments(
    view: View, parties: Collection[str] | None
) -> Collection[str] | None:
    if parties is None:
        return None
    own = (each for party in parties for each in view.directory.governments(party))
    return {*parties, *own}


def _spans(past: Past, key: Key) -> Iterator[Span]:
    where = Where(track=key.track, actors={key.actor}, targets={key.target})
    yield from (span for span in past.spans(where) if span.key == key)


def _against(past: Past, each: Implied) -> list[Event]:
    key = each.key
    where = Where(track=key.track, actors={key.actor}, targets={key.target})
    return [event for event in past.events(where) if event.id in each.refused_by]
