"""Outlines of claims: what decides about their quality, in columns.

A line is read by its places, which are those of `lines.of_claim`; a test holds the two
together. An outline costs a sixth of a claim.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recog.domain.claims import Rank, Stance
from recog.domain.dates import Interval
from recog.store.columns import ordinal_of
from recog.store.lines import edtf
from recog.store.snapshot import Snapshot
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The few fields that checks of claims ask for; only of claims that count.

    A claim counts that is neither retracted nor deprecated.
    """

    row: Ints  # in the chronicle's table of claims
    first: Ints  # ordinals, as in the chronicle's tables
    last: Ints
    release: Ints  # place in `releases`
    located: Ints  # whether it names its place in the source
    denies: Ints
    releases: Sequence[str]  # ids


def outlines(snapshot: Snapshot, rows: Ints) -> Outlines:
    """Return the outlines of these rows of the table of claims, in this order."""
    table, heap = snapshot.chronicle.claims, snapshot.chronicle.heap
    starts, lengths = table["start"][rows].tolist(), table["length"][rows].tolist()
    releases: dict[str, int] = {}
    made: list[tuple[int, ...]] = []
    for row, start, length in zip(rows.tolist(), starts, lengths, strict=True):
        of = json.loads(heap.line(start, length))
        verdict = snapshot.verdicts.of_rank(of[0])
        rank = verdict.rank if verdict else of[18]
        if of[22] is None and rank != Rank.DEPRECATED:
            release = releases.setdefault(of[10], len(releases))
            days = _ordinals(edtf(of[7]).days)
            made.append(
                (row, *days, release, bool(of[11].strip()), of[17] == Stance.DENIES)
            )
    columns = np.array(made, dtype=np.int64).reshape(-1, 6).T
    row_, first, last, release_, located, denies = columns
    return Outlines(
        row=row_,
        first=first,
        last=last,
        release=release_,
        located=located.astype(bool),
        denies=denies.astype(bool),
        releases=list(releases),
    )


def _ordinals(days: Interval) -> tuple[int, int]:
    return (
        ordinal_of(days.earliest, NEVER_BEFORE),
        ordinal_of(days.latest, NEVER_AFTER),
    )
