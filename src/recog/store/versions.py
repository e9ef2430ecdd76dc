"""The folder of versions: one writer, an atomic current version, no half ones.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from recog.errors import FormatError, NotFoundError, StoreError
from recog.store.disk import is_alive, link, remove, sync, sync_tree, write_whole
from recog.store.keeping import kept
from recog.store.locking import only_writer
from recog.store.manifest import Manifest

_VERSION: Final = re.compile(r"[0-9]{6,18}")
#: Begins the name of a copy to try something on; the number of its process follows.
TRIAL: Final = ".trial-"
#: How long who copies or restores a store waits for another writer to end.
PATIENCE_S: Final = 60.0
_LOG: Final = logging.getLogger(__name__)

#: How to go on where a version is damaged; ends a message.
REPAIR: Final = (
    "'recog verify' tells which versions are good, 'recog restore' makes one of them, "
    "or a backup, the current one"
)


class Versions:
    """The versions in one home: ``CURRENT`` and ``versions/000042``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "versions"
        self._current = home / "CURRENT"
        self._names = home / "names.json"
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                sync(home)
                sync(home.parent)
        except OSError as error:
            raise StoreError(f"{home} cannot hold a store: {error}") from error

    def current(self) -> str:
        """Return the name of the current version, empty when there is none yet.

        :raises StoreError: when that is lost though there are versions, or broken.
        """
        try:
            name = self._current.read_text().strip()
        except FileNotFoundError as error:
            if self._is_new():
                return ""
            raise StoreError(
                f"{self._current} is missing, but there are versions; {REPAIR}"
            ) from error
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{self._current} cannot be read: {error}; {REPAIR}"
            ) from error
        if _VERSION.fullmatch(name) is None:
            raise StoreError(
                f"{self._current} names no version, but says {name[:40]!r}; {REPAIR}"
            )
        return name

    def current_path(self) -> Path:
        """Return the folder of the current version.

        :raises StoreError: when it is not there.
        """
        name = self.current()
        path = self.folder / name
        if not name or not path.is_dir():
            raise StoreError(
                f"version {name or '1'} is current, but {path} is not there; {REPAIR}"
            )
        return path

    def all_names(self) -> list[str]:
        """Return the names of the folders that may be versions, oldest first."""
        names = (path.name for path in self.folder.iterdir())
        return sorted(filter(_VERSION.fullmatch, names), key=int)

    def _is_new(self) -> bool:
        """Tell whether there is nothing but, perhaps, a first version half made."""
        names = self.all_names()
        if names[1:]:
            return False
        with suppress(StoreError):
            first = [Manifest.read(self.folder / n / "manifest.json") for n in names]
            return not any(each.parent or each.counts["claims"] for each in first)
        return False

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
        current = int(self.current() or 0)
        return [name for name in self.all_names() if int(name) <= current]

    def manifests(self) -> list[Manifest]:
        """Return the manifests of all versions that have one, oldest first."""
        found = []
        for name in self.names():
            try:
                found.append(Manifest.read(self.folder / name / "manifest.json"))
            except StoreError as error:  # others can still be asked for
                if (self.folder / name).is_dir():  # else it was just too old
                    _LOG.warning("%s", error)
        return found

    def named(self) -> dict[str, str]:
        """Return the versions that have a name, by name; they are kept for ever."""
        try:
            names: dict[str, str] = json.loads(self._names.read_text())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{self._names} does not say which versions have a name: {error}"
            ) from error
        return names

    def name(self, version: str, name: str) -> None:
        """Give a version a name, taking it from any other.

        :raises NotFoundError: when there is no such version.
        """
        self.path(version)
        self.write_names(self.named() | {name: version})

    def write_names(self, names: Mapping[str, str]) -> None:
        """Keep which versions have a name, by name, and no others."""
        write_whole(self._names, json.dumps(dict(sorted(names.items())), indent=2))

    def prune(self, now: datetime) -> list[str]:
        """Remove the versions that need not be kept; return their names.

        Only the writer may do this.
        """
        manifests = self.manifests()
        keep = kept(manifests, named=self.named().values(), now=now)
        gone = [m.version for m in manifests if m.version not in keep]
        for version in gone:
            self._remove(version)
        return gone

    def _remove(self, version: str) -> None:
        """Remove a version: first its name, so that a crash leaves no half one."""
        aside = self.folder / f".gone-{version}"
        shutil.rmtree(aside, ignore_errors=True)
        (self.folder / version).rename(aside)
        shutil.rmtree(aside)

    @contextmanager
    def writing(self, *, patience_s: float = 0) -> Iterator[None]:
        """Be the one writer of this home.

        :param patience_s: how long to wait for another to end.

        :raises LockedError: when another process or thread writes for longer.
        :raises StoreError: when nobody may.
        """
        with only_writer(self.home, turn=self.folder, patience_s=patience_s):
            yield

    def next_name(self) -> str:
        """Return the name of the version after the current one."""
        return f"{int(self.current() or 0) + 1:06}"

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """Give a folder to write a version in; it is removed if writing it fails."""
        path = self.folder / ".draft"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def publish(self, draft: Path, name: str = "") -> str:
        """Make a finished draft the current version; return its name.

        On return the disk holds it.

        :param name: later than the current one; by default the next.
        """
        name = name or self.next_name()
        self.add(draft, name)
        self.make_current(name)
        return name

    def add(self, draft: Path, name: str) -> None:
        """Put a finished draft among the versions; on return the disk holds it."""
        if (self.folder / name).exists():  # an earlier one that did not become current
            self._remove(name)
        sync_tree(draft)
        draft.rename(self.folder / name)
        sync(self.folder)

    def make_current(self, name: str) -> None:
        """Make a version that is there the current one."""
        write_whole(self._current, f"{name}\n")

    def clear(self) -> None:
        """Remove every version, of a home whose versions can be had again."""
        self._current.unlink(missing_ok=True)
        for name in self.all_names():
            self._remove(name)

    @staticmethod
    def existing(home: Path) -> Versions:
        """Return the versions of a home, in which nothing is made.

        :raises FormatError: when it is none.
        """
        if not (home / "versions").is_dir():
            raise FormatError(f"{home} is no store and no backup: it has no versions/")
        return Versions(home)

    def copy_current(self, home: Path) -> None:
        """Put a copy of the current version into another home, as its only one.

        Files are linked where the file system can; a version's are never written again.
        """
        name = self.current()
        to = home / "versions" / name
        shutil.copytree(self.path(name), to, copy_function=link)
        write_whole(home / "CURRENT", f"{name}\n")

    def remove_orphans(self) -> list[str]:
        """Remove what a crash has left: drafts, versions after the current one, trials.

        Only the writer may do this. Returns the names removed.
        """
        kept = set(self.names())
        orphans = [path for path in self.folder.iterdir() if path.name not in kept]
        for path in orphans:
            if _VERSION.fullmatch(path.name):
                self._remove(path.name)
            else:
                remove(path)
        left = [*self.home.glob(".*.new"), *_deserted(self.home.glob(f"{TRIAL}*"))]
        for path in left:
            remove(path)
        return sorted(path.name for path in (*orphans, *left))


def _deserted(trials: Iterator[Path]) -> Iterator[Path]:
    """Yield the trials whose process is gone."""
    for path in trials:
        process = path.name.removeprefix(TRIAL).partition("-")[0]
        if not process.isdigit() or not is_alive(int(process)):
            yield path
