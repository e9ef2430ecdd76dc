"""What each release holds, and how far others agree with it; made once for a version.

Source: docs/design.md, sections 1.5, 1.6 and 4.2.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from threading import Lock

import numpy as np

from recog.domain.claims import Claim
from recog.domain.dates import Interval
from recog.domain.entities import Entity
from recog.store import lines
from recog.store.columns import KIND_NAMES
from recog.store.records import RECORD_TYPES
from recog.store.snapshot import Snapshot
from recog.store.tables import (
    EVER_AFTER,
    NEVER_AFTER,
    NEVER_BEFORE,
    Ints,
    Table,
    number_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one release holds."""

    claims: int = 0  # that stand
    retracted: int = 0
    kinds: Mapping[str, int]  # of those that stand, the most frequent first
    days: Interval | None = None  # from the first to the last day of their dates
    entities: int = 0  # that it describes


@dataclass(slots=True, kw_only=True)
class Concord:
    """How one source tells the events that another, independent of it, tells too."""

    events: int = 0
    agree: int = 0  # on days that fit, and on what happened
    differ: int = 0  # on the days alone
    contradict: int = 0  # on whether it happened, or on what


class Shelf:
    """The releases of a version, or of what was known of it at a moment."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lock = Lock()
        self._holdings: Mapping[str, Holding] | None = None
        self._concord: Mapping[str, Mapping[str, Concord]] | None = None

    def holding(self, release: str) -> Holding:
        """Return what a release holds."""
        with self._lock:
            if self._holdings is None:
                self._holdings = _holdings(self._snapshot)
            return self._holdings[release]

    def concord(self, release: str) -> Mapping[str, Concord]:
        """Return how others tell the same events, by source, those of most first."""
        with self._lock:
            if self._concord is None:
                self._concord = _concord(self._snapshot)
            return self._concord.get(release, {})


def _stands(snapshot: Snapshot) -> Ints:
    """Return for each claim whether it stands, or stood at the moment."""
    claims, moment = snapshot.chronicle.claims, lines.microseconds(snapshot.moment)
    if moment is None:
        now: Ints = claims["retracted"] == EVER_AFTER
        return now
    then: Ints = (claims["recorded"] <= moment) & (moment < claims["retracted"])
    return then


def _holdings(snapshot: Snapshot) -> Mapping[str, Holding]:
    claims, records = snapshot.chronicle.claims, snapshot.chronicle.records
    stands = _stands(snapshot)
    described = records["release"][records["type"] == RECORD_TYPES.index(Entity)]
    entities = Counter(described.tolist())
    order = np.argsort(claims["release"], kind="stable")
    numbers = claims["release"][order]
    found: dict[str, Holding] = {}
    for release in snapshot.releases:
        number = number_of(release)
        low, high = np.searchsorted(numbers, (number, number + 1)).tolist()
        own = order[low:high]
        found[release] = _holding(claims, own, stands[own], entities[number])
    return found


def _holding(claims: Table, own: Ints, stands: Ints, entities: int) -> Holding:
    standing = own[stands]
    kinds = np.bincount(claims["kind"][standing], minlength=len(KIND_NAMES)).tolist()
    counted = Counter({KIND_NAMES[at]: n for at, n in enumerate(kinds) if n})
    return Holding(
        claims=len(standing),
        retracted=len(own) - len(standing),
        kinds=dict(counted.most_common()),
        days=_days(claims["first"][standing], claims["last"][standing]),
        entities=entities,
    )


def _days(first: Ints, last: Ints) -> Interval | None:
    """Return the first and the last day that any date names."""
    named = np.concatenate((first[first != NEVER_BEFORE], last[last != NEVER_AFTER]))
    if not len(named):
        return None
    ends = (int(named.min()), int(named.max()))
    return Interval(*map(date.fromordinal, ends))


def _concord(snapshot: Snapshot) -> Mapping[str, Mapping[str, Concord]]:
    found: dict[str, dict[str, Concord]] = defaultdict(lambda: defaultdict(Concord))
    for claims in _shared(snapshot):
        for (one, ours), (other, theirs) in permutations(_by_release(claims), 2):
            if _independent(snapshot, one, other):
                source = snapshot.lineage.source(other)
                _count(found[one][source], ours, theirs)
    return {
        release: dict(sorted(others.items(), key=lambda each: -each[1].events))
        for release, others in found.items()
    }


def _shared(snapshot: Snapshot) -> Iterator[list[Claim]]:
    """Yield the claims that stand of each event that several releases tell."""
    chronicle = snapshot.chronicle
    claims, events = chronicle.claims, chronicle.events_table
    stands = _stands(snapshot)
    key, release = claims["key"][stands], claims["release"][stands]
    size = len(chronicle.keys)
    least = np.full(size, np.iinfo(np.int64).max)
    most = np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(least, key, release)
    np.maximum.at(most, key, release)
    for row in np.flatnonzero((least < most)[events["key"]]).tolist():
        event = chronicle.event_at(row)
        if len(event.claims) > 1:
            told = snapshot.claims(event.claims)
            yield [each for each in told if _known(each, snapshot)]


def _known(claim: Claim, snapshot: Snapshot) -> bool:
    moment, recorded = snapshot.moment, claim.recorded_at
    return moment is None or recorded is None or recorded <= moment


def _by_release(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.release].append(claim)
    return list(found.items())


def _independent(snapshot: Snapshot, one: str, other: str) -> bool:
    return snapshot.lineage.roots(one).isdisjoint(snapshot.lineage.roots(other))


def _count(concord: Concord, ours: Sequence[Claim], theirs: Sequence[Claim]) -> None:
    """Count an event once: as well as any claim of one fits any of the other."""
    concord.events += 1
    if any(_agree(one, other) for one in ours for other in theirs):
        concord.agree += 1
    elif any(_same(one, other) for one in ours for other in theirs):
        concord.differ += 1
    else:
        concord.contradict += 1


def _agree(one: Claim, other: Claim) -> bool:
    if not _same(one, other):
        return False
    return one.date.days.intersection(other.date.days) is not None


def _same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say that the same happened."""
    levels = {one.level, other.level} - {""}
    return one.stance is other.stance and one.kind == other.kind and len(levels) < 2
