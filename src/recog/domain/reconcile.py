"""From claims to events: what speaks of one event is joined, disagreement is kept.

Source: docs/design.md, section 1.5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256
from typing import Final

from recog.domain.claims import Claim, Key, Mode, Rank, Stance
from recog.domain.dates import Interval
from recog.domain.events import Alternative, Event
from recog.domain.kinds import Effect
from recog.domain.ordering import ordered

__all__ = ["Alternative", "Event", "digest", "reconcile"]

#: What may stand between two events of one effect, so that both can have happened.
_SEPARATORS: Final[Mapping[Effect, frozenset[Effect]]] = {
    Effect.OPENS: frozenset({Effect.CLOSES, Effect.SUSPENDS}),
    Effect.CLOSES: frozenset({Effect.OPENS, Effect.RESUMES, Effect.SETS}),
    Effect.SUSPENDS: frozenset({Effect.OPENS, Effect.RESUMES, Effect.CLOSES}),
    Effect.RESUMES: frozenset({Effect.SUSPENDS, Effect.CLOSES}),
}


def reconcile(claims: Iterable[Claim]) -> tuple[Event, ...]:
    """Join the claims that speak of one event, and put the events in order.

    Sorted by key, then first day, last day and id; the order of the claims does not
    matter. Deprecated claims count for nothing. Claims of one key never influence
    the events of another.
    """
    by_key: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.rank is not Rank.DEPRECATED:
            by_key[claim.key].append(claim)
    return tuple(event for key in sorted(by_key) for event in _of_key(key, by_key[key]))


def _of_key(key: Key, claims: Sequence[Claim]) -> list[Event]:
    events = sorted(_events(key, claims), key=_event_order)
    if len(events) < 2:
        return events
    return ordered(events, {claim.id: claim.date.days for claim in claims})


def _events(key: Key, claims: Sequence[Claim]) -> Iterator[Event]:
    asserted = sorted(
        (claim for claim in claims if claim.stance is Stance.ASSERTS), key=_claim_order
    )
    if len(claims) == 1 and asserted:  # by far the most common key
        yield _event(key, asserted)
        return
    groups = _joined_contradictions(_groups(asserted))
    denials = sorted(
        (claim for claim in claims if claim.stance is Stance.DENIES), key=_claim_order
    )
    for denial in denials:
        _place_denial(denial, groups)
    for group in groups:
        yield _event(key, group)


def _groups(asserted: Sequence[Claim]) -> list[list[Claim]]:
    """Group claims by hand (rule 7), then by intersection within one kind (rule 1)."""
    by_hand: dict[str, list[Claim]] = defaultdict(list)
    for claim in asserted:
        if claim.about_event:
            by_hand[claim.about_event].append(claim)
    groups = [by_hand[name] for name in sorted(by_hand)]
    for claim in asserted:
        if not claim.about_event:
            home = next((group for group in groups if _agrees(claim, group)), None)
            if home is None or not claim.row.tracks:
                groups.append([claim])
            else:
                home.append(claim)
    return sorted(groups, key=lambda group: min(map(_claim_order, group)))


def _agrees(claim: Claim, group: Sequence[Claim]) -> bool:
    """Tell whether a claim can be of the very event that a group's kin speak of."""
    kin = [other for other in group if other.kind == claim.kind]
    if not kin or not all(_compatible(claim, other) for other in kin):
        return False
    common = _common_days(kin)
    return common is not None and common.intersection(claim.date.days) is not None


def _compatible(one: Claim, other: Claim) -> bool:
    modes = {one.mode, other.mode} - {Mode.UNSPECIFIED}
    levels = {one.level, other.level} - {""}
    return len(modes) < 2 and len(levels) < 2


def _common_days(claims: Sequence[Claim]) -> Interval | None:
    common: Interval | None = claims[0].date.days
    for claim in claims[1:]:
        common = common and common.intersection(claim.date.days)
    return common


def _joined_contradictions(groups: list[list[Claim]]) -> list[list[Claim]]:
    """Join groups of one kind that cannot both have happened (rule 2)."""
    last_of_kind: dict[str, list[Claim]] = {}
    result: list[list[Claim]] = []
    for group in groups:
        kind = group[0].kind
        before = last_of_kind.get(kind)
        if before is None or _both_happened(before, group, groups):
            result.append(group)
            last_of_kind[kind] = group
        else:
            before.extend(group)
    return result


def _both_happened(
    before: Sequence[Claim], after: Sequence[Claim], groups: Sequence[Sequence[Claim]]
) -> bool:
    row = before[0].row
    if row.repeats or (before[0].about_event and after[0].about_event):
        return True
    modes = {claim.mode for claim in (*before, *after)} - {Mode.UNSPECIFIED}
    if len(modes) > 1:  # de facto, then de jure: an upgrade is a new event
        return True
    if _another_level(before, after):
        return True
    start = min(claim.date.days.first for claim in before)
    end = max(claim.date.days.last for claim in after)
    return any(
        group[0].row.effect in _SEPARATORS[row.effect]
        and any(
            claim.date.days.last >= start and claim.date.days.first <= end
            for claim in group
        )
        for group in groups
    )


def _another_level(before: Sequence[Claim], after: Sequence[Claim]) -> bool:
    """Tell whether these surely open a post of another level than those, and later.

    A consulate of 1796 and a legation of 1832 are two openings; a legation and an
    embassy that may have been opened on one day are one, and contradicted.
    """
    earlier, later = ({claim.level for claim in each} for each in (before, after))
    if "" in earlier | later or earlier & later:
        return False
    last = max(claim.date.days.last for claim in before)
    return last < min(claim.date.days.first for claim in after)


def _place_denial(denial: Claim, groups: list[list[Claim]]) -> None:
    """Put a denial with the event it denies (rule 6), or in a group of its own."""
    for group in groups:
        named = denial.about_event and denial.about_event == group[0].about_event
        meant = group[0].kind == denial.kind and any(
            claim.date.days.intersection(denial.date.days) for claim in group
        )
        if named or (meant and not denial.about_event):
            group.append(denial)
            return
    groups.append([denial])


def _event(key: Key, group: Sequence[Claim]) -> Event:
    preferred = [claim for claim in group if claim.rank is Rank.PREFERRED]
    alternatives = _alternatives(preferred or group)
    ids = tuple(sorted(claim.id for claim in group))
    first = alternatives[0]
    return Event(
        id=f"event/{digest(*key, *ids)}",
        key=key,
        kind=first.kind or group[0].kind,
        days=reduce(Interval.hull, (option.days for option in alternatives)),
        alternatives=alternatives,
        claims=ids,
        mode=first.mode,
        level=first.level,
        how=next((claim.how for claim in group if claim.how), ""),
        resident=next(
            (claim.resident for claim in group if claim.resident is not None), None
        ),
    )


def _alternatives(claims: Sequence[Claim]) -> tuple[Alternative, ...]:
    clusters: list[list[Claim]] = []
    for claim in sorted(claims, key=_claim_order):
        home = next(
            (
                cluster
                for cluster in clusters
                if cluster[0].stance is claim.stance and _agrees(claim, cluster)
            ),
            None,
        )
        if home is None:
            clusters.append([claim])
        else:
            home.append(claim)
    options = [_alternative(cluster) for cluster in clusters]
    return tuple(sorted(options, key=_alternative_order))


def _alternative(cluster: Sequence[Claim]) -> Alternative:
    days = reduce(
        lambda common, more: common.intersection(more) or common,
        (claim.date.days for claim in cluster),
    )
    asserts = cluster[0].stance is Stance.ASSERTS
    specified = (claim.mode for claim in cluster if claim.mode is not Mode.UNSPECIFIED)
    return Alternative(
        kind=cluster[0].kind if asserts else "",
        days=days,
        claims=tuple(sorted(claim.id for claim in cluster)),
        mode=next(specified, Mode.UNSPECIFIED),
        level=next((claim.level for claim in cluster if claim.level), ""),
    )


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits that stand for the parts, in this order."""
    text = "\x1f".join(str(part) for part in parts)
    return sha256(text.encode()).hexdigest()[:16]


def _claim_order(claim: Claim) -> tuple[object, ...]:
    return (claim.date.days.first, claim.date.days.last, claim.kind, claim.id)


def _alternative_order(option: Alternative) -> tuple[object, ...]:
    return (not option.kind, option.days.first, option.days.last, option.claims)


def _event_order(event: Event) -> tuple[object, ...]:
    return (event.days.first, event.days.last, event.id)
