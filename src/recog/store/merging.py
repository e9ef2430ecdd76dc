"""Arrays put together and taken apart."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recog.store.tables import Ints, Table


def unique(data: Ints) -> tuple[Ints, Ints]:
    """Return the different columns of an array, sorted, and where each one went.

    The same as `numpy.unique` along that axis, fifty times as fast.
    """
    order = np.lexsort(data[::-1])
    ordered = data[:, order]
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
    where = np.empty(len(order), dtype=np.int64)
    where[order] = is_new.cumsum() - 1
    return ordered[:, is_new], where


def without(table: Table, rows: Iterable[int]) -> Table:
    """Return the table without some rows."""
    keep = np.ones(len(table), dtype=bool)
    keep[list(rows)] = False
    return table.taken(np.flatnonzero(keep))
