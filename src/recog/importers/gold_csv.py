"""Gold tables: known events as a CSV file, to grade what is held.

One row is one event, or a scope that holds nothing. A bar between values means that any
one of them is right: ``state/china|government/peoples-republic-of-china``.

Source: docs/grading.md.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from recog.domain.claims import Stance
from recog.domain.dates import EdtfDate, parse
from recog.domain.gold import Known
from recog.domain.kinds import KINDS, known
from recog.domain.tracks import TRACKS
from recog.errors import (
    AmbiguousEntityError,
    DateError,
    Fault,
    FormatError,
    InvalidDataError,
    UnknownEntityError,
)
from recog.importers.tables.encodings import decoded

Resolve = Callable[[str, date | None], str]

#: The columns of a gold table, and what stands in each.
GOLD_COLUMNS: Final[Mapping[str, str]] = {
    "kind": "what happened; empty where the scope holds nothing",
    "track": "the status it changes, where the kind leaves a choice",
    "actor": "who acted: an id, code or name",
    "target": "who was acted upon: an id, code or name",
    "person": "the head of mission: an id, code or name",
    "list": "the designation list: an id, code or name",
    "level": "of a mission: embassy, legation …",
    "date": "an EDTF date, as precise as the source",
    "stance": "asserts or denies; empty: asserts",
    "need": "must or may; empty: must",
    "locator": "the place in the source; empty: anywhere",
    "scope": "the part of the source for which the table is complete",
    "note": "what the source says, in your words",
}
_REQUIRED: Final = ("kind", "actor", "date")
_BAR: Final = "|"
_NEEDS: Final = {"": True, "must": True, "may": False}
_LEVELS: Final = TRACKS["mission"].values


def read_gold(path: Path, resolve: Resolve) -> list[Known]:
    """Return the rows of a gold table, with the ids of their parties.

    A party that no one entity fits is kept in `unresolved`: such a row is never found.

    :raises FormatError: when the file is not UTF-8, not CSV, or has no rows.
    :raises InvalidDataError: with every fault of its header and rows.
    """
    faults: list[Fault] = []
    rows = list(_rows(path, faults))
    if not rows and not faults:
        raise FormatError(f"{path.name} holds no known event; give one row for each")
    found: list[Known] = []
    for line, cells in rows:
        wrong = [
            Fault(where=f"{path.name}, row", message=message, line=line)
            for message in _wrong(cells)
        ]
        faults += wrong
        if not wrong:
            found.append(_known(line, cells, resolve))
    if faults:
        first = faults[0]
        place = f"line {first.line}: " if first.line else ""
        raise InvalidDataError(
            f"{path.name}: {len(faults)} faults; first: {place}{first.message}", faults
        )
    return found


def _rows(path: Path, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and cells of each row; tell what is wrong with the header."""
    reader = csv.reader(
        StringIO(decoded(path, encoding="utf-8").text, newline=""), strict=True
    )
    line = 1
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        faults += (
            Fault(where=f"{path.name}, header", message=message, line=1)
            for message in _wrong_header(header)
        )
        line = reader.line_num + 1
        for values in reader:
            cells = dict.fromkeys(GOLD_COLUMNS, "")
            cells |= dict(zip(header, map(str.strip, values), strict=False))
            if any(cells.values()):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(f"{path.name}, line {line}: {error}") from error


def _wrong_header(header: list[str]) -> Iterator[str]:
    columns = ", ".join(GOLD_COLUMNS)
    for name in header:
        if name not in GOLD_COLUMNS:
            yield f"unknown column {name!r}; known: {columns}"
    for name in _REQUIRED:
        if name not in header:
            yield f"column {name!r} is missing: {GOLD_COLUMNS[name]}"


def _wrong(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with a row."""
    for kind in _values(cells["kind"]):
        if kind not in KINDS:
            yield f"unknown kind {kind!r}; known: {known(KINDS)}"
    if cells["stance"] not in ("", *Stance):
        yield f"unknown stance {cells['stance']!r}; known: {', '.join(Stance)}"
    if cells["need"] not in _NEEDS:
        yield f"need is {cells['need']!r}; right would be must, may or nothing"
    if cells["track"] not in ("", *TRACKS):
        yield f"unknown track {cells['track']!r}; known: {known(TRACKS)}"
    if cells["level"] not in ("", *_LEVELS):
        yield f"unknown level {cells['level']!r}; known: {', '.join(_LEVELS)}"
    if not cells["kind"]:
        yield from _wrong_without_kind(cells)
        return
    if not cells["actor"] or not (cells["target"] or cells["locator"]):
        yield "an event needs an actor, and a target or a locator"
    try:
        parse(cells["date"])
    except DateError as error:
        yield str(error)


def _wrong_without_kind(cells: Mapping[str, str]) -> Iterator[str]:
    if not cells["scope"]:
        yield "a row without a kind needs a scope: the part that holds nothing"
    said = [name for name in ("actor", "target", "person", "date") if cells[name]]
    if said:
        yield f"a row without a kind says nothing; given: {', '.join(said)}"


def _known(line: int, cells: Mapping[str, str], resolve: Resolve) -> Known:
    when = parse(cells["date"]) if cells["kind"] else None
    unresolved: list[str] = []

    def parties(column: str) -> tuple[str, ...]:
        found, unknown = _resolved(cells[column], when, resolve)
        if unknown and not found:
            unresolved.extend(unknown)
        return found

    return Known(
        row=line,
        kinds=_values(cells["kind"]),
        track=cells["track"],
        actors=parties("actor"),
        targets=parties("target"),
        persons=parties("person"),
        lists=parties("list"),
        level=cells["level"],
        date=when,
        stance=Stance(cells["stance"] or Stance.ASSERTS),
        required=_NEEDS[cells["need"]],
        places=_values(cells["locator"]),
        scopes=_values(cells["scope"]),
        note=cells["note"],
        unresolved=tuple(unresolved),
    )


def _resolved(
    text: str, when: EdtfDate | None, resolve: Resolve
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids that the values of a cell name, and the values that name none."""
    day = (when.days.latest or when.days.earliest) if when else None
    found: dict[str, None] = {}
    unknown: list[str] = []
    for value in _values(text):
        try:
            found[resolve(value, day)] = None
        except (UnknownEntityError, AmbiguousEntityError):
            unknown.append(value)
    return tuple(found), tuple(unknown)


def _values(text: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(_BAR) if (part := each.strip()))
