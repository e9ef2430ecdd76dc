"""The clients, each with the same four methods; a test takes them one by one."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

HERE: Final = Path(__file__).parent
Triple = tuple[str, str, str]


class Client(Protocol):
    """What every client can do; each raises when the service answers with an error."""

    def select(self, query: str) -> list[tuple[str, ...]]:
        """Return the rows as texts."""

    def ask(self, query: str) -> bool:
        """Return the answer."""

    def construct(self, query: str) -> set[Triple]:
        """Return the statements as texts."""

    def update(self, text: str, token: str = "") -> None:
        """Do an update."""


class Wrapper:
    """SPARQLWrapper."""

    def __init__(self, endpoint: str, update: str, timeout: str = "") -> None:
        self._endpoint, self._update, self._timeout = endpoint, update, timeout

    def _asked(self, query: str, form: str = JSON) -> Any:
        wrapper = SPARQLWrapper(self._endpoint)
        if self._timeout:
            wrapper.addParameter("timeout", self._timeout)
        wrapper.setQuery(query)
        wrapper.setReturnFormat(form)
        return wrapper.queryAndConvert()

    def select(self, query: str) -> list[tuple[str, ...]]:
        found = self._asked(query)
        names = found["head"]["vars"]
        return [
            tuple(row[name]["value"] for name in names)
            for row in found["results"]["bindings"]
        ]

    def ask(self, query: str) -> bool:
        return bool(self._asked(query)["boolean"])

    def construct(self, query: str) -> set[Triple]:
        return _triples(Graph().parse(data=self._asked(query, TURTLE), format="turtle"))

    def update(self, text: str, token: str = "") -> None:
        wrapper = SPARQLWrapper(self._update)
        wrapper.setMethod(POST)
        wrapper.setQuery(text)
        if token:
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {token}")
        wrapper.query()


class RdflibStore:
    """rdflib's SPARQLStore to read, its SPARQLUpdateStore to write."""

    def __init__(self, endpoint: str, update: str, timeout: str = "") -> None:
        self._endpoint, self._update = endpoint, update
        params = {"timeout": timeout} if timeout else {}
        self._graph = Graph(SPARQLStore(endpoint, params=params))

    def _asked(self, query: str) -> Any:
        """Ask; what rdflib says of an error hides it, and its cause does not."""
        try:
            return self._graph.query(query)
        except ValueError as error:
            raise RuntimeError(f"{error}: {error.__context__}") from error

    def select(self, query: str) -> list[tuple[str, ...]]:
        rows = self._asked(query)
        return [tuple(str(term) for term in row) for row in rows]

    def ask(self, query: str) -> bool:
        return bool(self._asked(query).askAnswer)

    def construct(self, query: str) -> set[Triple]:
        return _triples(self._asked(query).graph)

    def update(self, text: str, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        SPARQLUpdateStore(self._endpoint, self._update, headers=headers).update(text)


class Curl:
    """The command curl, as in docs/sparql.md."""

    def __init__(self, endpoint: str, update: str, timeout: str = "") -> None:
        more = f"?timeout={timeout}" if timeout else ""
        self._endpoint, self._update = endpoint + more, update

    def select(self, query: str) -> list[tuple[str, ...]]:
        told = self._ran(self._endpoint, "text/csv", "query", query)
        return [tuple(line.split(",")) for line in told.splitlines()[1:]]

    def ask(self, query: str) -> bool:
        told = self._ran(self._endpoint, "application/json", "query", query)
        return bool(json.loads(told)["boolean"])

    def construct(self, query: str) -> set[Triple]:
        told = self._ran(self._endpoint, "application/n-triples", "query", query)
        return _triples(Graph().parse(data=told, format="nt"))

    def update(self, text: str, token: str = "") -> None:
        more = ["-H", f"Authorization: Bearer {token}"] if token else []
        self._ran(self._update, "application/json", "update", text, *more)

    def _ran(self, address: str, accept: str, name: str, text: str, *more: str) -> str:
        sent = ["--data-urlencode", f"{name}={text}"]
        command = [
            "curl",
            "-sS",
            "--fail-with-body",
            address,
            "-H",
            f"Accept: {accept}",
        ]
        return _ran(*command, *sent, *more)


class Comunica:
    """Comunica, in Node."""

    def __init__(self, endpoint: str, update: str, timeout: str = "") -> None:
        self._told = {"endpoint": endpoint, "update": update, "timeout": timeout}

    def _ran(self, form: str, text: str, token: str = "") -> Any:
        told = {**self._told, "form": form, "text": text, "token": token}
        return json.loads(_ran("node", str(HERE / "comunica.js"), json.dumps(told)))

    def select(self, query: str) -> list[tuple[str, ...]]:
        return [tuple(row) for row in self._ran("select", query)]

    def ask(self, query: str) -> bool:
        return bool(self._ran("ask", query))

    def construct(self, query: str) -> set[Triple]:
        return {(s, p, o) for s, p, o in self._ran("construct", query)}

    def update(self, text: str, token: str = "") -> None:
        self._ran("update", text, token)


CLIENTS: Final[Mapping[str, Callable[..., Client]]] = {
    "SPARQLWrapper": Wrapper,
    "rdflib": RdflibStore,
    "curl": Curl,
    "Comunica": Comunica,
}


def missing(name: str) -> str:
    """Return why a client cannot be had here; empty: it can."""
    if name == "curl" and shutil.which("curl") is None:
        return "curl is not installed"
    if name == "Comunica" and not (HERE / "node_modules").is_dir():
        return "Comunica is not here: make clients, which needs npm"
    return ""


def _triples(graph: Graph) -> set[Triple]:
    return {(str(s), str(p), str(o)) for s, p, o in graph}


def _ran(*command: str) -> str:
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout
