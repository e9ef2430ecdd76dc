"""Many mixed requests with some evil ones among them, and what a server then holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from http.client import HTTPConnection, HTTPResponse
from itertools import cycle
from pathlib import Path
from random import Random
from socket import SHUT_RDWR
from time import monotonic, sleep
from urllib.parse import urlencode

from evil import QUERIES, Evil

CLAIMS = (
    "SELECT ?c ?k { ?c a <https://w3id.org/recog/def/Claim> ; "
    "<https://w3id.org/recog/def/kind> ?k } ORDER BY ?c LIMIT 50"
)
#: What honest clients ask; all are answered with 200.
HONEST = (
    f"/sparql?{urlencode({'query': CLAIMS})}",
    f"/sparql?{urlencode({'query': 'ASK { ?s ?p ?o }'})}",
    "/",
    "/entity/organization/taliban",
    "/api/v1/status?target=government/islamic-emirate-of-afghanistan&on=2025-11-01",
    "/api/v1/entities?q=taliban",
    "/healthz",
)
#: What is refused without harm.
WRONG = {"/sparql?query=SELECT": 400, "/entity/state/nowhere": 404, "/sparql?x=": 200}
TINY_S = 0.05


@dataclass(frozen=True)
class State:
    """What a server holds."""

    memory_mib: float  # of all its processes
    processes: int
    files: int  # open, of all its processes
    left: int  # results on disk

    def __str__(self) -> str:
        return (
            f"{self.memory_mib:.0f} MiB, {self.processes} processes, "
            f"{self.files} open files, {self.left} results on disk"
        )


def state(pid: int, home: Path) -> State:
    """Return what the server with this process and its workers hold."""
    family = [pid, *_descendants(pid)]
    kib = files = 0
    for each in family:
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                kib += int(line.split()[1])
        files += len(list(Path(f"/proc/{each}/fd").iterdir()))
    left = sum(path.is_file() for path in (home / "spool").rglob("*"))
    return State(kib / 1024, len(family), files, left)


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from _descendants(int(child))


def settled(pid: int, home: Path, *, seconds: float) -> State:
    """Return the state once nothing changes any more but the memory, or time is up."""
    until = monotonic() + seconds
    before = state(pid, home)
    while monotonic() < until:
        sleep(1)
        now = state(pid, home)
        if astuple(now)[1:] == astuple(before)[1:] and not now.left:
            return now
        before = now
    return before


class Client:
    """A client with an address of its own, on the loopback."""

    def __init__(self, address: str, source: str) -> None:
        self._netloc, self._source = address.removeprefix("http://"), source
        self._connection = self._new()

    def _new(self) -> HTTPConnection:
        source = (self._source, 0)
        return HTTPConnection(self._netloc, timeout=300, source_address=source)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and body; a body that is cut off raises."""
        try:
            return self._answer(self._asked("GET", path))
        except (ConnectionError, OSError):
            self._connection.close()
            self._connection = self._new()
            return self._answer(self._asked("GET", path))

    def query(self, text: str) -> tuple[int, bytes]:
        """Send a query by POST; return status and body."""
        headers = {"Content-Type": "application/sparql-query"}
        return self._answer(self._asked("POST", "/sparql", text.encode(), headers))

    def abandon(self, text: str) -> None:
        """Send a query and go away before it is answered."""
        other = self._new()
        other.connect()
        other.request("GET", f"/sparql?{urlencode({'query': text})}")
        sleep(TINY_S)
        other.sock.shutdown(SHUT_RDWR)
        other.close()

    def _asked(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> HTTPResponse:
        self._connection.request(method, path, body, headers or {})
        return self._connection.getresponse()

    @staticmethod
    def _answer(response: HTTPResponse) -> tuple[int, bytes]:
        return response.status, response.read()  # raises IncompleteRead


def soak(
    address: str, requests: int, *, clients: int = 6, seed: int = 5
) -> Counter[str]:
    """Send mixed requests, one in twenty of them evil; return how they ended.

    Three of the clients are honest; the others send what is evil, wrong or abandoned.
    """
    honest = clients // 2
    with ThreadPoolExecutor(clients) as threads:
        share = requests // clients
        runs = [
            threads.submit(_honest if n < honest else _others, address, n, share, seed)
            for n in range(clients)
        ]
        return sum((run.result() for run in runs), Counter())


def _honest(address: str, number: int, requests: int, seed: int) -> Counter[str]:
    ended = Counter[str]()
    with Client(address, f"127.0.0.{number + 2}") as client:
        for _, path in zip(range(requests), cycle(HONEST), strict=False):
            status, body = client.get(path)
            whole = status == 200 and len(body) > 0
            if whole and path.startswith("/sparql"):
                json.loads(body)
            ended["honest" if whole else f"honest, WRONG: {status} {path}"] += 1
    return ended


def _others(address: str, number: int, requests: int, seed: int) -> Counter[str]:
    """Send one evil request in ten: half of the clients are honest."""
    random = Random(seed + number)  # noqa: S311
    with Client(address, f"127.0.0.{number + 2}") as client:
        return Counter(_other(client, count, random) for count in range(requests))


def _other(client: Client, count: int, random: Random) -> str:
    match count % 10:
        case 0:
            return _evil(client, QUERIES[random.choice(sorted(QUERIES))], random)
        case 1:
            client.abandon(QUERIES["product"].text)
            return "abandoned"
        case 2 | 3:
            path = random.choice(sorted(WRONG))
            status, _ = client.get(path)
            return "wrong" if status == WRONG[path] else f"WRONG: {status} {path}"
        case _:
            status, _ = client.get(random.choice(HONEST))
            return "mixed" if status in (200, 429, 503) else f"mixed, WRONG: {status}"


def _evil(client: Client, evil: Evil, random: Random) -> str:
    text = f"{evil.text} # {random.random()}"
    status, body = client.query(text)
    if status not in (*evil.statuses, 429, 503):
        return f"evil, WRONG: {status} {text[:60]}"
    if status != 200:
        assert json.loads(body)["status"] == status
    return f"evil, {status}"
