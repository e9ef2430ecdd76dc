"""Small files in the forms in which Wikidata publishes its data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ENTITY = "http://www.wikidata.org/entity/"
GREGORIAN, JULIAN = "Q1985727", "Q1985786"


def time(text: str, precision: int = 11, calendar: str = GREGORIAN) -> dict[str, Any]:
    """Return a snak of a time; without a text, of one that is not known."""
    if not text:
        return {"snaktype": "somevalue", "property": "P580", "datatype": "time"}
    value = {
        "time": text,
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": ENTITY + calendar,
    }
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def item(id: str) -> dict[str, Any]:
    """Return a snak of an item; without an id, of none."""
    if not id:
        return {"snaktype": "novalue", "property": "P530"}
    value = {"entity-type": "item", "id": id, "numeric-id": int(id[1:])}
    datavalue = {"value": value, "type": "wikibase-entityid"}
    return {"snaktype": "value", "datatype": "wikibase-item", "datavalue": datavalue}


def url(text: str) -> dict[str, Any]:
    """Return a snak of an address."""
    return {"snaktype": "value", "datavalue": {"value": text, "type": "string"}}


def statement(
    value: str,
    id: str = "Q1$a",
    *,
    rank: str = "normal",
    references: tuple[dict[str, Any], ...] = (),
    **qualifiers: dict[str, Any],
) -> dict[str, Any]:
    """Return a statement with an item as value; qualifiers by their properties."""
    return {
        "id": id,
        "type": "statement",
        "rank": rank,
        "mainsnak": item(value),
        "qualifiers": {name: [snak] for name, snak in qualifiers.items()},
        "references": [
            {"hash": "d1", "snaks": {name: [snak] for name, snak in each.items()}}
            for each in references
        ],
    }


def entity(id: str, label: str = "", **claims: Any) -> dict[str, Any]:
    """Return an item; of each property a statement, or a list of them."""
    return {
        "id": id,
        "type": "item",
        "labels": {"en": {"language": "en", "value": label}} if label else {},
        "claims": {
            name: given if isinstance(given, list) else [given]
            for name, given in claims.items()
        },
    }


def row(**cells: str) -> dict[str, Any]:
    """Return a row of results; what looks like an item is an address."""
    return {name: _cell(name, text) for name, text in cells.items()}


def _cell(name: str, text: str) -> dict[str, str]:
    if text.startswith("_:"):
        return {"type": "bnode", "value": text[2:]}
    if name == "statement":
        return {"type": "uri", "value": f"{ENTITY}statement/{text}"}
    if text[:1] in "QP" and text[1:].isdecimal():
        return {"type": "uri", "value": ENTITY + text}
    return {"type": "literal", "value": text}


def results(path: Path, *rows: dict[str, Any]) -> Path:
    """Write rows as the query service answers them."""
    names = sorted({name for each in rows for name in each})
    content = {"head": {"vars": names}, "results": {"bindings": list(rows)}}
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    return path


def dump(path: Path, *entities: dict[str, Any]) -> Path:
    """Write entities as dumps have them: an array, one entity a line."""
    lines = ",\n".join(json.dumps(each) for each in entities)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return path
