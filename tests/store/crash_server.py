"""A program of the tests: forks writers, each of which dies at some step or is killed.

It has everything imported and no store opened, so that a writer is there in
milliseconds. Each line that it reads is JSON: `home`, `commits` (how many), and one of

- `die_at`: the number of the step at which the writer kills itself (0: it never does);
- `fail_at`: the number of the step from which the disk is full, with `steps` of it;
- neither: it writes until someone kills it.

It answers with a line `pid N`; the writer itself writes `ack STATE` after each commit,
and `end STEPS` when it is done, or `error WORDS`; the server `gone STATUS` at last.

A step is whatever touches the disk: what Python tells its audit hooks of files, each
`fsync`, each phase of a commit, and the calls of the engine.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from pyoxigraph import Quad
from pyoxigraph import Store as Rdf

from build import MOMENT, claim
from recog.errors import StoreError
from recog.store import drafts
from recog.store.embedded import Change, Store

FILE_EVENTS = ("os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir")


class Steps:
    """Counts the steps of this process, and dies or fails at one."""

    def __init__(self, home: str, die_at: int, fail_at: int, failing: int) -> None:
        self.home, self.die_at = home, die_at
        self.fail = range(fail_at, fail_at + failing) if fail_at else range(0)
        self.count = 0

    def step(self, writes: bool = True) -> None:
        self.count += 1
        if self.count == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if writes and self.count in self.fail:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def watch(self, event: str, args: tuple[Any, ...]) -> None:
        """Be an audit hook."""
        if event == "open" and self.is_ours(args[0]) and args[2] & os.O_ACCMODE:
            self.step()
        elif event in FILE_EVENTS and self.is_ours(args[0]):
            self.step(writes=event in ("os.mkdir", "os.link", "os.rename"))

    def is_ours(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(
            self.home
        )

    def wrap(self, owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def stepping(*args: Any, **kwargs: Any) -> Any:
            self.step()
            found = real(*args, **kwargs)
            self.step(writes=False)
            return found

        setattr(owner, name, stepping)


class Engine:
    """The engine's store, with a step before and after each call that writes."""

    steps: Steps

    def __init__(self, folder: str, real: Any = None) -> None:
        self.real = Rdf(folder) if real is None else real

    @staticmethod
    def read_only(folder: str) -> Engine:
        return Engine(folder, Rdf.read_only(folder))

    def __iter__(self) -> Iterator[Quad]:
        return iter(self.real)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.real, name)
        if name not in ("backup", "extend", "remove", "flush"):
            return found

        def stepping(*args: Any) -> None:
            self.steps.step()
            found(*args)
            self.steps.step(writes=False)

        return stepping


def write(home: str, wish: dict[str, int]) -> None:
    """Commit one claim after another, each told when it is there; again if it fails."""
    steps = Steps(
        home, wish.get("die_at", 0), wish.get("fail_at", 0), wish.get("steps", 0)
    )
    Engine.steps = steps
    vars(drafts)["Rdf"] = Engine
    steps.wrap(os, "fsync")
    sys.addaudithook(steps.watch)
    with Store.open(Path(home)) as store:
        number = len(store.snapshot().chronicle.claims)
        for _ in range(wish["commits"]):
            try:
                store.commit(
                    Change(claims=[claim(by=f"state/s{number}")]),
                    author="t",
                    message="m",
                    at=MOMENT + timedelta(seconds=number),
                    progress=lambda phase: steps.step(writes=False),
                )
            except StoreError as error:
                tell(f"error {error}")
                continue
            number += 1
            tell(f"ack {number}")
    tell(f"end {steps.count}")


def tell(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def main() -> None:
    """Serve until there is nothing more to read."""
    for line in sys.stdin:
        wish = json.loads(line)
        home = wish.pop("home")
        child = os.fork()
        if child == 0:
            try:
                write(home, wish)
            except BaseException as error:  # noqa: BLE001 - told, whatever it is
                tell(f"error {type(error).__name__}: {error}")
                os._exit(1)
            os._exit(0)
        tell(f"pid {child}")
        _, status = os.waitpid(child, 0)
        tell(f"gone {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
