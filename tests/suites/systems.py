"""The two that take the tests: recog, and the engine alone (pyoxigraph).

Both get the same texts and data, within bounds, and give bytes that are judged by the
same code.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from pebble import ProcessExpired, ProcessPool
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    serialize,
)
from pyoxigraph import Store as Rdf

from recog.errors import ForbiddenQueryError, QueryError, RecogError
from recog.store.answers import Wish, answered
from recog.store.edits import SparqlEdit
from recog.store.embedded import Limits, Store
from recog.store.remembered import Memory
from recog.store.workers import Workers
from suites.manifests import BASE, SUITE, Case
from suites.results import quads

_SECONDS: Final = 10
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_RESULTS: Final = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srx": "application/sparql-results+xml",
}
_NOT_SYNTAX: Final = ("the query cannot be answered", "the update cannot be done")
_JSON: Final = "application/sparql-results+json"
_NT: Final = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a test: an answer, or a problem."""

    problem: str = ""  # syntax, refused, failed
    message: str = ""
    media_type: str = ""
    data: bytes = b""


class System(Protocol):
    """What takes tests."""

    def query(self, case: Case) -> Given:
        """Answer the query of a test."""

    def update(self, case: Case) -> Given:
        """Do the update of a test; give the whole store as N-Quads."""


def file(name: str) -> Path:
    """Return a file of the suite."""
    assert SUITE is not None
    return SUITE / name


def text_of(case: Case) -> str:
    """Return the query or update of a test."""
    return file(case.action).read_bytes().decode("utf-8", errors="surrogateescape")


def dataset_of(case: Case) -> Iterator[Quad]:
    """Yield the data of a test; files that its query names are graphs of their own."""
    graphs = list(case.graphs)
    if not case.data and not graphs and case.kind == "QueryEvaluationTest":
        folder = case.action.rpartition("/")[0]
        for name in _FROM.findall(text_of(case)):
            if file(f"{folder}/{name}").is_file():
                graphs.append((f"{BASE}{folder}/{name}", f"{folder}/{name}"))
    yield from placed(case.data, graphs)


def placed(data: Any, graphs: Any) -> Iterator[Quad]:
    """Yield the statements of files, each in its graph."""
    for name in data:
        yield from quads(file(name), BASE + name)
    for graph, name in dict.fromkeys(graphs):
        for quad in quads(file(name), BASE + name):
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


def wished(case: Case) -> str:
    """Return the media type of rows that a test is about."""
    return _RESULTS.get(Path(case.result).suffix, _JSON)


class Engine:
    """The engine alone, in a process that ends when it takes too long."""

    def __init__(self, pool: ProcessPool) -> None:
        self._pool = pool

    def query(self, case: Case) -> Given:
        """Answer the query of a test."""
        return self._run(_engine_query, case)

    def update(self, case: Case) -> Given:
        """Do the update of a test."""
        return self._run(_engine_update, case)

    def _run(self, function: Any, case: Case) -> Given:
        future: Any = self._pool.schedule(function, args=[case], timeout=_SECONDS)
        try:
            given: Given = future.result()
        except (TimeoutError, ProcessExpired) as error:
            return Given("failed", repr(error))
        return given


@contextmanager
def engine() -> Iterator[Engine]:
    """Give the engine alone."""
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=1, context=context) as pool:
        yield Engine(pool)


def _engine_query(case: Case) -> Given:
    store = Rdf()
    store.extend(dataset_of(case))
    try:
        answer = store.query(text_of(case), base_iri=BASE + case.action)
        if isinstance(answer, QueryTriples):
            data = answer.serialize(format=RdfFormat.N_TRIPLES) or b""
            return Given(media_type=_NT, data=data)
        media_type = wished(case)
        if isinstance(answer, QueryBoolean) and media_type.startswith("text/"):
            media_type = _JSON
        format = QueryResultsFormat.from_media_type(media_type)
        assert format is not None
        return Given(media_type=media_type, data=answer.serialize(format=format) or b"")
    except SyntaxError as error:
        return Given("syntax", str(error))
    except Exception as error:  # noqa: BLE001 - whatever the engine does is its result
        return Given("failed", str(error))


def _engine_update(case: Case) -> Given:
    store = Rdf()
    store.extend(dataset_of(case))
    try:
        store.update(text_of(case), base_iri=BASE + case.action)
    except SyntaxError as error:
        return Given("syntax", str(error))
    except Exception as error:  # noqa: BLE001 - whatever the engine does is its result
        return Given("failed", str(error))
    return Given(media_type="nq", data=store.dump(format=RdfFormat.N_QUADS) or b"")


class Recog:
    """recog: queries by its workers over the data, updates by a store of its own."""

    def __init__(self, folder: Path, workers: Workers, store: Store) -> None:
        self._folder = folder
        self._workers = workers
        self._store = store
        self._folders: dict[object, Path] = {}

    def query(self, case: Case) -> Given:
        """Answer the query of a test."""
        folder = self._data(case)
        limits = self._store.limits
        base = BASE + case.action
        for media_type in (wished(case), _NT, _JSON):
            wish = Wish(
                text=text_of(case),
                media_type=media_type,
                union=False,
                base=base,
                timeout_s=_SECONDS,
            )
            try:
                answer = answered(wish, folder, self._workers, limits, Memory(0))
            except RecogError as error:
                if "has no answer as" in str(error):
                    continue
                return _given(error)
            return Given(media_type=answer.media_type, data=answer.read())
        return Given("failed", "no format fits")

    def _data(self, case: Case) -> Path:
        """Return the folder of a store with the data of a test."""
        named = _FROM.findall(text_of(case)) if not case.data else []
        name = (case.data, case.graphs, *named)
        if name not in self._folders:
            folder = self._folder / f"{len(self._folders):06}"
            self._folders[name] = folder
            Rdf(str(folder)).extend(dataset_of(case))
        return self._folders[name]

    def update(self, case: Case) -> Given:
        """Do the update of a test."""
        self._edit(f"DROP ALL ; INSERT DATA {{ {_block(case)} }}", "")
        try:
            self._edit(text_of(case), BASE + case.action)
        except RecogError as error:
            return _given(error)
        folder = self._store.snapshot().folder / "rdf"
        kept = [
            quad
            for quad in Rdf.read_only(str(folder))
            if not str(quad.graph_name).startswith("<https://w3id.org/recog/graph/")
        ]
        data = serialize(kept, format=RdfFormat.N_QUADS) or b""
        return Given(media_type="nq", data=data)

    def _edit(self, text: str, base: str) -> None:
        self._store.edit(
            SparqlEdit(text=text, base=base),
            author="suite",
            message="suite",
            at=datetime(2026, 11, 26, tzinfo=UTC),
        )


@contextmanager
def recog(home: Path) -> Iterator[Recog]:
    """Give recog with an empty store in a folder, which may name any graph."""
    limits = Limits(workers=1, open_graphs=("",), max_timeout_s=_SECONDS)
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(home / "home", limits))
        # the suite's store is empty; ours begins with the vocabulary
        rdf = Rdf(str(store.snapshot().folder / "rdf"))
        rdf.clear()
        rdf.flush()
        del rdf
        (home / "data").mkdir()
        spool = home / "spool"
        first = home / "data" / "first"
        Rdf(str(first)).flush()
        workers = Workers(spool, limits, lambda: first)
        stack.callback(workers.close)
        yield Recog(home / "data", workers, store)


def _given(error: RecogError) -> Given:
    if isinstance(error, ForbiddenQueryError):
        return Given("refused", str(error))
    is_syntax = isinstance(error, QueryError) and (
        error.line is not None or not str(error).startswith(_NOT_SYNTAX)
    )
    return Given("syntax" if is_syntax else "failed", str(error))


def _block(case: Case) -> str:
    """Return the data of a test as a block of INSERT DATA."""
    parts: list[str] = []
    for quad in dataset_of(case):
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        named = not isinstance(quad.graph_name, DefaultGraph)
        parts.append(f"GRAPH {quad.graph_name} {{ {triple} }}" if named else triple)
    return "\n".join(parts)
