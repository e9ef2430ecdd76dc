"""Every data set that is here, in a home and in each engine: the same answers."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copy2, copytree

import pytest

from build import claim, entity, release, source
from engines.acts import put, rows
from engines.places import ENGINES, started
from recog.service.library import library
from recog.store.embedded import Store
from recog.store.remote.moving import push

#: Over every data set this one needs more memory than a worker has by default.
_TOO_MUCH = "cq22-witnesses"
QUESTIONS = sorted(library().keys() - {_TOO_MUCH})
_TRUTH = {"true": "1", "false": "0"}
_COUNTS = {
    "Claim": "claims",
    "Event": "events",
    "Span": "spans",
}


@pytest.fixture(scope="module")
def own(corpora: Path) -> Iterator[Store]:
    """Give the store in a home with every data set."""
    with Store.open(corpora) as store:
        yield store


@pytest.fixture(scope="module", params=ENGINES[1:])
def store(
    request: pytest.FixtureRequest,
    corpora: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """Put everything into an engine of its own, and give the store that is then there.

    To take it out again would take longer.
    """
    folder = tmp_path_factory.mktemp("full")
    home = folder / "home"
    copytree(corpora, home, copy_function=_linked)
    with started(request.param, folder) as place:
        address = place.read(home).engine
        assert address is not None
        push(home, address, lambda statements: None, replace=False)
        with place.opened(home) as store:
            yield store


def _linked(file: str, to: str) -> None:
    """Link what never changes, the files of versions; copy the rest."""
    (os.link if "/versions/" in file else copy2)(file, to)


def test_an_engine_holds_what_the_home_holds(own: Store, store: Store) -> None:
    counts = own.snapshot().manifest.counts
    for term, name in _COUNTS.items():
        text = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a recog:{term} }}"
        assert rows(store, text, timeout_s=60) == [{"n": str(counts[name])}]
    assert counts["claims"] > 1_000


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_the_same_answer(own: Store, store: Store, name: str) -> None:
    text = library()[name].bound()
    ours = own.query(text, timeout_s=60, client="tester").read()
    theirs = store.query(text, timeout_s=60, client="tester").read()
    assert _counted(ours) == _counted(theirs)


def _counted(answer: bytes) -> Counter[str] | bool:
    """Count the rows; Virtuoso answers true and false as 1 and 0."""
    told = json.loads(answer)
    if "boolean" in told:
        return bool(told["boolean"])
    rows = [
        {name: _TRUTH.get(term["value"], term["value"]) for name, term in row.items()}
        for row in told["results"]["bindings"]
    ]
    return Counter(json.dumps(row, sort_keys=True) for row in rows)


def test_a_claim_more_lands_on_top_of_everything(store: Store) -> None:
    before = int(rows(store, "SELECT (COUNT(*) AS ?n) { ?x a recog:Claim }")[0]["n"])
    put(
        store,
        claims=[claim(by="state/chad")],
        entities=[entity()],
        sources=[source()],
        releases=[release()],
        days=900,
    )
    after = rows(store, "SELECT (COUNT(*) AS ?n) { ?x a recog:Claim }")
    assert after == [{"n": str(before + 1)}]
