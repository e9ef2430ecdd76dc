"""What each graph holds, counted by SPARQL once for a version.

Source: VoID, section 4 (statistics).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from recog.service.selecting import select, value
from recog.service.workbench import Workbench

_KEPT: Final = 3  # versions of which the numbers are kept

_PROPERTIES: Final = """
SELECT ?g ?what (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?what ?o } } GROUP BY ?g ?what
"""
_CLASSES: Final = """
SELECT ?g ?what (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a ?what } } GROUP BY ?g ?what
"""
_TRACKS: Final = """
PREFIX recog: <https://w3id.org/recog/def/>
SELECT ?g ?what (COUNT(*) AS ?n) WHERE {
  VALUES ?type { recog:Claim recog:Event recog:Span }
  GRAPH ?g { ?s a ?type ; recog:track ?what }
} GROUP BY ?g ?what
"""
_ALL_PROPERTIES: Final = """
SELECT ?what (COUNT(*) AS ?n) WHERE { ?s ?what ?o } GROUP BY ?what
"""
_ALL_CLASSES: Final = """
SELECT ?what (COUNT(*) AS ?n) WHERE { ?s a ?what } GROUP BY ?what
"""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a graph holds, by address, those of most first."""

    properties: Counts = field(default_factory=dict)  # statements with it
    classes: Counts = field(default_factory=dict)  # things of it
    tracks: Counts = field(default_factory=dict)  # claims, events or spans of it

    @property
    def triples(self) -> int:
        """How many statements there are."""
        return sum(self.properties.values())


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of a version: of each graph, and of all graphs as one."""

    graphs: Mapping[str, Numbers]
    union: Numbers


class Census:
    """Counts versions, each once; several threads may use one object."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[str, Count] = {}

    def count(self, bench: Workbench, version: str) -> Count:
        """Return the numbers of a version.

        :raises LimitError: when it cannot be counted within the bounds.
        """
        with self._lock:
            found = self._counts.pop(version, None) or counted(bench, version)
            self._counts[version] = found  # the last one used stands last
            while len(self._counts) > _KEPT:
                del self._counts[next(iter(self._counts))]
        return found


def counted(bench: Workbench, version: str) -> Count:
    """Count a version, with as much time as a query may have."""
    properties = _by_graph(bench, version, _PROPERTIES)
    classes = _by_graph(bench, version, _CLASSES)
    tracks = _by_graph(bench, version, _TRACKS)
    graphs = {
        graph: Numbers(
            properties=properties[graph],
            classes=classes.get(graph, {}),
            tracks=tracks.get(graph, {}),
        )
        for graph in sorted(properties)
        if graph
    }
    union = Numbers(
        properties=_by_graph(bench, version, _ALL_PROPERTIES).get("", {}),
        classes=_by_graph(bench, version, _ALL_CLASSES).get("", {}),
    )
    return Count(graphs, union)


def _by_graph(bench: Workbench, version: str, query: str) -> Mapping[str, Counts]:
    """Return numbers by graph; without a graph, by an empty text."""
    longest = bench.store.limits.max_timeout_s
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    rows = select(bench, query, version=version, timeout_s=longest)
    for row in sorted(
        rows, key=lambda row: (-int(value(row, "n")), value(row, "what"))
    ):
        found[value(row, "g")][value(row, "what")] = int(value(row, "n"))
    return found
