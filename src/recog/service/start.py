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
    workbench = Workbench(Store.open(home, limits), lambda: datetime.now(UTC).date())
    try:
        yield workbench
    finally:
        workbench.close()


def is_empty(workbench: Workbench) -> bool:
    """Tell whether nothing was ever imported."""
    return not workbench.view().snapshot.releases
