"""What a change means for one version: what comes, goes and is derived anew.

Source: docs/design.md, sections 1.7 and 3.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from recog.domain.claims import Claim, standing
from recog.domain.derive import derive
from recog.domain.judgements import judged
from recog.errors import Fault, InvalidDataError
from recog.store.changes import Change, Swap
from recog.store.claim_changes import ClaimChanges
from recog.store.codec import canonical, canonical_release
from recog.store.given import given_in_full
from recog.store.judgement_changes import JudgementChanges
from recog.store.record_changes import RecordChanges
from recog.store.record_lines import Record
from recog.store.records import record_place
from recog.store.snapshot import Snapshot
from recog.store.tabulating import Difference

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one commit does to a version."""

    swaps: Sequence[Swap[Claim | Record]]
    difference: Difference

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different afterwards."""
        return not self.swaps


def plan(snapshot: Snapshot, change: Change, *, at: datetime) -> Plan:
    """Compare a change with a version.

    :raises NotFoundError: when a claim to be retracted, or a judgement to be undone,
        is not there.
    :raises InvalidDataError: when one id is given twice with different content, or a
        judgement is given with other content than it has, or an edition is given in
        full of which a newer one was.
    """
    releases = _unique(map(canonical_release, change.releases), _full_place)
    given = _unique(change.claims, lambda claim: claim.id)
    in_full = given_in_full(
        snapshot, change.replaces_release, releases, alone=change.renews_release
    )
    named = frozenset(party for claim in given for party in claim.key[1:])
    records = RecordChanges(snapshot, at, in_full, named)
    records.compare([*_records(change), *releases])
    claims = ClaimChanges(snapshot, at, in_full)
    claims.compare(given)
    claims.retract(change.retract)
    judgements = JudgementChanges(snapshot, at)
    judgements.compare(_unique(change.judgements, _full_place))
    judgements.undo(change.undo)
    return _planned(records, claims, judgements)


def _planned(
    records: RecordChanges, claims: ClaimChanges, judgements: JudgementChanges
) -> Plan:
    """Derive what follows for the keys touched."""
    touched = dict.fromkeys(claims.touched)
    for claim in map(claims.claim, judgements.claims()):
        if claim is not None:
            touched[claim.key] = None
    stand = standing((c for key in touched for c in claims.claims_of(key)), None)
    changed_records: list[Swap[Record]] = [*records.swaps, *judgements.swaps.values()]
    return Plan(
        swaps=[*changed_records, *claims.swaps.values()],
        difference=Difference(
            touched=frozenset(touched),
            derivation=derive(judged(stand, judgements.after())),
            claims=[swap.new for swap in claims.swaps.values() if swap.new],
            replaced_claims=frozenset(claims.rows),
            records=[swap.new for swap in changed_records if swap.new],
            replaced_records=frozenset(records.rows | judgements.rows),
        ),
    )


def _records(change: Change) -> Iterator[Record]:
    yield from _unique(map(canonical, change.entities), _full_place)
    yield from _unique(change.sources, _full_place)
    yield from _unique(change.extras, _full_place)


def _full_place(record: Record) -> str:
    return " in ".join(filter(None, record_place(record)))


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
