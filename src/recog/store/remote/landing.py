"""The writer of an engine: what lands there lands here too, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store as Rdf

from recog.store.changes import Change
from recog.store.drafts import Apply, Landing, Note
from recog.store.imports import imports_of
from recog.store.manifest import Manifest
from recog.store.remote import journal
from recog.store.remote.copying import graphs_of, put_graph
from recog.store.remote.engine import Engine
from recog.store.remote.following import Copy
from recog.store.remote.pointer import Pointer, State, stamp
from recog.store.remote.statements import Statements
from recog.store.snapshot import Snapshot
from recog.store.writing import Writer


class EngineWriter(Writer):
    """Makes versions in an engine and in the copy of a home."""

    def connect(self, engine: Engine, copy: Copy) -> EngineWriter:
        """Return this, which from now on writes there."""
        self._engine, self._copy = engine, copy
        self._pointer = Pointer(engine)
        return self

    @contextmanager
    def only_one(self) -> Iterator[None]:
        """Be the one writer of the home and of the engine, on its current version."""
        with super().only_one(), self._pointer.writing():
            self._copy.mend()
            self._copy.follow_in_turn()
            yield

    def landing(self, change: Change, note: Note, before: Snapshot) -> Landing:
        """Return what brings the next version to the engine."""
        entry = journal.written(change, note, stamp(before.manifest))

        def land(manifest: Manifest, draft: Path, apply: Apply) -> None:
            self.land(manifest, draft, apply, entry)

        return land

    def land(
        self,
        manifest: Manifest,
        draft: Path,
        apply: Apply,
        entry: journal.Entry | None = None,
    ) -> None:
        """Make a change in the engine, and the version that it gives the current one.

        A small change is one update; of a large one the pointer's move is the last.
        """
        statements = Statements(self._engine, self._pointer.touch)
        apply(statements)
        steps = statements.steps()
        rdf = Rdf.read_only(str(draft / "rdf"))
        if statements.whole:
            self._pointer.touch(sorted(statements.whole))
            for graph in statements.whole:
                put_graph(self._engine, rdf, graph)
        state = State(
            manifest=manifest, graphs=graphs_of(rdf), imports=imports_of(draft)
        )
        self._pointer.confirm()
        self._engine.update(" ;\n".join([*steps, self._pointer.moved(state, entry)]))
