"""Implied status: what holds only because something else does.

**Worlds.** A world of an implied status picks a day for the beginning of each premise
and for each event of the implied key that speaks against it: a refusal or a withdrawal
of recognition, a breaking off or suspension of relations. In one world, on day *t*:

- An implication begins with its premise. Recognition, once given tacitly, lasts:
  neither the severing of relations nor the departure of a head of mission withdraws it.
  Implied relations last only as long as the mission that implies them.
- What is said against it counts from its own day on. It ends every implication whose
  premise began on that day or before.
- A premise that began later is a new act. It overtakes what was said before, if the two
  parties had to agree on it (relations, a mission). An envoy does not: whom a party
  receives after saying that it does not recognise the sender, it receives under that
  reserve. China said so in December 2023 and accepted an ambassador from Kabul in
  January 2024.
- With the end of either party, nothing is implied any more.

The certainty of the answer is that of design.md, 1.6, over these worlds. Refusals are
shown also where they are overtaken. Where a source says for certain what the status of
the key is, nothing is implied; where the explicit status is only possible or
contradicted, both are shown.

Each condition compares the latest beginning with the latest event against it, and
premises and events of different keys fall independently; so the two worlds that are
worst and best for the status decide. Source: docs/design.md, sections 1.3 and 1.6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from recog.domain.beginnings import NEVER, window
from recog.domain.claims import Key
from recog.domain.extremes import (
    Extremes,
    Premise,
    against_by,
    begun_by,
    covers,
    end_of,
    opposes,
    premise_of,
    verdict,
)
from recog.domain.implication import IMPLIED_VALUES, RULES, Kin, conclusions
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.domain.status import Certainty


@dataclass(frozen=True, slots=True)
class Implied:
    """What is implied for one key on a day, and what is said against it."""

    key: Key
    value: str
    certainty: Certainty  # none: what is said against it prevails
    premises: tuple[Premise, ...]  # those that count first; at least one
    refused_by: tuple[str, ...]  # ids of events, by first day


@dataclass(frozen=True, slots=True)
class ImpliedStretch:
    """One answer over a run of days: `first` included, `until` not."""

    key: Key
    value: str
    certainty: Certainty
    first: date
    until: date  # date.max: without end


class _Part(NamedTuple):
    premise: Premise
    stretches: list[Stretch]


class _Begun(NamedTuple):
    premise: Premise
    numbers: Extremes


def implied_on(
    day: date,
    spans: Iterable[Span],
    stretches: Iterable[Stretch],
    events: Iterable[Event],
    kin: Kin,
) -> tuple[Implied, ...]:
    """Return what is implied on a day, sorted by key.

    :param spans: of every key that may be a premise or have an explicit status.
    :param stretches: of the same keys.
    :param events: of the same keys.
    """
    case = _Case(spans, stretches, events, kin)
    found = (case.implied(key, day) for key in case.keys)
    return tuple(each for each in found if each is not None)


def implied_stretches(
    spans: Iterable[Span],
    stretches: Iterable[Stretch],
    events: Iterable[Event],
    kin: Kin,
) -> tuple[ImpliedStretch, ...]:
    """Return what is implied through time, sorted by key and first day.

    Each day has the answer of `implied_on`; an implication that is refused is `none`,
    and where nothing is implied there is no stretch.
    """
    case = _Case(spans, stretches, events, kin)
    return tuple(found for key in case.keys for found in case.through_time(key))


class _Case:
    """Premises, explicit statuses and opposing events by the key that is implied."""

    def __init__(
        self,
        spans: Iterable[Span],
        stretches: Iterable[Stretch],
        events: Iterable[Event],
        kin: Kin,
    ) -> None:
        self._kin = kin
        self._explicit: dict[Key, list[Stretch]] = defaultdict(list)
        self._premises: dict[Key, list[_Part]] = defaultdict(list)
        self._against: dict[Key, list[Event]] = defaultdict(list)
        of_span: dict[str, list[Stretch]] = defaultdict(list)
        for part in stretches:
            of_span[part.span].append(part)
            if part.key.track in IMPLIED_VALUES:
                self._explicit[part.key].append(part)
        of_key: dict[Key, list[Event]] = defaultdict(list)
        for event in events:
            of_key[event.key].append(event)
            if opposes(event):
                self._against[event.key].append(event)
        ended: dict[tuple[Key, str, date], int] = {}  # `least` of the span, by its end
        for span in spans:
            steps = conclusions(span.key, span.value, kin.governs)
            if not steps:
                continue
            parts, events_of = of_span[span.id], of_key[span.key]
            before = ended.get((span.key, span.value, parts[0].first))
            days = window(span, parts, events_of, before=before)
            ended[span.key, span.value, parts[-1].until] = days.least
            for each in steps:
                premise = premise_of(each, span, days)
                self._premises[each.key].append(_Part(premise, parts))
        self.keys = sorted(self._premises)

    def implied(self, key: Key, day: date) -> Implied | None:
        """Return what is implied for a key on a day, if anything is."""
        for each in self._explicit[key]:
            if each.certainty is Certainty.CERTAIN and covers(each, day):
                return None
        on = day.toordinal()
        begun = [
            _Begun(premise, numbers)
            for premise, parts in self._premises[key]
            if (numbers := begun_by(premise, parts, day)) is not None
        ]
        end = end_of(key, self._kin.ended)
        if not begun or on >= end[1]:
            return None
        events = [
            each for each in self._against[key] if each.days.first.toordinal() <= on
        ]
        certainty = verdict(
            (each.numbers for each in begun),
            against_by(events, on),
            may_end=on >= end[0],
        )
        return Implied(
            key=key,
            value=IMPLIED_VALUES[key.track],
            certainty=certainty,
            premises=tuple(
                each.premise for each in sorted(begun, key=lambda b: strongest(*b))
            ),
            refused_by=tuple(
                each.id for each in sorted(events, key=lambda e: (e.days.first, e.id))
            ),
        )

    def _deciding(self, key: Key) -> list[_Part]:
        """Return the premises of a key that can change its answer on some day.

        Where nothing is against what lasts, and no source against what is sure of it,
        only the first that may have begun and the first that is sure matter.
        """
        parts = self._premises[key]
        lasting = [part for part in parts if RULES[part.premise.rules[-1]].lasts]
        if self._against[key] or not lasting:
            return parts
        may = min(lasting, key=lambda part: part.premise.may)
        sure = min(lasting, key=lambda part: part.premise.sure)
        if any(part.premise.clash < sure.premise.sure for part in lasting):
            return parts
        return [may, sure, *(part for part in parts if part not in lasting)]

    def through_time(self, key: Key) -> Iterator[ImpliedStretch]:
        """Yield the answers for a key, day after day."""
        days = [date.fromordinal(day) for day in sorted(self._changes(key))]
        found = (self.implied(key, day) for day in days)
        answers = [each.certainty if each else None for each in found]
        place = 0
        for certainty, group in groupby(answers):
            start, place = place, place + len(list(group))
            if certainty is not None:
                yield ImpliedStretch(
                    key,
                    IMPLIED_VALUES[key.track],
                    certainty,
                    days[start],
                    days[place] if place < len(days) else date.max,
                )

    def _changes(self, key: Key) -> set[int]:
        """Return the days on which the answer for a key can change."""
        deciding = self._deciding(key)
        parts = [each for _, own in deciding for each in own] + self._explicit[key]
        days = {day for each in parts for day in (each.first, each.until)}
        for event in self._against[key]:
            days |= {event.days.first, event.days.last}
            for option in event.alternatives:
                days |= {option.days.first, option.days.last}
        found = {day.toordinal() for day in days} | set(end_of(key, self._kin.ended))
        found |= {part.premise.may for part in deciding}
        found |= {day + 1 for day in found}  # a day after a tie
        return {day for day in found if 0 < day < NEVER}


def strongest(premise: Premise, numbers: Extremes) -> tuple[object, ...]:
    """Return where a premise stands: the latest that is sure, and relations, first."""
    order = list(RULES)
    return (
        -numbers.surely,
        -numbers.chosen,
        -numbers.possibly,
        len(premise.rules),
        order.index(premise.rules[0]),
        premise.may,
        premise.key,
        premise.span,
    )
