"""What the last import of each release said of itself: a small file of a version."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from recog.errors import StoreError

_FILE: Final = "imports.json"

#: An import's own words: JSON, with the ids of its releases as "releases".
Imported = Mapping[str, Any]


def imports_of(folder: Path) -> Sequence[Imported]:
    """Return what is kept with a version, oldest first.

    :raises StoreError: when the file is not as it was written.
    """
    path = folder / _FILE
    try:
        found: list[Imported] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except ValueError as error:
        raise StoreError(f"{path} is not what recog wrote there: {error}") from error
    return found


def write_imports(folder: Path, before: Path | None, new: Imported | None) -> None:
    """Keep what the version before had; of a release, the last import alone."""
    kept = list(imports_of(before)) if before else []
    if new is not None:
        told = set(new["releases"])
        kept = [each for each in kept if not told.issuperset(each["releases"])]
        kept.append(new)
    if kept:
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        (folder / _FILE).write_text(text, encoding="utf-8")
