"""Times of honest queries alone and beside evil ones of other clients.

Run: ``PYTHONPATH=src:tests python bench/beside.py HOME``, where HOME is a store. Prints
the 50th and 99th percentile of each honest request alone and beside, and their ratio.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from threading import Event
from time import perf_counter

from evil import QUERIES
from serving import served
from soaking import HONEST, Client


def times(address: str, rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each honest request, each asked so many times."""
    found: dict[str, list[float]] = {path: [] for path in HONEST}
    with Client(address, "127.0.0.9") as client:
        for _ in range(rounds):
            for path in HONEST:
                start = perf_counter()
                status, _ = client.get(path)
                found[path].append((perf_counter() - start) * 1000)
                assert status == 200, (status, path)
    return found


def harm(address: str, number: int, over: Event) -> Counter[int]:
    """Send every evil query in turn, each a little different, until told to stop."""
    ended: Counter[int] = Counter()
    with Client(address, f"127.0.1.{number}") as client:
        while not over.is_set():
            for name, evil in QUERIES.items():
                status, _ = client.query(
                    f"{evil.text} # {number} {ended.total()} {name}"
                )
                ended[status] += 1
                if over.is_set():
                    break
    return ended


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("--clients", type=int, default=8, help="evil ones")
    parser.add_argument("--rounds", type=int, default=100)
    given = parser.parse_args()
    with served(given.home, RECOG_TIMEOUT="10") as (address, _):
        times(address, 5)
        alone = times(address, given.rounds)
        over = Event()
        with ThreadPoolExecutor(given.clients) as threads:
            runs = [
                threads.submit(harm, address, number, over)
                for number in range(given.clients)
            ]
            try:
                beside = times(address, given.rounds)
            finally:
                over.set()
            ended = sum((run.result() for run in runs), Counter())
    print("| request | alone p50 | beside p50 | alone p99 | beside p99 |")
    print("|---|---|---|---|---|")
    for path in HONEST:
        cells = []
        for at in (49, 98):
            one, other = (quantiles(t[path], n=100)[at] for t in (alone, beside))
            cells += [f"{one:.1f}", f"{other:.1f} (x{other / one:.1f})"]
        print(f"| {path[:60]} | {' | '.join(cells)} |")
    print(f"evil queries ended with {dict(ended)}")


if __name__ == "__main__":
    main()
