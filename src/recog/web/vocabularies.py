"""The page of the vocabulary: its terms in groups.

Source: graph/recog.ttl.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from recog.service.described import TERMS
from recog.service.terms import Term
from recog.service.triples import OWL

_GROUPS: Final = {
    f"{OWL}Class": "Classes",
    f"{OWL}ObjectProperty": "Properties that lead to things",
    f"{OWL}DatatypeProperty": "Properties with a value",
    f"{TERMS}Track": "Tracks",
    f"{TERMS}Kind": "Kinds of event",
    f"{TERMS}Value": "Values of a status",
}
_OTHERS: Final = "Other terms"


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of one type, by name."""

    title: str
    terms: tuple[Term, ...]


def groups(terms: Iterable[Term]) -> tuple[Group, ...]:
    """Return the terms in groups, in a fixed order; those that are empty left out."""
    found: dict[str, list[Term]] = {title: [] for title in (*_GROUPS.values(), _OTHERS)}
    for term in terms:
        found[_GROUPS.get(term.type, _OTHERS)].append(term)
    return tuple(Group(title, tuple(each)) for title, each in found.items() if each)
