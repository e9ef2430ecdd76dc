"""What several tests of graph/ need: its shapes, its vocabulary, an option."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

GRAPH = Path(__file__).parents[2] / "graph"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the answers of the questions anew."""
    parser.addoption(
        "--write-answers",
        action="store_true",
        help="write graph/queries/*.csv from data/ instead of comparing",
    )


@pytest.fixture(scope="session")
def writes_answers(request: pytest.FixtureRequest) -> bool:
    """Tell whether answers are to be written; the option is known in this folder."""
    return bool(request.config.getoption("--write-answers", default=False))


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
