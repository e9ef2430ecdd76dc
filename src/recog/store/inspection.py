"""Looking for what is wrong with versions: their files, their tables, their RDF.

Nothing is written but to the system's folder for temporary files, so a store can be
inspected while it is served and written. Source: docs/operations.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import Quad
from pyoxigraph import Store as Rdf

from recog.errors import RecogError, StoreError
from recog.store import tables
from recog.store.audit import Audit
from recog.store.building import (
    ALL_TABLES,
    TEXT_TABLES,
    build,
    content_hash,
    is_current,
)
from recog.store.chronicle import Chronicle
from recog.store.codec import Value, quads_of
from recog.store.entered import DERIVED, Entered
from recog.store.manifest import Manifest
from recog.store.sums import Read, alterations
from recog.store.tokens import Tokens
from recog.store.versions import Versions

#: What a file of a version that is not as it was written can make code raise.
_BROKEN: Final = (RecogError, OSError, ValueError, LookupError, EOFError, RuntimeError)

Look = Callable[[Path], Iterator[str]]


def looked_at(folder: Path, read: Read) -> list[str]:
    """Return what is wrong with a version: its files, its tables, whether RDF opens.

    :param read: files that were read already; versions share them.
    """
    return _all_of(folder, lambda path: alterations(path, read), _chronicle, _opens)


def looked_through(folder: Path, read: Read) -> list[str]:
    """Return what is wrong with a version; all of it is read and derived anew."""
    return looked_at(folder, read) or _all_of(folder, _statements, _derivation)


def _all_of(folder: Path, *looks: Look) -> list[str]:
    """Return what is found first; where files are broken, the rest is no news."""
    for look in looks:
        try:
            found = list(look(folder))
        except _BROKEN as error:
            found = [f"{type(error).__name__}: {error}"]
        if found:
            return found
    return []


def _chronicle(folder: Path) -> Iterator[str]:
    manifest = Manifest.read(folder / "manifest.json")
    if manifest.version != folder.name:
        yield f"manifest.json is that of version {manifest.version}"
    if not is_current(folder / "chronicle"):
        return  # of an older recog: nothing that this one can read
    chronicle = Chronicle(folder / "chronicle")
    if (found := _content_hash(chronicle)) != manifest.content_hash:
        yield f"chronicle: its content hash is {found}, not {manifest.content_hash}"
    for name in TEXT_TABLES:
        yield from _lines(chronicle, name)


def _content_hash(chronicle: Chronicle) -> str:
    every = {name: tables.load(chronicle.folder, name) for name in ALL_TABLES}
    return content_hash(every, chronicle.parties)


def _lines(chronicle: Chronicle, name: str) -> Iterator[str]:
    table = tables.load(chronicle.folder, name)
    columns = (table[column].tolist() for column in ("start", "length", "digest"))
    wrong = [
        row
        for row, (start, length, digest) in enumerate(zip(*columns, strict=True))
        if tables.digest_of(chronicle.heap.line(start, length)) != digest
    ]
    if wrong:
        yield f"chronicle: {len(wrong)} lines of {name} are not what was written"


def _opens(folder: Path) -> Iterator[str]:
    if next(iter(Rdf.read_only(str(folder / "rdf"))), None) is None:
        yield "rdf: it is empty, without even the vocabulary"


def _statements(folder: Path) -> Iterator[str]:
    """Yield where the derived RDF is not what the chronicle says."""
    chronicle = Chronicle(folder / "chronicle")
    rdf = Rdf.read_only(str(folder / "rdf"))
    values = chain[Value](chronicle.events(), chronicle.spans())
    told, lacking = 0, 0
    for value in values:
        quads: set[Quad] = set(quads_of(value))
        told += len(quads)
        lacking += sum(quad not in rdf for quad in quads)
    graphs = (rdf.quads_for_pattern(None, None, None, graph) for graph in DERIVED)
    more = sum(1 for _ in chain.from_iterable(graphs)) - told + lacking
    if lacking or more:
        yield (
            f"rdf: of what the chronicle derives {lacking} statements are missing, "
            f"and {more} are too many"
        )


def _derivation(folder: Path) -> Iterator[str]:
    """Yield whether what was entered leads to another chronicle."""
    manifest = Manifest.read(folder / "manifest.json")
    entered = Entered(folder)
    with TemporaryDirectory(prefix="recog-verify-") as place:
        made = build(
            Path(place, "chronicle"),
            name=manifest.version,
            old=None,
            difference=entered.difference,
        )
    if made.content_hash != manifest.content_hash:
        yield (
            "rdf: what was entered leads to another chronicle, of "
            f"{json.dumps(made.counts)} and not {json.dumps(manifest.counts)}"
        )


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found of one version, or of a file beside the versions."""

    name: str  # "000042", "CURRENT", "tokens.json", "audit.jsonl"
    faults: tuple[str, ...]
    message: str = ""  # of its manifest
    is_current: bool = False


def inspected(home: Path) -> Iterator[Inspected]:
    """Look at every version of a store or backup, and through the current one.

    Files beside them are told of where they cannot be read. Versions that are removed
    meanwhile are passed over.

    :raises FormatError: when there are no versions.
    """
    versions = Versions.existing(home)
    try:
        current = versions.current_path().name
    except StoreError as error:
        current = ""
        yield Inspected("CURRENT", (str(error),))
    looks = {"tokens.json": Tokens(home).all, "audit.jsonl": Audit(home).entries}
    for name, look in looks.items():
        try:
            list(look())
        except (StoreError, OSError) as error:
            yield Inspected(name, (str(error),))
    read: Read = {}
    for name in versions.names() if current else versions.all_names():
        folder = versions.folder / name
        faults = (looked_through if name == current else looked_at)(folder, read)
        if folder.is_dir():
            yield Inspected(name, tuple(faults), _message(folder), name == current)


def _message(folder: Path) -> str:
    try:
        return Manifest.read(folder / "manifest.json").message
    except StoreError:
        return ""
