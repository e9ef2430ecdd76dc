"""What the query editor offers while someone writes: classes and properties in use.

Parties are found by `/api/v1/entities`. Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypedDict

from recog.service.census import Count
from recog.service.terms import Term
from recog.service.triples import OWL
from recog.web.shortening import PREFIXES, short

_CLASS: Final = f"{OWL}Class"
_PROPERTIES: Final = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")


class Offered(TypedDict):
    """A class, property or individual, as it is shown."""

    iri: str
    name: str  # recog:actor
    label: str
    uses: int


class Completions(TypedDict):
    """All that can be offered without asking again."""

    prefixes: dict[str, str]
    classes: list[Offered]
    properties: list[Offered]
    values: list[Offered]  # tracks, kinds and the like


def completions(terms: Iterable[Term], count: Count | None) -> Completions:
    """Return the terms of the vocabulary and all that is in use, most used first."""
    known = {term.address: term for term in terms}
    classes = dict(count.union.classes) if count else {}
    properties = dict(count.union.properties) if count else {}
    values: dict[str, int] = {}
    for address, term in known.items():
        if term.type == _CLASS:
            classes.setdefault(address, 0)
        elif term.type in _PROPERTIES:
            properties.setdefault(address, 0)
        else:
            values[address] = 0
    return Completions(
        prefixes=dict(PREFIXES),
        classes=_offered(classes, known),
        properties=_offered(properties, known),
        values=_offered(values, known),
    )


def _offered(uses: dict[str, int], known: dict[str, Term]) -> list[Offered]:
    return [
        Offered(
            iri=address,
            name=short(address),
            label=known[address].label if address in known else "",
            uses=number,
        )
        for address, number in sorted(uses.items(), key=lambda e: (-e[1], e[0]))
    ]
