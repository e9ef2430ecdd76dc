"""What people decided that names mean: a small table, kept in a file.

A row says what a name means, on which days and in which source; it beats everything
that recog would find by itself. Source: docs/importing.md, "Names".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from recog.domain.dates import Interval, parse
from recog.domain.entities import split_id
from recog.errors import DateError, EntityError, Fault, FormatError, InvalidDataError
from recog.service.names import core
from recog.service.spellings import spellings
from recog.store.files import data_dir

#: As an id: the name means nothing that belongs in recog.
NOTHING: Final = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of the table, with its cells as they stand in the file."""

    name: str
    since: str = ""  # first and last day, both included, as EDTF; empty: any
    until: str = ""
    id: str  # of an entity, or "nothing"
    reason: str
    who: str
    source: str = ""  # the importer for which it is meant; empty: all

    @property
    def days(self) -> Interval:
        """The days on which it counts, both included.

        :raises DateError: when a day cannot be read, or the last is before the first.
        """
        first = parse(self.since).days.earliest if self.since else None
        last = parse(self.until).days.latest if self.until else None
        if first and last and last < first:
            raise DateError(f"ends before it begins: {self.since!r} to {self.until!r}")
        return Interval(first, last)


#: "from" is a word of Python.
_FIELDS: Final = [each.name for each in fields(Decision)]
COLUMNS: Final = ["from" if name == "since" else name for name in _FIELDS]
_MUST: Final = ("name", "id", "reason", "who")


class Decisions:
    """The rows of a table, found by name, day and source.

    :param base: what counts where the rows say nothing.
    """

    def __init__(
        self, rows: Iterable[Decision] = (), *, base: Decisions | None = None
    ) -> None:
        self.rows: Sequence[Decision] = tuple(rows)
        self._base = base
        self._by_name: dict[str, list[Decision]] = {}
        for row in self.rows:
            self._by_name.setdefault(core(row.name), []).append(row)

    def of(self, name: str, on: date | None, *, source: str = "") -> Decision | None:
        """Return what was decided; a row for this source beats one for all.

        Without a day, only rows that count on any day are meant.
        """
        forms = dict.fromkeys(each.form for each in spellings(name) if each.loose)
        found = [
            row
            for form in forms
            for row in self._by_name.get(form, ())
            if row.source in ("", source) and _counts(row, on)
        ]
        if not found and self._base:
            return self._base.of(name, on, source=source)
        return max(found, key=lambda row: bool(row.source), default=None)

    def with_row(self, row: Decision) -> Decisions:
        """Return the table with one more row.

        :raises InvalidDataError: when the row is faulty, or says something else than
            another one of the same name, source and day.
        """
        faults = list(_faults(row)) or list(_opposed(row, self.rows))
        if faults:
            raise InvalidDataError(
                f"not recorded: {faults[0]}",
                [Fault(where="decision", message=each) for each in faults],
            )
        return Decisions((*self.rows, row), base=self._base)

    def text(self) -> str:
        """Return the table as CSV."""
        out = StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(astuple(row) for row in self.rows)
        return out.getvalue()


NO_DECISIONS: Final = Decisions()


def all_decisions(path: Path) -> Decisions:
    """Read the table of a person, with those that recog comes with beneath it.

    :raises FormatError: and InvalidDataError, as `read_decisions` does.
    :raises StoreError: when this installation has no data folder.
    """
    ours = read_decisions(data_dir() / "decisions.csv")
    return Decisions(read_decisions(path).rows, base=ours)


def read_decisions(path: Path) -> Decisions:
    """Read the table; a file that is not there is an empty one.

    :raises FormatError: when it is no table of these columns.
    :raises InvalidDataError: with every faulty row.
    """
    if not path.exists():
        return NO_DECISIONS
    try:
        table = csv.DictReader(StringIO(path.read_text("utf-8-sig")), strict=True)
        numbered = list(enumerate(table, start=1))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError(f"{path.name} cannot be read: {error}") from error
    if set(table.fieldnames or ()) != set(COLUMNS):
        raise FormatError(
            f"{path.name}: its first row must name the columns {', '.join(COLUMNS)}; "
            f"given: {', '.join(table.fieldnames or ()) or 'nothing'}"
        )
    rows: list[Decision] = []
    faults: list[Fault] = []
    for number, cells in numbered:
        row = _row(cells)
        problems = list(_faults(row)) or list(_opposed(row, rows))
        rows.append(row)
        faults += [
            Fault(where=f"{path.name}, row {number}", message=each, line=number + 1)
            for each in problems
        ]
    if faults:
        first = f"{faults[0].where}: {faults[0].message}"
        raise InvalidDataError(
            f"{path.name} has {len(faults)} faults; first: {first}", faults
        )
    return Decisions(rows)


def _row(cells: Mapping[str, str | None]) -> Decision:
    read = {
        name: (cells.get(column) or "").strip()
        for name, column in zip(_FIELDS, COLUMNS, strict=True)
    }
    return Decision(**read)


def _counts(row: Decision, on: date | None) -> bool:
    return on in row.days if on else not (row.since or row.until)


def _faults(row: Decision) -> Iterator[str]:
    for name in _MUST:
        if not getattr(row, name):
            yield f"{name} is missing"
    if row.id and row.id != NOTHING:
        try:
            split_id(row.id)
        except EntityError as error:
            yield f'{error}, or "{NOTHING}"'
    try:
        _ = row.days
    except DateError as error:
        yield str(error)


def _opposed(row: Decision, others: Iterable[Decision]) -> Iterator[str]:
    for other in others:
        if (
            (core(other.name), other.source) == (core(row.name), row.source)
            and not list(_faults(other))
            and other.days.intersection(row.days)
        ):
            yield f"{row.name!r} is decided already for these days: {other.id}"
