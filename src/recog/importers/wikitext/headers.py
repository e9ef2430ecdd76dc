"""Which tables speak of diplomatic relations, and which of their columns says what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from recog.importers.wikitext.tables import Table

_COUNTRY: Final = re.compile(
    r"(?:country|state|region|sovereign state|country/region)\b.*", re.I
)
#: What stands over the column that says when relations began.
_BEGAN: Final = re.compile(
    r"(?:date )?(?:of )?(?:the )?(?:beginning of )?(?:formal|diplomatic|official)? ?"
    r"relations?\.? ?(?:\(?re\)?-?)?(?:began|begun|started|established|since|start)?"
    r"(?: or resumed)?(?: on| in)?\.?|date|since|formal an|"
    r"(?:formal|diplomatic|official) relations?(?:began| .*)?|beginning of .*relations",
    re.I,
)
_NOTES: Final = re.compile(r"notes?\b.*", re.I | re.S)
#: Headings under which relations are of another sort.
_OTHER: Final = re.compile(
    r"consular|unofficial|without|not yet|no diplomatic|treat|agreement|recogni|"
    r"multilateral|organi[sz]ation|philately|embass|defen[cs]e all",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table of relations has what; None: it has no such column."""

    country: int
    began: int | None
    notes: int | None


def columns(table: Table, section: str) -> Columns | None:
    """Return the columns of a table of relations; None for other tables."""
    names = table.columns
    country = _place(names, _COUNTRY)
    if country is None or _OTHER.search(section.rpartition(" / ")[2]):
        return None
    began = _place(names, _BEGAN)
    notes = _place(names, _NOTES)
    if began is None and notes is None:
        return None
    if began is None and len(names) > 2:
        return None
    return Columns(country, began, notes)


def _place(names: tuple[str, ...], form: re.Pattern[str]) -> int | None:
    fitting = (
        place for place, name in enumerate(names) if form.fullmatch(name.strip("' "))
    )
    return next(fitting, None)
