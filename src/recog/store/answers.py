"""The whole answer of a query, in a file or in memory, and running one in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import Any, BinaryIO

from recog.errors import (
    EngineError,
    ForbiddenQueryError,
    QueryError,
    QuestionError,
    ResultSizeError,
    StoreError,
)
from recog.store import tasks, vocab
from recog.store.formats import chosen
from recog.store.guard import Reading, look, without_service
from recog.store.lanes import memory_error
from recog.store.limits import Limits
from recog.store.remembered import Asked, Memory, Remembered
from recog.store.turns import Gone
from recog.store.workers import Workers

#: A function of a worker, and what it is given.
Job = tuple[Callable[..., tasks.Outcome], Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result; whoever gets it opens, reads or discards it."""

    media_type: str
    kind: str  # bindings, boolean, graph
    path: Path | None = None  # the file that it lies in
    content: bytes = b""  # itself, when it lies in none

    def __enter__(self) -> Answer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.discard()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content) if self.path is None else self.path.stat().st_size

    def open(self) -> BinaryIO:
        """Open it; a file is gone from the disk when this is closed."""
        if self.path is None:
            return BytesIO(self.content)
        file = self.path.open("rb")
        self.discard()
        return file

    def read(self) -> bytes:
        """Return the result; a file is gone afterwards."""
        with self.open() as file:
            return file.read()

    def discard(self) -> None:
        """Remove the file, if there is one still.

        It lies in a folder of its own, without which a worker that is just being killed
        cannot make it anew.
        """
        if self.path is not None:
            rmtree(self.path.parent, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A query and how it is to be answered."""

    text: str
    media_type: str = ""
    timeout_s: float | None = None
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    union: bool = True  # the default graph is the union of all, unless it is named
    base: str = vocab.BASE  # what addresses in it are relative to
    client: str = ""  # who asks; empty: recog itself
    gone: Gone | None = None  # tells that nobody waits for the answer any more


def answered(
    wish: Wish,
    rdf: Path,
    workers: Workers,
    limits: Limits,
    memory: Memory,
    job: Callable[[tasks.QueryTask], Job] = lambda task: (tasks.run_query, task),
) -> Answer:
    """Answer a query on the RDF of a version, from memory where that has the answer.

    See `Store.query` for what is raised.

    :param job: what a worker does to answer it.
    """
    timeout_s = limits.timeout_s if wish.timeout_s is None else wish.timeout_s
    if not 0 < timeout_s <= limits.max_timeout_s:
        raise QuestionError(
            f"a timeout of {timeout_s:g} s is not given; "
            f"more than 0 and at most {limits.max_timeout_s:g} s"
        )
    asked = _asked(wish, rdf)
    if (known := memory.get(asked)) is not None:
        return Answer(known.media_type, known.kind, content=known.content)
    try:
        reading = look(wish.text, limits)
    except ForbiddenQueryError:
        check_grammar(without_service(wish.text), workers, timeout_s)
        raise
    task = _task(wish, rdf, workers, limits, reading)
    answer = _run(wish, task, job(task), workers, limits, timeout_s)
    if not reading.is_lasting or not memory.takes(answer.size):
        return answer
    found = Remembered(answer.read(), answer.media_type, answer.kind)
    memory.put(asked, found)
    return Answer(found.media_type, found.kind, content=found.content)


def _asked(wish: Wish, rdf: Path) -> Asked:
    return Asked(
        rdf=str(rdf),
        text=wish.text,
        media_type=wish.media_type,
        union=wish.union,
        default_graphs=tuple(wish.default_graphs),
        named_graphs=tuple(wish.named_graphs),
        base=wish.base,
    )


def _task(
    wish: Wish, rdf: Path, workers: Workers, limits: Limits, reading: Reading
) -> tasks.QueryTask:
    return tasks.QueryTask(
        rdf=str(rdf),
        text=wish.text,
        media_type=chosen(reading.form, wish.media_type),
        spool=str(workers.result_path()),
        max_bytes=limits.result_bytes,
        union=wish.union and not reading.has_dataset,
        default_graphs=tuple(wish.default_graphs),
        named_graphs=tuple(wish.named_graphs),
        graphs=(*reading.graphs, *wish.default_graphs, *wish.named_graphs),
        open_graphs=(vocab.GRAPH, *limits.open_graphs),
        base=wish.base,
    )


def _run(
    wish: Wish,
    task: tasks.QueryTask,
    job: Job,
    workers: Workers,
    limits: Limits,
    timeout_s: float,
) -> Answer:
    """Run a query in a worker."""
    answer, done = Answer(task.media_type, "", Path(task.spool)), False
    try:
        outcome = workers.run(
            *job,
            timeout_s=timeout_s,
            client=wish.client,
            kind=hash(replace(task, spool="")),
            gone=wish.gone,
        )
        raise_problem(outcome, limits)
        done = True
    except OSError as error:  # before it began
        raise StoreError(f"{task.rdf} cannot be queried: {error}") from error
    finally:
        if not done:
            answer.discard()
    return replace(answer, kind=outcome.kind)


def check_grammar(text: str, workers: Workers, timeout_s: float) -> None:
    """Have a text that will be refused parsed, so that its mistakes are told first.

    :param text: which evaluates to nothing; empty: it cannot be parsed safely.
    :raises QueryError: when it breaks the grammar; what `FAILS_AT_ONCE` takes of its
        line is not counted.
    """
    if not text:
        return
    outcome = workers.run(tasks.parse_only, text, timeout_s=timeout_s)
    if outcome.problem == "syntax":
        raise _syntax_error(tasks.without_the_first(text, outcome))


def raise_problem(outcome: tasks.Outcome, limits: Limits) -> None:
    """Raise the error of a task that went wrong."""
    match outcome.problem:
        case "":
            return
        case "memory":
            raise memory_error(limits)
        case "size":
            raise ResultSizeError(
                f"the result is larger than {limits.result_bytes / 2**20:g} MiB; "
                "ask for less, or page with LIMIT and OFFSET",
                limit="result_bytes",
                value=limits.result_bytes,
            )
        case "graph":
            raise ForbiddenQueryError(
                f"no graph <{outcome.message}> here, and nothing is fetched; "
                f"our graphs begin with <{vocab.GRAPH}>"
            )
        case "engine":
            raise EngineError(outcome.message)
        case "disk":
            raise StoreError(f"the disk failed: {outcome.message}")
        case "syntax":
            raise _syntax_error(outcome)
        case _:
            raise QueryError(f"the query cannot be answered: {outcome.message}")


def _syntax_error(outcome: tasks.Outcome) -> QueryError:
    place = f"line {outcome.line}, column {outcome.column}: " if outcome.line else ""
    return QueryError(place + outcome.message, line=outcome.line, column=outcome.column)
