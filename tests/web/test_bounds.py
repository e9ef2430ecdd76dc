"""Evil queries over a real server: each is ended at a limit, and others go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from threading import Event
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from evil import QUERIES, UPDATES, Evil
from serving import served
from soaking import HONEST, Client, settled, soak, state

TOKEN = "a token of the tests"  # noqa: S105
LIMITS = {
    413: {"result_bytes", "depth", "branches", "update_bytes"},
    429: {"client_queries"},
    503: {"timeout", "queue"},
    507: {"memory_bytes"},
}


class Server(NamedTuple):
    """A server, its process and its folder."""

    address: str
    pid: int
    home: Path


@pytest.fixture(scope="module")
def server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve our own facts with narrow bounds."""
    copy = tmp_path_factory.mktemp("bounds") / "home"
    copytree(home, copy)
    bounds = {
        "RECOG_TIMEOUT": "1",
        "RECOG_MAX_TIMEOUT": "3",
        "RECOG_MEMORY": "256M",
        "RECOG_RESULT_BYTES": "1M",
        "RECOG_TOKEN": TOKEN,
    }
    with served(copy, **bounds) as (address, process):
        yield Server(address, process.pid, copy)


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    """Give a client that nobody else is."""
    with Client(server.address, "127.0.0.9") as client:
        yield client


def told(evil: Evil, status: int, body: bytes) -> None:
    assert status in evil.statuses
    if status == 200:
        json.loads(body)
        return
    problem = json.loads(body)
    assert problem["status"] == status
    if status in LIMITS:
        assert problem["limit"] in LIMITS[status]
        assert problem["value"] is not None


@pytest.mark.parametrize("name", QUERIES)
def test_an_evil_query_is_ended_at_a_limit_and_the_next_is_answered(
    server: Server, client: Client, name: str
) -> None:
    with Client(server.address, "127.0.0.8") as evil:
        told(QUERIES[name], *evil.query(QUERIES[name].text))
    for path in HONEST[:3]:
        assert client.get(path)[0] == 200


@pytest.mark.parametrize("name", UPDATES)
def test_an_evil_update_is_ended_at_a_limit_and_writes_nothing(
    server: Server, client: Client, name: str
) -> None:
    before = client.get("/api/v1/entities?q=taliban")[1]
    request = Request(  # noqa: S310
        f"{server.address}/update",
        UPDATES[name].text.encode(),
        {
            "Content-Type": "application/sparql-update",
            "Authorization": f"Bearer {TOKEN}",
        },
    )
    with pytest.raises(HTTPError) as caught:
        urlopen(request, timeout=60)  # noqa: S310
    with caught.value as error:
        told(UPDATES[name], error.code, error.read())
    assert client.get("/api/v1/entities?q=taliban")[1] == before


def test_honest_clients_are_answered_while_evil_ones_never_stop(
    server: Server, client: Client
) -> None:
    over = Event()

    def harm(number: int) -> int:
        names = ["product", "sorted product", "any path", "distinct product"]
        sent = 0
        with Client(server.address, f"127.0.1.{number // 2}") as evil:
            while not over.is_set():
                evil.query(f"{QUERIES[names[sent % 4]].text} # {number} {sent}")
                sent += 1
        return sent

    with ThreadPoolExecutor(8) as threads:
        evil = [threads.submit(harm, number) for number in range(8)]
        try:
            statuses = {client.get(path)[0] for _ in range(8) for path in HONEST}
        finally:
            over.set()
        sent = [each.result() for each in evil]
    assert statuses == {200}
    assert min(sent) > 0


def test_after_many_mixed_requests_nothing_is_left(server: Server) -> None:
    soak(server.address, 60)
    before = settled(server.pid, server.home, seconds=30)
    ended = soak(server.address, 240)
    after = settled(server.pid, server.home, seconds=30)
    assert not [name for name in ended if "WRONG" in name]
    assert (
        sum(number for name, number in ended.items() if name.startswith("evil")) == 12
    )
    assert after.left == 0
    assert after.processes <= before.processes + 1  # a spare may be on its way
    assert after.files <= before.files + 20
    assert after.memory_mib <= before.memory_mib * 1.5 + 50


def test_the_state_of_a_server_counts_its_workers(server: Server) -> None:
    found = state(server.pid, server.home)
    assert found.processes >= 3
    assert found.memory_mib > 50
