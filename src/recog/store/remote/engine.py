"""An engine's three addresses: query, update and graph store.

Source: SPARQL 1.1 Protocol; SPARQL 1.1 Graph Store HTTP Protocol.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import httpx

from recog.errors import EngineError

RESULTS: Final = "application/sparql-results+json"
#: N-Triples under the names that engines know; all of them read it as Turtle.
TRIPLES: Final = "application/n-triples, text/plain;q=0.9"
_TURTLE: Final = "text/turtle"
_SHOWN: Final = 300  # characters of an engine's own words
_PATIENCE: Final = httpx.Timeout(600, connect=5)

#: A row of an answer: the text of each variable that is bound.
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an engine is, and who we are there."""

    query: str
    update: str
    graphs: str  # of the Graph Store HTTP Protocol
    user: str = ""
    password: str = ""


class Engine:
    """An engine; several threads may use one object."""

    def __init__(self, address: Address) -> None:
        self.address = address
        auth = _AsAsked(address.user, address.password) if address.user else None
        self._http = httpx.Client(auth=auth, timeout=_PATIENCE, trust_env=False)

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def rows(self, text: str) -> Sequence[Row]:
        """Return the rows of a SELECT of our own."""
        found = self._done(
            "POST",
            self.address.query,
            data={"query": text},
            headers={"Accept": RESULTS},
        )
        try:
            bindings = found.json()["results"]["bindings"]
            return [{n: term["value"] for n, term in row.items()} for row in bindings]
        except (ValueError, KeyError, AttributeError) as error:
            raise EngineError(
                f"{self.address.query} does not answer as SPARQL: {found.text[:_SHOWN]}"
            ) from error

    def update(self, text: str) -> None:
        """Do an update."""
        self._done(
            "POST",
            self.address.update,
            content=text.encode(),
            headers={"Content-Type": "application/sparql-update"},
        )

    def put(self, graph: str, triples: bytes) -> None:
        """Put statements, as N-Triples, in place of a graph."""
        self._write("PUT", graph, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """Add statements, as N-Triples, to a graph."""
        self._write("POST", graph, triples)

    def graph(self, graph: str) -> bytes:
        """Return a graph as N-Triples; empty when there is none."""
        asked = {"params": {"graph": graph}, "headers": {"Accept": TRIPLES}}
        try:
            found = self._http.get(self.address.graphs, **asked)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise self._silent(error) from error
        if found.status_code == httpx.codes.NOT_FOUND:
            return b""
        return self._checked(found).content

    @contextmanager
    def answering(
        self,
        text: str,
        accept: str,
        parameters: Sequence[tuple[str, str]],
        *,
        union: bool,
    ) -> Iterator[httpx.Response]:
        """Send a query of a user, and give the answer before it has all come.

        :param union: the default graph is the union of all.
        """
        address = httpx.URL(self.address.query)
        if not union:  # Oxigraph's server takes the union before what FROM says
            address = address.copy_remove_param("union-default-graph")
        fields: dict[str, list[str]] = {"query": [text]}
        for name, value in parameters:
            fields.setdefault(name, []).append(value)
        with self._http.stream(
            "POST", address, data=fields, headers={"Accept": accept}
        ) as response:
            yield response

    def _write(self, method: str, graph: str, triples: bytes) -> None:
        self._done(
            method,
            self.address.graphs,
            params={"graph": graph},
            content=triples,
            headers={"Content-Type": _TURTLE},
        )

    def _done(
        self,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        url = httpx.URL(address)
        url = url.copy_merge_params(params) if params else url
        try:
            found = self._http.request(
                method, url, headers=headers, data=data, content=content
            )
        except httpx.HTTPError as error:
            raise self._silent(error) from error
        return self._checked(found)

    def _checked(self, found: httpx.Response) -> httpx.Response:
        if not found.is_success:
            raise EngineError(
                f"{found.url.copy_with(query=None)} answered {found.status_code}: "
                f"{found.text[:_SHOWN]}"
            )
        return found

    def _silent(self, error: httpx.HTTPError) -> EngineError:
        place = httpx.URL(self.address.query).copy_with(query=None)
        return EngineError(f"the engine at {place} does not answer: {error}")


class _AsAsked(httpx.Auth):
    """Digest or Basic, whichever the engine asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._ways = httpx.DigestAuth(user, password), httpx.BasicAuth(user, password)
        self._way: httpx.Auth | None = None

    def auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        if self._way is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("WWW-Authenticate", "").lower()
            self._way = self._ways[0 if "digest" in asked else 1]
        yield from self._way.auth_flow(request)
