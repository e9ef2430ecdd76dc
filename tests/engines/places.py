"""Where a store lies: in homes, or in an engine that several homes copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from engines import servers
from recog.service.start import unopened
from recog.settings import Settings, read_settings
from recog.store.embedded import Store
from recog.store.remote.engine import Engine
from recog.store.remote.moving import found
from recog.store.remote.pointer import GRAPH

ENGINES = ("home", "oxigraph", "virtuoso")
_numbers = count()


class Place(NamedTuple):
    """Where a store lies: in homes, or in an engine that several homes copy."""

    name: str
    settings: dict[str, str]
    folder: Path

    @property
    def is_engine(self) -> bool:
        return bool(self.settings)

    def read(self, home: Path) -> Settings:
        return read_settings({**self.settings, "RECOG_HOME": str(home)})

    def empty(self) -> None:
        """Take everything of recog out of the engine."""
        address = self.read(self.folder).engine
        if address is None:
            return
        engine = Engine(address)
        for graph in (*found(engine), GRAPH):
            engine.update(f"DROP SILENT GRAPH <{graph}>")
        engine.close()

    def new_home(self) -> Path:
        home = self.folder / f"home-{next(_numbers)}"
        home.mkdir()
        return home

    @contextmanager
    def opened(self, home: Path | None = None) -> Iterator[Store]:
        """Give a store; of an engine every new home is another copy."""
        settings = self.read(home or self.new_home())
        with unopened(settings.home, settings.limits, settings.engine) as store:
            store.prepare()
            yield store


@contextmanager
def started(name: str, folder: Path) -> Iterator[Place]:
    """Give a place; an engine runs until the end."""
    if name == "home":
        yield Place(name, {}, folder)
        return
    (folder / "server").mkdir()
    with getattr(servers, name)(folder / "server") as settings:
        yield Place(name, dict(settings), folder)
