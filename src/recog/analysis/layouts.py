"""Where the parties of a network are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Final

import networkx

Place = tuple[float, float]

_SEED: Final = 1945  # any number: the same network is drawn the same way twice
_DIGITS: Final = 4
_STEPS: Final = 80
_DISTANCE: Final = 8.0  # wanted between neighbours, where an even spread is 1 to 2
_EVEN: Final = 0.5  # how far places move towards an even spread, 0 to 1
_IN_A_ROW: Final = 20
_STRIP: Final = 0.3  # height of the strip for what is not connected to the rest


def positions(
    nodes: Iterable[str], edges: Iterable[tuple[str, str]]
) -> Mapping[str, Place]:
    """Return a place for each node, between -1 and 1; neighbours come close.

    The largest connected part takes the middle, the others a strip at the bottom.
    Equal networks get equal places, whatever the order of nodes and edges.
    """
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(set(nodes)))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in edges}))
    parts = sorted(
        (sorted(part) for part in networkx.connected_components(graph)),
        key=lambda part: (-len(part), part),
    )
    if not parts:
        return {}
    bottom = 1.0 - _STRIP if len(parts) > 1 else 1.0
    placed = _boxed(_sprung(graph, parts[0]), (-1.0, 1.0), (-1.0, bottom))
    rest = [node for part in parts[1:] for node in part]
    rows = -(-len(rest) // _IN_A_ROW)
    width = min(_IN_A_ROW, len(rest))
    for place, node in enumerate(rest):
        row, column = divmod(place, _IN_A_ROW)
        x = 0.0 if width == 1 else 2 * column / (width - 1) - 1
        placed[node] = (x, bottom + _STRIP * (row + 1) / rows)
    return {node: _rounded(placed[node]) for node in graph}


def _sprung(graph: networkx.Graph[str], part: Sequence[str]) -> dict[str, Place]:
    found = networkx.spring_layout(
        graph.subgraph(part),
        seed=_SEED,
        iterations=_STEPS,
        method="force",
        k=_DISTANCE / sqrt(len(part)),
    )
    return {node: (float(found[node][0]), float(found[node][1])) for node in part}


def _boxed(
    places: Mapping[str, Place], width: Place, height: Place
) -> dict[str, Place]:
    """Fit places into a box, half way between where they are and an even spread."""
    across = _spread({node: place[0] for node, place in places.items()}, width)
    down = _spread({node: place[1] for node, place in places.items()}, height)
    return {node: (across[node], down[node]) for node in places}


def _spread(along: Mapping[str, float], side: Place) -> dict[str, float]:
    order = sorted(along, key=lambda node: (along[node], node))
    low, high = along[order[0]], along[order[-1]]
    spread: dict[str, float] = {}
    for rank, node in enumerate(order):
        even = rank / (len(order) - 1) if len(order) > 1 else 0.5
        drawn = (along[node] - low) / (high - low) if high > low else 0.5
        share = _EVEN * even + (1 - _EVEN) * drawn
        spread[node] = side[0] + share * (side[1] - side[0])
    return spread


def _rounded(place: Place) -> Place:
    return round(place[0], _DIGITS), round(place[1], _DIGITS)
