"""What more processes bring: answers a second, and the memory that they share.

    PYTHONPATH=src:bench python bench/processes.py HOME [--processes 1,2,4]

HOME is a store that stays as it is, such as that of `bench/peers.py`. Four clients ask
for pages, for statuses and by SPARQL, no answer of which is remembered. Of the files
of the chronicle that are mapped, Rss counts them once for each process, Pss once.
Prints Markdown.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from pyoxigraph import Store as Rdf

from peer_clients import asked, request
from peer_engines import Recog, family, memory_mib
from peer_queries import parties, questions

CLIENTS = 4
ROUNDS = 3
SECONDS = 5.0


def main() -> None:
    """Measure each number of processes, in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--processes", default="1,2,4", help="numbers, by commas")
    given = parser.parse_args()
    numbers = given.processes.split(",")
    requests = dict(_requests(given.home))
    rates: dict[tuple[str, str], list[float]] = {}
    memory = {}
    for _ in range(ROUNDS):
        for number in numbers:
            os.environ["RECOG_PROCESSES"] = number
            with Recog("recog", "0").serving(given.home, 30) as server:
                for name, sent in requests.items():
                    asked(server.port, sent, clients=CLIENTS, seconds=SECONDS / 5)
                    found = asked(server.port, sent, clients=CLIENTS, seconds=SECONDS)
                    rates.setdefault((name, number), []).append(found.per_second)
                memory[number] = _memory(server.process)
    print("| | " + " | ".join(f"processes: {number}" for number in numbers) + " |")
    print("|---" * (len(numbers) + 1) + "|")
    for name in requests:
        cells = (f"{median(rates[name, number]):.0f}" for number in numbers)
        print(f"| {name}, a second | " + " | ".join(cells) + " |")
    for name in next(iter(memory.values())):
        cells = (f"{memory[number][name]:.0f}" for number in numbers)
        print(f"| {name}, MiB | " + " | ".join(cells) + " |")
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def _requests(home: Path) -> Iterator[tuple[str, list[bytes]]]:
    name = (home / "CURRENT").read_text().strip()
    rdf = Rdf.read_only(str(home / "versions" / name / "rdf"))
    ids = [each.removeprefix("https://w3id.org/recog/id/") for each in parties(rdf)]
    yield "pages", [request(f"/entity/{each}", accept="text/html") for each in ids]
    yield (
        "statuses of one target",
        [
            request("/api/v1/status", accept="application/json", target=each, on=day)
            for each in ids
            for day in ("1979-01-01", "2018-07-01")
        ],
    )
    asking = next(each for each in questions(rdf) if "by year" in each.name)
    yield "SPARQL", [request("/sparql", query=text) for text in asking.texts]


def _memory(process: int) -> dict[str, float]:
    """Return what all its processes have in memory, by how it is counted."""
    processes = list(family(process))
    resident = sum(_pages(each, "Rss:", "") for each in processes)
    return {
        "all, each by itself (Rss)": resident,
        "all, what is shared once (Pss)": memory_mib(process),
        "the chronicle, each by itself": sum(
            _pages(each, "Rss:", "/chronicle/") for each in processes
        ),
        "the chronicle, what is shared once": sum(
            _pages(each, "Pss:", "/chronicle/") for each in processes
        ),
    }


def _pages(process: int, what: str, file: str) -> float:
    """Return the MiB of a process's mappings whose file has a word in its name."""
    total, counts = 0, False
    try:
        rows = Path(f"/proc/{process}/smaps").read_text().splitlines()
    except OSError:
        return 0
    for row in rows:
        first = row.split(maxsplit=1)[0]
        if first == what and counts:
            total += int(row.split()[1])
        elif not first.endswith(":"):  # the head of a mapping
            counts = file in row
    return total / 1024


if __name__ == "__main__":
    main()
