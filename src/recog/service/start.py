"""Opening the workbench: the store in its home, with our own data on first start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from recog.service.workbench import Workbench
from recog.store.embedded import Limits, Store


@contextmanager
def opened(home: Path, limits: Limits) -> Iterator[Workbench]:
    """Open the store in a home; it is closed, and its workers ended, at the end."""
    with _on(Store.open(home, limits)) as workbench:
        yield workbench


@contextmanager
def joined(home: Path, limits: Limits) -> Iterator[Workbench]:
    """Open a store that another process has opened and tidied: nothing is written.

    :raises StoreError: when the current version cannot be read.
    """
    with _on(Store(home, limits)) as workbench:
        workbench.view()
        yield workbench


@contextmanager
def _on(store: Store) -> Iterator[Workbench]:
    with store:
        yield Workbench(store, lambda: datetime.now(UTC).date())


def is_empty(workbench: Workbench) -> bool:
    """Tell whether nothing was ever imported."""
    return not workbench.view().snapshot.releases
