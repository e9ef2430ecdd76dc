"""The wheel and the source distribution, built and used as a stranger would."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from recog.web.assets import YASGUI_FILES, has_yasgui

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run("-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return folder


def _run(*arguments: str, cwd: Path = ROOT, python: str = sys.executable) -> str:
    done = subprocess.run(  # noqa: S603
        [python, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_vocabulary_and_the_data(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "recog/_graph/recog.ttl",
        "recog/_data/seed.ttl",
        "recog/_data/states.ttl",
        "recog/web/templates/base.html",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]
    editor = {f"recog/web/static/vendor/{name}" for name in YASGUI_FILES}
    assert (editor <= names) == has_yasgui()


def test_the_source_distribution_holds_what_the_wheel_is_made_of(dist: Path) -> None:
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"graph/recog.ttl", "data/seed.ttl", "README.md", "LICENSE"} <= names


def test_the_wheel_serves_from_an_empty_folder(dist: Path, tmp_path: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    home, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    _run("-m", "venv", "--system-site-packages", str(home))
    python = str(home / "bin" / "python")
    # the libraries come from the environment that runs the tests
    libraries = Path(pytest.__file__).parents[1]
    site = next((home / "lib").glob("python*/site-packages"))
    (site / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    _run("-m", "pip", "install", "--quiet", "--no-deps", str(wheel), python=python)
    where = _run("-c", "import recog; print(recog.__file__)", python=python, cwd=empty)
    assert str(home) in where
    with subprocess.Popen(  # noqa: S603
        [str(home / "bin" / "recog"), "serve"],
        cwd=empty,
        env={"RECOG_PORT": "0", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            address = _address(server)
            with urllib.request.urlopen(address + "/healthz") as answer:  # noqa: S310
                assert answer.status == 200
        finally:
            server.terminate()
    assert (empty / "var" / "CURRENT").exists()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    deadline = time.monotonic() + 60
    said = ""
    for line in server.stdout:
        said += line
        if "http://127.0.0.1:" in line:
            return "http://" + line.partition("http://")[2].split()[0].rstrip("/.")
        if time.monotonic() > deadline:
            break
    raise AssertionError(f"the service did not say where it serves: {said}")
