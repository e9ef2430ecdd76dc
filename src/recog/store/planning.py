"""What a change means for one version: what comes, goes and is derived anew.

What a change holds lies on disk (`recog.store.spool`) and is derived key by key, so
that a large one takes little more memory than a small one.

Source: docs/design.md, sections 1.7 and 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import chain, groupby
from typing import TypeVar

from recog.domain.claims import Claim, Key, standing
from recog.domain.derive import derive
from recog.domain.entities import Release
from recog.domain.judgements import Judgement, Verdicts
from recog.store.changes import Change, Swap
from recog.store.claim_changes import ClaimChanges
from recog.store.codec import canonical, canonical_release
from recog.store.given import Given, given_in_full
from recog.store.judgement_changes import JudgementChanges
from recog.store.others import OthersChange
from recog.store.record_changes import RecordChanges
from recog.store.record_lines import Record
from recog.store.snapshot import Snapshot
from recog.store.spool import gathered_claims, gathered_records, refuse_doubled
from recog.store.tabulating import Difference, Part

Few = TypeVar("Few", Release, Judgement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one commit does to a version; to be closed afterwards."""

    snapshot: Snapshot
    claims: ClaimChanges
    records: RecordChanges
    judgements: JudgementChanges
    others: OthersChange  # in graphs of others, which the chronicle does not know

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different afterwards."""
        return not (
            len(self.claims.changed)
            or len(self.records.changed)
            or self.judgements.swaps
            or self.others
        )

    @property
    def difference(self) -> Difference:
        """What it changes of the chronicle."""
        return Difference(
            touched=self.touched,
            parts=self._parts,
            replaced_claims=self.claims.changed.rows(),
            records=lambda: (swap.new for swap in self.record_swaps() if swap.new),
            replaced_records=self.records.changed.rows() | self.judgements.rows,
        )

    def touched(self) -> Iterator[Key]:
        """Yield the keys that are derived anew, sorted, each once."""
        claims = filter(None, map(self.claims.claim, self.judgements.claims()))
        judged = sorted({claim.key for claim in claims})
        return (key for key, _ in groupby(merge(self.claims.keys(), judged)))

    def record_swaps(self) -> Iterator[Swap[Record]]:
        """Yield what is swapped of all but claims."""
        yield from self.records.swaps()
        yield from self.judgements.swaps.values()

    def replacements(self) -> Iterator[Swap[Record] | Swap[Claim]]:
        """Yield the swaps in which something goes."""
        yield from self.records.replacements()
        yield from self.judgements.swaps.values()
        yield from self.claims.replacements()

    def close(self) -> None:
        """Remove from the disk what was noted."""
        self.claims.close()
        self.records.changed.close()

    def _parts(self) -> Iterator[Part]:
        verdicts = Verdicts(self.judgements.after())
        told = self.claims.by_key()
        at = next(told, None)
        for key in self.touched():
            changed: Sequence[Claim] = ()
            if at is not None and at[0] == key:
                changed, at = at[1], next(told, None)
            after = {claim.id: claim for claim in self.snapshot.claims_of(key)}
            after.update((claim.id, claim) for claim in changed)
            stand = standing(after.values(), None)
            yield Part(key, changed, derive(map(verdicts.applied, stand)))


def plan(snapshot: Snapshot, change: Change, *, at: datetime) -> Plan:
    """Compare a change with a version.

    :raises NotFoundError: when a claim to be retracted, or a judgement to be undone,
        is not there.
    :raises InvalidDataError: when one id is given twice with different content, or a
        judgement is given with other content than it has, or an edition is given in
        full of which a newer one was.
    """
    with ExitStack() as kept, ExitStack() as passing:
        given = kept.enter_context(closing(gathered_claims(change.claims)))
        records = passing.enter_context(closing(gathered_records(_records(change))))
        refuse_doubled(given.doubled, records.doubled)
        releases = _unique(map(canonical_release, change.releases))
        in_full = given_in_full(
            snapshot, change.replaces_release, releases, alone=change.renews_release
        )
        made = Plan(
            snapshot=snapshot,
            claims=ClaimChanges(snapshot, at, in_full, given),
            records=RecordChanges(snapshot, at, in_full, _named(given, in_full)),
            judgements=JudgementChanges(snapshot, at),
            others=change.others,
        )
        kept.callback(made.close)
        made.records.compare(chain(records, releases))
        made.records.remove(change.remove)
        made.claims.compare()
        made.claims.retract(change.retract)
        made.judgements.compare(_unique(change.judgements))
        made.judgements.undo(change.undo)
        kept.pop_all()
    return made


def _records(change: Change) -> Iterator[Record]:
    yield from map(canonical, change.entities)
    yield from change.sources
    yield from change.extras


def _named(given: Iterable[Claim], in_full: Given) -> frozenset[str]:
    """Return the parties of the claims given; asked for where something may go."""
    if not in_full.older:
        return frozenset()
    return frozenset(party for claim in given for party in claim.key[1:])


def _unique(given: Iterable[Few]) -> list[Few]:
    """Return what is given, each once.

    :raises InvalidDataError: when two things of one name differ.
    """
    found: dict[str, Few] = {}
    doubled = {each.id for each in given if found.setdefault(each.id, each) != each}
    refuse_doubled(doubled)
    return list(found.values())
