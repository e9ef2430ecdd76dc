"""What stood at a moment, where that is not what stands now.

Which keys those are is read from the columns of claims; only they are derived anew,
each once. Source: docs/design.md, sections 1.7 and 3.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

import numpy as np

from recog.domain.claims import Claim, Key, standing
from recog.domain.derive import Derivation, derive
from recog.domain.judgements import Judgement, judged
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.store import lines, tables
from recog.store.snapshot import Snapshot
from recog.store.tables import Ints

_NOTHING = Derivation((), (), ())


class Recollection:
    """The keys of a version that were others at a moment, and what held on them."""

    def __init__(self, snapshot: Snapshot, moment: datetime) -> None:
        self._snapshot = snapshot
        self._claims = snapshot.chronicle.claims
        self._stood = _stood(
            self._claims["recorded"], self._claims["retracted"], moment
        )
        given = snapshot.judgements.values()
        self._judgements = list(standing(given, moment))
        self._derived: dict[int, Derivation] = {}
        #: For each key, whether other claims or judgements stood than stand now.
        self.changed: Ints = np.zeros(len(snapshot.chronicle.keys), dtype=bool)
        stands = self._claims["retracted"] == tables.EVER_AFTER
        self.changed[self._claims["key"][self._stood != stands]] = True
        self.changed[list(self._judged_otherwise(given))] = True

    def derived(self, rows: Ints) -> Derivation:
        """Return what followed for keys; sorted by their rows first."""
        missing = [row for row in rows.tolist() if row not in self._derived]
        if missing:
            wanted = np.zeros(len(self.changed), dtype=bool)
            wanted[missing] = True
            claims = judged(self._standing(wanted), self._judgements)
            by_key = _by_key(derive(claims))
            keys = self._snapshot.chronicle.keys
            for row in missing:
                self._derived[row] = by_key.get(keys[row], _NOTHING)
        return _joined(self._derived[row] for row in rows.tolist())

    def _standing(self, wanted: Ints) -> Iterator[Claim]:
        rows = np.flatnonzero(self._stood & wanted[self._claims["key"]])
        return map(self._snapshot.claim_at, rows.tolist())

    def _judged_otherwise(self, given: Iterable[Judgement]) -> Iterator[int]:
        """Yield the keys of claims on which other judgements stood than stand now."""
        now = {each.id for each in standing(given, None)}
        then = {each.id for each in self._judgements}
        for id in now ^ then:
            row = self._snapshot.claim_row(self._snapshot.judgements[id].claim)
            if row is not None:
                yield int(self._claims["key"][row])


def _stood(recorded: Ints, retracted: Ints, moment: datetime) -> Ints:
    at = lines.microseconds(moment)
    stood: Ints = (recorded <= at) & (at < retracted)
    return stood


def _by_key(derivation: Derivation) -> dict[Key, Derivation]:
    events: dict[Key, list[Event]] = defaultdict(list)
    spans: dict[Key, list[Span]] = defaultdict(list)
    stretches: dict[Key, list[Stretch]] = defaultdict(list)
    for event in derivation.events:
        events[event.key].append(event)
    for span in derivation.spans:
        spans[span.key].append(span)
    for stretch in derivation.stretches:
        stretches[stretch.key].append(stretch)
    return {
        key: Derivation(
            tuple(own), tuple(spans.get(key, ())), tuple(stretches.get(key, ()))
        )
        for key, own in events.items()
    }


def _joined(parts: Iterable[Derivation]) -> Derivation:
    known = list(parts)
    return Derivation(
        tuple(each for part in known for each in part.events),
        tuple(each for part in known for each in part.spans),
        tuple(each for part in known for each in part.stretches),
    )
