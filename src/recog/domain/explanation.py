"""Why a status is what it is: the events in order, and the rule at each step.

Source: docs/design.md, sections 1.5 and 1.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recog.domain.claims import Claim, Key, Rank, Stance
from recog.domain.events import Event, Narrowing
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import reconcile
from recog.domain.rules import OF_EFFECT
from recog.domain.status import Certainty, Outcome, Run, on, outcomes_on, runs

Values = Mapping[str, Certainty]  # what may hold; a value that is missing does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A rule, where it was applied."""

    rule: str  # a name in RULES
    claims: tuple[str, ...]  # ids that it was applied to, sorted
    narrowing: Narrowing | None = None
    against: str = ""  # event/…: the other event of a conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event, how it came about, and what it did to the status."""

    event: Event
    applied: tuple[Applied, ...]
    before: Values  # on the eve of its first possible day
    after: Values  # on its last possible day, or on the eve of what comes next
    later: bool  # it surely comes after the day asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the statuses of one key are what they are on a day."""

    key: Key
    day: date
    steps: tuple[Step, ...]  # by first possible day
    values: Values  # on the day
    outcomes: tuple[Outcome, ...]  # as `outcomes_on` gives them
    left_out: tuple[str, ...]  # ids of deprecated claims, sorted


def explained(key: Key, claims: Iterable[Claim], day: date) -> Explanation:
    """Explain the statuses of a key on a day.

    :param claims: those of the key that stand.
    """
    own = sorted(claims, key=lambda claim: claim.id)
    by_id = {claim.id: claim for claim in own}
    events = sorted(reconcile(own), key=lambda e: (e.narrowed.first, e.narrowed.last))
    found: Sequence[Run] = runs(key.track, events) if key.track else ()
    first = next((event for event in events if _acts(event)), None)
    return Explanation(
        key=key,
        day=day,
        steps=tuple(
            Step(
                event=event,
                applied=(
                    *_joining(event, by_id),
                    *_ordering(event),
                    *_effects(
                        event, held_before=event is first and _held(event, found)
                    ),
                ),
                before=on(found, _eve(event.narrowed.first)),
                after=on(found, _outlook(event, following)),
                later=event.narrowed.first > day,
            )
            for event, following in zip(events, (*events[1:], None), strict=False)
        ),
        values=on(found, day),
        outcomes=outcomes_on(key.track, events, day) if key.track else (),
        left_out=tuple(c.id for c in own if c.rank is Rank.DEPRECATED),
    )


def _joining(event: Event, claims: Mapping[str, Claim]) -> Iterator[Applied]:
    """Yield how the claims of an event came to be one event."""
    own = [claims[each] for each in event.claims]
    by_hand = tuple(each.id for each in own if each.about_event)
    preferred = tuple(each.id for each in own if each.rank is Rank.PREFERRED)
    denials = tuple(each.id for each in own if each.stance is Stance.DENIES)
    if by_hand:
        yield Applied(rule="by-hand", claims=by_hand)
    if preferred:
        yield Applied(rule="preference", claims=preferred)
    for option in event.alternatives:
        if len(option.claims) > 1 and option.kind:
            yield Applied(rule="agreement", claims=option.claims)
    if denials:
        yield Applied(rule="denial", claims=denials)
    asserted = [option for option in event.alternatives if option.kind]
    if len(asserted) > 1:
        at_odds = sorted({claim for option in asserted for claim in option.claims})
        yield Applied(rule="contradiction", claims=tuple(at_odds))


def _ordering(event: Event) -> Iterator[Applied]:
    for narrowing in event.narrowings:
        yield Applied(rule=narrowing.rule, claims=(), narrowing=narrowing)
    for conflict in event.conflicts:
        other = conflict.second if event.id == conflict.first else conflict.first
        yield Applied(rule=conflict.rule, claims=conflict.claims, against=other)


def _effects(event: Event, *, held_before: bool) -> Iterator[Applied]:
    rules: dict[str, list[str]] = {}
    for option in event.alternatives:
        if option.kind:
            rule = OF_EFFECT[KINDS[option.kind].effect]
            rules.setdefault(rule, []).extend(option.claims)
    for rule, claims in rules.items():
        yield Applied(rule=rule, claims=tuple(sorted(claims)))
    if held_before:
        yield Applied(rule="held-before", claims=())


def _acts(event: Event) -> bool:
    kinds = [KINDS[option.kind] for option in event.alternatives if option.kind]
    return any(kind.effect is not Effect.NONE for kind in kinds)


def _held(event: Event, found: Sequence[Run]) -> bool:
    """Tell whether something held already before the first event of a key."""
    opens = KINDS[event.kind].effect in (Effect.OPENS, Effect.SETS)
    return not opens and bool(on(found, _eve(event.narrowed.first)))


def _outlook(event: Event, following: Event | None) -> date:
    """Return the day that shows what an event did, before the next one blurs it."""
    first, last = event.narrowed.first, event.narrowed.last
    eve = _eve(following.narrowed.first) if following else last
    return min(last, max(first, eve))


def _eve(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
