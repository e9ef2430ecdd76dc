"""The pointer: which version an engine holds, who writes, how the last came about.

It is a graph of the engine. Its terms are not of the vocabulary: they say nothing about
diplomacy.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any, Final
from uuid import uuid4

from pyoxigraph import Literal

from recog.errors import EngineError, LockedError
from recog.store import vocab
from recog.store.manifest import Manifest
from recog.store.remote.engine import Engine
from recog.store.remote.packing import packed, unpacked

GRAPH: Final = f"{vocab.GRAPH}engine"
_TERM: Final = "https://w3id.org/recog/engine/"
_KEPT: Final = 50  # versions in the journal
_LEASE: Final = timedelta(seconds=60)
_RENEWED_S: Final = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the engine holds: the version, and the graphs in which it lies."""

    manifest: Manifest
    graphs: Sequence[str]
    imports: Sequence[Any]  # see `recog.store.imports`

    @property
    def stamp(self) -> str:
        """What tells this version from every other, also of another history."""
        return stamp(self.manifest)


def stamp(manifest: Manifest) -> str:
    """Return what tells a version from every other, also of another history."""
    moment = manifest.time.astimezone(UTC).isoformat()
    return f"{manifest.version} {moment} {manifest.content_hash[:16]}"


class Pointer:
    """The pointer of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._name = f"{socket.gethostname()} process {os.getpid()} {uuid4().hex[:8]}"

    def current(self) -> str:
        """Return the stamp of the current version; empty when there is none."""
        return next(iter(self._values("store", "current")), "")

    def state(self) -> State:
        """Return what the engine holds.

        :raises EngineError: when it holds no store.
        """
        pieces = self._values("store", "state")
        if not pieces:
            raise EngineError(
                f"{self._engine.address.query} holds no store of recog; "
                "'recog engine push' puts one there"
            )
        told = unpacked(pieces)
        time = datetime.fromisoformat(told["manifest"]["time"])
        manifest = Manifest(**told["manifest"] | {"time": time})
        return State(manifest=manifest, graphs=told["graphs"], imports=told["imports"])

    def entry(self, version: str) -> Mapping[str, Any] | None:
        """Return how a version came about, if the journal has it."""
        pieces = self._values(version, "entry")
        return unpacked(pieces) if pieces else None

    def moved(self, state: State, entry: Mapping[str, Any] | None) -> str:
        """Return the update that makes a version the current one.

        :param entry: for the journal; without it copies are made anew.
        """
        fields = asdict(state)
        fields["manifest"]["time"] = state.manifest.time.isoformat()
        fields["manifest"]["counts"] = dict(state.manifest.counts)
        version = state.manifest.version
        old = f"{int(version) - _KEPT:06}"
        steps = [
            *(_cleared("store", name) for name in ("current", "state", "touched")),
            _cleared(version, "entry"),
            _cleared(old, "entry"),
            _inserted("store", "current", [state.stamp]),
            _inserted("store", "state", packed(fields)),
        ]
        if entry is not None:
            steps.append(_inserted(version, "entry", packed(entry)))
        return " ;\n".join(steps)

    def touched(self) -> Sequence[str]:
        """Return the graphs that a writer was changing piece by piece."""
        return self._values("store", "touched")

    def touch(self, graphs: Sequence[str]) -> None:
        """Note that graphs are being changed; what `moved` returns ends that."""
        self._engine.update(_inserted("store", "touched", graphs))

    def mended(self) -> None:
        """Note that no graph is changed in part any more."""
        self._engine.update(_cleared("store", "touched"))

    def forget(self) -> None:
        """Note that the engine holds no store while one is being put there."""
        self._engine.update(
            f"DELETE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }} "
            f"WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o . "
            f"FILTER(?p != <{_TERM}writer>) }} }}"
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer of the engine; others can take over after a minute.

        :raises LockedError: when another writes.
        """
        self._take()
        over = Event()
        keeping = Thread(target=self._keep, args=(over,), daemon=True)
        keeping.start()
        try:
            yield
        finally:
            over.set()
            keeping.join()
            self._engine.update(_cleared("store", "writer"))

    def confirm(self) -> None:
        """Raise when another has taken over.

        :raises LockedError: when that is so.
        """
        holders = [each.rpartition(" until ")[0] for each in self.holders()]
        if holders != [self._name]:
            raise LockedError(f"another writes: {', '.join(holders) or 'nobody known'}")

    def _take(self) -> None:
        now = datetime.now(UTC)
        for holder in self.holders():
            name, _, until = holder.rpartition(" until ")
            if name != self._name and until > now.isoformat():
                raise LockedError(f"the engine is being written by {name}")
        self._renew()
        self.confirm()

    def _keep(self, over: Event) -> None:
        while not over.wait(_RENEWED_S):
            try:
                self.confirm()
                self._renew()
            except (EngineError, LockedError):
                return  # the writer finds out when it confirms

    def _renew(self) -> None:
        holder = f"{self._name} until {(datetime.now(UTC) + _LEASE).isoformat()}"
        self._engine.update(
            f"{_cleared('store', 'writer')} ;\n{_inserted('store', 'writer', [holder])}"
        )

    def holders(self) -> Sequence[str]:
        """Return who writes, and until when others have to wait."""
        return self._values("store", "writer")

    def _values(self, subject: str, name: str) -> Sequence[str]:
        pattern = f"<{_TERM}{subject}> <{_TERM}{name}> ?value"
        rows = self._engine.rows(
            f"SELECT ?value WHERE {{ GRAPH <{GRAPH}> {{ {pattern} }} }}"
        )
        return [row["value"] for row in rows]


def _cleared(subject: str, name: str) -> str:
    pattern = f"{{ GRAPH <{GRAPH}> {{ <{_TERM}{subject}> <{_TERM}{name}> ?o }} }}"
    return f"DELETE {pattern} WHERE {pattern}"


def _inserted(subject: str, name: str, values: Sequence[str] | Iterator[str]) -> str:
    lines = "".join(
        f"<{_TERM}{subject}> <{_TERM}{name}> {Literal(value)} .\n" for value in values
    )
    return f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {lines} }} }}"
