"""Copying versions from one home to another: whole, checked, and sharing what they can.

Files that two versions share in one home they share in the other; between homes nothing
is shared, so that what befalls the disk under one leaves the other as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from recog.errors import FormatError, StoreError
from recog.store.sums import Read, alterations
from recog.store.versions import Versions


class Copier:
    """Copies versions of one home into another; only for the writer of that."""

    def __init__(self, source: Versions, to: Versions) -> None:
        self._source, self._to = source, to
        self._is_one = source.home == to.home  # then everything is shared
        self._copies: dict[tuple[int, int], Path] = {}  # by the inode of the original
        self._read: Read = {}

    def copy(self, name: str) -> bool:
        """Copy a version, if it is not there; return whether it was copied.

        :raises FormatError: when there is another version of that name.
        :raises StoreError: when it is damaged; nothing of it is then there.
        """
        folder, there = self._source.path(name), self._to.folder / name
        if there.is_dir():
            self._recognise(folder, there)
            return False
        with self._to.draft() as draft:
            self.copy_into(draft, folder)
            self._to.add(draft, name)
        for file in _files(folder):
            self._copies[_inode(file)] = there / file.relative_to(folder)
        return True

    def copy_into(self, draft: Path, folder: Path) -> None:
        """Copy the files of a version into a folder.

        :raises StoreError: when it is damaged.
        """
        for file in _files(folder):
            to = draft / file.relative_to(folder)
            to.parent.mkdir(parents=True, exist_ok=True)
            copied = file if self._is_one else self._copies.get(_inode(file))
            if copied is None or not _linked(copied, to):
                shutil.copyfile(file, to)
        for fault in alterations(draft, self._read):
            self._read.clear()  # the draft goes, and its inodes are used again
            raise StoreError(f"version {folder.name} is damaged: {fault}")

    def _recognise(self, folder: Path, there: Path) -> None:
        """Take note of a version that was copied earlier."""
        manifests = [path / "manifest.json" for path in (folder, there)]
        if len({path.read_bytes() for path in manifests}) > 1:
            raise FormatError(
                f"{self._to.home} is of another store: its version {folder.name} is "
                f"not that of {self._source.home}"
            )
        for file in _files(folder):
            copy = there / file.relative_to(folder)
            if copy.is_file():
                self._copies[_inode(file)] = copy


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _inode(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_dev, state.st_ino


def _linked(file: Path, to: Path) -> bool:
    try:
        os.link(file, to)
    except OSError:  # a file system without hard links, or too many of them
        return False
    return True
