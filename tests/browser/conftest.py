"""A real server, a real Chromium, and a page that complains about what it sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from visits import Visit

#: Nothing in the background, nothing over the network but what a page asks for.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT_MS = 20_000
expect.set_options(timeout=WAIT_MS)  # a loaded machine is slow, not wrong


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `recog serve`, which loads our own data; the value is its address."""
    home = tmp_path_factory.mktemp("browser")
    environ = {**os.environ, "RECOG_HOME": str(home / "var"), "RECOG_PORT": "0"}
    with (home / "errors.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "recog", "serve"],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield _address(process, home / "errors.log")
        finally:
            process.terminate()
            process.wait(timeout=20)
            if process.stdout:
                process.stdout.close()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    for line in process.stdout or ():
        if "http://" in line:
            return "http://" + line.partition("http://")[2].split()[0].rstrip("/.")
    pytest.fail(f"recog serve ended before it served: {log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests fail, they are not skipped."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail(
            "Chromium is not installed, and these tests need it: "
            "apt-get install chromium (make test does so where it may)"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(ARGUMENTS), timeout=120_000
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, server: str) -> Iterator[Visit]:
    """Give a fresh page at 1280 by 900; at the end nothing may have gone wrong."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    made = Visit(context.new_page(), server)
    yield made
    context.close()
    assert made.problems == []
