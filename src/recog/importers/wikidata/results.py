"""Statements in results of the queries that docs/importing.md gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from recog.errors import FormatError
from recog.importers.wikidata.statements import HOLDER, POST, READ, Statement
from recog.importers.wikidata.times import DAY, Time

#: Variables without which a row says nothing.
NEEDED: Final = ("statement", "property", "subject", "object")
_ENTITY: Final = "http://www.wikidata.org/entity/"
_RANKS: Final = {"PreferredRank": "preferred", "DeprecatedRank": "deprecated"}


def statement(row: Mapping[str, Any], where: str) -> Statement:
    """Read one row.

    :raises FormatError: when a variable that is needed is missing, or the property is
        none that is read.
    """
    missing = [name for name in NEEDED if name not in row]
    if missing:
        raise FormatError(
            f"{where}: no ?{missing[0]}; the queries of docs/importing.md have "
            f"{', '.join(f'?{name}' for name in NEEDED)}"
        )
    name = _last(row, "property")
    if name not in READ:
        raise FormatError(f"{where}: property {name!r}; known: {', '.join(READ)}")
    subject, value = _item(row, "subject"), _item(row, "object")
    return Statement(
        id=_last(row, "statement"),
        where=where,
        property_id=name,
        subject=subject,
        value=value,
        sender=_item(row, "sender"),
        receiver=_item(row, "receiver"),
        person={POST: subject, HOLDER: value}.get(name, ""),
        label=_text(row, "personLabel"),
        rank=_RANKS.get(_last(row, "rank").rpartition("#")[2], "normal"),
        starts=_times(row, "start", where),
        ends=_times(row, "end", where),
        points=_times(row, "point", where),
        start_unknown=_is_unknown(row, "start"),
        end_unknown=_is_unknown(row, "end"),
        imported=_text(row, "imported") in ("true", "1"),
        reference=_text(row, "reference"),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    return str((row.get(name) or {}).get("value", ""))


def _last(row: Mapping[str, Any], name: str) -> str:
    """Return the last part of an address: "Q142-…" of a statement's."""
    return _text(row, name).rpartition("/")[2]


def _item(row: Mapping[str, Any], name: str) -> str:
    """Return the item that a variable names; empty for an unknown value."""
    text = _text(row, name)
    found = text.removeprefix(_ENTITY)
    return found if found[:1] == "Q" and found[1:].isdecimal() else ""


def _is_unknown(row: Mapping[str, Any], name: str) -> bool:
    """Tell whether a variable is a blank node, which stands for an unknown value."""
    kind = (row.get(name) or {}).get("type")
    return kind == "bnode" or "/.well-known/genid/" in _text(row, name)


def _times(row: Mapping[str, Any], name: str, where: str) -> tuple[Time, ...]:
    text = _text(row, name)
    if not text or _is_unknown(row, name):
        return ()
    precision = _text(row, f"{name}Precision")
    if not precision.isdecimal():
        raise FormatError(
            f"{where}: ?{name} is {text!r} without ?{name}Precision, which tells how "
            "precise it is; take the queries of docs/importing.md"
        )
    calendar = _last(row, f"{name}Calendar")
    return (Time(text, min(int(precision), DAY), calendar, converted=True),)
