"""Times of answers over HTTP, with POCOM loaded, against their bounds.

Run: ``python bench/over_http.py HOME``, where HOME is a store into which POCOM was
imported (``RECOG_HOME=HOME recog import pocom PATH``).

Bounds: 3 s from a warm start to the first answer; 20 ms at the 95th percentile for the
status of one target through HTTP; 10 ms in process for all pairs of a track on a day;
for a SPARQL query of 1,000 rows, twice the time of pyoxigraph in process. Exits with 1
when one is not kept.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from math import inf
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import quote, urlencode

from pyoxigraph import QueryResultsFormat, QuerySolutions
from pyoxigraph import Store as Rdf

from recog.store.embedded import Store

ROUNDS = 300
ROWS = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 1000"
JSON = "application/sparql-results+json"


def milliseconds(work: Callable[[], object], rounds: int) -> list[float]:
    """Return how long some work took each time."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return times


@contextmanager
def served(home: Path) -> Iterator[tuple[str, float]]:
    """Give the address of a served store, and the seconds to its first answer."""
    environ = {**os.environ, "RECOG_HOME": str(home), "RECOG_PORT": "0"}
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "recog", "serve"],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1].removeprefix("http://")
        get(HTTPConnection(address), "/api/v1/status?actor=france&track=relations")
        yield address, perf_counter() - start
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def get(connection: HTTPConnection, address: str, accept: str = "*/*") -> bytes:
    """Return the body of an answer; the connection stays open."""
    connection.request("GET", address, headers={"Accept": accept})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, body[:300]
    return body


def main() -> int:
    """Measure, print, and tell whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    home = parser.parse_args().home
    figures = dict(_figures(home))
    for name, (found, bound) in figures.items():
        limit = f"at most {bound:g}" if bound < inf else ""
        print(f"{name:58} {found:9.2f}  {limit}".rstrip())
    return 1 if any(found > bound for found, bound in figures.values()) else 0


def _figures(home: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    with Store.open(home) as store:
        snapshot = store.snapshot()
        chronicle = snapshot.chronicle
        targets = sorted({span.key.target for span in chronicle.spans()})
        day = date(1979, 1, 1)
        track = "head-of-mission"
        chronicle.on(day, track=track)
        pairs = milliseconds(lambda: chronicle.on(day, track=track), 100)
        rdf = Rdf.read_only(str(snapshot.folder / "rdf"))
    yield "all pairs of a track on a day, in process, median, ms", (median(pairs), 10)
    inside = milliseconds(lambda: _in_process(rdf), ROUNDS)
    with served(home) as (address, start_s):
        yield "warm start to the first answer, s", (start_s, 3)
        connection = HTTPConnection(address)
        times = [
            milliseconds(lambda at=at: get(connection, at), 1)[0]
            for at in (_status(target) for target in (targets * 9)[:ROUNDS])
        ]
        p95 = quantiles(times, n=20)[-1]
        yield "status for one target through HTTP, p95, ms", (p95, 20)
        query = f"/sparql?{urlencode({'query': ROWS})}"
        get(connection, query, JSON)
        outside = milliseconds(lambda: get(connection, query, JSON), ROUNDS)
    yield "SPARQL of 1,000 rows, in process, median, ms", (median(inside), inf)
    yield "SPARQL of 1,000 rows, over HTTP, median, ms", (median(outside), inf)
    ratio = median(outside) / median(inside)
    yield "SPARQL of 1,000 rows, HTTP over pyoxigraph in process", (ratio, 2)


def _in_process(rdf: Rdf) -> bytes:
    answer = rdf.query(ROWS, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    text = answer.serialize(format=QueryResultsFormat.JSON)
    assert text is not None
    return text


def _status(target: str) -> str:
    return f"/api/v1/status?target={quote(target)}&on=1979-01-01"


if __name__ == "__main__":
    sys.exit(main())
