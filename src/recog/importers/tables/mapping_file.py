"""Column mappings as TOML: read whole, every fault told with its key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from recog.domain.kinds import KINDS
from recog.errors import Fault, FormatError, InvalidDataError
from recog.importers.tables.columns import COLUMNS, column_name
from recog.importers.tables.csv_grid import SEPARATORS
from recog.importers.tables.mapping import (
    ORDERS,
    Cells,
    ClaimOf,
    ColumnMapping,
    Parts,
    Place,
    Table,
    When,
)
from recog.importers.written import without_marks

_LARGEST: Final = 1_000_000  # bytes
_TOP: Final = ("table", "constants", "columns", "values", "claim")
_OF_CLAIM: Final = ("when", "constants", "columns", "values")
_UNITS: Final = ("year", "month", "day")
_WHEN: Final = (
    'e.g. when = "Withdrawn not empty", "Withdrawn empty", "Status is Yes" or '
    '"Status is not Yes"'
)


def read_mapping(path: Path) -> ColumnMapping:
    """Read a column mapping.

    :raises FormatError: when it is no TOML.
    :raises InvalidDataError: with everything that is wrong with it.
    """
    try:
        content = path.read_bytes()
        if len(content) > _LARGEST:
            raise FormatError(f"{path.name}: is too large for a column mapping")
        given = tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormatError(
            f"{path.name}: is no column mapping in TOML: {error}; right would be e.g. "
            '[columns] and then target = "Country"'
        ) from error
    reading = _Reading(path.name)
    made = reading.mapping(given)
    if reading.faults:
        number = len(reading.faults)
        told = "1 fault" if number == 1 else f"{number} faults"
        raise InvalidDataError(f"{path.name}: {told} in the mapping", reading.faults)
    return made


class _Reading:
    """A mapping being read; what is wrong with it is gathered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def mapping(self, given: Mapping[str, Any]) -> ColumnMapping:
        self._known(given, _TOP, "the mapping")
        blocks = given.get("claim", [])
        if not isinstance(blocks, list) or not all(isinstance(b, dict) for b in blocks):
            self._fault(
                "claim: right would be a block [[claim]] for each claim of a row"
            )
            blocks = []
        for number, block in enumerate(blocks, start=1):
            self._known(block, _OF_CLAIM, f"[[claim]] {number}")
        claims = [
            self._claim(given, block, f"[[claim]] {number}: ")
            for number, block in enumerate(blocks, start=1)
        ] or [self._claim(given, {}, "")]
        return ColumnMapping(
            name=self.name,
            table=self._table(self._section(given, "table", "")),
            claims=tuple(claims),
        )

    def _table(self, given: Mapping[str, Any]) -> Table:
        takes: Mapping[str, tuple[Callable[[Any], bool], str]] = {
            "sheet": (_is_text, 'the name of a sheet, e.g. "Sheet1"'),
            "header": (
                _is_number,
                "the number of the row that names the columns, or 0",
            ),
            "skip": (_are_numbers, "numbers of rows, e.g. [4, 5]"),
            "last": (_is_number, "the number of the last row to be read"),
            "separator": (lambda v: v in SEPARATORS, r'one of "," ";" "\t" "|"'),
            "encoding": (_is_text, 'the name of an encoding, e.g. "windows-1252"'),
            "dates": (lambda v: v in ORDERS, '"dmy" or "mdy"'),
            "empty": (_are_texts, 'texts, e.g. ["—", "n/a"]'),
        }
        self._known(given, tuple(takes), "[table]")
        said = {}
        for key, (is_right, right) in takes.items():
            if key not in given:
                continue
            if is_right(given[key]):
                said[key] = given[key]
            else:
                self._fault(f"[table] {key} = {given[key]!r}: right would be {right}")
        said["skip"] = frozenset(said.get("skip", ()))
        said["empty"] = frozenset(text.casefold() for text in said.get("empty", ()))
        return Table(**said)

    def _claim(
        self, common: Mapping[str, Any], own: Mapping[str, Any], key: str
    ) -> ClaimOf:
        """Return what a claim is made of; its block goes before what all have."""
        columns: dict[str, Place] = {}
        constants: dict[str, str] = {}
        values: dict[str, Mapping[str, str]] = {}
        for given, where in ((common, ""), (own, key)):
            placed = dict(self._columns(self._section(given, "columns", where), where))
            fixed = dict(
                self._constants(self._section(given, "constants", where), where)
            )
            for name in sorted(placed.keys() & fixed.keys()):
                self._fault(f"{where}{name!r} stands in [columns] and in [constants]")
            columns = {n: c for n, c in columns.items() if n not in fixed} | placed
            constants = {n: c for n, c in constants.items() if n not in placed} | fixed
            values |= dict(self._values(self._section(given, "values", where), where))
        self._whole(columns.keys() | constants.keys(), key)
        return ClaimOf(
            key=key.rstrip(": ") or "the mapping",
            when=self._when(own["when"], key) if "when" in own else None,
            columns=columns,
            constants=constants,
            values=values,
        )

    def _whole(self, said: set[str], key: str) -> None:
        """See that everything a claim needs comes from somewhere."""
        needed = {name: row.holds for name, row in COLUMNS.items() if row.required}
        for name, holds in needed.items():
            if name not in said:
                self._fault(
                    f"{key}nothing gives {name!r}: {holds}; right would be {name} = "
                    '"…" below [columns], with the name of a column, or below '
                    "[constants], with a text"
                )
        if not said & {"release", "source_title"}:
            self._fault(f"{key}the claims need a source: give source_title or release")

    def _columns(
        self, given: Mapping[str, Any], where: str
    ) -> Iterator[tuple[str, Place]]:
        for name, place in self._ours(given, "columns", where):
            if _is_text(place):
                yield name, Cells((place,))
            elif _are_texts(place) and place:
                yield name, Cells(tuple(place))
            elif name == "date" and _is_parts(place):
                yield name, Parts(**place)
            else:
                self._fault(
                    f"{where}[columns] {name} = {place!r}: right would be the name of "
                    "a column, or several in [ ]; for a date also "
                    '{ year = "…", month = "…", day = "…" }'
                )

    def _constants(
        self, given: Mapping[str, Any], where: str
    ) -> Iterator[tuple[str, str]]:
        for name, value in self._ours(given, "constants", where):
            text = _plain_text(value)
            if text is None:
                self._fault(
                    f"{where}[constants] {name} = {value!r}: right would be a text"
                )
            elif name == "kind" and text not in KINDS:
                known = ", ".join(sorted(KINDS))
                self._fault(
                    f"{where}[constants] kind = {text!r} is unknown; known: {known}"
                )
            else:
                yield name, text

    def _values(
        self, given: Mapping[str, Any], where: str
    ) -> Iterator[tuple[str, Mapping[str, str]]]:
        for name, value in self._ours(given, "values", where):
            texts = value.values() if isinstance(value, dict) else [None]
            made = [_plain_text(each) for each in texts]
            if any(text is None for text in made):
                self._fault(
                    f"{where}[values.{name}]: right would be theirs = ours, e.g. "
                    '"Cape Verde" = "Cabo Verde"'
                )
                continue
            keys = (_key(each) for each in value)
            yield name, dict(zip(keys, (text or "" for text in made), strict=True))

    def _when(self, text: Any, where: str) -> When | None:
        if isinstance(text, str):
            for end, holds in ((" not empty", True), (" empty", False)):
                if text.endswith(end):
                    return When(text.removesuffix(end), None, holds)
            for mark, holds in ((" is not ", False), (" is ", True)):
                column, found, value = text.partition(mark)
                if found:
                    return When(column, value, holds)
        self._fault(f"{where}when = {text!r}: right would be {_WHEN}")
        return None

    def _ours(
        self, given: Mapping[str, Any], section: str, where: str
    ) -> Iterator[tuple[str, Any]]:
        """Yield what is given for columns of ours."""
        for key, value in given.items():
            name = column_name(key)
            if name in COLUMNS:
                yield name, value
            else:
                self._fault(
                    f"{where}[{section}] {key!r} is no column of ours; known: "
                    f"{', '.join(COLUMNS)}"
                )

    def _section(
        self, given: Mapping[str, Any], name: str, where: str
    ) -> Mapping[str, Any]:
        section = given.get(name, {})
        if isinstance(section, dict):
            return section
        self._fault(f"{where}{name} = {section!r}: right would be a table [{name}]")
        return {}

    def _known(
        self, given: Mapping[str, Any], keys: tuple[str, ...], where: str
    ) -> None:
        for key in given:
            if key not in keys:
                self._fault(f"{where}: unknown key {key!r}; known: {', '.join(keys)}")

    def _fault(self, message: str) -> None:
        fault = Fault(where=self.name, message=message)
        if fault not in self.faults:  # what all claims have is read for each
            self.faults.append(fault)


def _key(text: str) -> str:
    return without_marks(text).casefold()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


def _is_parts(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and "year" in value
        and set(value) <= set(_UNITS)
        and all(map(_is_text, value.values()))
    )


def _plain_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    return None
