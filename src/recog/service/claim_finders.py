"""The finders of checks about claims: which outlines are doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np

from recog.domain.entities import Release, Source
from recog.domain.quality import last_possible_day, missing_of_source
from recog.service.finding import Finding
from recog.store.outlines import Outlines
from recog.store.snapshot import Snapshot
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE, Ints

#: Finds claims; the number is the width in days from which on a date is imprecise.
ClaimFinder = Callable[[Snapshot, Outlines, int], Iterator[Finding]]


def _impossible(snapshot: Snapshot, claims: Outlines, _width: int) -> Iterator[Finding]:
    ends = [
        last_possible_day(release, source) if release else None
        for release, source in _described(snapshot, claims)
    ]
    ordinals = [NEVER_AFTER if end is None else end.toordinal() for end in ends]
    late = claims.first > np.array(ordinals, dtype=np.int64)[claims.release]
    return _of_claims(snapshot, "impossible-date", claims, late)


def _unsourced(snapshot: Snapshot, claims: Outlines, _width: int) -> Iterator[Finding]:
    lacks = [
        bool(missing_of_source("named", release, source))
        for release, source in _described(snapshot, claims)
    ]
    flawed = np.array(lacks, dtype=bool)[claims.release] | ~claims.located
    return _of_claims(snapshot, "unsourced", claims, flawed)


def _denials(snapshot: Snapshot, claims: Outlines, _width: int) -> Iterator[Finding]:
    return _of_claims(snapshot, "denial", claims, claims.denies)


def _imprecise(snapshot: Snapshot, claims: Outlines, width: int) -> Iterator[Finding]:
    """Yield the claims whose days are so many or more, or open on a side."""
    is_open = (claims.first == NEVER_BEFORE) | (claims.last == NEVER_AFTER)
    wide = is_open | (claims.last - claims.first + 1 >= width)
    return _of_claims(snapshot, "imprecise", claims, wide)


def _described(
    snapshot: Snapshot, claims: Outlines
) -> Iterator[tuple[Release | None, Source | None]]:
    for name in claims.releases:
        release = snapshot.releases.get(name)
        yield release, snapshot.sources.get(release.source) if release else None


def _of_claims(
    snapshot: Snapshot, check: str, claims: Outlines, found: Ints
) -> Iterator[Finding]:
    table = snapshot.chronicle.claims
    rows = claims.row[found]
    for row, first, last, number, key in zip(
        rows.tolist(),
        claims.first[found].tolist(),
        claims.last[found].tolist(),
        table["id"][rows].tolist(),
        table["key"][rows].tolist(),
        strict=True,
    ):
        yield Finding(check, first, last, number, (key,), (row,))


#: By the name of the check.
CLAIM_FINDERS: Final[Mapping[str, ClaimFinder]] = {
    "impossible-date": _impossible,
    "unsourced": _unsourced,
    "denial": _denials,
    "imprecise": _imprecise,
}
