"""What the tests of gsh and of the lists of states share: files, and a world."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from recog.domain.entities import Entity
from recog.importers import IMPORTERS, Context, Record
from recog.service.resolver import Resolver
from recog.store.codec import records_of
from recog.store.files import data_dir

#: What recog itself describes stands under a release of this kind.
OURS = "release/recog-entities-2026-11-23"


def territory(
    folder: Path,
    id: str,
    name: str,
    *,
    long: str = "",
    type: str = "independent-state",
    since: str = "",
    until: str = "9999",
    before: Iterable[str] = (),
) -> Path:
    """Write a territory as gsh does; return the folder of the data set."""
    place = folder / "data" / "territories"
    place.mkdir(parents=True, exist_ok=True)
    predecessors = "".join(f"<predecessor>{each}</predecessor>" for each in before)
    today = "true" if until == "9999" else "false"
    (place / f"{id}.xml").write_text(
        f"<territory><id>{id}</id><short-form-name>{name}</short-form-name>"
        f"<long-form-name>{long}</long-form-name>"
        f"<type-of-territory>{type}</type-of-territory>"
        f"<valid-since>{since}</valid-since><valid-until>{until}</valid-until>"
        f"<exists-on-todays-map>{today}</exists-on-todays-map>"
        f"<predecessors>{predecessors}</predecessors></territory>",
        encoding="utf-8",
    )
    return folder


def table(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    """Write a list as CSV; a row need not have the columns that are empty."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    path = folder / name
    path.write_text("\n".join(",".join(line) for line in lines) + "\n")
    return path


def isd(
    number: str, name: str, start: str, end: str, *after: str, **more: str
) -> dict[str, str]:
    """Return a row of ISD; after: up to two successors."""
    one, other = (*after, "", "")[:2]
    return {
        "COWNum": number,
        "StateName": name,
        "OtherName": "-9",
        "Start": start,
        "Start_Am": "0",
        "EStart": "-9",
        "EStart_Am": "-9",
        "End": end,
        "End_Am": "0",
        "DestinationA": one,
        "DestinationB": other,
        **more,
    }


def taken(name: str, path: Path, known: Iterable[Entity]) -> list[Record]:
    """Return what an importer yields in a world, which learns as in an import."""
    resolver = Resolver(known)
    context = Context(
        resolve=resolver.resolving(name),
        known=resolver.entity,
        parse_rdf=lambda path: (),
        retrieved=date(2026, 11, 26),
        total=lambda records: None,
        advance=lambda: None,
    )
    found: list[Record] = []
    for record in IMPORTERS[name].read(path, context):
        found.append(record)
        if isinstance(record, Entity):
            resolver.add(record)
    return found


@cache
def world() -> tuple[Entity, ...]:
    """Return every entity that recog comes with."""
    files = sorted([*data_dir().glob("*.ttl"), *data_dir().glob("cases/*.ttl")])
    return tuple(each for file in files for each in records_of(file).entities)
