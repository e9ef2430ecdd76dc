"""claims-csv: claims as a table, one row each, with names as people write them.

Nothing of a file is taken when one of its rows is faulty; every fault is told, with the
row and what would be right. Columns: docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from recog.domain.claims import Claim, Mode, Stance, track_of
from recog.domain.dates import EdtfDate, from_julian, parse
from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS, VALUES
from recog.errors import Fault, InputError, InvalidDataError
from recog.importers.csv_columns import COLUMNS
from recog.importers.csv_rows import Row, header_faults, header_of, read_text, rows_of
from recog.importers.csv_sources import Cited, cited
from recog.importers.records import Context, Record, Skip, claim_id

TWICE: Final = "row given twice"
_PARTIES: Final = ("actor", "target", "person", "list")
_RESIDENT: Final = {"yes": True, "true": True, "no": False, "false": False}

Value = TypeVar("Value")


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the sources, releases and claims of a table.

    :raises FormatError: when the file is no table in UTF-8.
    :raises InvalidDataError: after the last row, with every fault of every row.
    """
    text = read_text(path)
    columns, separator = header_of(text, path.name)
    faults = list(header_faults(columns))
    if faults:
        raise InvalidDataError(f"{path.name}: {_count(faults)} in the header", faults)
    rows = list(rows_of(text, columns, separator))
    context.total(len(rows))
    seen: dict[str, int] = {}
    for row in rows:
        reading = _Reading(row, context)
        yield from _new(reading.records(), row, seen)
        faults += reading.faults
        context.advance()
    if faults:
        raise InvalidDataError(
            f"{path.name}: {_count(faults)} in {len(rows)} rows", faults
        )


def _new(records: list[Record], row: Row, seen: dict[str, int]) -> Iterator[Record]:
    """Yield what no row before has said; list a claim that one has."""
    for record in records:
        if isinstance(record, Skip):
            continue
        if record.id not in seen:
            seen[record.id] = row.line
            yield record
        elif isinstance(record, Claim):
            detail = f"the same as row {seen[record.id]}"
            yield Skip(where=f"row {row.line}", reason=TWICE, detail=detail)


@dataclass(slots=True)
class _Reading:
    """One row on its way to a claim; what is wrong with it is gathered."""

    row: Row
    context: Context
    faults: list[Fault] = field(default_factory=list)

    def records(self) -> list[Record]:
        """Return the source, its release and the claim; nothing when faulty."""
        if self.row.fault:
            self._fault(self.row.fault)
        for column in COLUMNS.values():
            if column.required and not self.row.cells[column.name]:
                self._fault(f"{column.name} is empty; right would be {column.holds}")
        source = self._tried("", lambda _: cited(self.row.cells)) or Cited("", ())
        fields = self._fields()
        claim = None if self.faults else self._claim(fields, source.release)
        return [*source.records, claim] if claim else []

    def _fields(self) -> dict[str, Any]:
        """Read every cell that is more than text."""
        when = self._cell("date", parse)
        fields: dict[str, Any] = {
            "date": when,
            "kind": self._cell("kind", _one_of(KINDS)) or "",
            "track": self._cell("track", _one_of(TRACKS)) or "",
            "old_style": self._old_style(),
            "mode": Mode(self._cell("mode", _one_of(Mode)) or Mode.UNSPECIFIED),
            "level": self._cell("level", _one_of(VALUES)) or "",
            "resident": self._cell("resident", _yes_or_no),
            "stance": Stance(self._cell("stance", _one_of(Stance)) or Stance.ASSERTS),
        }
        for name in _PARTIES:
            fields[name] = self._party(name, when) or ""
        return fields

    def _party(self, name: str, when: EdtfDate | None) -> str | None:
        """Return the id of a party by what it was called at the time."""
        day = (when.days.earliest or when.days.latest) if when else None
        return self._cell(name, lambda text: self.context.resolve(text, day))

    def _old_style(self) -> str:
        given = self._cell("old_style", from_julian)
        return self.row.cells["old_style"] if given else ""

    def _claim(self, fields: dict[str, Any], release: str) -> Claim | None:
        texts = {
            name: self.row.cells[name]
            for name in ("date_text", "how", "locator", "note")
        }

        def made(_: str) -> Claim:
            track = fields["track"] or track_of(fields["kind"], fields["target"])
            said = fields | texts | {"track": track}
            id = claim_id(release, *(str(said[name]) for name in sorted(said)))
            return Claim(id=id, release=release, **said)

        return self._tried("", made)

    def _cell(self, name: str, read: Callable[[str], Value]) -> Value | None:
        text = self.row.cells[name]
        return self._tried(name, read, text) if text else None

    def _tried(
        self, name: str, read: Callable[[str], Value], text: str = ""
    ) -> Value | None:
        """Read a text; what is wrong with it becomes a fault."""
        try:
            return read(text)
        except InputError as error:
            told = str(error)
            known = _without_id(told)
            self._fault(f"{name}: {known}" if name else known)
            return None

    def _fault(self, message: str) -> None:
        where = f"row {self.row.line}"
        self.faults.append(Fault(where=where, message=message, line=self.row.line))


def _without_id(message: str) -> str:
    """Return a message without the id of a claim that nobody has seen."""
    start, _, rest = message.partition(": ")
    return rest if start.startswith("claim/") else message


def _one_of(names: Iterable[str]) -> Callable[[str], str]:
    known = [str(name) for name in names]

    def chosen(text: str) -> str:
        name = text.casefold().replace("_", "-").replace(" ", "-")
        if name not in known:
            raise InputError(f"{text!r} is unknown; known: {', '.join(sorted(known))}")
        return name

    return chosen


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in _RESIDENT:
        raise InputError(f"{text!r} is unknown; right would be yes or no")
    return _RESIDENT[text.casefold()]


def _count(faults: list[Fault]) -> str:
    return "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
