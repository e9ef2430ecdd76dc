"""What a change means for one version: what comes, goes and is derived anew.

Source: docs/design.md, sections 1.7 and 3.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from recog.domain.claims import Claim, Key
from recog.domain.derive import derive
from recog.domain.entities import Release
from recog.domain.revisions import head, next_id, says_the_same
from recog.errors import Fault, InvalidDataError
from recog.store import record_lines
from recog.store.changes import Change
from recog.store.codec import canonical, canonical_release
from recog.store.record_lines import Record
from recog.store.records import record_place
from recog.store.snapshot import Snapshot
from recog.store.tabulating import Difference

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Something that a commit adds (no old), removes (no new) or changes."""

    old: Claim | Record | None
    new: Claim | Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one commit does to a version."""

    swaps: Sequence[Swap]
    difference: Difference

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different afterwards."""
        return not self.swaps


def plan(snapshot: Snapshot, change: Change, *, at: datetime) -> Plan:
    """Compare a change with a version.

    :raises NotFoundError: when a claim to be retracted is not there.
    :raises InvalidDataError: when one id is given twice with different content.
    """
    planner = _Planner(snapshot, at, frozenset(change.replaces_release))
    planner.compare_records(_records(change))
    planner.compare_claims(_unique(change.claims, _claim_id))
    planner.retract(change.retract)
    return planner.plan()


def _records(change: Change) -> Iterator[Record]:
    yield from _unique(map(canonical, change.entities), _full_place)
    yield from _unique(change.sources, _full_place)
    yield from _unique(map(canonical_release, change.releases), _full_place)
    yield from _unique(change.extras, _full_place)


def _full_place(record: Record) -> str:
    return " in ".join(filter(None, record_place(record)))


def _claim_id(claim: Claim) -> str:
    return claim.id


def _unique(given: Iterable[Given], name: Callable[[Given], str]) -> list[Given]:
    """Return what is given, each once.

    :raises InvalidDataError: when two things of one name differ.
    """
    found: dict[str, Given] = {}
    doubled: set[str] = set()
    for each in given:
        if found.setdefault(name(each), each) != each:
            doubled.add(name(each))
    if doubled:
        faults = [
            Fault(where=where, message="is given twice with different content")
            for where in sorted(doubled)
        ]
        raise InvalidDataError(f"{len(faults)} ids stand twice", faults)
    return list(found.values())


@dataclass(slots=True)
class _Planner:
    """Gathers the differences between a version and what is asked for."""

    snapshot: Snapshot
    at: datetime
    replaced: frozenset[str]  # releases given in full
    claim_swaps: dict[str, Swap] = field(default_factory=dict)  # by id
    record_swaps: list[Swap] = field(default_factory=list)
    claim_rows: set[int] = field(default_factory=set)
    record_rows: set[int] = field(default_factory=set)
    touched: dict[Key, dict[str, Claim]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()  # ids of claims
    seen: set[str] = field(default_factory=set)  # ids of claims that are still said

    def compare_records(self, records: Iterable[Record]) -> None:
        """Note the records that are new or different, and those that are gone."""
        book = self.snapshot.records
        given: set[int] = set()
        for record in records:
            row = book.row_of(record)
            if row is not None:
                given.add(row)
                if book.line(row) == record_lines.of_record(record):
                    continue
                self.record_rows.add(row)
            old = None if row is None else book.at(row)
            self.record_swaps.append(Swap(old=old, new=record))
        for release in sorted(self.replaced):
            for row in book.rows_in(release):
                old = book.at(row)
                gone = row not in given and not isinstance(old, Release)
                if gone and record_place(old)[1] == release:
                    self.record_rows.add(row)
                    self.record_swaps.append(Swap(old=old, new=None))

    def compare_claims(self, claims: Sequence[Claim]) -> None:
        """Note the claims that are new or different, and those that are gone."""
        self.given = frozenset(claim.id for claim in claims)
        for claim in claims:
            self.seen.add(claim.id)
            self._compare(claim)
        for release in sorted(self.replaced):
            for old in self.snapshot.claims_in(release):
                if old.id not in self.seen:
                    self._withdraw(old)

    def retract(self, ids: Iterable[str]) -> None:
        """Note the claims that no longer stand."""
        for id in sorted(set(ids)):
            swap = self.claim_swaps.get(id)
            (found,) = [swap.new] if swap else self.snapshot.claims([id])
            if isinstance(found, Claim):
                self._withdraw(head(found, self._planned))

    def plan(self) -> Plan:
        """Derive what follows for the keys touched."""
        stand: list[Claim] = []
        for key, changed in self.touched.items():
            kept = {claim.id: claim for claim in self.snapshot.claims_of(key)}
            claims = (kept | changed).values()
            stand.extend(c for c in claims if c.retracted_at is None and c.key == key)
        swaps = [*self.record_swaps, *self.claim_swaps.values()]
        new = [swap.new for swap in swaps if swap.new is not None]
        return Plan(
            swaps=swaps,
            difference=Difference(
                touched=frozenset(self.touched),
                derivation=derive(stand),
                claims=[value for value in new if isinstance(value, Claim)],
                replaced_claims=frozenset(self.claim_rows),
                records=[value for value in new if not isinstance(value, Claim)],
                replaced_records=frozenset(self.record_rows),
            ),
        )

    def _compare(self, claim: Claim) -> None:
        stored = self.snapshot.claim(claim.id)
        if stored is None:
            self._swap(None, self._recorded(claim))
            replaced = self.snapshot.claim(claim.revises) if claim.revises else None
            if replaced is not None and claim.revises not in self.given:
                self._withdraw(replaced)
            return
        if claim.retracted_at is not None:
            self._withdraw(stored)
            return
        old = head(stored, self.snapshot.claim)
        self.seen.add(old.id)
        revived = old.retracted_at is not None and claim.release in self.replaced
        if revived or not says_the_same(claim, old):
            self._revise(old, claim)

    def _revise(self, old: Claim, claim: Claim) -> None:
        """Put a claim in place of an old one, which is retracted and stays."""
        self._withdraw(old)
        new_id = next_id(old, lambda id: id in self.given or self._planned(id))
        moment = max(self.at, old.retracted_at or old.recorded_at or self.at)
        new = replace(claim, id=new_id, revises=old.id, recorded_at=moment)
        self._swap(None, new)

    def _withdraw(self, claim: Claim) -> None:
        """Note that a claim stands no longer, if it stands."""
        if claim.retracted_at is None:
            self._swap(claim, _retracted(claim, self.at))

    def _planned(self, id: str) -> Claim | None:
        """Return the claim of an id as it is after the commit."""
        swap = self.claim_swaps.get(id)
        found = swap.new if swap else self.snapshot.claim(id)
        return found if isinstance(found, Claim) else None

    def _recorded(self, claim: Claim) -> Claim:
        """Return the claim with the moment from which it stands."""
        if claim.recorded_at is not None:
            return claim
        return replace(claim, recorded_at=min(self.at, claim.retracted_at or self.at))

    def _swap(self, old: Claim | None, new: Claim) -> None:
        before = self.claim_swaps.get(new.id)
        self.claim_swaps[new.id] = Swap(old=before.old if before else old, new=new)
        self.touched.setdefault(new.key, {})[new.id] = new
        if old is not None:
            row = self.snapshot.claim_row(old.id)
            self.claim_rows.update(() if row is None else (row,))
            self.touched.setdefault(old.key, {})[new.id] = new


def _retracted(claim: Claim, at: datetime) -> Claim:
    """Return the claim as withdrawn, never before it was recorded."""
    return replace(claim, retracted_at=max(at, claim.recorded_at or at))
