"""Events and spans in order, a page at a time, from the columns of the chronicle.

A party can have tens of thousands of them; only those of the page are read in full.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from recog.domain.kinds import KINDS
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.errors import QuestionError
from recog.service.recall import Place, Where
from recog.store.chronicle import KIND_NAMES, Chronicle, id_number
from recog.store.keys import TRACK_NAMES
from recog.store.tables import Table, rows_between

Ints = npt.NDArray[Any]

#: What can be listed; a span comes before the event that opens it.
SPAN: Final = "span"
EVENT: Final = "event"
_FLAGS: Final = {SPAN: 0, EVENT: 1}
_FIRST_DAY: Final = date.min.toordinal()
_LAST_DAY: Final = date.max.toordinal()


class _Listed(NamedTuple):
    """Rows of one or both tables, sorted by place."""

    first: Ints  # ordinals of days
    last: Ints
    flag: Ints
    id: Ints
    row: Ints

    def place(self, at: int) -> tuple[int, ...]:
        return tuple(int(column[at]) for column in self[:4])


def listed(
    chronicle: Chronicle,
    where: Where,
    of: Sequence[str],
    *,
    after: Place | None = None,
    limit: int,
    among: Ints | None = None,
) -> list[Event | Span]:
    """Return the events or spans, or both, that fit, sorted by place.

    :param after: the place after which they begin.
    :param among: for each key, whether it may be listed.
    """
    parts = [_PARTS[name](chronicle, where, among) for name in of]
    joined = _Listed(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    order = np.lexsort((joined.id, joined.flag, joined.last, joined.first))
    found = _Listed(*(column[order] for column in joined))
    start = 0
    if after is not None:
        start = bisect_right(range(len(order)), _numbers(after), key=found.place)
    shown = slice(start, start + limit)
    return [
        chronicle.event_at(row) if flag else chronicle.span(row)
        for flag, row in zip(
            found.flag[shown].tolist(), found.row[shown].tolist(), strict=True
        )
    ]


def counted(
    chronicle: Chronicle, where: Where, of: str, *, among: Ints | None = None
) -> dict[str, int]:
    """Return how many events or spans fit, by track; the empty name is of no track."""
    table = _table(chronicle, of)
    keys = table["key"][_PARTS[of](chronicle, where, among).row]
    tracks, numbers = np.unique(chronicle.keys.table["track"][keys], return_counts=True)
    names = [TRACK_NAMES[track] if track >= 0 else "" for track in tracks.tolist()]
    return dict(sorted(zip(names, numbers.tolist(), strict=True)))


def key_filters(where: Where) -> Mapping[str, Any]:
    """Return the parts of a wish that speak of keys, as the chronicle takes them."""
    return {
        "track": where.track,
        "actors": where.actors,
        "targets": where.targets,
        "person": where.person,
        "list": where.list,
    }


def _events(chronicle: Chronicle, where: Where, among: Ints | None) -> _Listed:
    table = chronicle.events_table
    rows = _rows(chronicle, where, among, table)
    first, last = table["first"][rows], table["last"][rows]
    fits = np.ones(len(rows), dtype=bool)
    if where.kind is not None:
        number = KIND_NAMES.index(where.kind) if where.kind in KINDS else -1
        fits &= table["kind"][rows] == number
    if where.first is not None:
        fits &= last >= where.first.toordinal()
    if where.last is not None:
        fits &= first <= where.last.toordinal()
    return _made(table, EVENT, rows[fits], (first[fits], last[fits]))


def _spans(chronicle: Chronicle, where: Where, among: Ints | None) -> _Listed:
    table = chronicle.spans_table
    rows = _rows(chronicle, where, among, table)
    fits = np.ones(len(rows), dtype=bool)
    if where.first is not None:
        fits &= table["end_latest"][rows] > where.first.toordinal()
    if where.last is not None:
        fits &= table["start_earliest"][rows] <= where.last.toordinal()
    kept = rows[fits]
    starts = (table["start_earliest"][kept], table["start_latest"][kept])
    return _made(table, SPAN, kept, starts)


_PARTS: Final = {EVENT: _events, SPAN: _spans}


def _made(table: Table, name: str, rows: Ints, days: tuple[Ints, Ints]) -> _Listed:
    return _Listed(
        first=np.clip(days[0], _FIRST_DAY, _LAST_DAY),
        last=np.clip(days[1], _FIRST_DAY, _LAST_DAY),
        flag=np.full(len(rows), _FLAGS[name]),
        id=table["id"][rows].astype(np.uint64),
        row=rows,
    )


def _table(chronicle: Chronicle, of: str) -> Table:
    return chronicle.events_table if of == EVENT else chronicle.spans_table


def _rows(chronicle: Chronicle, where: Where, among: Ints | None, table: Table) -> Ints:
    """Return the rows of a table whose keys fit; a table is sorted by key."""
    selected = chronicle.keys.select(
        either=where.either, among=among, **key_filters(where)
    )
    keys = np.asarray(selected, dtype=np.int64)
    starts = np.searchsorted(table["key"], keys, "left")
    ends = np.searchsorted(table["key"], keys, "right")
    return rows_between(starts, ends)


def _numbers(place: Place) -> tuple[int, ...]:
    """Return a place as the columns have it.

    :raises QuestionError: when it is none.
    """
    try:
        first, last, flag, id = place
        days = date.fromisoformat(first), date.fromisoformat(last)
        number = id_number(id) % 2**64
        return days[0].toordinal(), days[1].toordinal(), int(flag), number
    except ValueError as error:
        raise QuestionError(f"not a cursor of this list: {place!r}") from error
