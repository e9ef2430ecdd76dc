"""Whom the cell of a table names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from recog.importers.wikitext.tables import Cell
from recog.importers.wikitext.words import Mark

_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)\s*")


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a cell names, in the ways in which it does, and what stands in brackets."""

    names: tuple[str, ...]  # the best first
    remark: str = ""  # "suspended"


def parties(cell: Cell) -> list[Party]:
    """Return the parties that a cell names: by flags, or else links, or words."""
    text = cell.text
    remarks = _BRACKETS.findall(text)
    remark = remarks[-1] if remarks else ""
    flags = list(dict.fromkeys(m.text for m in cell.words.of(Mark.FLAG) if m.text))
    if len(flags) > 1:
        return [Party((flag,), remark) for flag in flags]
    plain = _BRACKETS.sub(" ", text).strip()
    links = [mark.text for mark in cell.words.of(Mark.LINK)]
    names = [*flags, text, plain, *links]
    kept = tuple(dict.fromkeys(name for name in names if name))
    return [Party(kept, remark)] if kept else []
