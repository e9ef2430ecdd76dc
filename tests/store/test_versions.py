from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from build import MOMENT, claim
from recog.errors import NotFoundError, StoreError
from recog.store.embedded import Change, Store
from recog.store.keeping import kept
from recog.store.limits import Limits
from recog.store.manifest import Manifest
from recog.store.versions import Versions

ROOT = Path(__file__).parents[2]
CRASH = """
import os, signal, sys
from pathlib import Path
from build import MOMENT, claim
from recog.store import {module}
from recog.store.embedded import Change, Store

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

store = Store.open(Path(sys.argv[1]))
{target} = die
change = Change(claims=[claim(by="state/spain")])
store.commit(change, author="c", message="m", at=MOMENT)
"""
POINTS = {
    "before the statements": ("graphs", "graphs.apply"),
    "before the chronicle": ("drafts", "drafts.build"),
    "in the chronicle": ("building", "building.tables.save"),
    "before the manifest": ("manifest", "manifest.Manifest.write"),
    "before it is synced": ("versions", "versions.sync_tree"),
    "before it is current": ("versions", "versions.write_whole"),
    "before CURRENT is replaced": ("versions", "versions.Path.replace"),
}


def commit(store: Store, actor: str) -> Manifest:
    return store.commit(
        Change(claims=[claim(by=actor)]), author="t", message="m", at=MOMENT
    )


def actors(store: Store) -> list[str]:
    return sorted(claim.actor for claim in store.snapshot().all_claims())


def run(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT,
        env={"PYTHONPATH": "src:tests", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("module", "target"), POINTS.values(), ids=POINTS)
def test_a_writer_killed_anywhere_leaves_the_old_version_and_an_orphan_that_goes(
    tmp_path: Path, module: str, target: str
) -> None:
    with Store.open(tmp_path) as store:
        before = commit(store, "state/france")

    ended = run(CRASH.format(module=module, target=target), tmp_path)
    assert (ended.returncode, ended.stderr) == (-9, "")
    versions = tmp_path / "versions"
    assert len(list(versions.iterdir())) == 3  # two, and the orphan
    assert Versions(tmp_path).current() == before.version

    with Store.open(tmp_path) as store:
        assert store.snapshot().manifest == before
        assert actors(store) == ["state/france"]
        assert sorted(path.name for path in versions.iterdir()) == ["000001", "000002"]
        assert commit(store, "state/spain").version == "000003"
        assert actors(store) == ["state/france", "state/spain"]


@contextmanager
def another_writer(home: Path) -> Iterator[subprocess.Popen[str]]:
    code = (
        "import sys; from pathlib import Path; "
        "from recog.store.versions import Versions\n"
        "with Versions(Path(sys.argv[1])).writing():\n"
        "    print('writing', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT,
        env={"PYTHONPATH": "src", "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process


def test_there_is_one_writer_and_readers_go_on(tmp_path: Path) -> None:
    with Store.open(tmp_path, Limits(patience_s=0)) as store:
        commit(store, "state/france")
        with another_writer(tmp_path) as writer:
            with pytest.raises(StoreError, match=f"by process {writer.pid};"):
                commit(store, "state/spain")
            with Store.open(tmp_path) as reader:
                assert actors(reader) == ["state/france"]
        assert commit(store, "state/spain").version == "000003"


def test_a_write_waits_for_another_to_end(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path, Limits(patience_s=60)) as store,
        ThreadPoolExecutor() as pool,
    ):
        with another_writer(tmp_path):
            waiting = pool.submit(commit, store, "state/spain")
            while is_free(tmp_path / "versions"):
                assert not waiting.done()
        assert waiting.result().version == "000002"


def is_free(turn: Path) -> bool:
    """Tell whether nobody is the next to write."""
    number = os.open(turn, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(number)
    return True


def test_an_empty_home_that_another_writes_cannot_be_opened(tmp_path: Path) -> None:
    with (
        another_writer(tmp_path),
        pytest.raises(StoreError, match="one writer at a time"),
    ):
        Store.open(tmp_path)


def test_what_another_process_commits_is_seen(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, Store.open(tmp_path) as other:
        commit(other, "state/france")

        assert actors(store) == ["state/france"]


def test_a_published_version_is_never_written_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        folder = store.snapshot(commit(store, "state/france").version).folder
        files = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
        commit(store, "state/spain")
        store.query("SELECT * { ?s ?p ?o }", version=folder.name).discard()

        assert files == {
            p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()
        }


def test_everything_is_on_the_disk_before_it_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    order: list[str] = []
    lacking: list[Path] = []
    fsync, rename, replace = os.fsync, Path.rename, Path.replace

    def syncing(number: int) -> None:
        fsync(number)
        synced.add(os.fstat(number).st_ino)
        order.append(f"sync {Path(os.readlink(f'/proc/self/fd/{number}')).name}")

    def renaming(path: Path, to: Path) -> Path:
        if path.name == ".draft":
            every = [path, *path.rglob("*")]
            lacking.extend(p for p in every if p.stat().st_ino not in synced)
            order.append(f"rename {to.name}")
        return rename(path, to)

    def replacing(path: Path, to: Path) -> Path:
        order.append(f"replace {to.name}")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "rename", renaming)
    monkeypatch.setattr(Path, "replace", replacing)
    home = tmp_path / "home"
    with Store.open(home) as store:
        commit(store, "state/france")
        commit(store, "state/spain")

    assert lacking == []
    assert order[:2] == ["sync home", f"sync {tmp_path.name}"]  # their folders are new
    for name in ("000001", "000002", "000003"):
        after = order[order.index(f"rename {name}") :]
        assert after[:5] == [
            f"rename {name}",
            "sync versions",
            "sync .CURRENT.new",
            "replace CURRENT",
            "sync home",
        ]


def made(version: int, days_ago: float) -> Manifest:
    return Manifest(
        version=f"{version:06}",
        parent="",
        time=MOMENT - timedelta(days=days_ago),
        author="",
        message="",
        counts={},
        content_hash="",
        vocabulary_hash="",
    )


def test_all_of_thirty_days_then_one_a_day_and_named_ones_are_kept() -> None:
    manifests = [
        made(1, 100.2),
        made(2, 100.1),
        made(3, 100),
        made(4, 40.3),
        made(5, 40.2),
        made(6, 30),
        made(7, 29.9),
        made(8, 0),
    ]

    assert kept(manifests, named=["000001"], now=MOMENT) == {
        *("000001", "000003", "000005", "000006", "000007", "000008")
    }
    assert kept([], named=[], now=MOMENT) == frozenset()
    assert kept([made(1, 900)], named=[], now=MOMENT) == {"000001"}


def test_opening_a_store_removes_what_is_too_old_and_not_named(tmp_path: Path) -> None:
    long_ago = MOMENT - timedelta(days=9_000)
    with Store.open(tmp_path) as store:
        for number in range(3):
            store.commit(
                Change(claims=[claim(by=f"state/s{number}")]),
                author="t",
                message="m",
                at=long_ago,
            )
        store.name_version("000002", "first")
        commit(store, "state/france")

    with Store.open(tmp_path) as store:
        assert [m.version for m in store.versions()] == [
            *("000001", "000002", "000004", "000005")
        ]
        assert store.named_versions() == {"first": "000002"}
        assert len(list(store.snapshot("000002").all_claims())) == 1
        with pytest.raises(NotFoundError):
            store.name_version("000003", "gone")


def test_a_manifest_that_is_broken_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")

    with pytest.raises(StoreError, match=r"manifest\.json"):
        Manifest.read(tmp_path / "manifest.json")
