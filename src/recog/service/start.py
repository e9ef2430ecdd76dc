"""Opening the workbench: the store in its home, with our own data on first start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from recog.service.workbench import Workbench
from recog.store.embedded import Limits, Store
from recog.store.remote.engine import Address
from recog.store.remote.home import refuse_copy
from recog.store.remote.store import RemoteStore


@contextmanager
def opened(
    home: Path, limits: Limits, engine: Address | None = None
) -> Iterator[Workbench]:
    """Open the store in a home, or in an engine; it is closed at the end."""
    store = unopened(home, limits, engine)
    store.prepare()
    with _on(store) as workbench:
        yield workbench


@contextmanager
def joined(
    home: Path, limits: Limits, engine: Address | None = None
) -> Iterator[Workbench]:
    """Open a store that another process has opened and tidied: nothing is written.

    :raises StoreError: when the current version cannot be read.
    """
    with _on(unopened(home, limits, engine)) as workbench:
        workbench.view()
        yield workbench


def unopened(home: Path, limits: Limits, engine: Address | None) -> Store:
    """Return the store in a home, or in an engine; nothing has been read or written.

    :raises FormatError: when the home is a copy, or for an engine when it is none.
    """
    if engine is None:
        refuse_copy(home)
        return Store(home, limits)
    return RemoteStore(home, limits, engine)


@contextmanager
def _on(store: Store) -> Iterator[Workbench]:
    with store:
        yield Workbench(store, lambda: datetime.now(UTC).date())


def is_empty(workbench: Workbench) -> bool:
    """Tell whether nothing was ever imported."""
    return not workbench.view().snapshot.releases
