"""Answers that are remembered: which, for what, and within which bound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim
from desks import desk
from recog.errors import QuestionError
from recog.store.embedded import Change, Limits, Store
from recog.store.remembered import Asked, Memory, Remembered
from recog.store.workers import Workers

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
XML = "application/sparql-results+xml"


def asked(text: str) -> Asked:
    return Asked(
        rdf="versions/000002/rdf",
        text=text,
        media_type="",
        union=True,
        default_graphs=(),
        named_graphs=(),
        base="",
    )


def answer(size: int) -> Remembered:
    return Remembered(b"x" * size, "text/csv", "bindings")


def test_what_was_asked_for_least_lately_is_forgotten_first() -> None:
    memory = Memory(40_000)  # room for 16 answers of the largest size that it takes
    for number in range(16):
        memory.put(asked(f"{number:02}"), answer(1_400))
    assert memory.get(asked("00")) is not None
    memory.put(asked("16"), answer(1_400))
    kept = [number for number in range(17) if memory.get(asked(f"{number:02}"))]
    assert kept == [0, *range(2, 17)]


def test_an_answer_that_is_large_for_the_bound_is_not_remembered() -> None:
    memory = Memory(16_000)
    memory.put(asked("a"), answer(1_000))
    assert memory.get(asked("a")) is None
    assert not memory.takes(1_001)
    assert not Memory(0).takes(1)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the texts that workers run."""
    told: list[str] = []
    run = Workers.run

    def noting(
        self: Workers, function: Callable[..., Any], *args: Any, **more: Any
    ) -> Any:
        told.append(args[0].text)
        return run(self, function, *args, **more)

    monkeypatch.setattr(Workers, "run", noting)
    return told


def test_a_query_runs_once_on_each_version(tmp_path: Path, runs: list[str]) -> None:
    limits = Limits(workers=1, cache_bytes=2**20)
    with desk(tmp_path, claim(), limits=limits) as bench:
        store: Store = bench.store
        first = [store.query(COUNT).read() for _ in range(3)]
        assert (len(set(first)), runs) == (1, [COUNT])
        change = Change(claims=[claim(by="state/france", on="2009")])
        before = store.version()
        store.commit(change, author="a", message="m", at=MOMENT)
        assert store.query(COUNT).read() != first[0]
        assert store.query(COUNT, version=before).read() == first[0]
        assert runs == [COUNT, COUNT]


def test_what_an_answer_depends_on_is_told_apart(
    tmp_path: Path, runs: list[str]
) -> None:
    limits = Limits(workers=1, cache_bytes=2**20)
    with desk(tmp_path, claim(), limits=limits) as bench:
        store: Store = bench.store
        graph = "https://w3id.org/recog/graph/events"
        ways: list[dict[str, Any]] = [
            {},
            {"accept_media_type": XML},
            {"union": False},
            {"default_graphs": [graph]},
            {"named_graphs": [graph]},
        ]
        first = [store.query(COUNT, **way) for way in ways]
        again = [store.query(COUNT, **way) for way in ways]
        assert len(runs) == len(ways)
        assert [(a.media_type, a.kind, a.read()) for a in again] == [
            (a.media_type, a.kind, a.read()) for a in first
        ]
        assert len({a.read() for a in first}) > 2


def test_what_asks_for_the_time_or_chance_runs_each_time(
    tmp_path: Path, runs: list[str]
) -> None:
    limits = Limits(workers=1, cache_bytes=2**20)
    with desk(tmp_path, claim(), limits=limits) as bench:
        text = "SELECT (RAND() AS ?n) {}"
        assert bench.store.query(text).read() != bench.store.query(text).read()
        assert runs == [text, text]


def test_a_remembered_answer_does_not_excuse_a_timeout_that_is_not_given(
    tmp_path: Path,
) -> None:
    limits = Limits(workers=1, cache_bytes=2**20)
    with desk(tmp_path, claim(), limits=limits) as bench:
        bench.store.query(COUNT)
        with pytest.raises(QuestionError, match="a timeout of 999 s is not given"):
            bench.store.query(COUNT, timeout_s=999)
