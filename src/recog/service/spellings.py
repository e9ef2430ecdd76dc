"""The ways to read what people write for a name: "Korea, South", "Syria|1980".

Each reading is a name as an index may hold it, the closest to the text first.
Source: docs/importing.md, "Names".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from recog.service.names import core, fold

_TEMPLATE: Final = re.compile(
    r"\{\{\s*(?:flag\w*|country\w*(?: data)?|noflag|#invoke:flag\s*\|)\s*\|?\s*"
    r"(.*?)\}\}",
    re.IGNORECASE | re.DOTALL,
)
_LINK: Final = re.compile(r"\[\[(.*?)(?:#.*?)?(?:\|.*)?\]\]")
_YEAR: Final = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_BRACKETS: Final = re.compile(r"(.+?)\s*[(（\[]([^()（）\[\]]+)[)）\]][\s*]*")
#: A file's name has underscores where brackets may not stand.
_UNDERSCORES: Final = re.compile(r"_(\w[\w ]*)_$")
_INVERTED: Final = re.compile(r"([^,]+),\s*([^,]+)")
_EITHER: Final = re.compile(r"(.+?)\s*(?:/| or )\s*(.+)")
_GAP: Final = re.compile(r"\s*[-‐-―ـ_]+(?:\s+|$)|\s+[-‐-―ـ_]+\s*")
_ELIDED: Final = ("'", "’", "ʼ")
#: What stands in brackets and says nothing: articles, and what kind of thing it is.
_BARE: Final = (
    frozenset(("the", "el", "la", "los", "las", "le", "les", "l", "il", "lo", "gli"))
    | frozenset(("o", "a", "os", "as", "die", "der", "das", "i"))
    | frozenset(("country", "state", "nation", "island"))
    | frozenset(("sovereign state", "island country"))
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to read a text."""

    form: str  # folded, as names are indexed
    loose: bool = False  # whether the form is without articles and small words
    on: date | None = None  # a day that the text itself tells


@lru_cache(maxsize=4096)  # an import asks for the same names many thousand times
def spellings(text: str) -> tuple[Spelling, ...]:
    """Return the ways to read a text; none twice.

    >>> [each.form for each in spellings("Korea, South") if not each.loose]
    ['korea south', 'south korea']
    >>> [each.form for each in spellings("{{flag|Syria|1980}}") if not each.loose]
    ['syria 1980', '1980 syria', 'syria']
    """
    names = [*_names(text)]
    found: dict[tuple[str, bool], Spelling] = {}
    for loose in (False, True):
        for name, day in names:
            for form in filter(None, _forms(name, loose=loose)):
                found.setdefault((form, loose), Spelling(form, loose, day))
    return tuple(found.values())


def both(text: str) -> tuple[str, str] | None:
    """Return two names of one thing that a text gives: "Myanmar (Burma)".

    >>> both("Cabo Verde / Cape Verde")
    ('Cabo Verde', 'Cape Verde')
    """
    found = _BRACKETS.fullmatch(text.strip()) or _EITHER.fullmatch(text.strip())
    return (found[1], found[2]) if found else None


def _forms(name: str, *, loose: bool) -> Iterator[str]:
    if loose:
        yield core(name)
    else:
        form = fold(name)
        yield form
        yield form.removeprefix("the ")


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
    name = _UNDERSCORES.sub(r"(\1)", name)
    if inverted := _INVERTED.fullmatch(name):
        yield _put_before(inverted[2], inverted[1])
    if found := _BRACKETS.fullmatch(name):
        outer, inner = found[1], found[2]
        if fold(inner) in _BARE:
            yield outer
        else:
            yield _put_before(inner, outer)
            yield _GAP.sub(f" {outer} ", inner)  # "(State of - the)" in Arabic lists
            yield outer + inner  # Chinese has no spaces
            yield f"{outer} {inner}"


def _put_before(first: str, name: str) -> str:
    return f"{first}{name}" if first.endswith(_ELIDED) else f"{first} {name}"
