"""What it costs to have the store in an engine.

Run: ``PYTHONPATH=src:tests python bench/in_engines.py HOME``, where HOME is a store, of
which a copy is put into Oxigraph's server and into Virtuoso. Prints the seconds for
that, for a commit of one claim, for another copy to follow it, for asking which version
is current, and for a copy made anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from build import claim, entity, release, source
from engines.places import started
from recog.store.embedded import Change, Store
from recog.store.remote.moving import push

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work took."""
    start = perf_counter()
    work()
    return perf_counter() - start


def commit(store: Store, number: int) -> None:
    """Commit one claim."""
    store.commit(
        Change(
            claims=[claim(by=f"state/s{number}", release="release/bench")],
            entities=[entity(release="release/bench")],
            sources=[source("source/bench")],
            releases=[release("release/bench", of="source/bench")],
        ),
        author="bench",
        message="one claim",
        at=datetime.now(UTC),
    )


def measured(name: str, home: Path, folder: Path) -> list[float]:
    """Return the seconds of each step, of one engine."""
    with started(name, folder) as place:
        copy = folder / "home"
        copytree(home, copy)
        address = place.read(copy).engine
        assert address is not None
        pushed = seconds(lambda: push(copy, address, lambda _: None, replace=False))
        with place.opened(copy) as one:
            start = perf_counter()
            with place.opened() as other:
                anew = perf_counter() - start
                commits, follows, asks = [], [], []
                for number in range(ROUNDS):
                    commits.append(seconds(lambda n=number: commit(one, n)))
                    follows.append(seconds(other.version))
                    asks.append(seconds(other.version))
    return [pushed, median(commits), median(follows), median(asks), anew]


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    given = parser.parse_args()
    print("| seconds | put there | commit | follow | ask | copy anew |")
    print("|---|---|---|---|---|---|")
    for name in ("oxigraph", "virtuoso"):
        with TemporaryDirectory() as folder:
            found = measured(name, given.home, Path(folder))
            print(f"| {name} | {' | '.join(f'{each:.3g}' for each in found)} |")


if __name__ == "__main__":
    main()
