"""Measure how an import grows with its claims: time, and memory of the process.

    PYTHONPATH=src:bench python bench/loading.py [--sizes 10000,100000,1000000]

Claims of realistic shape (`made_up`) are imported into an empty store, through the
same function as files of others, RDF and chronicle written. Each size is a process of
its own, so that its peak memory is true; what is left of a claim is the growth of the
peak since the size before. Importing the same again must change nothing.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from made_up import claims, entities, releases, sources
from recog.importers import Context, Importer, Record
from recog.service.load import Given, Report, landed
from recog.service.load import read as take
from recog.service.loading import Loading, Progress
from recog.store.embedded import Limits, Store

AT: Final = datetime(2026, 11, 26, 10, tzinfo=UTC)
SIZES: Final = "10000,100000"
KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What an import of one size took."""

    size: int
    wall_s: float
    peak_kib: int
    again_s: float
    phases: tuple[tuple[str, float, int], ...]  # name, seconds, peak in KiB at its end


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield so many made-up claims as the file says, and whom they name."""
    size = int(path.read_text())
    context.total(size)
    yield from sources()
    yield from releases()
    yield from entities(size)
    for claim in claims(size):
        yield replace(claim, recorded_at=None, retracted_at=None)
        context.advance()


MADE_UP: Final = Importer(
    name="made-up", label="claims made up", suffixes=(".txt",), read=read
)


def measured(size: int) -> Measured:
    """Import so many claims into a new store, twice."""
    phases: list[tuple[str, float, int]] = []
    started = last = time.perf_counter()
    current = "opening"

    def phase(name: str) -> None:
        nonlocal last, current
        name = name.partition(",")[0]  # without how much of it is done
        if name == current:
            return
        now = time.perf_counter()
        phases.append((current, now - last, peak_kib()))
        last, current = now, name

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.txt"
        path.write_text(str(size))
        with Store.open(Path(folder) / "home", Limits()) as store:
            imported(store, path, Progress(phase=phase))
            phase("done")
            wall, peak = time.perf_counter() - started, peak_kib()
            again = time.perf_counter()
            assert not imported(store, path, Progress()).changed
            again = time.perf_counter() - again
    return Measured(size, wall, peak, again, tuple(phases))


def imported(store: Store, path: Path, tell: Progress) -> Report:
    """Import the made-up claims of a file."""
    wanted = Given(importer=MADE_UP, path=path)
    with closing(Loading(store, tell)) as loading:
        take(wanted, loading, AT)
        return landed(loading, wanted, at=AT, author="bench")


def peak_kib() -> int:
    """Return the most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def alone(size: int) -> Measured:
    """Measure in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, size).result()


def main() -> None:
    """Measure each size, and print a line for each and its phases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help="numbers of claims, by commas")
    before: Measured | None = None
    for size in map(int, parser.parse_args().sizes.split(",")):
        found = alone(size)
        line = (
            f"{size:9,} claims: {found.wall_s:7.1f} s, peak "
            f"{found.peak_kib / KIB:6.0f} MiB, again {found.again_s:6.1f} s"
        )
        if before is not None:
            grown = (found.peak_kib - before.peak_kib) * KIB
            line += f", {grown / (size - before.size):5.0f} bytes more for each claim"
        print(line)
        for name, seconds, peak in found.phases:
            print(f"    {name:28} {seconds:7.1f} s, peak then {peak / KIB:6.0f} MiB")
        before = found


if __name__ == "__main__":
    main()
