"""Where the parties of a network are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import networkx

_SEED: Final = 1945  # any number: the same network is drawn the same way twice
_DIGITS: Final = 4
_STEPS: Final = 60


def positions(
    nodes: Iterable[str], edges: Iterable[tuple[str, str]]
) -> Mapping[str, tuple[float, float]]:
    """Return a place for each node, between -1 and 1; neighbours come close.

    Parts that are not connected are laid out one beside the other. Equal networks get
    equal places, whatever the order of nodes and edges.
    """
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(set(nodes)))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in edges}))
    placed = networkx.spring_layout(
        graph, seed=_SEED, iterations=_STEPS, method="force"
    )
    return {
        node: (round(float(x), _DIGITS), round(float(y), _DIGITS))
        for node, (x, y) in placed.items()
    }
