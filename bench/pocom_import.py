"""Time and memory of importing POCOM from nothing, commit and all.

Run: ``python bench/pocom_import.py PATH``, where PATH is the folder of the data set.
Bounds: 60 s and 1 GiB from nothing; a second import makes no version; 1 s for a commit
of one claim on top. Exits with 1 when one is not kept.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from recog.domain.dates import parse
from recog.importers.pocom import RELEASE
from recog.service.load import load, load_data
from recog.store.embedded import Change, Limits, Store

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
MIB = 1024

Value = TypeVar("Value")


@dataclass(frozen=True)
class Measured:
    """How long something took."""

    wall_s: float
    cpu_s: float


def measured(work: Callable[[], Value]) -> tuple[Value, Measured]:
    """Do some work and say how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    value = work()
    return value, Measured(time.perf_counter() - wall, time.process_time() - cpu)


def main() -> int:
    """Measure, print, and tell whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path = parser.parse_args().path
    with tempfile.TemporaryDirectory() as home:
        store = Store.open(Path(home), Limits())
        data, own = measured(lambda: load_data(store, at=AT))
        first, whole = measured(lambda: load(store, "pocom", path, at=AT))
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        second, again = measured(lambda: load(store, "pocom", path, at=AT))
        old = next(iter(store.snapshot().claims_in(RELEASE.id)))
        more = replace(old, id="claim/bench", date=parse("1999"), recorded_at=None)
        _, one = measured(
            lambda: store.commit(
                Change(claims=[more]), author="bench", message="one", at=AT
            )
        )
    for name, took in (
        (f"data that comes with recog ({data.made['claims']} claims)", own),
        (f"POCOM ({first.read} records, {first.made['claims']} claims)", whole),
        ("POCOM again", again),
        ("one claim on top", one),
    ):
        print(f"{name:52} {took.wall_s:7.2f} s, of it CPU {took.cpu_s:7.2f} s")
    print(f"{'peak memory until then':52} {peak_mib:7.0f} MiB")
    kept = {
        "POCOM from nothing in 60 s": whole.wall_s < 60,
        "in 1 GiB": peak_mib < 1024,
        "a second import changes nothing": not second.changed,
        "a commit of one claim in 1 s": one.wall_s < 1,
    }
    for bound, holds in kept.items():
        print(f"{'kept' if holds else 'BROKEN'}: {bound}")
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
