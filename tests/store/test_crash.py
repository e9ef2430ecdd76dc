"""A writer that dies: the store is the old or the new version, whole, and tidy."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from select import select
from tempfile import TemporaryDirectory

import pytest

from recog.store.audit import Audit
from recog.store.embedded import Store
from recog.store.inspection import looked_through

ROOT = Path(__file__).parents[2]
RANDOM_KILLS = 150
KILLED = -signal.SIGKILL


@pytest.fixture
def home() -> Iterator[Path]:
    """Give a new folder, in memory where that can be.

    A kill takes nothing from the system's buffers, so the disk makes no difference but
    for the time.
    """
    memory = Path("/dev/shm")  # noqa: S108
    place = memory if os.access(memory, os.W_OK) else None
    with TemporaryDirectory(dir=place, prefix="recog-test-") as folder:
        yield Path(folder)


class Writers:
    """The server of writers: each writes in one home until it dies."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server

    def run(self, home: Path, **wish: int) -> Writer:
        wished = json.dumps({"home": str(home), **wish})
        assert self._server.stdin is not None
        self._server.stdin.write(f"{wished}\n".encode())
        self._server.stdin.flush()
        return Writer(self._server)


class Writer:
    """One writer: what it told, and how it ended."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        assert server.stdout is not None
        self._out = server.stdout
        self.acknowledged = 0  # claims that the last commit told of
        self.commits = 0
        self.steps = 0  # all that it went through; 0 unless it came to its end
        self.errors: list[str] = []
        self.status: int | None = None
        self.process = 0
        while not self.process:
            self._hear()

    def kill_after(self, seconds: float) -> None:
        """Kill it at some time from now."""
        select([], [], [], seconds)
        os.kill(self.process, signal.SIGKILL)

    def wait(self) -> Writer:
        """Return when it is gone."""
        while self.status is None:
            self._hear()
        return self

    def _hear(self) -> None:
        word, _, rest = self._out.readline().decode().strip().partition(" ")
        match word:
            case "pid":
                self.process = int(rest)
            case "ack":
                self.acknowledged, self.commits = int(rest), self.commits + 1
            case "end":
                self.steps = int(rest)
            case "error":
                self.errors.append(rest)
            case "gone":
                self.status = int(rest)
            case _:
                raise AssertionError(f"the server of writers said {word} {rest}")


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, str(Path(__file__).with_name("crash_server.py"))],
        cwd=ROOT,
        env={"PYTHONPATH": "src:tests", "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with server:
        yield Writers(server)


def checked(home: Path, acknowledged: int) -> int:
    """Open the store and look at all of it; return how many claims there are."""
    with Store.open(home) as store:
        snapshot = store.snapshot()
        actors = sorted(claim.actor for claim in snapshot.all_claims())
        assert len(actors) in (acknowledged, acknowledged + 1)
        assert actors == sorted(f"state/s{n}" for n in range(len(actors)))
        assert [m.counts["claims"] for m in store.versions()] == [
            *range(len(actors) + 1)
        ]
        assert looked_through(snapshot.folder, {}) == []
    left = {path.name for path in home.iterdir()} - {"spool"}
    assert left == {"CURRENT", "audit.jsonl", "lock", "versions"}
    versions = home / "versions"
    kept = [f"{number:06}" for number in range(1, len(actors) + 2)]
    assert sorted(path.name for path in versions.iterdir()) == kept
    assert sorted(entry.version for entry in Audit(home).entries()) == kept
    return len(actors)


def test_a_writer_killed_at_every_step_of_a_commit_leaves_the_old_or_the_new_version(
    writers: Writers, home: Path
) -> None:
    claims, landed, step = checked(home, 0), 0, 0
    while True:
        step += 1
        writer = writers.run(home, commits=1, die_at=step).wait()
        assert (writer.errors, writer.status) in (([], KILLED), ([], 0))
        now = checked(home, max(claims, writer.acknowledged))
        claims, landed = now, landed + now - claims
        if writer.steps:
            break
    assert step > 60  # so many there were when this was written
    assert landed > 1  # some died after the new version was current


def test_a_writer_killed_at_every_step_of_its_first_start_leaves_nothing_in_the_way(
    writers: Writers, home: Path
) -> None:
    step = 0
    while True:
        step += 1
        new = home / str(step)
        new.mkdir()
        writer = writers.run(new, commits=0, die_at=step).wait()
        assert checked(new, 0) == 0
        if writer.steps:
            break
    assert step > 30


def test_a_writer_killed_at_any_moment_loses_no_commit_that_it_told_of(
    writers: Writers, home: Path
) -> None:
    random = Random(20261126)  # noqa: S311
    claims = commits = 0
    for _ in range(RANDOM_KILLS):
        writer = writers.run(home, commits=10_000)
        writer.kill_after(random.uniform(0, 0.25))
        writer.wait()
        assert (writer.errors, writer.status) == ([], KILLED)
        claims = checked(home, max(claims, writer.acknowledged))
        commits += writer.commits
    assert commits > 10


@pytest.mark.parametrize(("failing", "every"), [(1, 1), (10_000, 3)])
def test_a_disk_that_is_full_from_any_step_on_is_told_and_nothing_is_lost(
    writers: Writers, home: Path, failing: int, every: int
) -> None:
    claims, told = checked(home, 0), 0
    steps = writers.run(home, commits=1).wait().steps
    for step in range(1, steps + 10, every):
        writer = writers.run(home, commits=2, fail_at=step, steps=failing).wait()
        assert writer.status == 0, writer.errors
        for error in writer.errors:
            assert "No space left on device" in error
            assert re.search(r"version \d+ is current|cannot be written", error), error
        if failing == 1:
            assert writer.commits >= 1  # the next one lands
        claims = checked(home, max(claims, writer.acknowledged))
        told += len(writer.errors)
    assert told > 20
