"""Backups: a copy of a store that is itself a store, made while the store is in use.

Source: docs/operations.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from recog.errors import FormatError, NotFoundError, StoreError
from recog.store.audit import Audit
from recog.store.copying import Copier
from recog.store.disk import is_alive, remove, sync
from recog.store.remote.home import refuse_copy
from recog.store.tokens import Tokens
from recog.store.versions import PATIENCE_S, Versions

#: Told the name of each version before it is copied.
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a backup did."""

    current: str  # the version that is current in the copy
    new: tuple[str, ...]  # versions that were not there before
    kept: int  # versions that are there now
    faults: Mapping[str, str]  # why a version or file was not copied, by its name


def back_up(home: Path, to: Path, tell: Told, *, every: bool = False) -> Copied:
    """Copy the current version of a store, or every version, into a folder.

    A folder that is there must be an earlier backup of this store: it gets what it
    lacks, and loses nothing. At each moment it is a whole backup, the old or the new.

    :raises FormatError: when the folder is something else, or the home no store.
    :raises StoreError: when the current version is damaged, or the disk full.
    """
    refuse_copy(home)
    source = Versions.existing(home)
    current = source.current_path().name
    wanted = source.names() if every else [current]
    try:
        with (
            _place(to) as place,
            (kept := Versions(place)).writing(patience_s=PATIENCE_S),
        ):
            _refuse_later(kept, current)
            kept.remove_orphans()
            return _copied(source, kept, wanted, current, tell)
    except OSError as error:
        raise StoreError(f"the backup was not made: {error}") from error


def _copied(
    source: Versions, kept: Versions, wanted: list[str], current: str, tell: Told
) -> Copied:
    copier, new, faults = Copier(source, kept), [], {}
    for name in wanted:
        tell(name)
        try:
            if copier.copy(name):
                new.append(name)
        except (StoreError, NotFoundError, FileNotFoundError) as error:
            if name == current:
                raise
            if name in source.names():  # else it was just too old to be kept
                faults[name] = str(error)
    there = {*kept.all_names()}
    named = {n: version for n, version in source.named().items() if version in there}
    if named != kept.named():
        kept.write_names(named)
    faults |= records_taken(source.home, kept.home, until=current)
    kept.make_current(current)
    return Copied(current=current, new=tuple(new), kept=len(there), faults=faults)


def records_taken(source: Path, to: Path, *, until: str) -> dict[str, str]:
    """Bring the tokens and the audit log of one home into another.

    :param until: the last version whose line is brought.

    Returns why one was left out, by the name of its file.
    """
    faults = {}
    try:
        Tokens(to).take(Tokens(source))
    except (StoreError, PermissionError) as error:
        faults["tokens.json"] = str(error)
    try:
        Audit(to).take(Audit(source), until=until)
    except (StoreError, PermissionError) as error:
        faults["audit.jsonl"] = str(error)
    return faults


def _refuse_later(kept: Versions, current: str) -> None:
    there = kept.current()
    if there and int(there) > int(current):
        raise FormatError(
            f"{kept.home} holds version {there}, which is later than {current}: "
            "it is not an earlier backup of this store; choose another folder"
        )


@contextmanager
def _place(to: Path) -> Iterator[Path]:
    """Give the folder to write in: an earlier backup, or one that is then renamed."""
    if (to / "versions").is_dir() and (to / "CURRENT").is_file():
        yield to
        return
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise FormatError(f"{to} is there and is no backup; name a folder that is new")
    parent = to.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    aside = f".{to.name}.new-"
    for left in parent.glob(f"{aside}*"):
        if not is_alive(int(left.name.removeprefix(aside))):
            remove(left)
    new = parent / f"{aside}{os.getpid()}"
    try:
        yield new
        new.rename(to)
        sync(parent)
    finally:
        if new.exists():
            remove(new)
