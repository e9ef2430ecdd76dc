"""Three servers over the same statements: recog, `oxigraph serve` and Virtuoso.

Each is loaded once into a folder of its own, which is kept, and then served on a port
of this machine. All get the same time for a query, and as much address space as
`MEMORY`: what a query without end takes would else stop the machine.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection, create_server
from time import perf_counter, sleep
from typing import Final, Protocol

BUFFERS: Final = 170_000  # of 8 KiB: what Virtuoso's own file advises for 2 GB
MEMORY: Final = 8 * 2**30
_PRLIMIT: Final = shutil.which("prlimit") or "prlimit"
_UP_S: Final = 120

_INI: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {data}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 20
MaxClientConnections = 20
KeepAliveTimeout = 60
MaxKeepAlives = 20
[SPARQL]
MaxQueryExecutionTime = {timeout_s}
"""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs."""

    process: int
    port: int
    path: str = "/sparql"


class Engine(Protocol):
    """One of the servers."""

    name: str
    store: str  # the folder that it is loaded into; two engines may serve one

    def load(self, statements: Path, folder: Path) -> float:
        """Load a file of N-Quads into a folder; return the seconds that took."""

    @contextmanager
    def serving(self, folder: Path, timeout_s: int) -> Iterator[Serving]:
        """Serve what was loaded, with so many seconds for a query."""


@dataclass(frozen=True, slots=True)
class Recog:
    """recog; its store is what the others are loaded from."""

    name: str
    cache: str  # RECOG_CACHE
    store: str = "recog"

    def load(self, statements: Path, folder: Path) -> float:
        """Do nothing: whoever made the statements knows how long it took."""
        return 0.0

    @contextmanager
    def serving(self, folder: Path, timeout_s: int) -> Iterator[Serving]:
        """Serve the store; other settings are as they are by default."""
        port = free_port()
        environ = {
            "RECOG_HOME": str(folder),
            "RECOG_PORT": str(port),
            "RECOG_TIMEOUT": str(timeout_s),
            "RECOG_CACHE": self.cache,
        }
        words = [sys.executable, "-m", "recog", "serve"]
        with running(words, port, {**os.environ, **environ}) as process:
            yield Serving(process, port)


class Oxigraph:
    """The server of the package oxigraph, reading only: the same engine as ours."""

    name = "oxigraph serve"
    store = "oxigraph"

    def load(self, statements: Path, folder: Path) -> float:
        """Load by its own command."""
        started = perf_counter()
        subprocess.run(
            [_oxigraph(), "load", "--location", folder, "--file", statements],
            check=True,
            capture_output=True,
        )
        return perf_counter() - started

    @contextmanager
    def serving(self, folder: Path, timeout_s: int) -> Iterator[Serving]:
        """Serve it with the union of all graphs as the default, as recog does."""
        port = free_port()
        words = [
            *(_oxigraph(), "serve-read-only", "--location", str(folder)),
            *("--bind", f"127.0.0.1:{port}", "--union-default-graph"),
            *("--timeout-s", str(timeout_s)),
        ]
        with running(words, port) as process:
            yield Serving(process, port, "/query")


class Virtuoso:
    """Virtuoso, open source edition, of the package virtuoso-opensource."""

    name = "Virtuoso"
    store = "virtuoso"

    def load(self, statements: Path, folder: Path) -> float:
        """Load by its bulk loader, and have it written to its file."""
        with _virtuoso(folder, statements.parent, 60) as (_, _, sql_port):
            started = perf_counter()
            said = _told(
                sql_port,
                f"ld_dir('{statements.parent}', '{statements.name}', 'x:none');\n"
                "rdf_loader_run();\ncheckpoint;\n"
                "select ll_error from DB.DBA.load_list where ll_error is not null;\n",
            )
            if "0 Rows" not in said:
                sys.exit(f"Virtuoso did not load everything:\n{said}")
            return perf_counter() - started

    @contextmanager
    def serving(self, folder: Path, timeout_s: int) -> Iterator[Serving]:
        """Serve it."""
        with _virtuoso(folder, folder, timeout_s) as (process, port, _):
            yield Serving(process, port)


ENGINES: Final[tuple[Engine, ...]] = (
    Recog("recog", "32M"),
    Recog("recog, nothing remembered", "0"),
    Oxigraph(),
    Virtuoso(),
)


def _oxigraph() -> str:
    """Return the command that comes with the package, beside this Python."""
    return str(Path(sys.executable).with_name("oxigraph"))


@contextmanager
def _virtuoso(
    folder: Path, data: Path, timeout_s: int
) -> Iterator[tuple[int, int, int]]:
    """Run it; give its process, its port for HTTP and the one for SQL."""
    folder.mkdir(parents=True, exist_ok=True)
    port, sql_port = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            folder=folder,
            data=data,
            port=port,
            sql_port=sql_port,
            buffers=BUFFERS,
            dirty=BUFFERS * 3 // 4,
            timeout_s=timeout_s,
        )
    )
    (folder / "virtuoso.lck").unlink(missing_ok=True)
    words = ["virtuoso-t", "+foreground", "+configfile", str(ini)]
    with running(words, port) as process:
        yield process, port, sql_port
        _told(sql_port, "shutdown;\n", check=False)


def _told(port: int, text: str, *, check: bool = True) -> str:
    command = shutil.which("isql-vt") or "isql"
    done = subprocess.run(
        [command, f"127.0.0.1:{port}", "dba", "dba"],
        input=text,
        capture_output=True,
        text=True,
        check=check,
    )
    return done.stdout


@contextmanager
def running(
    words: list[str], port: int, environ: dict[str, str] | None = None
) -> Iterator[int]:
    """Run a server until the end of the block; it listens when this begins."""
    with subprocess.Popen(
        [_PRLIMIT, f"--as={MEMORY}", *words],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            _await(port, process)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    until = perf_counter() + _UP_S
    while perf_counter() < until and process.poll() is None:
        try:
            create_connection(("127.0.0.1", port)).close()
        except OSError:
            sleep(0.1)
        else:
            return
    sys.exit(f"{process.args!r} does not listen")


def free_port() -> int:
    """Return a port on which nobody listens."""
    with create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def is_running(process: int) -> bool:
    """Tell whether a server is there still."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def memory_mib(process: int) -> float:
    """Return the memory of a process and all it started; what is shared counts once."""
    total = 0
    for each in family(process):
        try:
            rows = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total / 1024


def family(process: int) -> Iterator[int]:
    """Yield a process and all that it started, at any remove."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def disk_mib(folder: Path) -> float:
    """Return the disk that the files of a folder take, those linked twice once."""
    files = {}
    for path in folder.rglob("*"):
        if path.is_file():
            told = path.stat()
            files[told.st_ino] = told.st_blocks * 512
    return sum(files.values()) / 2**20
