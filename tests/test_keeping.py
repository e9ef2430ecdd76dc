"""backup, restore and verify while the store is served and written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from recog.cli import main
from recog.store.backup import back_up

ROOT = Path(__file__).parents[1]
WRITER = """
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from build import claim
from recog.errors import StoreError
from recog.store.embedded import Change, Store

store = Store.open(Path(sys.argv[1]))
number = 0
for line in sys.stdin:
    number += 1
    change = Change(claims=[claim(by="state/france", id=f"claim/live-{number}")])
    made = None
    while made is None:
        with suppress(StoreError):  # while another writes
            made = store.commit(change, author="w", message="m", at=datetime.now(UTC))
    print(made.version, flush=True)
"""
QUESTIONS = (
    "/api/v1/status?track=state-recognition&target=Kosovo&on=2010-01-01",
    "/api/v1/timeline?entity=Kosovo&limit=5",
    "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}),
    "/readyz",
)


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Path:
    """Give a store of our own facts that a test may change."""
    back_up(home, tmp_path / "home", lambda name: None, every=True)
    return tmp_path / "home"


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve a store in a process of its own; gives its address."""
    environ = {**os.environ, "RECOG_HOME": str(home), "RECOG_PORT": "0"}
    command = [sys.executable, "-m", "recog", "serve"]
    with subprocess.Popen(  # noqa: S603
        command, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


@contextmanager
def writing(home: Path) -> Iterator[list[str]]:
    """Commit all the time in a process of its own; gives the versions it told of."""
    made: list[str] = []
    done = Event()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITER, str(home)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src:tests"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        into, out = process.stdin, process.stdout
        assert into is not None
        assert out is not None

        def ask() -> None:
            while not done.is_set():
                into.write("more\n")
                into.flush()
                made.append(out.readline().strip())
            into.close()

        thread = Thread(target=ask)
        thread.start()
        try:
            yield made
        finally:
            done.set()
            thread.join()
            process.wait()


@contextmanager
def reading(address: str) -> Iterator[list[str]]:
    """Ask all the time; gives what went wrong."""
    wrong: list[str] = []
    done = Event()

    def ask() -> None:
        while not done.is_set():
            for question in QUESTIONS:
                try:
                    found(address, question)
                except OSError as error:  # also what is no answer
                    wrong.append(f"{question}: {error}")

    thread = Thread(target=ask)
    thread.start()
    try:
        yield wrong
    finally:
        done.set()
        thread.join()


def found(address: str, question: str) -> Any:
    with urlopen(address + question, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def run(home: Path, *words: str) -> Result:
    return CliRunner(env={"RECOG_HOME": str(home)}).invoke(main, words)


def test_a_store_is_backed_up_verified_and_restored_while_it_is_served_and_written(
    own: Path, tmp_path: Path
) -> None:
    to, new = tmp_path / "backup", tmp_path / "new"
    with serving(own) as address, reading(address) as wrong:
        with writing(own) as made:
            before = found(address, QUESTIONS[0])
            for words in ((), ("--all",), ("--all",)):
                told = run(own, "backup", *words, str(to))
                assert (told.exit_code, told.stderr) == (0, ""), told.output
                count = len(made)
                while len(made) == count:  # until there is another version
                    sleep(0.01)
            told = run(own, "verify")
            assert told.exit_code == 0, told.output
            told = run(own, "restore", str(to))  # waits for the writer to pause
            assert told.exit_code == 0, told.output
        assert len(made) > 3
        assert len(set(made)) == len(made)
        assert wrong == []
        told = run(own, "verify", "--backup", str(to))
        assert told.exit_code == 0, told.output

        told = run(new, "restore", str(to))
        assert told.exit_code == 0, told.output
        with serving(new) as other:
            version = found(other, "/readyz")["version"]
            for question in QUESTIONS[:2]:
                here = found(address, f"{question}&version={version}")
                assert found(other, f"{question}&version={version}") == here
                receipt = here["receipt"].rpartition("/")[2]
                opened = found(other, f"/api/v1/receipts/{receipt}")
                assert opened["verdict"] == "holds"
            receipt = before["receipt"].rpartition("/")[2]
            opened = found(other, f"/api/v1/receipts/{receipt}")
            assert opened["verdict"] == "holds"
    assert wrong == []


def test_a_server_goes_on_with_the_last_good_version_and_tells_so(own: Path) -> None:
    with serving(own) as address:
        good = found(address, "/readyz")
        assert good["status"] == "ready"
        bad = own / "versions" / f"{int(good['version']) + 1:06}"
        bad.mkdir()
        (own / "CURRENT").write_text(f"{bad.name}\n")

        with urlopen(address + QUESTIONS[0], timeout=60) as answer:  # noqa: S310
            assert json.load(answer)["version"] == good["version"]
            assert "cannot be read" in answer.headers["Warning"]
        told = found(address, "/readyz")
        assert (told["status"], told["version"]) == ("degraded", good["version"])
        assert f"version {bad.name}" in told["trouble"]
        with urlopen(f"{address}/", timeout=60) as page:  # noqa: S310
            assert "What you see is the last good one" in page.read().decode()

        assert run(own, "restore", good["version"]).exit_code == 0
        healed = found(address, "/readyz")
        assert healed["status"] == "ready"
        with urlopen(address + QUESTIONS[0], timeout=60) as answer:  # noqa: S310
            assert answer.headers["Warning"] is None
        assert int(healed["version"]) > int(bad.name)


def test_a_server_does_not_start_on_a_version_that_was_altered(own: Path) -> None:
    current = own / "versions" / (own / "CURRENT").read_text().strip()
    file = current / "chronicle" / "claims.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    told = run(own, "serve")
    assert told.exit_code == 1
    assert f"version {current.name} is damaged: chronicle/claims.npy" in told.stderr
    assert "'recog restore'" in told.stderr

    told = run(own, "verify")
    assert told.exit_code == 1
    assert f"* {current.name}  damaged" in told.output
    assert "  000001  good  An empty store" in told.output
    rows = json.loads(run(own, "verify", "--json").stdout)
    assert [bool(row["faults"]) for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("backup", "."), "no store and no backup"),
        (("restore", "nowhere"), "nowhere is no store and no backup"),
        (("restore", "000009"), "no store and no backup"),
        (("verify",), "no store and no backup"),
        (("verify", "AQ", "--backup", "."), "--backup takes none"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    result = run(tmp_path / "home", *words)
    assert result.exit_code == 2
    assert told in result.stderr
