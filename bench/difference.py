"""Measure differences: the world between two days, and between two versions.

    python bench/difference.py [--events 100000] [--rounds 20]

Prints medians. What is measured against what:

- `diff` of the world between two days, a page of 100 rows with events and claims and
  the counts of all (target: 100 ms at 100,000 events);
- finding and counting what differs, on the columns, against the plain function of the
  domain on the same values, and against the SPARQL that gives the same keys;
- the same between two versions, where 1,000 claims came.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

from pyoxigraph import Store as Rdf

from recog.domain.difference import difference
from recog.service.ask_queries import Parties, changes_query
from recog.service.compared import ComparedColumns, ComparedValues
from recog.service.diff import diff
from recog.service.evidence import held_on, holding
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.workbench import View, Workbench
from recog.store.embedded import Change
from recog.store.snapshot import Snapshot
from store import NOW, asked, claims, filled, timed

FIRST, LAST = date(1980, 1, 1), date(1990, 1, 1)
MORE = 1_000  # claims that the second version has beyond the first


def bench_days(view: View, rounds: int) -> None:
    """Compare the world on two days."""
    snapshot = view.snapshot
    question = Question(first=FIRST, last=LAST, limit=100)
    whole = diff(view, question).more["counts"]
    print(f"{whole['changes']} changes: {whole['by_change']}")
    page = timed(lambda: diff(view, question), rounds)
    print(f"diff, 100 rows and all counts   {page:9.2f} ms   (target 100)")
    sides = (snapshot, snapshot), (FIRST, LAST)
    ours = timed(lambda: on_columns(*sides), rounds)
    plain = timed(lambda: on_values(*sides), max(3, rounds // 5))
    text = changes_query(Parties(tracks=("state-recognition",)), FIRST, LAST)
    rdf = Rdf.read_only(str(snapshot.folder / "rdf"))
    sparql = timed(lambda: asked(rdf, text), 2)
    assert asked(rdf, text) == on_columns(*sides)
    print(f"found and counted, columns      {ours:9.2f} ms")
    print(f"the plain function              {plain:9.2f} ms   {plain / ours:7.0f}x")
    print(f"the same keys in SPARQL         {sparql:9.2f} ms   {sparql / ours:7.0f}x")


def bench_versions(bench: Workbench, events: int, rounds: int) -> None:
    """Compare the world on one day in two versions."""
    before = bench.view()
    more = [each for at, each in enumerate(claims(events + MORE)) if at >= events]
    bench.store.commit(Change(claims=more), author="bench", message="more", at=NOW)
    view = bench.view()
    question = Question(version_from=before.version, on=LAST, limit=100)
    counts = diff(view, question).more["counts"]
    print(f"{counts['changes']} changes between versions: {counts['by_change']}")
    page = timed(lambda: diff(view, question), rounds)
    print(f"diff, 100 rows and all counts   {page:9.2f} ms")
    sides = (before.snapshot, view.snapshot), (LAST, LAST)
    ours = timed(lambda: on_columns(*sides), rounds)
    plain = timed(lambda: on_values(*sides), max(3, rounds // 5))
    print(f"found and counted, columns      {ours:9.2f} ms")
    print(f"the plain function              {plain:9.2f} ms   {plain / ours:7.0f}x")


def on_columns(sides: tuple[Snapshot, Snapshot], days: tuple[date, date]) -> int:
    """Count what differs on the columns."""
    one, other = sides
    held = held_on(one, days[0], Where()), held_on(other, days[1], Where())
    compared = ComparedColumns((one.chronicle, other.chronicle), held)
    return sum(compared.counted().values())


def on_values(sides: tuple[Snapshot, Snapshot], days: tuple[date, date]) -> int:
    """Count what differs by the function of the domain."""
    before, after = (
        holding(side.chronicle.on(day)) for side, day in zip(sides, days, strict=True)
    )
    compared = ComparedValues(difference(before, after))
    return sum(compared.counted().values())


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        filled(Path(folder), given.events) as store,
    ):
        bench = Workbench(store, lambda: LAST)
        bench_days(bench.view(), given.rounds)
        bench_versions(bench, given.events, given.rounds)


if __name__ == "__main__":
    main()
