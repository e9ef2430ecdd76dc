"""The audit log: a line for every write, added and never changed.

A version that a crash left without its line gets one at the next start, from its
manifest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from recog.errors import StoreError
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
        """Add the write that made a version; on disk when this returns."""
        entry = Entry(
            at=manifest.time,
            who=origin.who,
            address=origin.address,
            author=manifest.author,
            what=manifest.message,
            version=manifest.version,
        )
        told = asdict(entry) | {"at": entry.at.isoformat()}
        line = json.dumps(told, ensure_ascii=False) + "\n"
        flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY
        number = os.open(self._path, flags, 0o600)
        try:
            os.write(number, line.encode())
            os.fsync(number)
        finally:
            os.close(number)

    def entries(self) -> Iterator[Entry]:
        """Yield every write, oldest first.

        :raises StoreError: when a line is not as it was written.
        """
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        for number, line in enumerate(text.splitlines(), start=1):
            try:
                row = json.loads(line)
                yield Entry(**row | {"at": datetime.fromisoformat(row["at"])})
            except (ValueError, TypeError, KeyError) as error:
                raise StoreError(f"{self._path}, line {number}: {error}") from error

    def complete(self, manifests: Iterable[Manifest]) -> None:
        """Add the versions that have no line; only for the writer."""
        told = {entry.version for entry in self.entries()}
        for manifest in manifests:
            if manifest.version not in told:
                self.add(manifest, Origin(who=manifest.author))
