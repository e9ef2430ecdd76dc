"""The mark of a home that holds a copy of what is in an engine."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from recog.errors import FormatError
from recog.store.disk import write_whole

_FILE: Final = "ENGINE"


def mark(home: Path, address: str) -> None:
    """Say that a home is a copy of what is at the address of an engine."""
    if marked(home) != address:
        write_whole(home / _FILE, f"{address}\n")


def marked(home: Path) -> str:
    """Return the address of the engine that a home is a copy of; empty: of none."""
    file = home / _FILE
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


def refuse_copy(home: Path) -> None:
    """Raise where a home is a copy.

    :raises FormatError: when it is.
    """
    address = marked(home)
    if address:
        raise FormatError(
            f"{home} is a copy of what is in the engine at {address}: to serve it, set "
            "RECOG_STORE; back up and restore the engine itself"
        )


def refuse_own(home: Path) -> None:
    """Raise where a home has a store of its own, which an engine knows nothing of.

    :raises FormatError: when it has.
    """
    if (home / "CURRENT").exists() and not marked(home):
        raise FormatError(
            f"{home} holds a store of its own; 'recog engine push' puts it into the "
            "engine at RECOG_STORE, another RECOG_HOME becomes a copy of what is there"
        )
