from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from build import MOMENT, claim, entity, release, source
from recog.errors import (
    BusyError,
    ClientBusyError,
    DeadlineError,
    ForbiddenQueryError,
    FormatError,
    LimitError,
    MemoryBoundError,
    QueryError,
    QuestionError,
    RecogError,
    ResultSizeError,
    StoreError,
)
from recog.store import tasks
from recog.store.embedded import Change, Store
from recog.store.limits import Limits

P = "PREFIX recog: <https://w3id.org/recog/def/> "
CLAIMS = P + "SELECT ?c { ?c a recog:Claim } ORDER BY ?c"
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . "
SORTED = f"SELECT * {{ {PRODUCT} }} ORDER BY DESC(?a) ?d ?g"
#: Without a bound these run for days; a busy machine gets this long to kill one.
PATIENCE_S = 20
FILTERED = f'ASK {{ {PRODUCT} FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = "x") }}'
COUNTED = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} FILTER(?a != ?m) }}"
MIB = 1024**2


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store with a hundred claims."""
    home = tmp_path_factory.mktemp("home")
    with Store.open(home) as store:
        store.commit(
            Change(
                claims=[claim(by=f"state/s{n}") for n in range(100)],
                entities=[entity()],
                sources=[source()],
                releases=[release()],
            ),
            author="tester",
            message="a hundred claims",
            at=MOMENT,
        )
    return home


@pytest.fixture(scope="module")
def store(home: Path) -> Iterator[Store]:
    limits = Limits(
        timeout_s=20, memory_bytes=256 * MIB, result_bytes=2 * MIB, workers=2, queue=4
    )
    with Store.open(home, limits) as store:
        store.query("ASK {}").discard()
        yield store


def is_served_at_once(store: Store) -> bool:
    started = perf_counter()
    rows = json.loads(store.query(CLAIMS).read())["results"]["bindings"]
    return len(rows) == 100 and perf_counter() - started < PATIENCE_S


@pytest.mark.parametrize("text", [FILTERED, COUNTED], ids=["filter", "count"])
def test_a_runaway_query_is_killed_at_its_deadline_and_the_next_is_served(
    store: Store, text: str
) -> None:
    started = perf_counter()
    with pytest.raises(DeadlineError) as caught:
        store.query(text, timeout_s=0.5)

    assert perf_counter() - started < PATIENCE_S
    assert (caught.value.limit, caught.value.value) == ("timeout", 0.5)
    assert is_served_at_once(store)


def test_a_query_that_needs_too_much_memory_is_stopped_and_the_next_is_served(
    store: Store,
) -> None:
    with pytest.raises(MemoryBoundError) as caught:
        store.query(SORTED)

    assert (caught.value.limit, caught.value.value) == ("memory_bytes", 256 * MIB)
    assert is_served_at_once(store)


def test_a_result_beyond_the_bound_is_an_error_and_leaves_no_file(
    store: Store, home: Path
) -> None:
    with pytest.raises(ResultSizeError) as caught:
        store.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")

    assert (caught.value.limit, caught.value.value) == ("result_bytes", 2 * MIB)
    assert [path for path in (home / "spool").rglob("*") if path.is_file()] == []
    assert is_served_at_once(store)


def test_a_query_that_overflows_the_parser_is_an_error_and_the_next_is_served(
    store: Store,
) -> None:
    deep = "SELECT * { FILTER(" + "!" * 100_000 + "true) }"
    with pytest.raises(QueryError, match="too deeply nested"):
        store.query(deep)

    assert is_served_at_once(store)


def test_one_runaway_query_does_not_hold_up_the_others(store: Store) -> None:
    with ThreadPoolExecutor(1) as threads:
        runaway = threads.submit(store.query, COUNTED, timeout_s=2)
        assert all(is_served_at_once(store) for _ in range(20))
        assert isinstance(runaway.exception(), DeadlineError)


def test_slow_queries_of_many_clients_hold_no_worker_of_a_quick_one(
    store: Store,
) -> None:
    with ThreadPoolExecutor(6) as threads:
        slow = [
            threads.submit(
                store.query, f"{COUNTED} # {n}", timeout_s=4, client=f"10.0.0.{n % 3}"
            )
            for n in range(6)
        ]
        answers = []
        while not all(each.done() for each in slow):
            answers.append(store.query(CLAIMS, client="10.0.1.1").read())
        errors = [each.exception() for each in slow]

    assert len(answers) > 20  # a slow one holds a worker for four seconds
    assert len(set(answers)) == 1
    assert all(isinstance(error, DeadlineError | BusyError) for error in errors)


def test_a_query_that_takes_longer_than_a_slice_is_answered(store: Store) -> None:
    text = (
        P + "SELECT (COUNT(*) AS ?n) { ?a ?b recog:Event . ?c ?d ?e FILTER(?a != ?e) }"
    )
    with Store.open(store._versions.home, replace(store.limits, quick_s=0.01)) as hasty:
        answers = {hasty.query(text).read(), hasty.query(text).read()}
    assert answers == {store.query(text).read()}


def test_a_client_has_so_many_queries_at_once_and_no_more(home: Path) -> None:
    limits = Limits(client_queries=2, max_timeout_s=20)
    with Store.open(home, limits) as store, ThreadPoolExecutor(3) as threads:
        runs = [
            threads.submit(store.query, COUNTED, timeout_s=3, client="10.0.0.1")
            for _ in range(3)
        ]
        errors = [run.exception() for run in runs]
        with pytest.raises(DeadlineError):
            store.query(COUNTED, timeout_s=1, client="10.0.0.1")

    busy = [error for error in errors if isinstance(error, ClientBusyError)]
    assert len(busy) == 1
    assert (busy[0].limit, busy[0].value) == ("client_queries", 2)


def test_more_queries_than_the_queue_holds_are_told_so(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        text = f"{COUNTED} # so that nobody knows it to be slow"
        runs = [threads.submit(store.query, text, timeout_s=0.4) for _ in range(8)]
        errors = [run.exception() for run in runs]

    busy = [error for error in errors if "wait already" in str(error)]
    assert len(busy) == 2
    assert isinstance(busy[0], BusyError)
    assert (busy[0].limit, busy[0].value) == ("queue", 4)
    assert is_served_at_once(store)


class PanicException(BaseException):
    """Stands for the engine's, which cannot be imported."""


def panic(message: str) -> None:
    with tasks.ending_with_a_panic():
        raise PanicException(message)


@pytest.mark.parametrize(
    ("message", "error"),
    [("PyObject pointer is null", MemoryBoundError), ("index 7", StoreError)],
)
def test_a_worker_whose_engine_panics_ends_and_the_next_query_is_served(
    store: Store, message: str, error: type[RecogError]
) -> None:
    with pytest.raises(error):
        store._workers.run(panic, message, timeout_s=5)

    assert is_served_at_once(store)


def test_workers_that_are_killed_from_outside_are_replaced(home: Path) -> None:
    with Store.open(home) as store:
        for _ in range(2):
            pid = store._workers.run(os.getpid, timeout_s=5)
            os.kill(pid, signal.SIGKILL)

            assert is_served_at_once(store)


def test_a_worker_has_no_network_where_the_system_lets_it_go(store: Store) -> None:
    alone = "from recog.store import tasks; tasks._leave_network(); "
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", alone + "print(tasks.is_offline())"],
        capture_output=True,
        text=True,
        check=True,
    )

    offline = store._workers.run(tasks.is_offline, timeout_s=5)
    assert str(offline) == told.stdout.strip()


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("SELECT * {\n  ?s ?p }", 2, 10, r"near '  \?s \?p }'"),
        ("SELECT * { ?s", 1, 14, r"near 'SELECT \* { \?s'"),
        ("SELECT * { ?s foo:bar ?o }", 1, 22, "Prefix not found"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, 35, "a variable that is unbound"),
    ],
)
def test_a_query_that_is_not_sparql_is_told_line_and_column(
    store: Store, text: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        store.query(text)

    assert (caught.value.line, caught.value.column) == (line, column)


def test_each_form_is_answered_in_each_of_its_formats(store: Store) -> None:
    answers = {
        ("SELECT (1 AS ?x) {}", "text/csv"): (b"x\r\n1\r\n", "bindings"),
        ("SELECT (1 AS ?x) {}", "text/tab-separated-values"): (b"?x\n1\n", "bindings"),
        ("ASK {}", ""): (b'{"head":{},"boolean":true}', "boolean"),
        ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", "application/n-triples"): (
            b"<x:a> <x:b> <x:c> .\n",
            "graph",
        ),
        ("CONSTRUCT { <x:a> <x:b> <x:c> } {}", ""): (b"<x:a> <x:b> <x:c> .\n", "graph"),
    }
    for (text, media_type), expected in answers.items():
        answer = store.query(text, accept_media_type=media_type)
        assert (answer.read(), answer.kind) == expected
        assert answer.path is not None
        assert not answer.path.exists()


def test_a_format_that_a_form_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(FormatError, match="ASK has no answer as 'text/turtle'"):
        store.query("ASK {}", accept_media_type="text/turtle")


def test_the_default_graph_is_the_union_unless_graphs_are_named(store: Store) -> None:
    graph = "https://w3id.org/recog/graph/"
    count = P + "SELECT (COUNT(*) AS ?n) {} { ?c a recog:Claim }"
    cases: list[tuple[str, dict[str, Any], bytes]] = [
        (count.replace("{}", ""), {}, b"100"),
        (count.replace("{}", f"FROM <{graph}events>"), {}, b"0"),
        (count.replace("{}", f"FROM <{graph}release/test>"), {}, b"100"),
        (count.replace("{}", ""), {"default_graphs": [graph + "events"]}, b"0"),
        (count.replace("{}", ""), {"named_graphs": [graph + "release/test"]}, b"0"),
    ]
    for text, graphs, expected in cases:
        answer = store.query(text, accept_media_type="text/csv", **graphs)
        assert answer.read().split() == [b"n", expected]


def test_a_query_that_would_be_refused_is_told_its_mistakes_first(store: Store) -> None:
    call = "SELECT * {\n SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p "
    with pytest.raises(QueryError, match="line 2, column 49"):
        store.query(call + "} }")
    glued = f"PREFIX x: <x:> {call}?o }} SERVICEx:y {{}} }}"
    for hidden in (glued, "ASK { trueSERVICE <x:y> {} "):
        with pytest.raises(ForbiddenQueryError):
            store.query(hidden)


def test_a_query_that_fetches_never_reaches_a_worker(store: Store) -> None:
    with pytest.raises(ForbiddenQueryError):
        store.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(ForbiddenQueryError):
        store.query("ASK {}", default_graphs=["http://127.0.0.1:1/"])
    with pytest.raises(LimitError):
        store.query("SELECT * {" * 100 + "}" * 100)


@pytest.mark.parametrize("timeout_s", [0, -1, 121, float("nan")])
def test_a_timeout_that_is_not_given_is_refused(store: Store, timeout_s: float) -> None:
    with pytest.raises(QuestionError, match="at most 120 s"):
        store.query("ASK {}", timeout_s=timeout_s)


def test_a_query_sees_the_version_it_asks_for(tmp_path: Path) -> None:
    count = P + "SELECT (COUNT(*) AS ?n) { ?c a recog:Claim }"
    with Store.open(tmp_path, Limits(workers=1)) as store:
        for number in range(3):
            store.commit(
                Change(claims=[claim(by=f"state/s{number}")]),
                author="tester",
                message="one more",
                at=MOMENT,
            )
            answer = store.query(count, accept_media_type="text/csv")
            assert answer.read().split() == [b"n", str(number + 1).encode()]
        old = store.query(count, accept_media_type="text/csv", version="000002")
        assert old.read().split() == [b"n", b"1"]


def test_results_of_a_process_that_is_gone_are_removed(tmp_path: Path) -> None:
    left = tmp_path / "spool" / "999999999"
    left.mkdir(parents=True)
    with Store.open(tmp_path):
        assert not left.exists()
