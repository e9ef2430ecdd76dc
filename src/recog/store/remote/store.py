"""The store in an engine, with a copy in a home folder.

Source: docs/design.md, section 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from recog.errors import EngineError
from recog.store import drafts, vocabulary
from recog.store.answers import Answer, Job, Wish, answered
from recog.store.embedded import Store
from recog.store.limits import Limits
from recog.store.remembered import Memory
from recog.store.remote.asking import EngineTask, ask
from recog.store.remote.engine import Address, Engine
from recog.store.remote.following import Copy
from recog.store.remote.home import mark, refuse_own
from recog.store.remote.landing import EngineWriter
from recog.store.remote.moving import found, put
from recog.store.remote.pointer import Pointer
from recog.store.snapshot import Snapshot
from recog.store.tasks import QueryTask
from recog.store.turns import Gone
from recog.store.workers import Workers
from recog.store.writing import Writer


class RemoteStore(Store):
    """The store in an engine; several threads may use one object."""

    def __init__(self, home: Path, limits: Limits, address: Address) -> None:
        refuse_own(home)
        super().__init__(home, limits)
        self._engine = Engine(address)
        here = Writer(self._versions, self._served, self.audit, limits)
        self._copy = Copy(self._versions, self._served, self._engine, here)
        self._writer: EngineWriter = EngineWriter(
            self._versions, self._served, self.audit, limits
        ).connect(self._engine, self._copy)
        rdf = self._current_rdf
        self._workers = Workers(home / "spool", limits, rdf, online=True)
        self._memory = Memory(0)  # others may change what an engine holds
        self._silence = ""  # why the engine cannot be asked what is current

    def prepare(self) -> None:
        """Make the store of an empty engine, or the copy of what is there.

        :raises EngineError: when the engine does not answer and there is no copy.
        """
        try:
            with self._versions.writing():
                self._versions.remove_orphans()
                if not Pointer(self._engine).current():
                    self._begin()
                self._copy.follow_in_turn()
            self._renew()
        except EngineError:
            if not self._copy.stamp():
                raise
        self._served.newest()

    def close(self) -> None:
        """End the workers and the connections."""
        super().close()
        self._engine.close()

    def snapshot(self, version: str = "") -> Snapshot:
        """Return the version that is current in the engine, or another of the copy.

        When the engine does not answer, the copy goes on answering, and `trouble` says
        why.
        """
        try:
            self._copy.follow()
            self._silence = ""
        except EngineError as error:
            if not self._copy.stamp():
                raise
            self._silence = str(error)
        return super().snapshot(version)

    @property
    def trouble(self) -> str:
        """Why it is not sure that the version that answers is the current one."""
        return self._silence or super().trouble

    def query(
        self,
        text: str,
        *,
        accept_media_type: str = "",
        timeout_s: float | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        version: str = "",
        union: bool = True,
        client: str = "",
        gone: Gone | None = None,
    ) -> Answer:
        """Have the engine answer a query, as `Store.query` does.

        What recog itself asks, and what is asked of an older version, the copy answers.

        :raises EngineError: when the engine does not answer, or refuses.
        """
        current = self.version()
        wish = Wish(
            text=text,
            media_type=accept_media_type,
            timeout_s=timeout_s,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
            union=union,
            client=client,
            gone=gone,
        )
        name = version or current
        rdf = self._versions.path(name) / "rdf"
        if name != current or not client:
            return answered(wish, rdf, self._workers, self.limits, self._memory)

        def job(task: QueryTask) -> Job:
            return ask, EngineTask(query=task, address=self._engine.address)

        return answered(wish, rdf, self._workers, self.limits, self._memory, job)

    def _begin(self) -> None:
        """Put the first version, which is empty, into an empty engine.

        :raises EngineError: when it holds claims already.
        """
        if graphs := found(self._engine):
            raise EngineError(
                f"{self._engine.address.query} holds claims in <{graphs[0]}>, but says "
                "of no version that it is current; 'recog engine push --replace' puts "
                "a store in their place"
            )
        with Pointer(self._engine).writing():
            drafts.ensure_usable(self._versions, datetime.now(UTC))
            put(self._engine, self._versions.current_path(), lambda statements: None)
            mark(self._versions.home, self._engine.address.query)

    def _renew(self) -> None:
        """Put a newer vocabulary into the engine, where this recog has one."""
        if self._is_dated():
            with self._writer.only_one():
                now = datetime.now(UTC)
                drafts.ensure_usable(self._versions, now, self._writer.land)

    def _is_dated(self) -> bool:
        here = self._served.newest().manifest
        return here.vocabulary_hash != vocabulary.files_hash()
