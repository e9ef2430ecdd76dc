"""What many tests share: our own facts in a store, and the application over them."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from build import MOMENT
from desks import TODAY
from importing import CORPUS, PLACES
from recog.importers import IMPORTERS
from recog.service.load import load, load_data
from recog.service.workbench import Workbench
from recog.settings import Settings, read_settings
from recog.store.embedded import Store

#: Begun first, the longest before all, so that no process ends long after the others.
LONGEST = (
    "engines/test_corpora.py",
    "suites/test_w3c.py",
    "store/test_crash.py",
    "browser/test_pages.py",
    "importers/test_wikitext_corpus.py",
)
TOKEN = "a token of the tests"  # noqa: S105


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first."""
    tests = Path(__file__).parent
    places = {tests / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with our own facts; read it only."""
    folder = tmp_path_factory.mktemp("home")
    with Store.open(folder) as store:
        load_data(store, at=MOMENT)
    return folder


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give a store with our own facts and every data set that is here; read it only.

    Processes that share the tests share it: the first makes it, the other waits.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "corpora"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with Store.open(folder.with_suffix(".new")) as store:
                load_data(store, at=MOMENT)
                for name, place in PLACES.items():
                    if name in IMPORTERS and (CORPUS / place).is_dir():
                        load(store, name, CORPUS / place, at=MOMENT)
            folder.with_suffix(".new").rename(folder)
    return folder


@pytest.fixture(scope="session")
def settings(home: Path) -> Settings:
    """Give the settings as they are by default, and a token."""
    return read_settings({"RECOG_HOME": str(home), "RECOG_TOKEN": TOKEN})


@pytest.fixture(scope="session")
def bench(settings: Settings) -> Iterator[Workbench]:
    """Give the workbench over our own facts; today is always the same day."""
    with Store.open(settings.home, settings.limits) as store:
        yield Workbench(store, lambda: TODAY, now=lambda: MOMENT)


@pytest.fixture(scope="session")
def app(settings: Settings, bench: Workbench) -> Flask:
    """Give the application over our own facts."""
    from recog.web import create_app  # a second: only for those who need it

    return create_app(settings, bench)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client of the application."""
    return app.test_client()


@pytest.fixture
def runner(home: Path) -> CliRunner:
    """Give the command line over our own facts."""
    return CliRunner(env={"RECOG_HOME": str(home)})
