"""A client that goes away takes its query with it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from serving import serving

#: Would run for minutes.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "ASK {}"
WORKERS = 2


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    """Run `recog serve` over our own facts; the value is its address."""
    with serving(home, RECOG_WORKERS=str(WORKERS), RECOG_TIMEOUT="100") as address:
        yield address


def asked(address: str, query: str) -> socket.socket:
    """Send a query, and do not wait for its answer."""
    where = urlsplit(address)
    assert where.hostname
    line = socket.create_connection((where.hostname, where.port or 80))
    path = f"/sparql?query={quote(query)}"
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
    return line


def test_a_client_that_goes_away_frees_the_worker_of_its_query(server: str) -> None:
    lines = [asked(server, ENDLESS) for _ in range(WORKERS)]
    time.sleep(1.5)  # until both workers run
    for line in lines:
        line.close()
    began = time.monotonic()
    url = f"{server}/sparql?query={quote(QUICK)}"
    with urlopen(url, timeout=60) as answer:  # noqa: S310
        assert b"true" in answer.read()
    # without cancelling it would wait for the deadline, 100 s
    assert time.monotonic() - began < 20
