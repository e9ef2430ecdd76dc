"""What a commit does to judgements: which are made, and which are undone.

Source: docs/design.md, sections 1.5 and 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from recog.domain.claims import standing
from recog.domain.judgements import Judgement
from recog.errors import Fault, InvalidDataError, NotFoundError
from recog.store.changes import Swap
from recog.store.snapshot import Snapshot


@dataclass(slots=True)
class JudgementChanges:
    """Gathers the differences between the judgements of a version and those given."""

    snapshot: Snapshot
    at: datetime
    swaps: dict[str, Swap[Judgement]] = field(default_factory=dict)  # by id
    rows: set[int] = field(default_factory=set)  # of the old chronicle

    def compare(self, judgements: Iterable[Judgement]) -> None:
        """Note the judgements that are new or undone.

        :raises InvalidDataError: when one differs from the one of its id.
        """
        faults: list[Fault] = []
        for judgement in judgements:
            old = self.snapshot.judgements.get(judgement.id)
            if old is None:
                moment = min(self.at, judgement.retracted_at or self.at)
                recorded = judgement.recorded_at or moment
                self._swap(None, replace(judgement, recorded_at=recorded))
            elif not _says_the_same(judgement, old):
                message = "is stored with other content; a judgement is undone instead"
                faults.append(Fault(where=judgement.id, message=message))
            elif judgement.retracted_at is not None:
                self._undo(old)
        if faults:
            raise InvalidDataError(f"{len(faults)} judgements differ", faults)

    def undo(self, ids: Iterable[str]) -> None:
        """Note the judgements that no longer stand.

        :raises NotFoundError: when one of them is not there.
        """
        for id in sorted(set(ids)):
            old = self.snapshot.judgements.get(id)
            if old is None:
                raise NotFoundError(f"there is no {id} in this version")
            self._undo(old)

    def claims(self) -> Iterator[str]:
        """Yield the ids of the claims whose verdict may be another."""
        for swap in self.swaps.values():
            for judgement in (swap.old, swap.new):
                if judgement is not None:
                    yield judgement.claim

    def after(self) -> list[Judgement]:
        """Return the judgements that stand after the commit."""
        kept = dict(self.snapshot.judgements)
        kept.update((id, swap.new) for id, swap in self.swaps.items() if swap.new)
        return list(standing(kept.values(), None))

    def _undo(self, old: Judgement) -> None:
        if old.retracted_at is None:
            moment = max(self.at, old.recorded_at or self.at)
            self._swap(old, replace(old, retracted_at=moment))

    def _swap(self, old: Judgement | None, new: Judgement) -> None:
        self.swaps[new.id] = Swap(old=old, new=new)
        row = None if old is None else self.snapshot.records.row_of(old)
        self.rows.update(() if row is None else (row,))


def _says_the_same(one: Judgement, other: Judgement) -> bool:
    told = replace(one, recorded_at=other.recorded_at, retracted_at=other.retracted_at)
    return told == other
