from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from recog.errors import BusyError, CancelledQueryError
from recog.store.turns import Turns


@contextmanager
def held(turns: Turns) -> Iterator[None]:
    with turns.turn("holder", patience_s=1, gone=None):
        yield


def queued(turns: Turns) -> int:
    return sum(map(len, turns._waiting.values()))


def test_clients_get_their_turns_one_after_another_however_many_they_want() -> None:
    turns = Turns(1, 10)
    order: list[str] = []

    def want(client: str) -> None:
        with turns.turn(client, patience_s=10, gone=None):
            order.append(client)

    with ThreadPoolExecutor(6) as threads:
        runs: list[Future[None]] = []
        with held(turns):
            for number, client in enumerate("aaaabb", 1):
                runs.append(threads.submit(want, client))
                while queued(turns) < number:
                    Event().wait(0.001)
        for run in runs:
            run.result()
    assert "".join(order) == "ababaa"


def test_who_finds_the_queue_full_is_told_at_once() -> None:
    turns = Turns(1, 0)
    with (
        held(turns),
        pytest.raises(BusyError, match="0 queries wait already") as caught,
        turns.turn("a", patience_s=10, gone=None),
    ):
        pass
    assert caught.value.limit == "queue"


def test_a_full_queue_makes_room_for_who_has_fewer_in_it() -> None:
    turns = Turns(1, 3)
    served: list[str] = []

    def want(client: str) -> None:
        with turns.turn(client, patience_s=10, gone=None):
            served.append(client)

    with ThreadPoolExecutor(4) as threads:
        with held(turns):
            greedy = []
            for number in range(1, 4):
                greedy.append(threads.submit(want, "greedy"))
                while queued(turns) < number:
                    Event().wait(0.001)
            with (
                pytest.raises(BusyError),
                turns.turn("greedy", patience_s=1, gone=None),
            ):
                pass
            modest = threads.submit(want, "modest")
            assert isinstance(greedy[-1].exception(timeout=10), BusyError)
        modest.result()
        assert [each.exception() for each in greedy[:2]] == [None, None]
    assert sorted(served) == ["greedy", "greedy", "modest"]


def test_who_waits_too_long_is_told_and_leaves_the_queue() -> None:
    turns = Turns(1, 5)
    with (
        held(turns),
        pytest.raises(BusyError, match="for all of its time"),
        turns.turn("a", patience_s=0.01, gone=None),
    ):
        pass
    assert queued(turns) == 0
    with turns.turn("b", patience_s=0, gone=None):
        pass


def test_who_has_gone_leaves_the_queue() -> None:
    turns = Turns(1, 5)
    with (
        held(turns),
        pytest.raises(CancelledQueryError),
        turns.turn("a", patience_s=10, gone=lambda: True),
    ):
        pass
    assert queued(turns) == 0


def test_a_place_is_free_again_after_an_error() -> None:
    turns = Turns(1, 0)
    for _ in range(3):
        with (
            pytest.raises(ValueError, match="x"),
            turns.turn("", patience_s=0, gone=None),
        ):
            raise ValueError("x")
