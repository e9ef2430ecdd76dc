"""What several tests of graph/ need: the folder, its shapes, its vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

GRAPH = Path(__file__).parents[2] / "graph"


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """Return all shapes of graph/shapes as one graph."""
    merged = Graph()
    for path in sorted((GRAPH / "shapes").glob("*.ttl")):
        merged.parse(path)
    return merged


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """Return the vocabulary, graph/recog.ttl."""
    return Graph().parse(GRAPH / "recog.ttl")
