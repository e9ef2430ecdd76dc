"""Measure implied status: all pairs of a track on a day, by columns and by domain.

    python bench/implied.py [--events 100000] [--rounds 20]

The claims are made up, in the proportions of the data sets: mostly heads of mission,
then relations and recognitions with their ends, missions, refusals, and a few of each
that contradict. Prints medians; the target is 25 ms for all pairs of a track, explicit
and implied, with contradictions, at 100,000 events.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from recog.domain.claims import Claim, Stance
from recog.domain.dates import Interval, of_interval
from recog.domain.derive import derive
from recog.domain.entities import Entity, Name, Release, Source
from recog.domain.implied import implied_on
from recog.store.chronicle import CERTAINTIES
from recog.store.embedded import Change, Limits, Store
from recog.store.implications import Implications

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY = date(2000, 1, 1)
STATES, GOVERNMENTS = 250, 60


class _Made:
    """Claims that follow one another between parties, the same ones every time."""

    def __init__(self) -> None:
        self.chance = random.Random(7)  # noqa: S311
        self.number = count()

    def claim(self, kind: str, by: str, of: str, day: date, **more: str) -> Claim:
        """Return a claim dated to a day, a month's length or a year's."""
        length = self.chance.choices((0, 30, 364), (85, 10, 5))[0]
        track = more.pop("track")
        return Claim(
            id=f"claim/n{next(self.number):06}",
            kind=kind,
            track=track,
            actor=by,
            target=of,
            date=of_interval(Interval(day, day + timedelta(days=length))),
            release="release/bench",
            stance=Stance(more.pop("stance", "asserts")),
            **more,  # type: ignore[arg-type]
        )

    def pair(self, by: str, of: str) -> Iterator[Claim]:
        """Yield what two parties did: heads of mission, relations, recognition."""
        day = date(1830, 1, 1) + timedelta(days=self.chance.randrange(50_000))
        track = "state-recognition" if of[0] == "s" else "government-recognition"
        if self.chance.random() < 0.1:
            stance = self.chance.choice(("asserts", "asserts", "denies"))
            yield self.claim(
                "recognition-refused", by, of, day, track=track, stance=stance
            )
        if self.chance.random() < 0.3:
            yield self.claim("recognition", by, of, day, track=track)
        if self.chance.random() < 0.1:
            later = day + timedelta(days=self.chance.randrange(20_000))
            yield self.claim("recognition-withdrawn", by, of, later, track=track)
        if self.chance.random() < 0.5:
            for stance in ("asserts", "denies")[: self.chance.choice((1, 1, 1, 1, 2))]:
                yield self.claim(
                    *("relations-established", by, of, day),
                    track="relations",
                    stance=stance,
                )
        if self.chance.random() < 0.3:
            level = self.chance.choice(("legation", "embassy", "consulate"))
            yield self.claim(
                "mission-opened", by, of, day, track="mission", level=level
            )
        for _ in range(self.chance.randrange(12)):
            day += timedelta(days=self.chance.randrange(900))
            more = {
                "track": "head-of-mission",
                "person": f"person/p{next(self.number)}",
            }
            yield self.claim("credentials-presented", by, of, day, **more)
            day += timedelta(days=self.chance.randrange(1500))
            yield self.claim("mission-terminated", by, of, day, **more)


def claims(events: int) -> list[Claim]:
    """Return about so many claims."""
    made, found = _Made(), list[Claim]()
    parties = [
        *(f"state/s{number}" for number in range(STATES)),
        *(f"government/g{number}" for number in range(GOVERNMENTS)),
    ]
    pairs = [(a, b) for a in parties[:STATES] for b in parties if a != b]
    made.chance.shuffle(pairs)
    for by, of in pairs:
        found += made.pair(by, of)
        if len(found) >= events:
            break
    return found[:events]


def entities() -> list[Entity]:
    """Return the states, and the governments of the first of them."""
    return [
        *(
            Entity(
                id=f"state/s{number}",
                labels=(Name(text=f"State {number}", language="en"),),
                release="release/bench",
            )
            for number in range(STATES)
        ),
        *(
            Entity(
                id=f"government/g{number}",
                labels=(Name(text=f"Government {number}", language="en"),),
                governs=f"state/s{number}",
                release="release/bench",
            )
            for number in range(GOVERNMENTS)
        ),
    ]


def timed(action: Callable[[], object], rounds: int) -> float:
    """Return the median time of an action in milliseconds."""
    times = []
    for _ in range(rounds):
        started = perf_counter()
        action()
        times.append(perf_counter() - started)
    return 1000 * median(times)


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    made = claims(given.events)
    with tempfile.TemporaryDirectory() as folder:
        limits = Limits(max_timeout_s=600, timeout_s=600)
        with Store.open(Path(folder), limits) as store:
            change = Change(
                entities=entities(),
                sources=[Source(id="source/bench", title="Made up")],
                releases=[
                    Release(id="release/bench", source="source/bench", title="1")
                ],
                claims=made,
            )
            store.commit(change, author="bench", message="made up", at=NOW)
            report(store, made, given.rounds)


def report(store: Store, made: list[Claim], rounds: int) -> None:
    """Print how long each answer takes, from columns and by the domain function."""
    version = store.snapshot()
    chronicle, kin = version.chronicle, version.kin
    print(f"{len(chronicle.events_table)} events, {len(chronicle.spans_table)} spans")
    built = timed(lambda: Implications(chronicle, kin), 3)
    print(f"made ready, once for a version       {built:9.1f} ms")
    implications = Implications(chronicle, kin)
    for track in ("state-recognition", "government-recognition", "relations"):
        found = implications.on(DAY, track=track)

        def both(track: str = track) -> object:
            held = chronicle.held(DAY, track=track)
            return held, implications.on(DAY, track=track)

        names = [str(CERTAINTIES[each]) for each in found.certainty.tolist()]
        told = ", ".join(f"{names.count(each)} {each}" for each in sorted(set(names)))
        print(f"{track:36} {timed(both, rounds):9.2f} ms   (target 25)   {told}")
    derived = derive(made)
    parts = derived.spans, derived.stretches, derived.events
    slow = timed(lambda: implied_on(DAY, *parts, kin), 1)
    print(f"every track, by the domain function  {slow:9.0f} ms")
    expected = {each.key: each.certainty for each in implied_on(DAY, *parts, kin)}
    columns = implications.on(DAY)
    answers = {
        implications.key(int(group)): CERTAINTIES[certainty]
        for group, certainty in zip(columns.group, columns.certainty, strict=True)
    }
    assert answers == expected, "the columns disagree with the domain function"
    print(f"the same {len(answers)} answers")


if __name__ == "__main__":
    main()
