"""What each file of a version was when it was written: its size and its hash.

The list is a file of the version. Sizes tell at once what was cut off or lost; hashes
tell what was altered, and are looked at when someone asks (`recog verify`), when a
server starts and when a version is copied.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Final, NamedTuple

from recog.errors import StoreError

FILE: Final = "files.json"

#: Hashes of files by device and inode: versions share files, which are read once.
Read = dict[tuple[int, int], str]


class Sum(NamedTuple):
    """What a file was."""

    bytes: int
    sha256: str


def write_sums(folder: Path, before: Path | None) -> None:
    """Write the list of a finished version; files shared with another are not read."""
    known: Read = {}
    if before is not None:
        for name, old in (sums_of(before) or {}).items():
            known[_inode(before / name)] = old.sha256
    found = {name: _sum(folder / name, known) for name in _names(folder)}
    told = {name: each._asdict() for name, each in found.items()}
    (folder / FILE).write_text(json.dumps(told, indent=1) + "\n")


def sums_of(folder: Path) -> Mapping[str, Sum] | None:
    """Return the list of a version, or None: one made before there were lists.

    :raises StoreError: when the list is not as it was written.
    """
    try:
        told = json.loads((folder / FILE).read_text())
        return {name: Sum(**each) for name, each in told.items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{folder / FILE} is not the list of a version's files: {error}"
        ) from error


def misfits(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files of a version, by their sizes; quick."""
    for name, told in (sums_of(folder) or {}).items():
        try:
            size = (folder / name).stat().st_size
        except OSError as error:
            yield f"{name} cannot be read ({error.strerror})"
            continue
        if size != told.bytes:
            yield f"{name} has {size} bytes, not the {told.bytes} that were written"


def alterations(folder: Path, read: Read) -> Iterator[str]:
    """Yield what is wrong with the files of a version, by what is in them.

    :param read: what was read already; it is added to.
    """
    wrong = list(misfits(folder))
    yield from wrong
    if wrong:
        return
    for name, told in (sums_of(folder) or {}).items():
        try:
            found = _sum(folder / name, read)
        except OSError as error:
            yield f"{name} cannot be read ({error.strerror})"
            continue
        if found != told:
            yield f"{name} is not what was written"


def _names(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in files)


def _sum(path: Path, known: Read) -> Sum:
    with path.open("rb") as file:
        state = os.fstat(file.fileno())
        place = state.st_dev, state.st_ino
        if place not in known:
            known[place] = file_digest(file, "sha256").hexdigest()
        return Sum(state.st_size, known[place])


def _inode(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return (0, 0)
    return state.st_dev, state.st_ino
