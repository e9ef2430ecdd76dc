"""What a commit does to claims: which come, which are revised, which are retracted.

A stored claim is only ever retracted. Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from recog.domain.claims import Claim, Key
from recog.domain.revisions import head, next_id, says_the_same
from recog.store.changes import Swap
from recog.store.given import Given
from recog.store.snapshot import Snapshot


@dataclass(slots=True)
class ClaimChanges:
    """Gathers the differences between the claims of a version and those given."""

    snapshot: Snapshot
    at: datetime
    in_full: Given
    swaps: dict[str, Swap[Claim]] = field(default_factory=dict)  # by id
    rows: set[int] = field(default_factory=set)  # of the old chronicle
    touched: dict[Key, dict[str, Claim]] = field(default_factory=dict)
    _given: frozenset[str] = frozenset()  # ids
    _said: set[str] = field(default_factory=set)  # ids of what is said still

    def compare(self, claims: Sequence[Claim]) -> None:
        """Note the claims that are new or different, and those that are gone."""
        self._given = frozenset(claim.id for claim in claims)
        for claim in claims:
            self._said.add(claim.id)
            self._compare(claim)
        for whole in self.in_full.older:
            for release in self.in_full.editions(whole):
                for old in self.snapshot.claims_in(release):
                    if old.id not in self._said:
                        self._withdraw(old)

    def retract(self, ids: Iterable[str]) -> None:
        """Note the claims that no longer stand; of a revised one, its last revision.

        :raises NotFoundError: when one of them is not there.
        """
        for id in sorted(set(ids)):
            found = self.claim(id) or self.snapshot.claims([id])[0]
            self._withdraw(head(found, self.claim))

    def claim(self, id: str) -> Claim | None:
        """Return the claim of an id as it is after the commit."""
        swap = self.swaps.get(id)
        return swap.new if swap else self.snapshot.claim(id)

    def claims_of(self, key: Key) -> list[Claim]:
        """Return the claims of a key after the commit, also retracted ones."""
        kept = {claim.id: claim for claim in self.snapshot.claims_of(key)}
        changed = kept | self.touched.get(key, {})
        return [claim for claim in changed.values() if claim.key == key]

    def _compare(self, claim: Claim) -> None:
        stored = self.snapshot.claim(claim.id)
        if stored is None:
            self._swap(None, self._recorded(claim))
            replaced = self.snapshot.claim(claim.revises) if claim.revises else None
            if replaced is not None and claim.revises not in self._given:
                self._withdraw(replaced)
            return
        if claim.retracted_at is not None:
            self._withdraw(stored)
            return
        old = head(stored, self.snapshot.claim)
        self._said.add(old.id)
        revived = old.retracted_at is not None and claim.release in self.in_full
        said_before = self.in_full.follows(claim.release, old.release)
        told = replace(claim, release=old.release) if said_before else claim
        if revived or not says_the_same(told, old):
            self._revise(old, claim)

    def _revise(self, old: Claim, claim: Claim) -> None:
        """Put a claim in place of an old one, which is retracted and stays."""
        self._withdraw(old)
        new_id = next_id(old, lambda id: id in self._given or self.claim(id))
        moment = max(self.at, old.retracted_at or old.recorded_at or self.at)
        new = replace(claim, id=new_id, revises=old.id, recorded_at=moment)
        self._swap(None, new)

    def _withdraw(self, claim: Claim) -> None:
        """Note that a claim stands no longer, if it stands; never before it began."""
        if claim.retracted_at is None:
            moment = max(self.at, claim.recorded_at or self.at)
            self._swap(claim, replace(claim, retracted_at=moment))

    def _recorded(self, claim: Claim) -> Claim:
        """Return the claim with the moment from which it stands."""
        if claim.recorded_at is not None:
            return claim
        return replace(claim, recorded_at=min(self.at, claim.retracted_at or self.at))

    def _swap(self, old: Claim | None, new: Claim) -> None:
        before = self.swaps.get(new.id)
        self.swaps[new.id] = Swap(old=before.old if before else old, new=new)
        self.touched.setdefault(new.key, {})[new.id] = new
        if old is not None:
            row = self.snapshot.claim_row(old.id)
            self.rows.update(() if row is None else (row,))
            self.touched.setdefault(old.key, {})[new.id] = new
