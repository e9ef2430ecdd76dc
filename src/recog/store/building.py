"""Building the chronicle of a new version from the old one and what changed.

Only the rows of the keys touched are made anew; the result is the same, row by row, as
building everything from nothing (a property test holds it to that).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from recog.store import heap, tables
from recog.store.chronicle import Chronicle
from recog.store.columns import CERTAINTIES, KIND_NAMES, TRACK_NAMES, VALUE_NAMES
from recog.store.reading import Extra
from recog.store.records import RECORD_TYPES
from recog.store.tables import FORMAT, Table
from recog.store.tabulating import Difference, Tabulator

#: Tables whose rows have a line of the heap, and all tables.
TEXT_TABLES: Final = ("claims", "events", "spans", "records")
ALL_TABLES: Final = ("keys", *TEXT_TABLES, "stretches")


def is_current(folder: Path) -> bool:
    """Tell whether a chronicle is in the form that this code writes."""
    try:
        written: object = json.loads((folder / "meta.json").read_text())
    except (OSError, ValueError):
        return False
    return written == _meta()


def _meta() -> dict[str, object]:
    """Return the format, and the lists that numbers in the tables point into."""
    return {
        "format": FORMAT,
        "tracks": list(TRACK_NAMES),
        "kinds": list(KIND_NAMES),
        "values": list(VALUE_NAMES),
        "certainties": [str(certainty) for certainty in CERTAINTIES],
    }


@dataclass(frozen=True, slots=True)
class Built:
    """What a chronicle holds."""

    content_hash: str  # the same for the same content, whatever the history
    counts: Mapping[str, int]


def build(
    folder: Path,
    *,
    name: str,
    old: Chronicle | None,
    difference: Difference,
    tell: Callable[[int], None] = lambda keys: None,
) -> Built:
    """Write a chronicle into a folder that is made.

    :param name: of the version; the new lines' file is named after it.
    :param tell: told now and then how many keys are derived.
    """
    folder.mkdir()
    builder = Tabulator(folder, name, old, tell)
    made = builder.tables(difference)
    builder.heap.close()
    written = heap.Heap(folder)
    texts = [made[table] for table in TEXT_TABLES]
    if heap.is_worn(written, texts):
        for table in heap.compacted(folder, written, texts, name=name):
            made[table.name] = table
    for table in made.values():
        tables.save(folder, table)
    (folder / "parties.txt").write_text("".join(f"{p}\n" for p in builder.parties))
    (folder / "meta.json").write_text(json.dumps(_meta()))
    return Built(content_hash(made, builder.parties), _counts(made))


def _counts(made: Mapping[str, Table]) -> dict[str, int]:
    records = made["records"]
    by_type = {
        f"{type.__name__.lower()}s".replace("entitys", "entities"): len(
            np.unique(records["id"][records["type"] == number])
        )
        for number, type in enumerate(RECORD_TYPES)
        if type is not Extra
    }
    return {name: len(made[name]) for name in ("claims", "events", "spans")} | by_type


def content_hash(made: Mapping[str, Table], parties: Iterable[str]) -> str:
    """Hash everything but the places of lines, which history decides.

    :param made: every table of a chronicle by name; lines count by their digests.
    """
    total = sha256("\n".join(parties).encode())
    for name in ALL_TABLES:
        for column in tables.COLUMNS[name]:
            if column not in ("start", "length"):
                total.update(np.ascontiguousarray(made[name][column]).tobytes())
    return total.hexdigest()
