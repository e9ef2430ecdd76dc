"""Restoring: a version of a backup, or an old one of the store, becomes current.

Nothing is lost by it: what was there stays, and is served until the restored version is
whole and on the disk. Source: docs/operations.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from recog.errors import StoreError
from recog.store import drafts
from recog.store.audit import LOCAL, Audit
from recog.store.backup import records_taken
from recog.store.copying import Copier
from recog.store.manifest import Manifest
from recog.store.remote.home import refuse_copy
from recog.store.sums import FILE, write_sums
from recog.store.versions import PATIENCE_S, Versions

_AUTHOR: Final = "recog"
_LOG: Final = logging.getLogger(__name__)

#: Told the name of each version before it is copied.
Told = Callable[[str], None]


def restore(home: Path, source: Path, tell: Told, *, at: datetime) -> Manifest:
    """Make the current version of a backup the current one of a home.

    Into an empty home every version of the backup comes, under its own name, with the
    tokens and the audit log; elsewhere the one version comes as a new one. Returns its
    manifest.

    :raises FormatError: when the source is no backup.
    :raises StoreError: when its version is damaged, when another process writes, or the
        disk does not take it.
    """
    refuse_copy(home)
    given = Versions.existing(source)
    name = given.current_path().name
    kept = Versions(home)
    with kept.writing(patience_s=PATIENCE_S):
        try:
            if _is_empty(kept, given):
                return _whole(kept, given, tell)
            tell(name)
            return _again(kept, given, name, at)
        except OSError as error:
            raise StoreError(f"nothing was restored: {error}") from error


def restore_version(home: Path, version: str, *, at: datetime) -> Manifest:
    """Make an old version of a home current again, as a new version.

    :raises NotFoundError: when there is no such version.
    :raises StoreError: as `restore`.
    """
    refuse_copy(home)
    kept = Versions.existing(home)
    with kept.writing(patience_s=PATIENCE_S):
        try:
            return _again(kept, kept, version, at)
        except OSError as error:
            raise StoreError(f"nothing was restored: {error}") from error


def _is_empty(kept: Versions, given: Versions) -> bool:
    """Tell whether a home has no versions but those of a restoring that was ended."""
    names = kept.all_names()
    if names and (kept.home / "CURRENT").exists():
        return False
    return all(
        (given.folder / name / "manifest.json").is_file()
        and _manifest_bytes(kept, name) == _manifest_bytes(given, name)
        for name in names
    )


def _manifest_bytes(versions: Versions, name: str) -> bytes:
    return (versions.folder / name / "manifest.json").read_bytes()


def _whole(kept: Versions, given: Versions, tell: Told) -> Manifest:
    copier = Copier(given, kept)
    for name in given.names():
        tell(name)
        try:
            copier.copy(name)
        except StoreError as error:
            if name == given.current():
                raise
            _LOG.warning("left out: %s", error)
    faults = records_taken(given.home, kept.home, until=given.current())
    for fault in faults.values():
        _LOG.warning("left out: %s", fault)
    kept.write_names(given.named())
    kept.make_current(given.current())
    return Manifest.read(kept.current_path() / "manifest.json")


def _again(kept: Versions, given: Versions, version: str, at: datetime) -> Manifest:
    folder = given.folder / version if given is not kept else _found(kept, version)
    old = Manifest.read(folder / "manifest.json")
    made = old.time.astimezone(UTC)
    manifest = replace(
        old,
        version=_next_name(kept, version),
        parent=_parent(kept),
        time=max(at, _latest(kept, old) + drafts.TICK),
        author=_AUTHOR,
        message=f"Restored version {version} of {made:%Y-%m-%d %H:%M:%S} UTC",
    )
    with kept.draft() as draft:
        Copier(given, kept).copy_into(draft, folder)
        for file in (FILE, "manifest.json"):  # they may be those of the old version
            (draft / file).unlink(missing_ok=True)
        manifest.write(draft / "manifest.json")
        write_sums(draft, None)
        kept.publish(draft, manifest.version)
    with suppress(OSError):  # it gets its line at the next start
        Audit(kept.home).add(manifest, LOCAL)
    drafts.ensure_usable(kept, at)
    return Manifest.read(kept.current_path() / "manifest.json")


def _parent(kept: Versions) -> str:
    try:
        return kept.current()
    except StoreError:  # it is lost which one is current
        return kept.all_names()[-1]


def _found(kept: Versions, version: str) -> Path:
    """Return the folder of a version, also where it is lost which one is current."""
    if version in kept.all_names():
        return kept.folder / version
    return kept.path(version)


def _next_name(kept: Versions, version: str) -> str:
    """Return a name after all: files of lines are read in the order of their names."""
    return f"{max(map(int, [*kept.all_names(), version])) + 1:06}"


def _latest(kept: Versions, old: Manifest) -> datetime:
    """Return the latest moment of a version that can be read and is not empty."""
    times = [old.time]
    for name in kept.all_names():
        try:
            each = Manifest.read(kept.folder / name / "manifest.json")
        except StoreError:  # the one that is damaged
            continue
        if each.parent:
            times.append(each.time)
    return max(times)
