"""One row of a table on recognition, as its readers see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recog.domain.claims import Mode
from recog.importers.wikitext.cells import Party, parties
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognitions import About, recognitions
from recog.importers.wikitext.said import Said
from recog.importers.wikitext.tables import Cell

#: What stands over the column of the parties.
PARTY: Final = r"^(?:state|country|entity|name)\b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row, with whose page and which section it stands in."""

    cells: Sequence[Cell]
    columns: Sequence[str]
    section: str
    subject: tuple[str, ...]  # names of the party whose page it is, the best first
    last: date  # the day of the edition

    @property
    def detail(self) -> str:
        """The words of the row, for what is skipped."""
        return " | ".join(cell.text for cell in self.cells)[:200]

    def cell(self, column: str) -> Cell | None:
        """Return the cell under the first column that matches."""
        for place, name in enumerate(self.columns):
            if re.search(column, name, re.IGNORECASE) and place < len(self.cells):
                return self.cells[place]
        return None

    def parties(self, column: str) -> list[Party]:
        """Return the parties named under a column; what was named before is none."""
        cell = self.cell(column)
        return [] if cell is None else parties(cell)

    def notes(self, party: str) -> Iterator[Said]:
        """Yield what the notes of the row say on recognition."""
        cell = self.cell(r"^notes|^references")
        if cell is not None:
            about = About(self.subject[0], party, self.last)
            for said in recognitions(cell.words.text, about):
                yield replace(said, words=cell.words)


def mode_of(text: str) -> Mode:
    """Return how far a recognition goes, by what stands beside its date."""
    for mode in (Mode.DE_FACTO, Mode.DE_JURE):
        if mode.value.replace("-", " ") in text.casefold():
            return mode
    return Mode.UNSPECIFIED


def silent(reason: Reason) -> Iterator[Said | Reason]:
    """Yield only why a row makes no claim."""
    yield reason
