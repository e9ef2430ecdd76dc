"""Opening the workbench for a command, and showing how far long work is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from recog.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from recog.service.load import Progress
    from recog.service.workbench import Workbench


@contextmanager
def open_workbench(settings: Settings) -> Iterator[Workbench]:
    """Open the workbench; a new store first gets the facts that come with recog."""
    from recog.service.start import is_empty, opened

    with opened(settings.home, settings.limits, settings.engine) as workbench:
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
        shown = _Shown(bar, title)
        yield Progress(
            source=shown.source,
            total=lambda records: bar.update(shown.task, total=records),
            advance=lambda: bar.advance(shown.task),
            phase=shown.phase,
        )


class _Shown:
    """The line that is shown: which source, and which phase of it.

    Only reading knows how much there is; other phases say how much they have done.
    """

    def __init__(self, bar: Bar, title: str) -> None:
        self._bar, self._title = bar, title
        self._told, self._phase = title, ""
        self.task = bar.add_task(title, total=None)

    def source(self, name: str) -> None:
        """Begin with another source."""
        self._told = f"{self._title}, {name}"
        self._anew("")

    def phase(self, name: str) -> None:
        """Tell the phase, with how much of it is done."""
        self._anew(name.partition(",")[0])
        self._bar.update(self.task, description=f"{self._told}: {name}")

    def _anew(self, phase: str) -> None:
        """Forget how far the phase before was; a bar without an end moves."""
        if phase != self._phase or not phase:
            self._phase = phase
            self._bar.remove_task(self.task)
            self.task = self._bar.add_task(self._told, total=None)
