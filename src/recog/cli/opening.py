"""Opening the workbench for a command, and showing how far long work is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from recog.settings import Settings

if TYPE_CHECKING:
    from recog.service.load import Progress
    from recog.service.workbench import Workbench


@contextmanager
def open_workbench(settings: Settings) -> Iterator[Workbench]:
    """Open the workbench; a new store first gets the facts that come with recog."""
    from recog.service.start import is_empty, opened

    with opened(settings.home, settings.limits) as workbench:
        if is_empty(workbench):
            from recog.service.load import load_data

            with progress("loading data/") as told:
                at = datetime.now(UTC)
                load_data(workbench.store, at=at, progress=told)
        yield workbench


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Show how far the work is, on the error stream and only to people."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    from recog.service.load import Progress

    console = Console(stderr=True)
    hidden = not console.is_terminal  # elsewhere it would leave an empty line
    with Bar(console=console, transient=True, disable=hidden) as bar:
        shown = [title]
        task = bar.add_task(title, total=None)

        def source(name: str) -> None:
            shown[:] = [f"{title}, {name}"]
            bar.reset(task, total=None, description=shown[0])

        yield Progress(
            source=source,
            total=lambda records: bar.update(task, total=records),
            advance=lambda: bar.advance(task),
            phase=lambda name: bar.update(task, description=f"{shown[0]}: {name}"),
        )
