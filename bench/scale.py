"""Measure how the cost grows with the number of claims, and print the curve.

    python bench/scale.py [--sizes 10000,30000,100000] [--rounds 7]
    python bench/scale.py --sizes 10000,30000,100000,300000,1000000

Each measurement is a process of its own, so that its peak memory is true. Times are of
the processor, not of the clock, so that a busy machine does not lengthen them; short
ones are medians. `^` is the exponent of growth since the size before: 1 is linear, and
n log n is at most 1.1 at these sizes. A version is built without its RDF, which no
question here reads. Targets, at 100,000 claims:

- full derivation: 20 s and 1.5 GiB, the claims included;
- all pairs of a track on a day, with what is contradicted: 25 ms;
- the difference of the world between two days: 100 ms;
- deriving anew after a change of one claim: as at 10,000;
- a million claims: every command finishes.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

from made_up import RECORDED, claims, entities, releases, sources, standing
from recog.domain.dates import of_day
from recog.domain.derive import derive
from recog.errors import NotFoundError
from recog.service.diff import diff
from recog.service.questions import Question
from recog.service.status import status
from recog.service.workbench import Desk, View
from recog.store.building import build
from recog.store.changes import Change
from recog.store.manifest import Manifest
from recog.store.planning import plan
from recog.store.snapshot import Snapshot
from recog.store.tabulating import everything

SIZES: Final = "10000,30000,100000"
TRACK: Final = "state-recognition"
DAY: Final = date(1990, 1, 1)
LATER: Final = date(1992, 1, 1)
MIB: Final = 1024  # kilobytes, in which the system counts

Measured = dict[str, float]  # seconds or MiB, by what was measured


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the report: what is measured, in which unit, and its target."""

    name: str
    unit: str
    target: float | None = None  # at 100,000 claims


ROWS: Final = (
    Row("full derivation", "s", 20),
    Row("  peak memory", "MiB", 1536),
    Row("tables of the chronicle", "s"),
    Row("  peak memory, derivation included", "MiB"),
    Row("opening a version, with its names", "ms"),
    Row("all pairs of a track on a day, columns", "ms", 25),
    Row("all pairs of a track on a day, values", "ms", 25),
    Row("difference of the world between two days", "ms", 100),
    Row("status of one pair", "ms"),
    Row("statuses of one target", "ms"),
    Row("one claim more: its key alone", "ms"),
    Row("one claim more: planned in a version", "ms"),
    Row("one claim more: chronicle of the next version", "ms"),
    Row("  peak memory of asking", "MiB"),
)


def derived(size: int, folder: Path, rounds: int) -> Measured:
    """Measure the full derivation."""
    given = list(standing(size))
    started = process_time()
    derive(given)
    return {
        "full derivation": process_time() - started,
        "  peak memory": peak_mib(),
    }


def built(size: int, folder: Path, rounds: int) -> Measured:
    """Build a version without RDF, and measure how long its tables take."""
    difference = everything(
        claims(size), records=[*entities(size), *sources(), *releases()]
    )
    started = process_time()
    made = build(folder / "chronicle", name="000001", old=None, difference=difference)
    taken = process_time() - started
    Manifest(
        version="000001",
        parent="",
        time=RECORDED,
        author="bench",
        message="made up",
        counts=made.counts,
        content_hash=made.content_hash,
        vocabulary_hash="",
    ).write(folder / "manifest.json")
    return {
        "tables of the chronicle": taken,
        "  peak memory, derivation included": peak_mib(),
    }


def asked(size: int, folder: Path, rounds: int) -> Measured:
    """Ask a built version, and change one claim in it."""
    started = process_time()
    view = opened(folder)
    opening = process_time() - started
    snapshot, chronicle = view.snapshot, view.snapshot.chronicle
    world = Question(first=DAY, last=LATER)
    pair = Question(track=TRACK, actor="state/s1", target="state/s2", on=DAY)
    target = Question(track=TRACK, target="state/s7", on=DAY)
    changed = replace(
        next(claims(1)), id="claim/more", date=of_day(DAY), recorded_at=None
    )
    own = [each for each in standing(20) if each.key == changed.key]
    change = plan(snapshot, Change(claims=[changed]), at=RECORDED)
    tries = iter(range(10**6))

    def next_version() -> object:
        where = folder / f"next-{next(tries)}"
        return build(where, name="000002", old=chronicle, difference=change.difference)

    actions: Mapping[str, Callable[[], object]] = {
        "all pairs of a track on a day, columns": lambda: chronicle.held(
            DAY, track=TRACK
        ),
        "all pairs of a track on a day, values": lambda: chronicle.on(DAY, track=TRACK),
        "difference of the world between two days": lambda: diff(view, world),
        "status of one pair": lambda: status(view, pair),
        "statuses of one target": lambda: status(view, target),
        "one claim more: its key alone": lambda: derive([*own, changed]),
        "one claim more: planned in a version": lambda: plan(
            snapshot, Change(claims=[changed]), at=RECORDED
        ),
        "one claim more: chronicle of the next version": next_version,
    }
    return {
        "opening a version, with its names": opening,
        **{name: middle(action, rounds) for name, action in actions.items()},
        "  peak memory of asking": peak_mib(),
    }


def opened(folder: Path) -> View:
    """Return a view of a built version, as the workbench makes it."""
    return Desk(Snapshot(folder)).view(LATER + timedelta(days=1), at_version=_no_other)


def _no_other(version: str) -> Snapshot:
    raise NotFoundError(f"no version {version!r}: there is only one")


def middle(action: Callable[[], object], rounds: int) -> float:
    """Return the median time of an action in seconds; the first is not counted."""
    action()
    times = []
    for _ in range(rounds):
        started = process_time()
        action()
        times.append(process_time() - started)
    return median(times)


def peak_mib() -> float:
    """Return the most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


Part = Callable[[int, Path, int], Measured]
PARTS: Final[tuple[Part, ...]] = (derived, built, asked)


def alone(part: Part, size: int, folder: Path, rounds: int) -> Measured:
    """Run a part in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(part, size, folder, rounds).result()


def measured(sizes: Iterable[int], rounds: int) -> dict[int, Measured]:
    """Return what was measured at each size; each is printed when it is done."""
    found: dict[int, Measured] = {}
    for size in sizes:
        found[size] = {}
        with tempfile.TemporaryDirectory() as folder:
            for part in PARTS:
                found[size] |= alone(part, size, Path(folder), rounds)
        print(f"measured at {size:,} claims", flush=True)
    return found


def report(found: Mapping[int, Measured]) -> None:
    """Print the curve: a line for each thing measured, a column for each size."""
    sizes = sorted(found)
    heads = "".join(f"{size:>12,}    ^ " for size in sizes)
    print(f"\n{'claims':46}{heads}  target")
    for row in ROWS:
        scale = 1000 if row.unit == "ms" else 1
        cells, before = "", 0
        for size in sizes:
            value = found[size][row.name] * scale
            growth = exponent(found, row.name, before, size)
            cells, before = f"{cells}{value:12,.2f} {growth:>4} ", size
        target = f"{row.target:,.0f} {row.unit}" if row.target else row.unit
        print(f"{row.name:46}{cells}  {target}")


def exponent(found: Mapping[int, Measured], name: str, before: int, size: int) -> str:
    """Return by which power of the size something grew; empty at the first size."""
    if not before or min(found[before][name], found[size][name]) <= 0:
        return ""
    grown = log(found[size][name] / found[before][name])
    return f"{grown / log(size / before):.2f}"


def main() -> None:
    """Measure at each size, then print the curve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help="numbers of claims, by commas")
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    report(measured(map(int, given.sizes.split(",")), given.rounds))


if __name__ == "__main__":
    main()
