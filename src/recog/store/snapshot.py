"""One version of the store, to be read: it never changes.

Everything here is answered from the chronicle; SPARQL goes through `Store.query`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np

from recog.domain.claims import Claim, Key, standing
from recog.domain.entities import Entity, Release, Source
from recog.domain.implication import Kin
from recog.domain.judgements import Judgement, Verdicts
from recog.domain.reconcile import Event
from recog.domain.witnesses import Lineage
from recog.errors import NotFoundError
from recog.store import lines
from recog.store.chronicle import Chronicle
from recog.store.implications import Implications
from recog.store.imports import Imported, imports_of
from recog.store.known import Known
from recog.store.manifest import Manifest
from recog.store.records import RecordBook, RecordMap
from recog.store.tables import Ints, number_of
from recog.store.uniting import united

Found = TypeVar("Found")

_PARTIES = ("state/", "government/")


class Snapshot:
    """A version: its claims, entities, sources and releases, and its chronicle.

    :param moment: releases recorded later, and what only they describe, are left out,
        and the judgements that stood then count; None: those of now. Claims, and what
        is derived from them, are those of the version (`recog.store.recollection`).
    """

    def __init__(
        self,
        folder: Path,
        *,
        moment: datetime | None = None,
        chronicle: Chronicle | None = None,
    ) -> None:
        self.folder = folder
        self.moment = moment
        self.manifest = Manifest.read(folder / "manifest.json")
        self.chronicle = chronicle or Chronicle(folder / "chronicle")
        self.records = RecordBook(self.chronicle)
        known = Known(self.records, moment)
        #: By id, sorted; entities are united over the releases that describe them.
        self.releases: Mapping[str, Release] = RecordMap(
            self.records, Release, shown=known.shows
        )
        self.entities: Mapping[str, Entity] = RecordMap(
            self.records,
            Entity,
            shown=known.shows,
            unite=lambda found: united(found, self.releases),
        )
        self.sources: Mapping[str, Source] = RecordMap(
            self.records, Source, shown=known.shows
        )
        #: All that were ever made, at whatever moment.
        self.judgements: Mapping[str, Judgement] = RecordMap(self.records, Judgement)
        self.is_partial = bool(known.hidden)  # something was not known then

    @property
    def version(self) -> str:
        """The name of the version: "000042"."""
        return self.manifest.version

    @cached_property
    def imports(self) -> Sequence[Imported]:
        """What the last import of each release said of itself, oldest first."""
        return imports_of(self.folder)

    @cached_property
    def lineage(self) -> Lineage:
        """Who draws on whom, by the releases that are known."""
        return Lineage(self.releases.values())

    @cached_property
    def kin(self) -> Kin:
        """What states and governments are to one another, for implied status."""
        ids = [each for each in self.entities if each.startswith(_PARTIES)]
        known = [self.entities[each] for each in ids]
        return Kin(
            governs={each.id: each.governs for each in known if each.governs},
            ended={each.id: each.ended.days for each in known if each.ended},
        )

    @cached_property
    def implications(self) -> Implications:
        """What the statuses of this version imply."""
        return Implications(self.chronicle, self.kin)

    @cached_property
    def verdicts(self) -> Verdicts:
        """The judgements that stand, or stood at the moment."""
        return Verdicts(standing(self.judgements.values(), self.moment))

    def as_known(self, moment: datetime) -> Snapshot:
        """Return this version with the names, sources and verdicts of a moment."""
        return Snapshot(self.folder, moment=moment, chronicle=self.chronicle)

    def claim(self, id: str) -> Claim | None:
        """Return the claim of an id, or None; also one that is retracted."""
        row = self.claim_row(id)
        return None if row is None else self.claim_at(row)

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims of these ids, in this order, also retracted ones.

        :raises NotFoundError: when one of them is not there.
        """
        return [_found(self.claim(id), id) for id in ids]

    def claims_of(self, key: Key) -> list[Claim]:
        """Return the claims of a key by id, also retracted ones."""
        row = self.chronicle.keys.find(key)
        if row < 0:
            return []
        order, starts = self._by_key
        claims = map(self.claim_at, order[starts[row] : starts[row + 1]].tolist())
        return sorted(claims, key=lambda claim: claim.id)

    def claims_in(self, release: str) -> list[Claim]:
        """Return the claims of a release, in no particular order."""
        claims = map(self.claim_at, self.claim_rows_in(release))
        return [claim for claim in claims if claim.release == release]

    def claim_rows_in(self, release: str) -> list[int]:
        """Return the rows of the claims that may be of a release."""
        found = np.flatnonzero(self.chronicle.claims["release"] == number_of(release))
        rows: list[int] = found.tolist()
        return rows

    def all_claims(self) -> Iterator[Claim]:
        """Yield every claim, also retracted ones, in the same order every time."""
        return map(self.claim_at, range(len(self.chronicle.claims)))

    def event(self, id: str) -> Event:
        """Return the event of an id.

        :raises NotFoundError: when it is not there.
        """
        return _found(self.chronicle.event(id), id)

    def events(self, ids: Iterable[str]) -> list[Event]:
        """Return the events of these ids, in this order.

        :raises NotFoundError: when one of them is not there.
        """
        return [self.event(id) for id in ids]

    def claim_at(self, row: int) -> Claim:
        """Return the claim of a row of the chronicle's table."""
        return lines.to_claim(self.claim_line(row))

    def claim_line(self, row: int) -> bytes:
        """Return the line of a row of the chronicle's table of claims."""
        table = self.chronicle.claims
        return self.chronicle.heap.line(
            int(table["start"][row]), int(table["length"][row])
        )

    def claim_row(self, id: str) -> int | None:
        """Return the row of a claim in the chronicle's table, or None."""
        number = number_of(id)
        ids = self.chronicle.claims["id"]
        low, high = np.searchsorted(ids, (number, number + 1)).tolist()
        rows: Sequence[int] = range(low, high)
        return next((row for row in rows if self.claim_at(row).id == id), None)

    @cached_property
    def _by_key(self) -> tuple[Ints, Ints]:
        """Rows of claims by key, and where each key's begin."""
        keys = self.chronicle.claims["key"]
        order = np.argsort(keys, kind="stable")
        wanted = np.arange(len(self.chronicle.keys) + 1)
        return order, np.searchsorted(keys[order], wanted)


def _found(value: Found | None, id: str) -> Found:
    if value is None:
        raise NotFoundError(f"there is no {id} in this version")
    return value
