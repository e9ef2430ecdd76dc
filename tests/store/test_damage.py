"""Disks that are full, read-only or wrong, and clocks that go back."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from build import MOMENT, claim
from recog.errors import StoreError
from recog.store.embedded import Change, Manifest, Store
from recog.store.inspection import Inspected, inspected, looked_through
from recog.store.recollection import Recollection
from recog.store.restoring import restore_version
from recog.store.versions import Versions

LATER = MOMENT + timedelta(days=1)


def commit(store: Store, actor: str, *, days: float = 0, **more: object) -> Manifest:
    change = Change(claims=[claim(by=actor)], **more)  # type: ignore[arg-type]
    at = MOMENT + timedelta(days=days)
    return store.commit(change, author="t", message="m", at=at)


def actors(store: Store, version: str = "") -> list[str]:
    claims = store.snapshot(version).all_claims()
    return sorted(claim.actor for claim in claims)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home of three versions; the last two have a claim more each."""
    with Store.open(tmp_path) as store:
        commit(store, "state/france")
        commit(store, "state/spain", days=1)
    return tmp_path


def flip(path: Path) -> None:
    """Alter one byte in the middle of a file, which others may share."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


def cut(path: Path) -> None:
    """Keep the first half of a file."""
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.unlink()
    path.write_bytes(half)


PLACES = (
    "manifest.json",
    "files.json",
    "chronicle/claims.npy",
    "chronicle/meta.json",
    "chronicle/parties.txt",
    "chronicle/000003.lines",
    "rdf/CURRENT",
    "rdf/*.sst",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("harm", [cut, Path.unlink], ids=["cut", "lost"])
def test_a_version_with_a_file_cut_or_lost_is_refused_and_the_one_before_restored(
    home: Path, place: str, harm: Callable[[Path], None]
) -> None:
    damaged = home / "versions" / "000003"
    file = max(damaged.glob(place))
    if place == "files.json" and harm is Path.unlink:
        pytest.skip("a version from before there was such a list")
    harm(file)

    with pytest.raises(StoreError, match=rf"000003.*{file.name}.*") as caught:
        Store.open(home)
    if place not in ("manifest.json", "files.json") or harm is cut:
        assert "recog restore" in str(caught.value) or file.name == "files.json"

    verdicts = {each.name: bool(each.faults) for each in inspected(home)}
    assert verdicts == {"000001": False, "000002": False, "000003": True}
    restored = restore_version(home, "000002", at=LATER)
    assert restored.message.startswith("Restored version 000002 of 2026-11-23")
    with Store.open(home) as store:
        assert actors(store) == ["state/france"]
        assert store.snapshot().version == "000004"
        commit(store, "state/peru", days=9)
        assert actors(store) == ["state/france", "state/peru"]
        assert looked_through(store.snapshot().folder, {}) == []


@pytest.mark.parametrize("place", [place for place in PLACES if place != "files.json"])
def test_a_byte_that_is_altered_is_found_by_who_reads_everything(
    home: Path, place: str
) -> None:
    file = max((home / "versions" / "000003").glob(place))
    flip(file)

    if place not in ("manifest.json", "chronicle/meta.json"):  # others say so at once
        with Store.open(home) as store, pytest.raises(StoreError, match=file.name):
            store.refuse_altered()
    faults = {each.name: each.faults for each in inspected(home)}
    assert faults == {"000001": (), "000002": (), "000003": faults["000003"]}
    assert file.name in faults["000003"][0]


def test_tables_and_statements_that_disagree_are_found_without_hashes(
    home: Path,
) -> None:
    first, second = (home / "versions" / name for name in ("000002", "000003"))
    for folder in (first, second):
        (folder / "files.json").unlink()
    (second / "rdf").rename(home / "rdf")
    (first / "rdf").rename(second / "rdf")

    faults = looked_through(second, {})
    assert "statements are missing" in faults[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (None, "CURRENT is missing, but there are versions"),
        ("", "names no version, but says ''"),
        ("../etc\n", r"names no version, but says '\.\./etc'"),
        ("000009\n", "version 000009 is current, but .*000009 is not there"),
    ],
)
def test_a_store_that_lost_what_is_current_is_refused_and_nothing_is_removed(
    home: Path, words: str | None, told: str
) -> None:
    current = home / "CURRENT"
    current.unlink()
    if words is not None:
        current.write_text(words)

    with pytest.raises(StoreError, match=f"{told}.*recog restore"):
        Store.open(home)
    assert len([*(home / "versions").iterdir()]) == 3
    found = list(inspected(home))
    assert (found[0].name, bool(found[0].faults)) == ("CURRENT", True)
    assert found[1:] == [
        Inspected("000001", (), "An empty store"),
        Inspected("000002", (), "m"),
        Inspected("000003", (), "m"),
    ]
    assert restore_version(home, "000003", at=LATER).version in ("000004", "000010")
    with Store.open(home) as store:
        assert actors(store) == ["state/france", "state/spain"]


def test_a_store_that_is_open_goes_on_with_the_last_good_version_and_says_so(
    home: Path,
) -> None:
    with Store.open(home) as served, Store.open(home) as writer:
        made = commit(writer, "state/peru", days=2)
        cut(home / "versions" / made.version / "chronicle" / "claims.npy")

        assert actors(served) == ["state/france", "state/spain"]
        assert "version 000004 is damaged: chronicle/claims.npy" in served.trouble
        with served.query("SELECT * { ?s ?p 'm' }") as answer:
            assert answer.read()
        with pytest.raises(StoreError, match="000004 is damaged"):
            commit(served, "state/chile", days=3)

        restore_version(home, "000003", at=LATER)
        assert actors(served) == ["state/france", "state/spain"]
        assert served.trouble == ""


def test_an_old_version_that_is_damaged_hinders_nobody(home: Path) -> None:
    cut(home / "versions" / "000002" / "manifest.json")

    with Store.open(home) as store:
        assert [each.version for each in store.versions()] == ["000001", "000003"]
        with pytest.raises(StoreError, match="000002 is damaged: manifest.json"):
            store.snapshot("000002")
        assert commit(store, "state/peru", days=2).version == "000004"


def test_a_clock_that_goes_back_does_not_change_what_was_known(home: Path) -> None:
    with Store.open(home) as store:
        before = store.versions()[-1]
        made = commit(store, "state/peru", days=-400)

        assert made.time == before.time + timedelta(microseconds=1)
        snapshot = store.snapshot()
        recorded = {c.actor: c.recorded_at for c in snapshot.all_claims()}
        assert recorded["state/peru"] == made.time
        then = Recollection(snapshot, before.time)
        assert then.changed.tolist() == [False, True, False]

    with Store.open(home) as store:
        back = store.commit(
            Change(retract=[claim(by="state/peru").id]),
            author="t",
            message="m",
            at=MOMENT,
        )
        assert back.time == made.time + timedelta(microseconds=1)
        times = [each.time for each in store.versions()[1:]]
        assert times == sorted(set(times))


def test_a_prune_that_is_ended_leaves_no_half_version(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.rmtree

    def half(path: Path, *, ignore_errors: bool = False) -> None:
        if path.exists():
            (path / "manifest.json").unlink()
            raise KeyboardInterrupt

    with Store.open(home) as store:
        for number in range(2):
            commit(store, f"state/s{number}", days=2)
        long_after = MOMENT + timedelta(days=90)
        monkeypatch.setattr(shutil, "rmtree", half)
        with pytest.raises(KeyboardInterrupt):
            Versions(home).prune(long_after)
        monkeypatch.setattr(shutil, "rmtree", real)
        assert all(not each.faults for each in inspected(home))

    with Store.open(home):
        names = {path.name for path in (home / "versions").iterdir()}
        assert not {name for name in names if name.startswith(".")}


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)  # noqa: S603, S607


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """Give a file system of its own in memory."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system")
    place.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", options, "recog-test", str(place))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)  # noqa: S603, S607


def test_a_full_disk_is_told_and_the_last_version_is_served_and_written_again(
    tmp_path: Path,
) -> None:
    with mounted(tmp_path / "disk", "size=24m") as disk:
        with Store.open(disk / "home") as store:
            commit(store, "state/france")
            filler = disk / "filler"
            for room in range(0, 1_200, 40):  # KiB that are left
                _fill(filler, disk, leave=room * 1024)
                before = store.snapshot().version
                try:
                    made = commit(store, f"state/s{room}", days=room + 1)
                except StoreError as error:
                    assert f"version {before} is current" in str(error)  # noqa: PT017
                    assert store.snapshot().version == before
                else:
                    assert store.snapshot().version == made.version
                assert store.snapshot().claims_of(claim(by="state/france").key)
                filler.unlink()
                assert looked_through(store.snapshot().folder, {}) == []
            known = actors(store)
            assert 1 < len(known) < 30  # for some there was room, for some none
            commit(store, "state/peru", days=9_000)
            known.append("state/peru")
        _fill(disk / "filler", disk, leave=0)
        with Store.open(disk / "home") as store:
            assert actors(store) == sorted(known)


def _fill(file: Path, disk: Path, *, leave: int) -> None:
    state = os.statvfs(disk)
    room = state.f_bavail * state.f_frsize - leave
    with file.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, max(room, 1))


def test_a_disk_that_is_read_only_is_served_and_cannot_be_written(
    tmp_path: Path,
) -> None:
    with mounted(tmp_path / "disk", "size=9m") as disk:
        with Store.open(disk / "home") as store:
            commit(store, "state/france")
        _mount("-o", "remount,ro", str(disk))

        with Store.open(disk / "home") as store:
            assert actors(store) == ["state/france"]
            with store.query("ASK { ?s ?p ?o }") as answer:
                assert b"true" in answer.read()
            with pytest.raises(StoreError, match="cannot be written: Read-only file"):
                commit(store, "state/spain")
        assert [each.faults for each in inspected(disk / "home")] == [(), ()]
        with pytest.raises(StoreError, match="cannot hold a store"):
            Store.open(disk / "other")
