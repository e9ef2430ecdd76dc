"""What is said against implied statuses, in columns, made once for a version.

Source: `recog.domain.extremes`.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from recog.domain.extremes import ABSENT, opposes, speaks_against
from recog.store.chronicle import KIND_NAMES, Chronicle
from recog.store.columns import id_text
from recog.store.tables import Ints

_AGAINST: Final = np.array([speaks_against(name) for name in KIND_NAMES])


class Opposing:
    """Refusals, withdrawals and the like, by the group of keys that they speak of."""

    def __init__(self, chronicle: Chronicle, group_of_key: Ints) -> None:
        table = chronicle.events_table
        group = group_of_key[table["key"]]
        may = _AGAINST[table["kind"]] | (table["contradicted"] > 0)
        rows = np.flatnonzero((group >= 0) & may)
        # read in full: only the claims tell whether an event is no more than denied
        options = [
            (
                row,
                int(group[row]),
                option.days.first.toordinal(),
                option.days.last.toordinal(),
                bool(option.kind) and speaks_against(option.kind),
            )
            for row in rows.tolist()
            for event in (chronicle.event_at(row),)
            if opposes(event)
            for option in event.alternatives
        ]
        columns = np.array(options, dtype=np.int64).reshape(-1, 5).T
        self._row, self._group, self._first, self._last, counts = columns
        self._counts = counts > 0
        self._starts = np.flatnonzero(np.diff(self._row, prepend=-1))
        self._ids = table["id"]
        self._event_first = np.maximum(table["first"], 1)

    def by(self, on: int, groups: int) -> list[Ints]:
        """Return the latest event against each group in the four extremes."""
        found = [np.full(groups, ABSENT) for _ in range(4)]
        if not len(self._row):
            return found
        late = np.where(
            self._counts & (self._first <= on), np.minimum(self._last, on), ABSENT
        )
        soon = np.where(self._counts & (self._last <= on), self._first, ABSENT)
        of_event = self._group[self._starts]
        for column, reduced in zip(
            found,
            (
                np.maximum.reduceat(late, self._starts),
                np.minimum.reduceat(late, self._starts),
                np.minimum.reduceat(soon, self._starts),
                np.maximum.reduceat(soon, self._starts),
            ),
            strict=True,
        ):
            np.maximum.at(column, of_event, reduced)
        return found

    def ids(self, group: int, on: int) -> tuple[str, ...]:
        """Return the events against a group that can have happened, by first day."""
        rows = np.unique(self._row[self._group == group]).tolist()
        found = [
            (int(self._event_first[row]), id_text("event", int(self._ids[row])))
            for row in rows
            if self._event_first[row] <= on
        ]
        return tuple(id for _, id in sorted(found))
