"""Several homes on one engine: what one writes all see, what goes wrong is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from build import claim
from engines import servers
from engines.acts import BASICS, ONE, TWO, held, put, rows
from engines.places import Place
from recog.cli import main
from recog.errors import EngineError, FormatError, LockedError
from recog.service.start import unopened
from recog.settings import read_settings
from recog.store.embedded import Store
from recog.store.remote.engine import Engine
from recog.store.remote.moving import push
from recog.store.remote.pointer import Pointer
from recog.store.remote.store import RemoteStore
from serving import serving

COUNT = "SELECT (COUNT(*) AS ?n) { ?c a recog:Claim }"
TOKEN = "a token of the tests"  # noqa: S105


@pytest.fixture
def both(engine: Place) -> Iterator[tuple[Store, Store]]:
    """Give two stores on one engine, with two claims."""
    with engine.opened() as one:
        put(one, claims=[ONE, TWO], **BASICS)
        with engine.opened() as other:
            yield one, other
            held(one, engine)


def same(one: Store, other: Store) -> None:
    first, second = one.snapshot().manifest, other.snapshot().manifest
    assert first == second
    assert rows(one, COUNT) == rows(other, COUNT)


def test_what_one_commits_the_other_answers_from_at_once(
    both: tuple[Store, Store],
) -> None:
    for number in range(6):
        writer, reader = both if number % 2 else both[::-1]
        made = put(writer, claims=[claim(by=f"state/s{number}")], days=number + 1)
        assert reader.version() == made.version
        same(writer, reader)
    assert rows(both[0], COUNT) == [{"n": "8"}]


def test_a_change_too_large_for_the_journal_is_copied(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recog.store.remote.journal._MAX_LINES", 1)
    one, other = both
    put(one, claims=[claim(by="state/a"), claim(by="state/b")], days=2)
    same(one, other)


def test_only_one_writes_at_a_time(both: tuple[Store, Store], engine: Place) -> None:
    one, _ = both
    address = engine.read(engine.folder).engine
    assert address is not None
    other = Engine(address)
    with (
        Pointer(other).writing(),
        pytest.raises(LockedError, match="is being written by"),
    ):
        put(one, claims=[claim(by="state/chad")], days=2)
    other.close()
    put(one, claims=[claim(by="state/chad")], days=2)


def test_what_a_writer_left_halfway_is_put_back(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    before = one.version()
    many = [claim(by=f"state/s{number}") for number in range(300)]
    with monkeypatch.context() as broken:

        def fail(*_: Any) -> str:
            raise EngineError("the wire is cut")

        broken.setattr(Pointer, "moved", fail)
        with pytest.raises(EngineError, match="the wire is cut"):
            put(one, claims=many, days=2)
    assert one.version() == other.version() == before
    put(other, claims=[claim(by="state/chad")], days=3)
    same(one, other)
    assert rows(one, COUNT) == [{"n": "3"}]


def test_a_copy_that_is_lost_is_made_anew(
    both: tuple[Store, Store], engine: Place
) -> None:
    one, _ = both
    home = engine.new_home()
    with engine.opened(home) as store:
        same(one, store)
        chronicle = store.snapshot().folder / "chronicle"
        folder = chronicle.parent
    for file in chronicle.iterdir():
        file.unlink()
    with engine.opened(home) as store:
        assert store.snapshot().folder == folder
        same(one, store)


def test_claims_without_a_pointer_are_not_taken_over(
    both: tuple[Store, Store], engine: Place
) -> None:
    address = engine.read(engine.folder).engine
    assert address is not None
    lost = Engine(address)
    Pointer(lost).forget()
    lost.close()
    with pytest.raises(EngineError, match="push --replace"), engine.opened():
        pass


def test_a_store_is_pushed_into_an_engine_and_its_home_becomes_a_copy(
    engine: Place, tmp_path: Path
) -> None:
    home, second = tmp_path / "one", tmp_path / "two"
    for folder in (home, second):
        with Store.open(folder) as store:
            put(store, claims=[ONE, TWO], **BASICS)
    address = engine.read(home).engine
    assert address is not None
    with pytest.raises(FormatError, match="recog engine push"):
        unopened(home, read_settings({}).limits, address)

    def told(statements: int) -> None:
        assert statements > 0

    made = push(home, address, told, replace=False)
    with engine.opened(home) as one, engine.opened() as other:
        assert one.version() == made.version
        same(one, other)
        held(one, engine)
    with pytest.raises(FormatError, match="with --replace it is gone"):
        push(second, address, told, replace=False)
    push(second, address, told, replace=True)
    run = CliRunner(env={**engine.settings, "RECOG_HOME": str(second)}).invoke
    assert run(main, ["engine", "status"]).exit_code == 0
    refused = run(main, ["backup", str(tmp_path / "backup")])
    assert (refused.exit_code, "back up" in refused.output) == (2, True)


def test_without_its_engine_a_copy_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    with servers.oxigraph(tmp_path / "server") as settings:
        place = Place("oxigraph", dict(settings), tmp_path)
        home = place.new_home()
        with place.opened(home) as store:
            put(store, claims=[ONE], **BASICS)
    given = place.read(home)
    with unopened(home, given.limits, given.engine) as store:
        assert store.snapshot().claim("claim/one") is not None
        assert "does not answer" in store.trouble
        with pytest.raises(EngineError):
            rows(store, COUNT)
        with pytest.raises(EngineError):
            put(store, claims=[TWO], days=2)
    with pytest.raises(EngineError, match="does not answer"):
        RemoteStore(tmp_path / "new", given.limits, place.read(home).engine).prepare()  # type: ignore[arg-type]


def test_two_servers_on_one_engine_give_the_same_answers_at_once(
    engine: Place, home: Path, tmp_path: Path
) -> None:
    address = engine.read(tmp_path).engine
    assert address is not None
    with engine.opened() as store:
        put(store, claims=[ONE, TWO], **BASICS)
    more = {**engine.settings, "RECOG_TOKEN": TOKEN}
    paths = (
        "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D",
        "/api/v1/status?target=state/kosovo&track=state-recognition",
    )
    with (
        serving(tmp_path / "a", **more) as one,
        serving(tmp_path / "b", **more) as other,
    ):
        for number in range(3):
            writer, reader = (one, other) if number % 2 else (other, one)
            text = f"INSERT DATA {{ GRAPH <x:g> {{ <x:a> <x:b> {number} }} }}"
            version = _posted(f"{writer}/update", text)
            for path in paths:
                theirs, ours = _got(f"{reader}{path}"), _got(f"{writer}{path}")
                assert theirs == ours
            assert json.loads(ours)["version"] == version


def _posted(address: str, text: str) -> str:
    headers = {
        "Content-Type": "application/sparql-update",
        "Authorization": f"Bearer {TOKEN}",
    }
    with urlopen(Request(address, text.encode(), headers), timeout=60) as answer:  # noqa: S310
        return str(json.load(answer)["version"])


def _got(address: str) -> bytes:
    with urlopen(address, timeout=60) as answer:  # noqa: S310
        return bytes(answer.read())
