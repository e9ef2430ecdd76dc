"""How two answers to one question differ: rows gained, lost and changed, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from recog.service.texts import claim_text, outcome_text, row_text

Row = Mapping[str, Any]

#: What is derived, shown otherwise, or too long to be worded.
_UNTOLD: Final = frozenset(
    ("id", "span", "opened_by", "closed_by", "events", "nodes", "edges", "sparql")
    + ("score", "examples")
)
_CLAIMS: Final = ("because", "claims")
_NOTHING: Final = "nothing"
_SHORT: Final = 120  # letters that are read at a glance


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that is not the same in both answers."""

    change: str  # gained, lost or changed
    words: str  # the row; where it changed, as it is now
    details: tuple[str, ...] = ()  # of a changed row: each field, before and after


def row_changes(before: Sequence[Row], after: Sequence[Row]) -> tuple[RowChange, ...]:
    """Return what differs between rows: changed ones, then lost, then gained.

    Rows are the same by their id; else by what they are about, in order.
    """
    pairs = list(_pairs(before, after))
    changed = [
        RowChange(change="changed", words=row_text(new), details=details(old, new))
        for old, new in pairs
        if old and new and old != new
    ]
    lost = [old for old, new in pairs if old and not new]
    gained = [new for old, new in pairs if new and not old]
    return (
        *changed,
        *(RowChange(change="lost", words=row_text(row)) for row in lost),
        *(RowChange(change="gained", words=row_text(row)) for row in gained),
    )


def details(before: Row, after: Row) -> tuple[str, ...]:
    """Return what differs between two rows, field by field, in words."""
    told: list[str] = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old == new or name in _UNTOLD:
            continue
        if name in _CLAIMS:
            told += _claims(old or (), new or ())
        elif name == "outcomes":
            told += _turned("it depends", _outcomes(old or ()), _outcomes(new or ()))
        else:
            told += _turned(name.replace("_", " "), _word(old), _word(new))
    return tuple(dict.fromkeys(told))


def _turned(name: str, old: str, new: str) -> tuple[str, ...]:
    """Say what a field was and is; long words get a line each."""
    if len(old) + len(new) <= _SHORT:
        return (f"{name}: {old} → {new}",)
    return f"{name}, before: {old}", f"{name}, today: {new}"


def _pairs(
    before: Sequence[Row], after: Sequence[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Pair rows by id, the others by what they are about."""
    ids = {_id(row): row for row in before}
    shared = {_id(row) for row in after} & set(ids) - {""}
    rest: dict[tuple[str, ...], tuple[list[Row], list[Row]]] = defaultdict(
        lambda: ([], [])
    )
    for row in before:
        if _id(row) not in shared:
            rest[_about(row)][0].append(row)
    for row in after:
        if _id(row) in shared:
            yield ids[_id(row)], row
        else:
            rest[_about(row)][1].append(row)
    for old, new in rest.values():
        yield from zip_longest(old, new)


def _id(row: Row) -> str:
    return str(row.get("id") or row.get("span") or "")


def _about(row: Row) -> tuple[str, ...]:
    """Return kind and parties, or the id of what is no event and no status."""
    if "actor" not in row:
        return (_id(row),)
    parties = (row.get(name) for name in ("actor", "target", "person", "list"))
    what = (row.get(name) for name in ("type", "track", "kind", "value"))
    return (
        *(str(each or "") for each in what),
        *(str(each["id"]) if each else "" for each in parties),
    )


def _claims(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """Say which claims came, went or read otherwise."""
    old, new = ({claim["id"]: claim for claim in each} for each in (before, after))
    for id, claim in old.items():
        if id not in new:
            yield f"no longer said: {claim_text(claim)}"
        elif new[id] != claim:
            yield f"now reads otherwise: {claim_text(new[id])}"
    for id, claim in new.items():
        if id not in old:
            yield f"newly said: {claim_text(claim)}"


def _outcomes(rows: Sequence[Row]) -> str:
    return "; ".join(map(outcome_text, rows)) or "on nothing"


def _word(value: Any) -> str:
    """Word a value of a row, whatever its form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return "; ".join(_word(each) for each in value) or _NOTHING
    return str(value) if value not in (None, "") else _NOTHING


def _mapping(value: Row) -> str:
    if "certainty" in value and "value" in value:
        return f"{value['value']} ({value['certainty']})"
    if "edtf" in value and "kind" not in value:
        said = f" (“{value['text']}”)" if value.get("text") else ""
        return f"{value['edtf']}{said}"
    if "label" in value:
        return str(value["label"])
    return ", ".join(f"{name} {_word(each)}" for name, each in value.items())
