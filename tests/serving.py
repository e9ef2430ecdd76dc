"""A real server in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(home: Path, **environ: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run `recog serve` over a folder, which it fills at first; give address and it."""
    settings = {"RECOG_HOME": str(home), "RECOG_PORT": "0", **environ}
    with subprocess.Popen(
        [sys.executable, "-m", "recog", "serve"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            lines = iter(process.stdout or ())
            said = next((line for line in lines if "http://" in line), "")
            assert said, "recog serve ended before it served"
            address = "http://" + said.partition("http://")[2].split()[0].rstrip("/.")
            yield address, process
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def serving(home: Path, **environ: str) -> Iterator[str]:
    """Run `recog serve` over a folder, which it fills at first; give its address."""
    with served(home, **environ) as (address, _):
        yield address
