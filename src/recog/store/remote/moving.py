"""Putting a store of a home into an engine, whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store as Rdf

from recog.errors import FormatError
from recog.store import vocab
from recog.store.imports import imports_of
from recog.store.manifest import Manifest
from recog.store.remote.copying import Told, put_all
from recog.store.remote.engine import Address, Engine
from recog.store.remote.home import mark
from recog.store.remote.pointer import Pointer, State, stamp
from recog.store.versions import PATIENCE_S, Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What an engine holds, and what a home has of it."""

    there: str  # version, moment and hash; empty: no store
    here: str
    writers: tuple[str, ...]
    unfinished: tuple[str, ...]  # graphs that a writer left changed in part


def push(home: Path, address: Address, tell: Told, *, replace: bool) -> Manifest:
    """Put the current version of a home into an engine; the home becomes its copy.

    :param replace: also where the engine holds a store, which is then gone.
    :raises FormatError: when it does and that was not said.
    :raises EngineError: when the engine does not take it.
    """
    versions = Versions.existing(home)
    with (
        versions.writing(patience_s=PATIENCE_S),
        closing(Engine(address)) as engine,
        (pointer := Pointer(engine)).writing(),
    ):
        old = found(engine)
        if old and not replace:
            raise FormatError(
                f"{address.query} holds a store: {pointer.current() or old[0]}; "
                "with --replace it is gone afterwards"
            )
        put(engine, versions.current_path(), tell, old)
        mark(home, address.query)
    return Manifest.read(versions.current_path() / "manifest.json")


def found(engine: Engine) -> Sequence[str]:
    """Return the graphs of recog, and those it knows of, that an engine holds."""
    pointer = Pointer(engine)
    known = pointer.state().graphs if pointer.current() else ()
    rows = engine.rows(
        "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?claim a "
        f"<{vocab.DEF}Claim> }} }}"
    )
    return sorted({*known, *(row["graph"] for row in rows)})


def put(engine: Engine, folder: Path, tell: Told, old: Sequence[str] = ()) -> None:
    """Put a version into an engine, in place of graphs that it held; for the writer."""
    pointer = Pointer(engine)
    pointer.forget()
    graphs = put_all(engine, Rdf.read_only(str(folder / "rdf")), tell)
    for graph in set(old) - set(graphs):
        engine.update(f"DROP SILENT GRAPH <{graph}>")
    manifest = Manifest.read(folder / "manifest.json")
    state = State(manifest=manifest, graphs=graphs, imports=imports_of(folder))
    engine.update(pointer.moved(state, None))


def held(home: Path, address: Address) -> Held:
    """Tell what an engine holds, and what a home has of it."""
    try:
        here = Versions.existing(home).current_path() / "manifest.json"
        mine = stamp(Manifest.read(here))
    except FormatError:
        mine = ""
    with closing(Engine(address)) as engine:
        pointer = Pointer(engine)
        return Held(
            there=pointer.current(),
            here=mine,
            writers=tuple(pointer.holders()),
            unfinished=tuple(pointer.touched()),
        )
