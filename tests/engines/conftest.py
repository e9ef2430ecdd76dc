"""The stores that the contract is held to: in a home, and in two engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from engines.places import ENGINES, Place, started


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Place]]:
    """Start each engine once."""
    with ExitStack() as running:
        yield {
            name: running.enter_context(started(name, tmp_path_factory.mktemp(name)))
            for name in ENGINES
        }


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, places: dict[str, Place]) -> Place:
    """Give a place with no store in it."""
    place = places[request.param]
    place.empty()
    return place


@pytest.fixture(params=ENGINES[1:])
def engine(request: pytest.FixtureRequest, places: dict[str, Place]) -> Place:
    """Give an engine with no store in it."""
    place = places[request.param]
    place.empty()
    return place
