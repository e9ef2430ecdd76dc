"""Backups, and bringing them back."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from build import MOMENT, claim
from recog.errors import FormatError, NotFoundError, StoreError
from recog.store.audit import LOCAL, Audit
from recog.store.backup import Copied, back_up
from recog.store.embedded import Change, Manifest, Store
from recog.store.inspection import inspected
from recog.store.restoring import restore, restore_version
from recog.store.tokens import Scope, Tokens
from recog.store.versions import Versions

LATER = MOMENT + timedelta(days=30)


def quiet(name: str) -> None:
    """Be told nothing."""


def commit(store: Store, actor: str, days: float) -> Manifest:
    change = Change(claims=[claim(by=actor)])
    at = MOMENT + timedelta(days=days)
    return store.commit(change, author="t", message=actor, at=at)


def actors(home: Path, version: str = "") -> list[str]:
    with Store.open(home) as store:
        claims = store.snapshot(version).all_claims()
        return sorted(claim.actor for claim in claims)


def names(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "versions").iterdir())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home of four versions; the second has a name."""
    with Store.open(tmp_path / "home") as store:
        for day, actor in enumerate(("state/france", "state/spain", "state/peru")):
            commit(store, actor, day)
        store.name_version("000002", "first")
    return tmp_path / "home"


def test_a_backup_is_a_store_that_shares_nothing_with_the_other(
    home: Path, tmp_path: Path
) -> None:
    to = tmp_path / "far" / "backup"
    done = back_up(home, to, quiet)

    assert done == Copied(current="000004", new=("000004",), kept=1, faults={})
    assert names(to) == ["000004"]
    assert sorted(path.name for path in to.parent.iterdir()) == ["backup"]
    mine, theirs = ({p.stat().st_ino for p in at.rglob("*")} for at in (home, to))
    assert not mine & theirs
    assert [each.faults for each in inspected(to)] == [()]
    assert actors(to) == actors(home)


def test_a_backup_of_every_version_takes_the_room_of_what_is_new_in_each(
    home: Path, tmp_path: Path
) -> None:
    done = back_up(home, tmp_path / "all", quiet, every=True)

    assert (done.new, done.kept) == (("000001", "000002", "000003", "000004"), 4)
    assert Versions(tmp_path / "all").named() == {"first": "000002"}
    first, *_, last = sorted((tmp_path / "all" / "versions").iterdir())
    shared = [p for p in (first / "rdf").glob("*.sst") if p.stat().st_nlink > 1]
    assert shared
    assert {p.stat().st_ino for p in shared} & {
        p.stat().st_ino for p in last.rglob("*")
    }


def test_an_earlier_backup_gets_what_it_lacks_and_loses_nothing(
    home: Path, tmp_path: Path
) -> None:
    to = tmp_path / "backup"
    back_up(home, to, quiet)
    again = back_up(home, to, quiet)
    assert (again.new, again.kept) == ((), 1)

    with Store.open(home) as store:
        commit(store, "state/chile", 4)
    (to / "versions" / ".draft").mkdir()  # of a backup that was ended
    more = back_up(home, to, quiet)
    assert (more.current, more.new, more.kept) == ("000005", ("000005",), 2)
    assert names(to) == ["000004", "000005"]
    every = back_up(home, to, quiet, every=True)
    assert every.new == ("000001", "000002", "000003")
    assert all(not each.faults for each in inspected(to))
    assert actors(to) == actors(home)


def test_a_folder_that_is_something_else_is_left_alone(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter").write_text("Dear Sir")
    with pytest.raises(FormatError, match="papers is there and is no backup"):
        back_up(home, tmp_path / "papers", quiet)
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["letter"]

    with Store.open(tmp_path / "other") as other:
        commit(other, "state/chad", 0)
        commit(other, "state/mali", 1)
    back_up(tmp_path / "other", tmp_path / "backup", quiet)
    with pytest.raises(FormatError, match="of another store: its version 000003"):
        back_up(home, tmp_path / "backup", quiet, every=True)
    back_up(home, tmp_path / "later", quiet)
    with pytest.raises(FormatError, match="000004, which is later than 000003"):
        back_up(tmp_path / "other", tmp_path / "later", quiet)
    with pytest.raises(FormatError, match="no store and no backup"):
        back_up(tmp_path / "nowhere", tmp_path / "new", quiet)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_version_is_not_backed_up_as_if_it_were_good(
    home: Path, tmp_path: Path
) -> None:
    _flip(home / "versions" / "000002" / "chronicle" / "claims.npy")
    done = back_up(home, tmp_path / "backup", quiet, every=True)
    assert list(done.faults) == ["000002"]
    assert "damaged: chronicle/claims.npy is not what was" in done.faults["000002"]
    assert names(tmp_path / "backup") == ["000001", "000003", "000004"]

    _flip(home / "versions" / "000004" / "chronicle" / "claims.npy")
    with pytest.raises(StoreError, match="version 000004 is damaged"):
        back_up(home, tmp_path / "another", quiet)
    assert not (tmp_path / "another").exists()


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_an_empty_home_gets_every_version_under_its_own_name(
    home: Path, tmp_path: Path
) -> None:
    back_up(home, tmp_path / "backup", quiet, every=True)
    manifest = restore(tmp_path / "new", tmp_path / "backup", quiet, at=LATER)

    with Store.open(home) as old, Store.open(tmp_path / "new") as new:
        assert new.versions() == old.versions()
        assert new.snapshot().manifest == manifest == old.snapshot().manifest
        assert new.named_versions() == {"first": "000002"}
    assert actors(tmp_path / "new", "000002") == ["state/france"]


def test_tokens_and_the_audit_log_are_backed_up_and_come_back(
    home: Path, tmp_path: Path
) -> None:
    to, new = tmp_path / "backup", tmp_path / "new"
    secret = Tokens(home).create("harvester", Scope.WRITE, at=MOMENT)
    back_up(home, to, quiet)
    written = list(Audit(home).entries())
    assert list(Audit(to).entries()) == written
    assert [each.version for each in written][-1] == "000004"
    for name in ("tokens.json", "audit.jsonl"):
        assert stat.S_IMODE((to / name).stat().st_mode) == 0o600
        assert secret not in (to / name).read_text()

    restore(new, to, quiet, at=LATER)
    holder = Tokens(new).holder(secret)
    assert holder is not None
    assert holder.scope is Scope.WRITE
    assert list(Audit(new).entries()) == written

    Tokens(home).revoke("harvester", at=LATER)
    with Store.open(home) as store:
        commit(store, "state/chile", 4)
    back_up(home, to, quiet)
    assert Tokens(to).holder(secret) is None
    assert list(Audit(to).entries()) == list(Audit(home).entries())
    restore(new, to, quiet, at=LATER)  # which is in use: only the version comes
    assert Tokens(new).holder(secret) == holder
    said = "Restored version 000005 of 2026-11-27 10:00:00 UTC"
    *before, last = Audit(new).entries()
    assert before == written
    assert (last.version, last.who, last.what) == ("000006", LOCAL.who, said)


def test_of_the_audit_log_the_lines_up_to_the_version_are_backed_up(
    home: Path, tmp_path: Path
) -> None:
    back_up(home, tmp_path / "old", quiet)
    with Store.open(home) as store:
        late = commit(store, "state/chile", 4)
    Audit(tmp_path / "old").add(late, LOCAL)  # written while the backup was made
    back_up(tmp_path / "old", tmp_path / "backup", quiet)
    assert "000005" not in {e.version for e in Audit(tmp_path / "backup").entries()}


@pytest.mark.parametrize("name", ["tokens.json", "audit.jsonl"])
def test_a_broken_file_beside_the_versions_is_told_and_left_out(
    home: Path, tmp_path: Path, name: str
) -> None:
    (home / name).write_text("[{}]\n")
    done = back_up(home, tmp_path / "backup", quiet)
    assert list(done.faults) == [name]
    assert not (tmp_path / "backup" / name).exists()
    assert [each.name for each in inspected(home) if each.faults] == [name]


def test_a_restoring_that_was_ended_is_taken_up_again(
    home: Path, tmp_path: Path
) -> None:
    back_up(home, tmp_path / "backup", quiet, every=True)

    def ending(name: str) -> None:
        if name == "000003":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "new", tmp_path / "backup", ending, at=LATER)
    with pytest.raises(StoreError, match="CURRENT is missing"):
        Store.open(tmp_path / "new")
    restore(tmp_path / "new", tmp_path / "backup", quiet, at=LATER)
    with Store.open(home) as old, Store.open(tmp_path / "new") as new:
        assert new.versions() == old.versions()


def test_a_store_in_use_gets_a_new_version_and_keeps_the_others(
    home: Path, tmp_path: Path
) -> None:
    back_up(home, tmp_path / "backup", quiet)
    with Store.open(tmp_path / "other") as other:
        commit(other, "state/chad", 0)
        manifest = restore(
            tmp_path / "other", tmp_path / "backup", quiet, at=MOMENT - timedelta(9)
        )

        # later than all versions here and there: files are read in order of names
        assert (manifest.version, manifest.parent) == ("000005", "000002")
        assert manifest.time == MOMENT + timedelta(days=2, microseconds=1)
        assert other.snapshot().manifest == manifest
        assert manifest.message == "Restored version 000004 of 2026-11-25 10:00:00 UTC"
        commit(other, "state/mali", 3)
    assert actors(tmp_path / "other") == [
        *("state/france", "state/mali", "state/peru", "state/spain")
    ]
    assert actors(tmp_path / "other", "000002") == ["state/chad"]
    assert all(not each.faults for each in inspected(tmp_path / "other"))


def test_an_old_version_becomes_current_again_and_shares_its_files(home: Path) -> None:
    before = (home / "versions" / "000002" / "manifest.json").read_bytes()
    manifest = restore_version(home, "000002", at=LATER)

    assert manifest.version == "000005"
    assert actors(home) == ["state/france"]
    old, new = (
        {path.stat().st_ino for path in (home / "versions" / name).rglob("*")}
        for name in ("000002", "000005")
    )
    assert len(old & new) > len(new) / 2
    assert (home / "versions" / "000002" / "manifest.json").read_bytes() == before
    assert all(not each.faults for each in inspected(home))
    with pytest.raises(NotFoundError, match="000009"):
        restore_version(home, "000009", at=LATER)


def test_what_is_damaged_is_not_restored(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "backup", quiet)
    _flip(tmp_path / "backup" / "versions" / "000004" / "rdf" / "CURRENT")

    with pytest.raises(StoreError, match="000004 is damaged: rdf/CURRENT"):
        restore(home, tmp_path / "backup", quiet, at=LATER)
    with pytest.raises(StoreError, match="000004 is damaged: rdf/CURRENT"):
        restore(tmp_path / "new", tmp_path / "backup", quiet, at=LATER)
    assert names(home) == ["000001", "000002", "000003", "000004"]
    assert len(actors(home)) == 3
    assert os.listdir(tmp_path / "new" / "versions") == []
