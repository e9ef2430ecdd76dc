"""What runs inside a worker process: one task at a time, within its bounds.

A worker parses and runs a query and writes the whole result to a file; only then is
there an answer. It imports little, so that a new one is there soon. Nothing here raises
across the process border but `OSError`: a task returns an `Outcome`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from recog.store.formats import GRAPH_FORMATS, RESULT_FORMATS
from recog.store.orphans import end_with_parent

_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_PLACE: Final = re.compile(
    r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL
)
#: An operation on a graph that is not there: what follows it is parsed, never done.
FAILS_AT_ONCE: Final = "DROP GRAPH <x:nothing> ; "
_NEAR: Final = 20  # characters shown on each side
_SENTENCE: Final = re.compile(r"[A-Z][A-Za-z]* [A-Za-z ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryTask:
    """A query to be run."""

    rdf: str  # folder of the version's RDF
    text: str
    media_type: str
    spool: str  # file to write the result to
    max_bytes: int
    union: bool  # the default graph is the union of all
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    graphs: Sequence[str] = ()  # all that it names, here or in its text
    open_graphs: Sequence[str] = ()  # beginnings of those that need not be there
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a task ended: `problem` is empty, or the name of what went wrong."""

    #: syntax, evaluation, disk, size, memory, format, graph, engine
    problem: str = ""
    message: str = ""
    line: int | None = None
    column: int | None = None
    kind: str = ""  # of a query's answer: bindings, boolean, graph


class _Worker:
    """What a worker process keeps between tasks."""

    path = ""
    store: Store | None = None


def start(path: str, memory_bytes: int, niceness: int, *, online: bool) -> None:
    """Make this process a worker: no core files, a bound on memory.

    :param online: it may use the network, to ask an engine.
    """
    end_with_parent()
    os.nice(niceness)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if online:
        import_module("recog.store.remote.asking")  # now, not while a query waits
    else:
        _leave_network()
    open_store(path)
    used = _address_space()
    if used:
        bound = used + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def warm() -> bool:
    """Do nothing: a worker that answers this is up."""
    return True


def is_offline() -> bool:
    """Tell whether this process has no network but, perhaps, its own loopback."""
    with suppress(OSError):
        return set(os.listdir("/sys/class/net")) <= {"lo"} or not _routes()
    return False


@contextmanager
def ending_with_a_panic() -> Iterator[None]:
    """End this process when the engine panics: it cannot be trusted any more.

    A panic is an exception of a class that cannot be imported, and not an `Exception`.
    Most come from memory that could not be had; then the process ends as the engine
    ends it for that.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        if "null" in str(error) or "memory" in str(error):
            os.abort()
        os._exit(os.EX_SOFTWARE)


def run_query(task: QueryTask) -> Outcome:
    """Run a query and write its whole result to the task's file."""
    store = open_store(task.rdf)
    with ending_with_a_panic(), file_bound(task.max_bytes):
        try:
            return _run(store, task)
        except SyntaxError as error:
            return syntax_outcome(str(error.msg), task.text)
        except MemoryError:
            return Outcome(problem="memory")
        except OSError as error:
            if is_too_large(error):
                return Outcome(problem="size")
            return Outcome(problem="disk", message=str(error))
        except (ValueError, RuntimeError) as error:
            return Outcome(problem="evaluation", message=str(error))


def look_over(task: QueryTask) -> Outcome:
    """Say what is wrong with a query that another will run."""
    outcome = parse_only(task.text)
    if outcome.problem:
        return outcome
    return _absent(open_store(task.rdf), task) or Outcome()


def _run(store: Store, task: QueryTask) -> Outcome:
    choices: dict[str, Any] = {"use_default_graph_as_union": task.union}
    if task.default_graphs or task.named_graphs:
        choices = {
            "default_graph": [NamedNode(graph) for graph in task.default_graphs],
            "named_graphs": [NamedNode(graph) for graph in task.named_graphs],
        }
    absent = _absent(store, task)
    if absent is not None:
        return absent
    answer = store.query(task.text, base_iri=task.base or None, **choices)
    match answer:
        case QueryTriples():
            answer.serialize(task.spool, GRAPH_FORMATS[task.media_type])
            return Outcome(kind="graph")
        case QuerySolutions():
            answer.serialize(task.spool, RESULT_FORMATS[task.media_type])
            return Outcome(kind="bindings")
        case QueryBoolean():
            answer.serialize(task.spool, RESULT_FORMATS[task.media_type])
            return Outcome(kind="boolean")


def parse_only(text: str) -> Outcome:
    """Parse a query, or an update that fails at its first operation, over nothing."""
    with ending_with_a_panic():
        try:
            if FAILS_AT_ONCE in text:
                Store().update(text, base_iri="x:")
            else:
                Store().query(text, base_iri="x:")
        except SyntaxError as error:
            return syntax_outcome(str(error.msg), text)
        except (MemoryError, OSError, ValueError, RuntimeError):
            return Outcome()  # it was parsed
    return Outcome()


def without_the_first(text: str, outcome: Outcome) -> Outcome:
    """Return an outcome with its place as it is without `FAILS_AT_ONCE` in the text."""
    at = text.find(FAILS_AT_ONCE)
    if at < 0 or outcome.column is None:
        return outcome
    line = text.count("\n", 0, at) + 1
    moved = outcome.line == line and outcome.column > at - (text.rfind("\n", 0, at) + 1)
    shift = len(FAILS_AT_ONCE) if moved else 0
    return replace(outcome, column=max(1, outcome.column - shift))


def _absent(store: Store, task: QueryTask) -> Outcome | None:
    """Name the first graph that is asked for and not there."""
    absent = next((g for g in task.graphs if not _is_there(store, g, task)), "")
    return Outcome(problem="graph", message=absent) if absent else None


def _is_there(store: Store, graph: str, task: QueryTask) -> bool:
    """Tell whether a graph may be named; a relative address is not looked at."""
    if ":" not in graph or graph.startswith(tuple(task.open_graphs)):
        return True
    return store.contains_named_graph(NamedNode(graph))


def open_store(path: str) -> Store:
    """Return the RDF store of a folder, for reading; the last one stays open."""
    if _Worker.store is None or _Worker.path != path:
        _Worker.store = None  # closed before another is opened
        _Worker.store = Store.read_only(path)
        _Worker.path = path
    return _Worker.store


@contextmanager
def file_bound(max_bytes: int) -> Iterator[None]:
    """Let no file grow beyond the bound: writing fails with EFBIG."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def syntax_outcome(told: str, text: str) -> Outcome:
    """Say where a query or update breaks the grammar, and what stands around there.

    What the engine expects there is told only where it is a sentence: else it is a list
    of characters, or of some keywords among many.
    """
    match = _PLACE.match(told)
    if match is None:
        return Outcome(problem="syntax", message=told)
    line, column = int(match[1]), int(match[2])
    lines = text.splitlines()
    there = lines[line - 1] if line <= len(lines) else ""
    near = there[max(0, column - _NEAR) : column + _NEAR]
    sentences = [part for part in match[3].split(", ") if _SENTENCE.fullmatch(part)]
    return Outcome(
        problem="syntax",
        message=f"{'; '.join(sentences) or 'not understood'}, near {near!r}",
        line=line,
        column=column,
    )


def is_too_large(error: OSError) -> bool:
    """Tell whether a file grew beyond the bound."""
    return error.errno == errno.EFBIG or f"os error {errno.EFBIG}" in str(error)


def _leave_network() -> None:
    """Give up the network where the system lets us; the guard comes first."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if library.unshare(_CLONE_NEWNET) != 0:
            library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _routes() -> list[str]:
    lines = Path("/proc/net/route").read_text().splitlines()
    return lines[1:]


def _address_space() -> int:
    """Return the bytes of address space in use, 0 where the system does not tell."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        return pages * resource.getpagesize()
    return 0
