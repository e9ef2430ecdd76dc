"""Rows into claims, with names and dates as people write them.

Nothing of a table is taken when one of its rows is faulty; every fault is told, with
the row and what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from recog.domain.claims import Claim, Mode, Stance, track_of
from recog.domain.dates import EdtfDate, from_julian
from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS, VALUES
from recog.errors import Fault, InputError, InvalidDataError
from recog.importers.records import Context, Record, Skip, claim_id
from recog.importers.tables.columns import COLUMNS
from recog.importers.tables.grid import Grid, Row
from recog.importers.tables.sources import Cited, cited
from recog.importers.written import without_marks, written_date

TWICE: Final = "row given twice"
_NEAR: Final = 50  # faults: those of one row, which may be read for several claims
_PARTIES: Final = ("actor", "target", "person", "list")
_RESIDENT: Final = {"yes": True, "true": True, "no": False, "false": False}

Value = TypeVar("Value")


def records_of(
    grid: Grid, rows: Callable[[], Iterable[Row | Skip]], context: Context
) -> Iterator[Record]:
    """Yield the sources, releases and claims of a table.

    :param rows: its rows from the start, each time, and lines that are none.
    :raises InvalidDataError: after the last row, with every fault of every row.
    """
    yield from grid.notes
    total = sum(1 for _ in rows())
    context.total(total)
    seen: dict[str, int] = {}
    faults: list[Fault] = []
    for row in rows():
        if isinstance(row, Skip):
            yield row
            context.advance()
            continue
        reading = _Reading(row, context)
        yield from _new(reading.records(), row, seen)
        faults += (each for each in reading.faults if each not in faults[-_NEAR:])
        context.advance()
    if faults:
        number = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InvalidDataError(f"{grid.name}: {number} in {total} rows", faults)


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
        for message in self.row.faults:
            self._fault(message)
        for column in COLUMNS.values():
            if column.required and not self.row.cells[column.name]:
                self._fault(f"{column.name} is empty; right would be {column.holds}")
        source = self._tried("", lambda _: cited(self.row.cells)) or Cited("", ())
        fields = self._fields()
        claim = None if self.faults else self._claim(fields, source.release)
        return [*source.records, claim] if claim else []

    def _fields(self) -> dict[str, Any]:
        """Read every cell that is more than text."""
        when = self._cell("date", self._written)
        fields: dict[str, Any] = {
            "date": when,
            "kind": self._cell("kind", _one_of(KINDS)) or "",
            "track": self._cell("track", _one_of(TRACKS)) or "",
            "old_style": self._cell("old_style", self._old_style) or "",
            "mode": Mode(self._cell("mode", _one_of(Mode)) or Mode.UNSPECIFIED),
            "level": self._cell("level", _one_of(VALUES)) or "",
            "resident": self._cell("resident", _yes_or_no),
            "stance": Stance(self._cell("stance", _one_of(Stance)) or Stance.ASSERTS),
        }
        for name in _PARTIES:
            fields[name] = self._party(name, when) or ""
        return fields

    def _written(self, text: str) -> EdtfDate:
        return written_date(text, order=self.row.order)

    def _old_style(self, text: str) -> str:
        """Return the EDTF of a date in the Julian calendar."""
        written = self._written(text).edtf
        from_julian(written)
        return written

    def _party(self, name: str, when: EdtfDate | None) -> str | None:
        """Return the id of a party by what it was called at the time."""
        day = (when.days.earliest or when.days.latest) if when else None
        return self._cell(
            name, lambda text: self.context.resolve(without_marks(text), day)
        )

    def _texts(self, when: EdtfDate) -> dict[str, str]:
        """Return the cells that are text; marks of names go into the note."""
        cells = self.row.cells
        texts = {name: cells[name] for name in ("how", "locator", "note")}
        words = cells["date_text"] or cells["date"]
        is_words = cells["date_text"] or words != when.edtf
        texts["date_text"] = words if is_words else ""
        marked = [cells[name] for name in _PARTIES if _is_marked(cells[name])]
        if marked:
            note = f"Written with marks: {', '.join(marked)}."
            texts["note"] = f"{texts['note']} {note}".strip()
        return texts

    def _claim(self, fields: dict[str, Any], release: str) -> Claim | None:
        def made(_: str) -> Claim:
            track = fields["track"] or track_of(fields["kind"], fields["target"])
            said = fields | self._texts(fields["date"]) | {"track": track}
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


def _is_marked(text: str) -> bool:
    return without_marks(text) != " ".join(text.split())


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
