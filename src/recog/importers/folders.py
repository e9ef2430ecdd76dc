"""Knowing a data set by the files that its folder holds, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def holding(*patterns: str) -> Callable[[Path], bool]:
    """Return what tells whether a folder has a file of one of these patterns.

    A pattern is of a path below the folder: "articles/*.xml".
    """

    def holds(folder: Path) -> bool:
        return any(next(folder.glob(pattern), None) for pattern in patterns)

    return holds
