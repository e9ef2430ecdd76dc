"""The copy of a home is brought to the version that is current in the engine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from pyoxigraph import Store as Rdf

from recog.errors import EngineError, RecogError, StoreError
from recog.store import drafts
from recog.store.remote import journal
from recog.store.remote.copying import fetched, put_graph
from recog.store.remote.engine import Engine
from recog.store.remote.home import mark, marked
from recog.store.remote.pointer import Pointer, stamp
from recog.store.serving import Served
from recog.store.versions import Versions
from recog.store.writing import Writer

_PATIENCE_S: Final = 600.0  # for another process of this home to make the copy
_TRIES: Final = 3  # to copy a store that others write
_LOG: Final = logging.getLogger(__name__)


class Copy:
    """The copy in one home; several threads may use one object."""

    def __init__(
        self, versions: Versions, served: Served, engine: Engine, writer: Writer
    ) -> None:
        self._versions, self._served = versions, served
        self._engine, self._pointer = engine, Pointer(engine)
        self._writer = writer  # which makes versions here only
        self._lock = Lock()

    def follow(self) -> None:
        """Bring the copy to the version that is current in the engine.

        :raises EngineError: when that does not answer, or holds no store.
        """
        if self._pointer.current() == self.stamp():
            return
        with self._lock, self._versions.writing(patience_s=_PATIENCE_S):
            self.follow_in_turn()

    def follow_in_turn(self) -> None:
        """Do so where this process is the writer of the home already."""
        wanted = self._pointer.current()
        here = self.stamp()
        if wanted == here:
            return
        if not wanted:
            raise EngineError(
                f"{self._engine.address.query} holds no store of recog any more"
            )
        if not (here and self._replayed(here, wanted)):
            self._made_anew()

    def stamp(self) -> str:
        """Return what tells the version here; empty when there is none to be used."""
        if marked(self._versions.home) != self._engine.address.query:
            return ""
        try:
            return stamp(self._served.newest().manifest)
        except StoreError:  # damaged, or of another recog: it is made anew
            return ""

    def mend(self) -> None:
        """Put back the graphs that a writer left changed in part; only for the writer.

        :raises EngineError: when this copy is not of the version before.
        """
        touched = self._pointer.touched()
        if not touched:
            return
        if self.stamp() != self._pointer.current():
            self.follow_in_turn()
        _LOG.warning("a writer ended halfway: %d graphs are put back", len(touched))
        rdf = Rdf.read_only(str(self._versions.current_path() / "rdf"))
        for graph in touched:
            put_graph(self._engine, rdf, graph)
        self._pointer.mended()

    def _replayed(self, here: str, wanted: str) -> bool:
        """Make here the changes that were made there; False where that cannot be."""
        for version in _after(here, wanted):
            entry = self._pointer.entry(version)
            if entry is None or entry["parent"] != here:
                return False
            with TemporaryDirectory(prefix="recog-journal-") as folder:
                change, note = journal.read(entry, Path(folder))
                before = self._served.newest()
                try:
                    self._writer.next_version(before, change, note, _tell_nobody)
                except RecogError as error:
                    _LOG.warning("version %s cannot be made here: %s", version, error)
                    return False
            here = self.stamp()
        return here == wanted

    def _made_anew(self) -> None:
        _LOG.info("the copy in %s is made anew", self._versions.home)
        for left in range(_TRIES, 0, -1):
            state = self._pointer.state()
            quads = fetched(self._engine, state.graphs, lambda statements: None)
            try:
                drafts.publish_copy(
                    self._versions, state.manifest, state.imports, quads
                )
            except StoreError:
                if left == 1 or self._pointer.current() == state.stamp:
                    raise
                continue
            self._served.forget()
            mark(self._versions.home, self._engine.address.query)
            return


def _after(here: str, wanted: str) -> Iterator[str]:
    first, last = (int(each.split()[0]) for each in (here, wanted))
    return (f"{number:06}" for number in range(first + 1, last + 1))


def _tell_nobody(phase: str) -> None:
    """Do nothing: nobody asked to be told."""
