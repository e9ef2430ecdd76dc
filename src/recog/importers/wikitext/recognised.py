"""Tables on recognition, and those of the pages of partly recognised states.

One table says which table goes to which reader: by its columns, or by its page and
section. Every row of data becomes claims, or a skip that says why not. What each table
becomes: docs/importing.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.claims import Claim
from recog.importers.records import Skip
from recog.importers.wikitext import (
    recognised_columns,
    recognised_sahrawi,
    recognised_taiwan,
)
from recog.importers.wikitext.env import Env, Place
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognised_row import PARTY, Row, silent
from recog.importers.wikitext.said import Said, finest, records
from recog.importers.wikitext.tables import Table
from recog.importers.wikitext.tellings import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """What reads a row, and of which tables."""

    page: str  # a pattern of the name of the page; empty: of every page
    section: str  # a pattern of the headings; empty: all
    columns: str  # a pattern of the words over the columns, joined by " | "
    read: Callable[[Row], Iterator[Said | Reason]]
    notes: str = ""  # a pattern of the column of notes, where they are read as prose

    def fits(self, page: str, section: str, columns: Sequence[str]) -> bool:
        """Tell whether it reads a table."""
        pairs = (
            (self.page, page),
            (self.section, section),
            (self.columns, " | ".join(columns)),
        )
        return all(re.search(pattern, text, re.I) for pattern, text in pairs)

    def records(
        self, table: Table, start: int, section: str, env: Env
    ) -> Iterator[Claim | Skip]:
        """Yield the claims and skips of each row.

        :param start: the number of the first row of the table within its section.
        """
        for number, cells in enumerate(table.rows, start):
            row = Row(
                cells=cells,
                columns=table.columns,
                section=section,
                subject=env.subjects,
                last=env.last,
            )
            where = env.where(section, f"row {number}")
            found = list(self.read(row))
            said = [each for each in found if isinstance(each, Said)]
            words = [cell.words for cell in cells]
            told = list(records(said, where, env, row=words))
            told += self._noted(row, where, env)
            yield from finest(told)
            for reason in dict.fromkeys(found):
                if isinstance(reason, Reason):
                    yield Skip(where=where, reason=reason, detail=row.detail)
            if not found and not told:
                yield Skip(where=where, reason=Reason.NO_DATE, detail=row.detail)

    def _noted(self, row: Row, where: str, env: Env) -> Iterator[Claim | Skip]:
        """Yield what the notes of a row tell as prose does."""
        notes = row.cell(self.notes) if self.notes else None
        if notes is None:
            return
        place = Place(where=where, references=tuple(notes.words.references))
        for party in row.parties(PARTY):
            yield from read_text(notes.words, place, env, party.names)


def _every_row(reason: Reason) -> Callable[[Row], Iterator[Said | Reason]]:
    return lambda row: silent(reason)


#: The first that fits reads a table.
_READERS: Final = (
    RowReader(
        page="Taiwan$",
        section="",
        columns=r"^State \| UN region .*\| Relations established$",
        read=recognised_taiwan.present,
    ),
    RowReader(
        page="Taiwan$",
        section="switched from the ROC",
        columns=r"^State \| From \| To$",
        read=recognised_taiwan.former,
    ),
    RowReader(
        page="Taiwan$",
        section="",
        columns=r"Year recognized the PRC$",
        read=recognised_taiwan.of_the_prc,
    ),
    RowReader(
        page="Taiwan$",
        section="",
        columns=r"Recognized by the ROC",
        read=recognised_taiwan.recognised_by_it,
    ),
    RowReader(
        page="Taiwan$",
        section="^History$",
        columns=r"^Year \|",
        read=_every_row(Reason.OTHER_TABLE),
    ),
    RowReader(
        page="China$",
        section="without diplomatic relations",
        columns=r"Previous relations with the PRC",
        read=recognised_taiwan.without_the_prc,
    ),
    RowReader(
        page="Sahrawi Arab Democratic Republic$",
        section="diplomatic relations$",
        columns=r"State \| Relations established .*Notes$",
        read=recognised_sahrawi.row,
    ),
    RowReader(
        page="Kosovo$",
        section="have not yet established diplomatic relations",
        columns=r"^# \| Country$",
        read=recognised_columns.undated,
    ),
    RowReader(
        page="",
        section=r"consular relations|official relations$",
        columns=r"(?:Country|Name)\b",
        read=_every_row(Reason.NOT_DIPLOMATIC),
    ),
    RowReader(
        page="Order of Malta$",
        section="^Other countries$",
        columns=r"Name \| Diplomatic relations established",
        read=recognised_columns.dated,
        notes="^notes",
    ),
    RowReader(
        page="",
        section="",
        columns=r"date of (?:diplomatic )?recognition|relations ended",
        read=recognised_columns.dated,
        notes="^notes",
    ),
)


def reader_of(page: str, section: str, table: Table) -> RowReader | None:
    """Return what reads a table; None: it is a table of relations like others."""
    columns = table.columns
    fitting = (each for each in _READERS if each.fits(page, section, columns))
    return next(fitting, None)
