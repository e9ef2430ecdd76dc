"""The folder of versions: one writer, an atomic current version, no half ones.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from recog.errors import LockedError, NotFoundError, StoreError
from recog.store.keeping import kept
from recog.store.manifest import Manifest

_VERSION: Final = re.compile(r"[0-9]{6,18}")


class Versions:
    """The versions in one home: ``CURRENT`` and ``versions/000042``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "versions"
        self._current = home / "CURRENT"
        self._names = home / "names.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{home} cannot hold a store: {error}") from error

    def current(self) -> str:
        """Return the name of the current version, empty when there is none yet."""
        try:
            return self._current.read_text().strip()
        except FileNotFoundError:
            return ""

    def path(self, version: str) -> Path:
        """Return the folder of a version.

        :raises NotFoundError: when there is none of that name.
        """
        path = self.folder / version
        if _VERSION.fullmatch(version) is None or not path.is_dir():
            kept = self.names()
            shown = f"{kept[0]} to {kept[-1]}" if kept else "none"
            raise NotFoundError(f"no version {version!r}; there are {shown}")
        return path

    def names(self) -> list[str]:
        """Return the names of all versions up to the current one, oldest first."""
        current = self.current()
        names = (path.name for path in self.folder.iterdir())
        kept = [name for name in names if _VERSION.fullmatch(name)]
        return sorted((n for n in kept if int(n) <= int(current or 0)), key=int)

    def manifests(self) -> list[Manifest]:
        """Return the manifests of all versions, oldest first."""
        names = self.names()
        return [Manifest.read(self.folder / n / "manifest.json") for n in names]

    def named(self) -> dict[str, str]:
        """Return the versions that have a name, by name; they are kept for ever."""
        try:
            names: dict[str, str] = json.loads(self._names.read_text())
        except FileNotFoundError:
            return {}
        return names

    def name(self, version: str, name: str) -> None:
        """Give a version a name, taking it from any other.

        :raises NotFoundError: when there is no such version.
        """
        self.path(version)
        names = self.named() | {name: version}
        write_whole(self._names, json.dumps(dict(sorted(names.items())), indent=2))

    def prune(self, now: datetime) -> list[str]:
        """Remove the versions that need not be kept; return their names.

        Only the writer may do this.
        """
        manifests = self.manifests()
        keep = kept(manifests, named=self.named().values(), now=now)
        gone = [m.version for m in manifests if m.version not in keep]
        for version in gone:
            shutil.rmtree(self.folder / version)
        return gone

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer of this home.

        :raises StoreError: when another process or thread writes.
        """
        with (self.home / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                lock.seek(0)
                raise LockedError(
                    f"{self.home} is being written by process {lock.read().strip()}; "
                    "one writer at a time"
                ) from error
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def next_name(self) -> str:
        """Return the name of the version after the current one."""
        return f"{int(self.current() or 0) + 1:06}"

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """Give a folder to write a version in; it is removed if writing it fails."""
        path = self.folder / f".draft-{self.next_name()}"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def publish(self, draft: Path) -> str:
        """Make a finished draft the current version; return its name."""
        name = self.next_name()
        sync_tree(draft)
        draft.rename(self.folder / name)
        sync(self.folder)
        write_whole(self._current, f"{name}\n")
        return name

    def copy_current(self, home: Path) -> None:
        """Put a copy of the current version into another home, as its only one.

        Files are linked where the file system can; a version's are never written again.
        """
        name = self.current()
        to = home / "versions" / name
        shutil.copytree(self.path(name), to, copy_function=_link)
        write_whole(home / "CURRENT", f"{name}\n")

    def remove_orphans(self) -> list[str]:
        """Remove what a crash has left: drafts, and versions after the current one.

        Only the writer may do this. Returns the names removed.
        """
        kept = set(self.names())
        orphans = [path for path in self.folder.iterdir() if path.name not in kept]
        for path in orphans:
            shutil.rmtree(path)
        return sorted(path.name for path in orphans)


def _link(source: str, to: str) -> None:
    try:
        os.link(source, to)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, to)


def write_whole(path: Path, text: str) -> None:
    """Replace a file so that a reader or a crash sees the old text or the new."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text)
    sync(new)
    new.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have the disk hold a file's content or a folder's names."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_tree(folder: Path) -> None:
    """Have the disk hold all of a folder; files shared with older versions it has."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() or path.stat().st_nlink == 1:
            sync(path)
    sync(folder)
