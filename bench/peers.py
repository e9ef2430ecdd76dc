"""Measure recog beside `oxigraph serve` and Virtuoso, in one run over the same data.

    PYTHONPATH=src:bench python bench/peers.py --work DIR --datasets ../shared/datasets
    PYTHONPATH=src:bench python bench/peers.py --work DIR --claims 1000000

What is loaded stays in DIR, so that a second run only measures. Needs the package
`oxigraph` and Virtuoso (`virtuoso-t`). Prints Markdown tables: what loading cost; ten
questions that analysts ask, alone, with one client and with four; the simple ones
beside clients that send queries without end; answers of the domain beside the same
answer in SPARQL. The engines take turns, round by round. `--quick` measures everything
for a moment only.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import urllib.error
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from peer_clients import JSON, Times, asked, request, troubling
from peer_engines import ENGINES, MEMORY, Engine, Serving, is_running, memory_mib
from peer_queries import DAYS, EVIL, Named, pairs_on, parties, questions, recognisers
from peer_work import Work, prepared
from recog.store.embedded import Limits, Store

NAMES = [engine.name for engine in ENGINES]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long is measured."""

    rounds: int
    seconds: float  # for each question, engine and number of clients
    evil_s: float
    timeout_s: int  # that each engine gives a query
    clients: tuple[int, ...] = (1, 4)
    evil: int = 2  # clients that send queries without end


THOROUGH = Pace(rounds=3, seconds=1, evil_s=30, timeout_s=10)
QUICK = Pace(rounds=1, seconds=0.2, evil_s=6, timeout_s=4)


def main() -> None:
    """Load what is not loaded, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="a folder that stays")
    parser.add_argument("--datasets", type=Path, help="for `recog import all`")
    parser.add_argument("--claims", type=int, default=10_000, help="made up")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    work = prepared(given.work.resolve(), datasets=given.datasets, claims=given.claims)
    pace = QUICK if given.quick else THOROUGH
    print(f"{work.claims:,} claims, {work.statements:,} statements; {_machine()}\n")
    named = questions(work.rdf())
    with ExitStack() as stack:
        servers = {
            engine.name: stack.enter_context(
                engine.serving(work.folder / engine.store, pace.timeout_s)
            )
            for engine in ENGINES
        }
        rows = _compared(servers, named)
        for clients in pace.clients:
            _print_alone(servers, named, rows, pace, clients)
        _print_domain(servers, work, pace)
        _print_loading(work, servers)
    for engine in ENGINES:
        _print_beside_evil(engine, work, named, pace)
    print(f"\nAt the end: {_machine()}")


def _machine() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load}"


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print(flush=True)


def _compared(
    servers: Mapping[str, Serving], named: Sequence[Named]
) -> dict[str, dict[str, int]]:
    """Ask each text once of each engine; return the rows of a question by engine.

    Where the engines differ it is told. An answer that fails counts as -1.
    """
    found: dict[str, dict[str, int]] = {}
    for each in named:
        counts = {name: [_rows(servers[name], t) for t in each.texts] for name in NAMES}
        found[each.name] = {
            name: -1 if -1 in numbers else sum(numbers)
            for name, numbers in counts.items()
        }
        for name, numbers in counts.items():
            others = counts["recog"]
            wrong = sum(a != b for a, b in zip(numbers, others, strict=True))
            if wrong:
                print(f"- {name}: {each.name}: {wrong} of {len(others)} answers differ")
                print(f"  ({found[each.name]})")
    return found


def _rows(server: Serving, text: str) -> int:
    """Return the number of rows of an answer, -1 if there is none."""
    address = f"http://127.0.0.1:{server.port}{server.path}?"
    query = urlencode({"query": text})
    asking = Request(address + query, headers={"Accept": JSON})  # noqa: S310
    try:
        with urlopen(asking, timeout=120) as answer:  # noqa: S310
            return len(json.load(answer)["results"]["bindings"])
    except (urllib.error.HTTPError, ValueError) as error:
        said = (
            error.read()[:200] if isinstance(error, urllib.error.HTTPError) else error
        )
        print(f"  {server.path}: {said!r}", file=sys.stderr)
        return -1


def _requests(server: Serving, texts: Sequence[str]) -> list[bytes]:
    return [request(server.path, query=text) for text in texts]


def _in_turn(
    servers: Mapping[str, Serving],
    pace: Pace,
    clients: int,
    requests: Callable[[Serving], Sequence[bytes]],
) -> dict[str, tuple[Times, float]]:
    """Measure the engines round by round; return times, and median answers a second."""
    times = {name: Times() for name in servers}
    rates: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(pace.rounds):
        for name, server in servers.items():
            found = asked(
                server.port, requests(server), clients=clients, seconds=pace.seconds
            )
            times[name].each += found.each
            times[name].failed += found.failed
            rates[name].append(found.per_second)
    return {name: (times[name], median(rates[name])) for name in servers}


def _print_alone(
    servers: Mapping[str, Serving],
    named: Sequence[Named],
    rows: Mapping[str, Mapping[str, int]],
    pace: Pace,
    clients: int,
) -> None:
    heads = ["question", "rows"]
    heads += [f"{name}: a second (p50, p99 ms)" for name in NAMES]
    table = []
    for each in named:
        found = _in_turn(
            servers,
            pace,
            clients,
            lambda server, each=each: _requests(server, each.texts),
        )
        cells = [_cell(*found[name]) for name in NAMES]
        peer = found["oxigraph serve"][1]
        ratios = [found[name][1] / peer if peer else math.nan for name in NAMES[:2]]
        mark = "" if each.simple else " (not simple)"
        mean = rows[each.name]["recog"] / len(each.texts)
        table.append(
            [each.name + mark, f"{mean:.0f}", *cells, *(f"{r:.2f}" for r in ratios)]
        )
    print(f"### Alone, {clients} client{'s' * (clients > 1)}\n")
    heads += ["recog / oxigraph", "nothing remembered / oxigraph"]
    _print_table(heads, table)


def _cell(times: Times, rate: float) -> str:
    failed = f", {times.failed} failed" if times.failed else ""
    return f"{rate:.0f} ({times.at(0.5):.1f}, {times.at(0.99):.1f}{failed})"


def _print_domain(servers: Mapping[str, Serving], work: Work, pace: Pace) -> None:
    """Print what answers of the domain cost, beside the same in SPARQL."""
    asking = NAMES[1:]  # an answer that is remembered costs nothing
    table = []
    for case in _domain_cases(work):
        recog = {"recog": servers["recog"]}
        over_http, _ = _in_turn(recog, pace, 1, lambda _, c=case: c.api)["recog"]
        found = _in_turn(
            {name: servers[name] for name in asking},
            pace,
            1,
            lambda server, c=case: _requests(server, c.sparql),
        )
        spent = median(case.inside())
        times = [found[name][0].at(0.5) for name in asking]
        table.append(
            [
                case.name,
                f"{spent:.3f}",
                f"{over_http.at(0.5):.1f}" if over_http.each else "too many",
                *(f"{each:.1f}" for each in times),
                ", ".join(f"{each / spent:.0f}" for each in times),
            ]
        )
    heads = ["answer", "recog, in process, ms", "recog, API over HTTP, ms"]
    heads += [f"SPARQL, {name}, ms" for name in asking]
    print("### Answers of the domain beside the same in SPARQL (medians)\n")
    _print_table([*heads, "SPARQL / in process"], table)


@dataclass(frozen=True, slots=True)
class _Case:
    """A question of the domain."""

    name: str
    api: list[bytes]  # requests
    sparql: list[str]
    inside: Callable[[], list[float]]  # milliseconds in process


def _domain_cases(work: Work) -> Iterator[_Case]:
    found = parties(work.rdf())
    ids = [each.removeprefix("https://w3id.org/recog/id/") for each in found]
    with Store(work.folder / "recog", Limits()) as store:
        chronicle = store.snapshot().chronicle

    def inside(targets: Sequence[str], tracks: Sequence[str]) -> list[float]:
        times = []
        for day, target, track in product(DAYS, targets, tracks):
            where = {"target": target, "track": track} if target else {"track": track}
            started = perf_counter()
            chronicle.on(date.fromisoformat(day), **where)
            times.append((perf_counter() - started) * 1000)
        return times

    recognition = ("state-recognition", "government-recognition")
    yield _Case(
        "who recognises X on a day",
        [
            _api("status", target=x, on=day, track=recognition[x.startswith("gov")])
            for x in ids
            for day in DAYS
        ],
        [recognisers(each, day) for each in found for day in DAYS],
        lambda: inside(ids, recognition),
    )
    for track, term in (
        ("state-recognition", "StateRecognition"),
        ("relations", "Relations"),
    ):
        yield _Case(
            f"{track} of all pairs on a day",
            [_api("matrix", track=track, on=day) for day in DAYS],
            [pairs_on(day, term) for day in DAYS],
            lambda track=track: inside([""] * 10, [track]),
        )


def _api(name: str, **values: str) -> bytes:
    return request(f"/api/v1/{name}", accept="application/json", **values)


def _print_loading(work: Work, servers: Mapping[str, Serving]) -> None:
    rows = [
        [
            engine.name,
            f"{work.loaded[engine.store].seconds:.0f}",
            f"{memory_mib(servers[engine.name].process):.0f}",
            f"{work.loaded[engine.store].disk_mib:.0f}",
        ]
        for engine in ENGINES
    ]
    print("### Loading\n")
    heads = ["engine", "seconds", "memory after the questions, MiB", "disk, MiB"]
    _print_table(heads, rows)
    peak = work.loaded["recog"].peak_mib
    print(f"recog's seconds are of the import, from sources; peak {peak:.0f} MiB.\n")


def _print_beside_evil(
    engine: Engine, work: Work, named: Sequence[Named], pace: Pace
) -> None:
    """Ask the simple questions, alone and beside clients that send evil ones."""
    texts = [text for each in named if each.simple for text in each.texts]
    with engine.serving(work.folder / engine.store, pace.timeout_s) as server:
        requests = _requests(server, texts)
        asked(server.port, requests, clients=2, seconds=pace.seconds)
        alone = asked(server.port, requests, clients=2, seconds=pace.evil_s / 4)
        done = Event()
        with ThreadPoolExecutor(pace.evil) as pool:
            try:
                evil = _requests(server, EVIL)
                for number in range(pace.evil):
                    pool.submit(troubling, server.port, evil, done, number)
                beside = asked(server.port, requests, clients=2, seconds=pace.evil_s)
                lives = is_running(server.process)
                memory = memory_mib(server.process) if lives else 0
            finally:
                done.set()
    if engine is ENGINES[0]:
        print(
            f"### Simple questions beside {pace.evil} clients with evil queries\n\n"
            f"2 clients; each engine gives a query {pace.timeout_s} s, and has at most "
            f"{MEMORY / 2**30:g} GiB.\n"
        )
        print("| engine | alone | beside evil | failed | memory, MiB |")
        print("|---|---|---|---|---|")
    cells = [_cell(each, each.per_second) for each in (alone, beside)]
    share = beside.failed / max(1, beside.failed + len(beside.each))
    told = f"{memory:.0f}" if lives else "the server ended"
    print(f"| {engine.name} | {cells[0]} | {cells[1]} | {share:.1%} | {told} |")


if __name__ == "__main__":
    main()
