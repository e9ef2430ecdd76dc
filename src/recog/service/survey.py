"""The findings of one version: made when first asked for, and kept with the version."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Final

import numpy as np

from recog.domain.checks import CHECKS
from recog.domain.quality import YEAR_DAYS
from recog.service.claim_finders import CLAIM_FINDERS
from recog.service.event_finders import EVENT_FINDERS, Finder
from recog.service.finding import Finding
from recog.service.span_finders import SPAN_FINDERS
from recog.store.outlines import Outlines, outlines
from recog.store.snapshot import Snapshot
from recog.store.tables import Ints

#: So many claims are read for one party; for more, all claims are read, and kept.
_FEW: Final = 2_000
_FINDERS: Final[Mapping[str, Finder]] = {**EVENT_FINDERS, **SPAN_FINDERS}


class Survey:
    """What the checks find in a version."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lock = Lock()
        self._found: dict[str, list[Finding]] = {}  # whole, and of the usual width
        self._outlines: Outlines | None = None

    def findings(
        self, check: str, keys: Ints | None = None, *, width: int = YEAR_DAYS
    ) -> list[Finding]:
        """Return the findings of a check, by first day.

        :param keys: for each key whether it is asked for; None: every key is.
        :param width: the days from which on a date is imprecise.
        """
        with self._lock:
            found = self._findings(check, keys, width)
        if keys is None:
            return found
        return [each for each in found if any(keys[key] for key in each.keys)]

    def counts(
        self, keys: Ints | None = None, *, width: int = YEAR_DAYS
    ) -> Mapping[str, int]:
        """Return how many findings each check has, in the order of the table."""
        return {name: len(self.findings(name, keys, width=width)) for name in CHECKS}

    def _findings(self, check: str, keys: Ints | None, width: int) -> list[Finding]:
        """Return at least the findings that are about the keys."""
        if check in self._found and (check in _FINDERS or width == YEAR_DAYS):
            return self._found[check]
        if check in _FINDERS:
            found = _FINDERS[check](self._snapshot)
            whole = True
        else:
            claims = self._outlined(keys)
            found = CLAIM_FINDERS[check](self._snapshot, claims, width)
            whole = claims is self._outlines and width == YEAR_DAYS
        made = sorted(found, key=lambda each: each.place)
        if whole:
            self._found[check] = made
        return made

    def _outlined(self, keys: Ints | None) -> Outlines:
        """Return the outlines of the claims of these keys, or of all claims."""
        of = self._snapshot.chronicle.claims["key"]
        if self._outlines is None and keys is not None:
            rows = np.flatnonzero(keys[of])
            if len(rows) <= _FEW:
                return outlines(self._snapshot, rows)
        if self._outlines is None:
            self._outlines = outlines(self._snapshot, np.arange(len(of)))
        return self._outlines
