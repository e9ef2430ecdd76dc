"""Clients that ask a server over connections that stay open, and what they waited.

Each has an address of its own, as those of several people have. Requests are bytes made
before, and of an answer only status and end are looked at, so that the clients cost as
little as they can beside the servers.
"""

from __future__ import annotations

import math
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from time import perf_counter, sleep
from typing import Final
from urllib.parse import urlencode

JSON: Final = "application/sparql-results+json"
_LONGEST_S: Final = 60.0
_PAUSE_S: Final = 0.1  # before one knocks again at a closed door


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status and body, as sent."""

    status: int
    body: bytes

    @property
    def is_whole(self) -> bool:
        """Tell whether it is an answer, and not cut off: JSON and HTML have an end."""
        end = self.body[-16:].removesuffix(b"0\r\n\r\n").rstrip()
        return self.status == 200 and end.endswith((b"}", b">"))


@dataclass(slots=True)
class Times:
    """How long answers took, in milliseconds, and what was no answer."""

    each: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0  # of the whole, for the throughput

    def at(self, share: float) -> float:
        """Return the time within which this share of the answers came."""
        ordered = sorted(self.each)
        if not ordered:
            return math.nan
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        return len(self.each) / self.seconds if self.seconds else math.nan


def request(path: str, *, accept: str = JSON, **values: str) -> bytes:
    """Return a GET request."""
    target = f"{path}?{urlencode(values)}" if values else path
    lines = (
        f"GET {target} HTTP/1.1",
        "Host: localhost",
        f"Accept: {accept}",
        "Connection: keep-alive",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Client:
    """One connection, from an address of its own; opened anew when it was closed."""

    def __init__(self, port: int, address: str) -> None:
        self._port, self._address = port, address
        self._socket: socket.socket | None = None

    def ask(self, sent: bytes) -> Answer:
        """Send a request and return the answer.

        :raises OSError: when there is none.
        """
        try:
            if self._socket is None:
                self._socket = socket.create_connection(
                    ("127.0.0.1", self._port), source_address=(self._address, 0)
                )
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._socket.settimeout(_LONGEST_S)
            self._socket.sendall(sent)
            return self._read(self._socket)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _read(self, connection: socket.socket) -> Answer:
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += _more(connection)
        head, body = got[:end].lower(), got[end + 4 :]
        status = int(head[9:12])
        if b"transfer-encoding: chunked" in head:
            parts = [body]
            while not body.endswith(b"0\r\n\r\n"):
                parts.append(_more(connection))
                body = body[-5:] + parts[-1]
            whole = b"".join(parts)
        else:
            length = int(head.partition(b"content-length:")[2].split(b"\r")[0])
            parts, left = [body], length - len(body)
            while left > 0:
                parts.append(_more(connection))
                left -= len(parts[-1])
            whole = b"".join(parts)
        if b"connection: close" in head:
            self.close()
        return Answer(status, whole)


def _more(connection: socket.socket) -> bytes:
    got = connection.recv(2**16)
    if not got:
        raise ConnectionError("the server closed the connection")
    return got


def asked(
    port: int, requests: Sequence[bytes], *, clients: int, seconds: float
) -> Times:
    """Ask these again and again, each client from another one on."""
    until = perf_counter() + seconds

    def run(first: int) -> Times:
        found, client = Times(), Client(port, f"127.0.0.{first + 2}")
        for number in count(first * len(requests) // clients):
            started = perf_counter()
            if started >= until:
                break
            try:
                good = client.ask(requests[number % len(requests)]).is_whole
            except OSError:
                good = False
                sleep(_PAUSE_S)
            if good:
                found.each.append((perf_counter() - started) * 1000)
            else:
                found.failed += 1
        client.close()
        return found

    started = perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        runs = list(pool.map(run, range(clients)))
    whole = Times(seconds=perf_counter() - started)
    for each in runs:
        whole.each += each.each
        whole.failed += each.failed
    return whole


def troubling(port: int, requests: Sequence[bytes], done: Event, first: int) -> None:
    """Ask these without end, whatever comes of it, until told to stop."""
    client = Client(port, f"127.0.1.{first + 2}")
    for number in count(first):
        if done.is_set():
            break
        try:
            client.ask(requests[number % len(requests)])
        except OSError:
            done.wait(_PAUSE_S)
    client.close()
