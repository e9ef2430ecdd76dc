"""Tokens and the audit log: what is kept of them."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from build import MOMENT, claim
from desks import desk
from recog.errors import InputError, NotFoundError, StoreError
from recog.store.audit import Audit, Entry, Origin
from recog.store.embedded import Change, Store
from recog.store.tokens import OF_SETTINGS, Scope, Tokens, hashed

LATER = MOMENT + timedelta(days=1)


def test_a_token_is_known_by_its_secret_of_which_a_hash_is_kept(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    secrets = {s: tokens.create(f"one to {s}", s, at=MOMENT) for s in Scope}
    assert len(set(secrets.values())) == 3
    for scope, secret in secrets.items():
        holder = tokens.holder(secret)
        assert holder is not None
        assert (holder.name, holder.scope) == (f"one to {scope}", scope)
        assert holder.hash == hashed(secret)
    file = tmp_path / "tokens.json"
    assert not any(secret in file.read_text() for secret in secrets.values())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tokens.all()] == [
        "one to admin",
        "one to read",
        "one to write",
    ]


def test_a_revoked_token_counts_no_longer_and_stays_in_the_list(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    secret = tokens.create("harvester", Scope.WRITE, at=MOMENT)
    tokens.revoke("harvester", at=LATER)
    tokens.revoke("harvester", at=LATER + timedelta(days=1))
    assert tokens.holder(secret) is None
    assert [each.revoked for each in tokens.all()] == [LATER]
    with pytest.raises(InputError, match="already"):
        tokens.create("harvester", Scope.READ, at=LATER)


@pytest.mark.parametrize("name", ["", " x", "a\nb", "a\tb", OF_SETTINGS, "x" * 81])
def test_a_name_is_one_line_that_can_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="names no token"):
        Tokens(tmp_path).create(name, Scope.READ, at=MOMENT)


def test_the_token_of_the_settings_is_one_of_an_admin(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    holder = tokens.holder("secret", of_settings="secret")
    assert holder is not None
    assert (holder.name, holder.scope) == (OF_SETTINGS, Scope.ADMIN)
    assert tokens.holder("", of_settings="") is None
    assert tokens.holder("secret", of_settings="") is None
    assert tokens.holder("secre", of_settings="secret") is None
    assert tokens.all() == []


def test_what_is_not_there_or_broken_is_told(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    with pytest.raises(NotFoundError, match="no token 'x'"):
        tokens.revoke("x", at=MOMENT)
    with pytest.raises(InputError, match="known: read, write, admin"):
        Scope.named("god")
    (tmp_path / "tokens.json").write_text("[{}]")
    with pytest.raises(StoreError, match="holds no tokens"):
        tokens.all()


def test_every_write_is_in_the_log_also_one_that_a_crash_left_out(
    tmp_path: Path,
) -> None:
    with desk(tmp_path, claim()) as bench:
        bench.store.commit(
            Change(claims=[claim(on="2009")]),
            author="A. Reader",
            message="what",
            at=LATER,
            origin=Origin(who="harvester", address="192.0.2.1"),
        )
        entries = list(bench.store.audit.entries())
    assert [(each.version, each.who) for each in entries] == [
        ("000001", "recog"),
        ("000002", "command line"),
        ("000003", "harvester"),
    ]
    assert entries[-1] == Entry(
        at=LATER,
        who="harvester",
        address="192.0.2.1",
        author="A. Reader",
        what="what",
        version="000003",
    )
    log = tmp_path / "audit.jsonl"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join(lines[:-1]))
    with Store.open(tmp_path) as store:
        after = list(store.audit.entries())
    assert after[-1] == replace(entries[-1], who="A. Reader", address="")
    assert log.read_text().startswith("".join(lines[:-1]))
    log.write_text("{}\n")
    with pytest.raises(StoreError, match="line 1"):
        list(Audit(tmp_path).entries())
