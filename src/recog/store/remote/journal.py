"""How a version came about, so that a copy of the one before can become it.

Everything is derived by a pure function, so whoever makes the same change to the same
version gets the same version, to the byte of its content hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from recog.store import lines, record_lines
from recog.store.audit import Origin
from recog.store.changes import Change
from recog.store.drafts import Note
from recog.store.others import OthersChange
from recog.store.uploads import kept_values

Entry = Mapping[str, Any]

#: Larger changes are not kept: a copy is then made anew.
_MAX_LINES: Final = 2_000
_MAX_BYTES: Final = 4 * 2**20
_RECORDS: Final = ("entities", "sources", "releases", "extras", "judgements")
_NAMES: Final = ("retract", "undo", "replaces_release", "renews_release")


def written(change: Change, note: Note, parent: str) -> Entry | None:
    """Return a change as what can be written as JSON; None when it is too large.

    :param parent: the stamp of the version that it was made to.
    """
    fields = [getattr(change, name) for name in (*_RECORDS, "claims", *_NAMES)]
    if any(not isinstance(field, list | tuple) for field in fields):
        return None  # read as it comes, so it is an import
    if sum(map(len, fields)) > _MAX_LINES:
        return None
    records = [
        record_lines.of_record(each).decode()
        for name in _RECORDS
        for each in getattr(change, name)
    ]
    entry = {
        "parent": parent,
        "author": note.author,
        "message": note.message,
        "time": note.time.isoformat(),
        "imported": note.imported,
        "origin": [note.origin.who, note.origin.address],
        "records": records,
        "claims": [lines.of_claim(claim).decode() for claim in change.claims],
        "remove": [list(each) for each in change.remove],
        "others": _of_others(change.others),
        **{name: list(getattr(change, name)) for name in _NAMES},
    }
    return entry if len(json.dumps(entry)) <= _MAX_BYTES else None


def read(entry: Entry, folder: Path) -> tuple[Change, Note]:
    """Return the change and the note of an entry.

    :param folder: where files of the change may lie, until it has been made.
    """
    values = kept_values(
        [f"r{line}".encode() for line in entry["records"]]
        + [f"c{line}".encode() for line in entry["claims"]]
    )
    change = Change(
        entities=values.entities,
        sources=values.sources,
        releases=values.releases,
        claims=values.claims,
        extras=values.extras,
        judgements=values.judgements,
        remove=[(type, id, release) for type, id, release in entry["remove"]],
        others=_to_others(entry["others"], folder),
        **{name: entry[name] for name in _NAMES},
    )
    who, address = entry["origin"]
    note = Note(
        author=entry["author"],
        message=entry["message"],
        time=datetime.fromisoformat(entry["time"]),
        imported=entry["imported"],
        origin=Origin(who=who, address=address),
    )
    return change, note


def _of_others(others: OthersChange) -> Mapping[str, Any]:
    def text(path: Path | None) -> str | None:
        return None if path is None else path.read_text(encoding="utf-8")

    return {
        "removed": text(others.removed),
        "added": text(others.added),
        "graphs_removed": list(others.graphs_removed),
        "graphs_added": list(others.graphs_added),
    }


def _to_others(told: Mapping[str, Any], folder: Path) -> OthersChange:
    def file(name: str) -> Path | None:
        if told[name] is None:
            return None
        path = folder / name
        path.write_text(told[name], encoding="utf-8")
        return path

    return OthersChange(
        removed=file("removed"),
        added=file("added"),
        graphs_removed=_names(told["graphs_removed"]),
        graphs_added=_names(told["graphs_added"]),
    )


def _names(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(told)
