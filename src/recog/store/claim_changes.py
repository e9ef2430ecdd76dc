"""What a commit does to claims: which come, which are revised, which are retracted.

A stored claim is only ever retracted. Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from recog.domain.claims import Claim, Key
from recog.domain.revisions import head, next_id, says_the_same
from recog.store import lines
from recog.store.changes import Swap
from recog.store.given import Given
from recog.store.snapshot import Snapshot
from recog.store.spool import Gathered, Line, Spool
from recog.store.tables import Ints

#: Sorts before whatever an id or a track is written with, so that keys as texts have
#: the order that they have as tuples.
_SEPARATOR = "\x1f"


@dataclass(slots=True)
class ClaimChanges:
    """Gathers the differences between the claims of a version and those given.

    They lie on disk, by key and id.
    """

    snapshot: Snapshot
    at: datetime
    in_full: Given
    given: Gathered[Claim]
    changed: Spool = field(default_factory=Spool)
    _said: Ints = field(init=False)  # of each row, whether the claim is said still

    def __post_init__(self) -> None:
        self._said = np.zeros(len(self.snapshot.chronicle.claims), dtype=bool)

    def compare(self) -> None:
        """Note the claims that are new or different, and those that are gone."""
        for claim in self.given:
            self._compare(claim)
        for whole in self.in_full.older:
            for release in self.in_full.editions(whole):
                for row in self.snapshot.claim_rows_in(release):
                    if not self._said[row]:
                        self._withdraw_from(release, row)

    def retract(self, ids: Iterable[str]) -> None:
        """Note the claims that no longer stand; of a revised one, its last revision.

        :raises NotFoundError: when one of them is not there.
        """
        for id in sorted(set(ids)):
            found = self.claim(id) or self.snapshot.claims([id])[0]
            self._withdraw(head(found, self.claim))

    def claim(self, id: str) -> Claim | None:
        """Return the claim of an id as it is after the commit."""
        changed = self.changed.get(id)
        return _claim(changed) if changed else self.snapshot.claim(id)

    def swaps(self) -> Iterator[Swap[Claim]]:
        """Yield what is swapped, in the order in which it was noted."""
        return map(self._swapped, self.changed.all())

    def replacements(self) -> Iterator[Swap[Claim]]:
        """Yield those swaps in which something goes."""
        return map(self._swapped, self.changed.replacing())

    def keys(self) -> Iterator[Key]:
        """Yield the keys of what is swapped, sorted, each once."""
        return map(_key_of, self.changed.keys())

    def by_key(self) -> Iterator[tuple[Key, list[Claim]]]:
        """Yield for each of these keys what is new or has a new form, by id."""
        key, found = "", list[Claim]()
        for each in self.changed.by_key():
            if each.key != key:
                if found:
                    yield _key_of(key), found
                key, found = each.key, []
            found.append(_claim(each))
        if found:
            yield _key_of(key), found

    def close(self) -> None:
        """Remove from the disk what was given and noted."""
        self.given.close()
        self.changed.close()

    def _swapped(self, line: Line) -> Swap[Claim]:
        old = None if line.row is None else self.snapshot.claim_at(line.row)
        return Swap(old=old, new=_claim(line))

    def _compare(self, claim: Claim) -> None:
        row = self.snapshot.claim_row(claim.id)
        if row is None:
            self._swap(None, self._recorded(claim))
            replaced = self.snapshot.claim(claim.revises) if claim.revises else None
            if replaced is not None and claim.revises not in self.given:
                self._withdraw(replaced)
            return
        self._said[row] = True
        stored = self.snapshot.claim_at(row)
        if claim.retracted_at is not None:
            self._withdraw(stored)
            return
        old = head(stored, self.snapshot.claim)
        if old is not stored:
            self._said[self.snapshot.claim_row(old.id)] = True
        revived = old.retracted_at is not None and claim.release in self.in_full
        said_before = self.in_full.follows(claim.release, old.release)
        told = replace(claim, release=old.release) if said_before else claim
        if revived or not says_the_same(told, old):
            self._revise(old, claim)

    def _revise(self, old: Claim, claim: Claim) -> None:
        """Put a claim in place of an old one, which is retracted and stays."""
        self._withdraw(old)
        new_id = next_id(old, lambda id: id in self.given or self.claim(id))
        moment = max(self.at, old.retracted_at or old.recorded_at or self.at)
        new = replace(claim, id=new_id, revises=old.id, recorded_at=moment)
        self._swap(None, new)

    def _withdraw_from(self, release: str, row: int) -> None:
        claim = self.snapshot.claim_at(row)
        if claim.release == release:
            self._withdraw(claim)

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
        row = None if old is None else self.snapshot.claim_row(old.id)
        self.changed.put(
            new.id, lines.of_claim(new), key=_SEPARATOR.join(new.key), row=row
        )


def _claim(line: Line) -> Claim:
    return lines.to_claim(line.line or b"")  # a claim is never removed


def _key_of(text: str) -> Key:
    return Key(*text.split(_SEPARATOR))
