"""The terms of the vocabulary, as the graph defines them.

Source: graph/recog.ttl.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recog.service.described import TERMS, VOCABULARY_GRAPH
from recog.service.selecting import select, value
from recog.service.triples import OWL
from recog.service.workbench import Workbench

_QUERY: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?type ?label ?definition WHERE {{
  GRAPH <{VOCABULARY_GRAPH}> {{
    ?term a ?type ; rdfs:label ?label .
    OPTIONAL {{ ?term skos:definition ?definition }}
    FILTER (STRSTARTS(STR(?term), "{TERMS}"))
  }}
}} ORDER BY ?term ?type
"""
#: What says little of a term that has another type too.
_PLAIN: Final = f"{OWL}NamedIndividual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property or individual of the vocabulary."""

    address: str
    type: str  # the address of its class
    label: str
    definition: str

    @property
    def name(self) -> str:
        """Its name in the namespace."""
        return self.address.removeprefix(TERMS)


def terms(bench: Workbench, *, version: str = "") -> Sequence[Term]:
    """Return the terms by name."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    found: dict[str, Mapping[str, str]] = {}
    for row in select(bench, _QUERY, version=version):
        address = value(row, "term")
        types[address].add(value(row, "type"))
        found[address] = {
            "label": value(row, "label"),
            "definition": value(row, "definition"),
        }
    return [
        Term(
            address=address,
            type=min(types[address] - {_PLAIN} or {_PLAIN}),
            **found[address],
        )
        for address in sorted(found)
    ]
