"""The ways to read what people write for a name: "Korea, South", "Syria|1980".

Each reading is a name as an index may hold it, the closest to the text first.
Source: docs/importing.md, "Names".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.service.names import core, fold

_TEMPLATE: Final = re.compile(
    r"\{\{\s*(?:flag\w*|country\w*(?: data)?|noflag)\s*\|?\s*(.*?)\}\}",
    re.IGNORECASE | re.DOTALL,
)
_LINK: Final = re.compile(r"\[\[(.*?)(?:#.*?)?(?:\|.*)?\]\]")
_YEAR: Final = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_BRACKETS: Final = re.compile(r"(.+?)\s*\(([^()]+)\)\s*")
_INVERTED: Final = re.compile(r"([^,]+),\s*([^,]+)")
#: What stands in brackets to tell a state from other things of its name.
_STATES: Final = frozenset(
    ("country", "state", "nation", "island", "sovereign state", "island country")
)
_ARTICLE: Final = "the "


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to read a text."""

    text: str  # without marks of templates or links
    form: str  # folded, as names are indexed
    loose: bool = False  # whether the form is without articles and short words
    on: date | None = None  # a day that the text itself tells


def spellings(text: str) -> Iterator[Spelling]:
    """Yield the ways to read a text; none twice.

    >>> [each.form for each in spellings("Korea, South") if not each.loose]
    ['korea south', 'south korea']
    >>> [each.form for each in spellings("{{flag|Syria|1980}}") if not each.loose]
    ['syria 1980', '1980 syria', 'syria']
    """
    seen: set[tuple[str, bool]] = set()
    for loose in (False, True):
        for name, day in _names(text):
            form = fold(name)
            for each in dict.fromkeys((form, form.removeprefix(_ARTICLE))):
                found = Spelling(name, core(each) if loose else each, loose, day)
                if found.form and (found.form, loose) not in seen:
                    seen.add((found.form, loose))
                    yield found


def _names(text: str) -> Iterator[tuple[str, date | None]]:
    """Yield the names that a text may be, with a day that it tells."""
    inside = _TEMPLATE.fullmatch(text.strip())
    plain = inside[1] if inside else _LINK.sub(r"\1", text)
    name, *others = [part.strip() for part in plain.split("|")]
    variant = next((part for part in others if part and "=" not in part), "")
    year = _YEAR.search(variant)
    day = date(int(year[0]), 7, 1) if year else None
    if variant:
        yield f"{name} {variant}", day
        yield f"{variant} {name}", day
    for each in _turned(name):
        yield each, day


def _turned(name: str) -> Iterator[str]:
    """Yield a name, and what is behind a comma or in brackets put in its place."""
    yield name
    if inverted := _INVERTED.fullmatch(name):
        yield f"{inverted[2]} {inverted[1]}"
    if found := _BRACKETS.fullmatch(name):
        if fold(found[2]) in _STATES:
            yield found[1]
        else:
            yield f"{found[2]} {found[1]}"
