"""Measure the store: a small commit on much, SPARQL through a worker, the chronicle.

    python bench/store.py [--claims 30000] [--events 100000] [--rounds 20]

Prints medians. What is measured against what:

- a commit of one claim on top of many (target: 1 s on 30,000 claims);
- a query of 1,000 rows through `Store.query` against pyoxigraph in this process on the
  same files (target: no more than twice the time);
- all pairs of a track on a day, and one target, from the chronicle against the same
  question on the spans in SPARQL (target: 10 ms at 100,000 events).
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from pyoxigraph import QueryResultsFormat, QuerySolutions
from pyoxigraph import Store as Rdf

from recog.domain.claims import Claim
from recog.domain.dates import of_day
from recog.domain.entities import Entity, Name, Release, Source
from recog.store.embedded import Change, Limits, Store

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ROWS = """
PREFIX recog: <https://w3id.org/recog/def/>
SELECT ?claim ?actor ?date { ?claim recog:actor ?actor ; recog:date ?date } LIMIT 1000
"""
ON_DAY = """
PREFIX recog: <https://w3id.org/recog/def/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?who ?whom {
  ?span a recog:Span ; recog:track recog:StateRecognition ; recog:actor ?who ;
        recog:target ?whom ; recog:startLatest ?s .
  OPTIONAL { ?span recog:endEarliest ?e }
  FILTER (?s <= "2000-01-01"^^xsd:date && (!BOUND(?e) || "2000-01-01"^^xsd:date < ?e)) }
"""
# the engine takes patterns in the order given: the party first is 80 times as fast
OF_ONE = ON_DAY.replace("recog:target ?whom ; ", "").replace(
    "?span a", "?span recog:target <https://w3id.org/recog/id/state/s7> ; a"
)
DAY = date(2000, 1, 1)


def claims(count: int) -> Iterator[Claim]:
    """Yield recognitions of states and their ends, the same ones every time."""
    chance = random.Random(7)  # noqa: S311
    pairs = [(a, b) for a in range(250) for b in range(250) if a != b]
    chance.shuffle(pairs)
    for number in range(count):
        actor, target = pairs[number // 2 % len(pairs)]
        day = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
        opens = number % 2 == 0
        yield Claim(
            id=f"claim/n{number:06}",
            kind="recognition" if opens else "recognition-withdrawn",
            track="state-recognition",
            actor=f"state/s{actor}",
            target=f"state/s{target}",
            date=of_day(day if opens else day + timedelta(days=9_000)),
            date_text="as the source has it",
            locator=f"page {number % 300}",
            release="release/bench",
        )


def filled(home: Path, count: int) -> Store:
    """Return a store with so many claims."""
    store = Store.open(home, Limits(max_timeout_s=600, timeout_s=600))
    entities = [
        Entity(
            id=f"state/s{number}",
            labels=(Name(text=f"State {number}", language="en"),),
            release="release/bench",
        )
        for number in range(250)
    ]
    store.commit(
        Change(
            entities=entities,
            sources=[Source(id="source/bench", title="Made up")],
            releases=[Release(id="release/bench", source="source/bench", title="1")],
            claims=claims(count),
        ),
        author="bench",
        message="made up",
        at=NOW,
    )
    return store


def timed(action: Callable[[], object], rounds: int) -> float:
    """Return the median time of an action in milliseconds; the first is not counted."""
    action()
    times = []
    for _ in range(rounds):
        started = perf_counter()
        action()
        times.append(perf_counter() - started)
    return 1000 * median(times)


def timed_in_turn(
    one: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the median times of two actions, run in turn, in milliseconds."""
    times: list[tuple[float, float]] = []
    for _ in range(rounds + 1):
        started = perf_counter()
        one()
        between = perf_counter()
        other()
        times.append((between - started, perf_counter() - between))
    firsts, seconds = zip(*times[1:], strict=True)
    return 1000 * median(firsts), 1000 * median(seconds)


def commit_one(store: Store) -> Callable[[], object]:
    """Return an action that commits one more claim each time."""
    numbers = iter(range(10**6))
    model = next(claims(1))

    def action() -> object:
        number = next(numbers)
        claim = Claim(
            id=f"claim/extra{number}",
            kind="recognition",
            track="state-recognition",
            actor=f"state/s{number % 250}",
            target=f"state/s{(number + 1) % 250}",
            date=model.date,
            release="release/bench",
        )
        return store.commit(
            Change(claims=[claim]), author="bench", message="one more", at=NOW
        )

    return action


def bench_commits(home: Path, count: int, rounds: int) -> None:
    """Measure commits, and the query of 1,000 rows on the same store."""
    started = perf_counter()
    with filled(home, count) as store:
        print(
            f"commit of {count} claims at once      {perf_counter() - started:8.2f} s"
        )
        started = perf_counter()
        store.commit(
            Change(claims=claims(count)), author="bench", message="again", at=NOW
        )
        print(f"the same again, no change           {perf_counter() - started:8.2f} s")
        one = timed(commit_one(store), rounds)
        print(f"commit of one claim on top          {one:8.1f} ms   (target 1000)")
        started = perf_counter()
        with Store.open(home) as other:
            len(other.snapshot().entities)
        opened = 1000 * (perf_counter() - started)
        print(f"opening the store                   {opened:8.1f} ms")
        bench_query(store, rounds)


def bench_query(store: Store, rounds: int) -> None:
    """Measure 1,000 rows through a worker against this process."""
    rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))

    def in_process() -> object:
        found = rdf.query(ROWS, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return found.serialize(format=QueryResultsFormat.JSON)

    here, there = timed_in_turn(in_process, lambda: store.query(ROWS).read(), rounds)
    print(f"1,000 rows, pyoxigraph in process   {here:8.2f} ms")
    print(f"1,000 rows, through a worker        {there:8.2f} ms   (target 2 x)")
    print(f"                                    {there / here:8.2f} x")


def bench_chronicle(home: Path, events: int, rounds: int) -> None:
    """Measure the chronicle against SPARQL on the spans."""
    with filled(home, events) as store:
        chronicle = store.snapshot().chronicle
        rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))
        track, one = "state-recognition", {"state/s7"}
        counts = len(chronicle.events_table), len(chronicle.spans_table)
        print("\nchronicle of {} events, {} spans".format(*counts))
        cases: dict[str, tuple[Callable[[], object], str]] = {
            "all pairs, columns": (lambda: chronicle.held(DAY, track=track), ON_DAY),
            "all pairs, values": (lambda: chronicle.on(DAY, track=track), ON_DAY),
            "one target, columns": (
                lambda: chronicle.held(DAY, track=track, targets=one),
                OF_ONE,
            ),
            "one target, values": (
                lambda: chronicle.on(DAY, track=track, targets=one),
                OF_ONE,
            ),
        }
        for name, (action, text) in cases.items():
            ours = timed(action, rounds * 5)
            theirs = timed(lambda text=text: asked(rdf, text), max(3, rounds // 5))
            print(
                f"{name:20} chronicle {ours:9.3f} ms   SPARQL {theirs:9.2f} ms   "
                f"{theirs / ours:7.0f}x"
            )


def asked(rdf: Rdf, text: str) -> int:
    """Return the number of rows of a query in this process."""
    return sum(1 for _ in rdf.query(text, use_default_graph_as_union=True))


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=30_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench_commits(Path(folder) / "commits", given.claims, given.rounds)
        bench_chronicle(Path(folder) / "chronicle", given.events, given.rounds)


if __name__ == "__main__":
    main()
