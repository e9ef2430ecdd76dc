"""The audit log: a line for every write, added and never changed.

A version that a crash left without its line gets one at the next start, from its
manifest; of a line that a crash left half written nothing counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from recog.errors import StoreError
from recog.store.disk import sync
from recog.store.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whom a write comes from: the name of a token, and an address."""

    who: str
    address: str = ""  # of the network; empty: the command line of this machine


LOCAL = Origin(who="command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One write."""

    at: datetime
    who: str  # the token's name
    address: str  # from which it was sent; empty: the command line
    author: str  # whom the version names
    what: str  # in the words of the version
    version: str  # that it made


class Audit:
    """The log of one home."""

    def __init__(self, home: Path) -> None:
        self._path = home / "audit.jsonl"

    def add(self, manifest: Manifest, origin: Origin) -> None:
        """Add the write that made a version; on disk when this returns.

        Only for the writer.
        """
        entry = Entry(
            at=manifest.time,
            who=origin.who,
            address=origin.address,
            author=manifest.author,
            what=manifest.message,
            version=manifest.version,
        )
        self._append([entry])

    def entries(self) -> Iterator[Entry]:
        """Yield every write, oldest first.

        :raises StoreError: when a line is not as it was written.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        whole = content[: content.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                row = json.loads(line)
                entry = Entry(**row | {"at": datetime.fromisoformat(row["at"])})
                int(entry.version)
            except (ValueError, TypeError, KeyError) as error:
                raise StoreError(f"{self._path}, line {number}: {error}") from error
            yield entry

    def complete(self, manifests: Iterable[Manifest]) -> None:
        """Add the versions that have no line; only for the writer."""
        told = {entry.version for entry in self.entries()}
        for manifest in manifests:
            if manifest.version not in told:
                self.add(manifest, Origin(who=manifest.author))

    def take(self, other: Audit, *, until: str) -> None:
        """Add what another log has of versions up to one and this has not.

        Only for the writer.

        :raises StoreError: when a line of either is not as it was written.
        """
        known = set(self.entries())
        upto = int(until)
        self._append(
            e for e in other.entries() if e not in known and int(e.version) <= upto
        )

    def _append(self, entries: Iterable[Entry]) -> None:
        content = b"".join(map(_line, entries))
        if not content:
            return
        is_new = not self._path.exists()
        number = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        with os.fdopen(number, "r+b", buffering=0) as file:
            end = _end(file)
            file.truncate(end)
            file.seek(end)
            try:
                _write(file, content)
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        if is_new:
            sync(self._path.parent)


def _end(file: FileIO) -> int:
    """Return where the last whole line ends."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 1))
    if file.read(1) in (b"", b"\n"):
        return size
    file.seek(0)
    return file.readall().rfind(b"\n") + 1


def _write(file: FileIO, content: bytes) -> None:
    while content:  # a full disk takes a part of it
        content = content[file.write(content) :]


def _line(entry: Entry) -> bytes:
    told = asdict(entry) | {"at": entry.at.isoformat()}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"
