"""Whether a version is as it was written, before anyone answers from it."""

from __future__ import annotations

import struct
from pathlib import Path

from recog.errors import StoreError
from recog.store.building import is_current
from recog.store.snapshot import Snapshot
from recog.store.sums import alterations, misfits
from recog.store.versions import REPAIR


def opened(folder: Path) -> Snapshot:
    """Open a version.

    :raises StoreError: when it is damaged, which names version and file, or made by a
        recog that keeps other files.
    """
    refuse_damaged(folder)
    if not is_current(folder / "chronicle"):
        raise StoreError(
            f"version {folder.name} was made by another recog; its RDF can be queried"
        )
    try:
        return Snapshot(folder)
    except (OSError, ValueError, EOFError, struct.error) as error:
        raise _damaged(folder, f"its chronicle cannot be read ({error})") from error


def refuse_damaged(folder: Path) -> None:
    """Raise when a file of a version is missing or has another size; quick.

    :raises StoreError: which names version and file.
    """
    for fault in misfits(folder):
        raise _damaged(folder, fault)


def refuse_altered(folder: Path) -> None:
    """Raise when a file of a version is not as it was written; reads all of them.

    :raises StoreError: which names version and file.
    """
    for fault in alterations(folder, {}):
        raise _damaged(folder, fault)


def _damaged(folder: Path, fault: str) -> StoreError:
    return StoreError(f"version {folder.name} is damaged: {fault}; {REPAIR}")
