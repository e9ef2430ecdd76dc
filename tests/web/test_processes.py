"""Several processes that serve one store: they agree, and one that dies is replaced."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    suppress,
)
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from subprocess import Popen
from threading import Event
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode

import pytest

from build import claim
from conftest import TOKEN
from desks import desk
from serving import served

COMMITS = 50
WRITERS = 4
BREATH_S = 0.02  # between what is asked all the time
PATIENCE_S = 30  # for what is waited for
VERDICT = {
    "claim": "claim/one",
    "rank": "deprecated",
    "reason": "a slip in the year",
    "author": "A. Reader",
}
EVENTS = "/api/v1/events?target=state/kosovo"
QUERY = """
PREFIX recog: <https://w3id.org/recog/def/>
ASK { ?event a recog:Event ; recog:actor <https://w3id.org/recog/id/state/france> }
"""
COUNTS = "/sparql?" + urlencode({"query": QUERY})  # whether the first claim does
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Client:
    """A connection that is kept, and so leads to one process."""

    def __init__(self, address: str) -> None:
        host, _, port = address.removeprefix("http://").partition(":")
        self._connection = HTTPConnection(host, int(port), timeout=PATIENCE_S)
        self.get("/healthz")

    def get(self, path: str) -> Any:
        return self.send("GET", path)

    def send(self, method: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        content = None if body is None else json.dumps(body)
        self._connection.request(method, path, content, headers)
        answer = self._connection.getresponse()
        told = answer.read()
        assert answer.status < 300, told
        return json.loads(told)

    def process(self) -> int:
        """Return the process at the other end."""
        here = self._connection.sock.getsockname()[1]
        return next(
            process
            for inode in _sockets(self._connection.port, here)
            for process in _holding(f"socket:[{inode}]")
        )

    def close(self) -> None:
        self._connection.close()


def _sockets(port: int, other: int) -> Iterator[str]:
    """Yield the inode of the end at one port of the connection with another."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        cells = line.split()
        ends = tuple(int(cells[n].rpartition(":")[2], 16) for n in (1, 2))
        if ends == (port, other):
            yield cells[9]


def _holding(file: str) -> Iterator[int]:
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if os.readlink(link) == file:
                yield int(link.parts[2])


def family(home: Path) -> set[int]:
    """Return every living process that was started to serve a store."""
    mark = f"RECOG_HOME={home}\0".encode()
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended; of one that has, nothing is told
            if mark in (folder / "environ").read_bytes():
                found.add(int(folder.name))
    return found


def children(process: int) -> set[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return {int(each) for task in tasks for each in task.read_text().split()}


def until(is_so: Callable[[], bool], what: str) -> None:
    end = monotonic() + PATIENCE_S
    while not is_so():
        assert monotonic() < end, what
        sleep(0.02)


def is_busy(process: int) -> bool:
    """Tell whether a process has used a second of processor time."""
    try:
        cells = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return int(cells[11]) + int(cells[12]) > os.sysconf("SC_CLK_TCK")


@contextmanager
def each_of(address: str) -> Iterator[list[Client]]:
    """Give a connection with each of the two processes."""
    found: dict[int, Client] = {}
    with ExitStack() as stack:
        end = monotonic() + PATIENCE_S
        while len(found) < 2:
            assert monotonic() < end, "one process takes every connection"
            client = stack.enter_context(closing(Client(address)))
            found.setdefault(client.process(), client)
        yield list(found.values())


def kill(address: str, home: Path, number: int) -> set[int]:
    """Kill so many of the two processes; return them, when their workers have gone."""
    with each_of(address) as clients:
        killed = {each.process() for each in clients[:number]}
        until(lambda: all(map(children, killed)), "there are no workers")
        gone = killed.union(*map(children, killed))
        for process in killed:
            os.kill(process, signal.SIGKILL)
        until(lambda: not gone & family(home), "workers are left")
    return killed


def serving_two(home: Path) -> AbstractContextManager[tuple[str, Popen[str]]]:
    """Serve a small store from two processes; give the address, and their parent."""
    claims = (claim(id="claim/one"), claim(id="claim/two", by="state/spain"))
    with desk(home, *claims):
        return served(home, RECOG_PROCESSES="2", RECOG_WORKERS="1", RECOG_TOKEN=TOKEN)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of two processes that go on."""
    with serving_two(tmp_path_factory.mktemp("two") / "home") as (found, _):
        yield found


def test_what_one_process_commits_all_see_at_their_next_request(address: str) -> None:
    acknowledged = ["000002"]
    done = Event()

    def read() -> int:
        number = 0
        with each_of(address) as readers:
            while not done.wait(BREATH_S):
                for each in readers:
                    least = acknowledged[-1]
                    assert each.get(EVENTS)["version"] >= least
                    number += 1
        return number

    with ThreadPoolExecutor() as pool, ExitStack() as stack:
        clients = stack.enter_context(each_of(address))
        stack.callback(done.set)
        reading = pool.submit(read)
        judgement = ""
        for number in range(COMMITS):
            writer = clients[number % 2]
            if judgement:
                made = writer.send("DELETE", f"/api/v1/judgements/{judgement}")
                judgement = ""
            else:
                made = writer.send("POST", "/api/v1/judgements", VERDICT)
                judgement = made["judgement"].partition("/")[2]
            acknowledged.append(made["version"])
            for each in clients:
                told = each.get(EVENTS)
                assert told["version"] == made["version"]
                assert len(told["rows"]) == (1 if judgement else 2)
            other = clients[(number + 1) % 2]
            assert other.get(COUNTS)["boolean"] is not bool(judgement)
        done.set()
        assert reading.result() > 0
    assert len(set(acknowledged)) == COMMITS + 1


def test_small_writes_through_several_processes_wait_for_one_another(
    address: str,
) -> None:
    def write(client: Client, name: str) -> set[str]:
        body = {**VERDICT, "author": name}
        made = set()
        for claim_id, rank in [("claim/one", "preferred"), ("claim/two", "normal")]:
            sent = body | {"claim": claim_id, "rank": rank}
            made.add(client.send("POST", "/api/v1/judgements", sent)["version"])
        return made

    with ThreadPoolExecutor(WRITERS) as pool, ExitStack() as stack:
        clients = [
            client
            for _ in range(WRITERS // 2)
            for client in stack.enter_context(each_of(address))
        ]
        names = [f"Reader {number}" for number in range(len(clients))]
        made = list(pool.map(write, clients, names))
    assert len(set[str]().union(*made)) == 2 * WRITERS


def test_a_process_that_is_killed_is_replaced_and_at_the_end_none_is_left(
    tmp_path: Path,
) -> None:
    failed: list[str] = []
    done = Event()

    def ask(address: str) -> None:
        while not done.wait(BREATH_S):
            with suppress(OSError, HTTPException), closing(Client(address)) as one:
                one.get(EVENTS)
                continue
            try:
                with closing(Client(address)) as again:
                    again.get(EVENTS)
            except (OSError, HTTPException) as error:
                failed.append(repr(error))

    home = tmp_path / "home"
    with serving_two(home) as (address, parent):
        with ThreadPoolExecutor() as pool, ExitStack() as stack:
            stack.callback(done.set)
            pool.submit(ask, address)
            killed = kill(address, home, 1)
            with each_of(address) as clients:
                assert killed.isdisjoint(each.process() for each in clients)
            killed = kill(address, home, 2)
            with each_of(address) as clients:
                assert killed.isdisjoint(each.process() for each in clients)
        assert failed == []
        parent.terminate()
        assert parent.wait(timeout=PATIENCE_S) == 0
        until(lambda: not family(home), "a process is left")


def test_without_their_parent_none_goes_on_not_even_in_a_query(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"

    def ask(address: str) -> None:
        with suppress(OSError, HTTPException), closing(Client(address)) as client:
            client.get("/sparql?" + urlencode({"query": ENDLESS, "timeout": 100}))

    def workers(parent: int) -> set[int]:
        return {each for child in children(parent) for each in children(child)}

    with serving_two(home) as (address, parent), ThreadPoolExecutor() as pool:
        pool.submit(ask, address)
        until(lambda: any(map(is_busy, workers(parent.pid))), "no query runs")
        parent.kill()
        until(lambda: not family(home), "a process is left")


def test_when_none_can_serve_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code = (
        "import os; from recog.settings import read_settings\n"
        "from recog.web.processes import run_several\n"
        "run_several(read_settings(os.environ), ready=print)"
    )
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        env={**os.environ, "RECOG_HOME": str(tmp_path / "file"), "RECOG_PORT": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ended with status 1 before it served" in told.stderr
    assert "cannot hold a store" in told.stderr
