"""Real engines for the tests: the server of Oxigraph, and Virtuoso of Debian."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

_PATIENCE_S = 60.0
_PLUGINS = "/usr/share/virtuoso-opensource-7"

#: What differs from the file that comes with Virtuoso: places, and no cut-off results.
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
MaxQueryMem = 1G
DirsAllowed = .
VADInstallDir = {plugins}/vad/

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 20
MaxClientConnections = 20
KeepAliveTimeout = 60
MaxKeepAlives = 20
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 10
MaxQueryCostEstimationTime = 0
"""

Settings = Mapping[str, str]


@contextmanager
def oxigraph(folder: Path) -> Iterator[Settings]:
    """Run the server of the wheel; give the settings that lead to it."""
    port = free_port()
    command = Path(sys.executable).with_name("oxigraph")
    with _running(
        [command, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"], folder
    ):
        base = f"http://127.0.0.1:{port}"
        _answers(f"{base}/query?query=ASK%7B%7D")
        yield {
            "RECOG_STORE": f"{base}/query?union-default-graph=true",
            "RECOG_STORE_UPDATE": f"{base}/update",
            "RECOG_STORE_GRAPHS": f"{base}/store",
        }


@contextmanager
def virtuoso(folder: Path) -> Iterator[Settings]:
    """Run Debian's Virtuoso in a folder; give the settings that lead to it."""
    command = shutil.which("virtuoso-t")
    assert command, "Virtuoso is not here: install the package 'virtuoso-opensource'"
    sql, http = free_port(), free_port()
    text = _INI.format(sql=sql, http=http, plugins=_PLUGINS)
    (folder / "virtuoso.ini").write_text(text)
    with _running([command, "+foreground", "+configfile", "virtuoso.ini"], folder):
        base = f"http://127.0.0.1:{http}"
        _answers(f"{base}/sparql?query=ASK%7B%7D")
        yield {
            "RECOG_STORE": f"{base}/sparql",
            "RECOG_STORE_UPDATE": f"{base}/sparql-auth",
            "RECOG_STORE_GRAPHS": f"{base}/sparql-graph-crud-auth",
            "RECOG_STORE_USER": "dba",
            "RECOG_STORE_PASSWORD": "dba",
        }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str | Path], folder: Path) -> Iterator[None]:
    with (
        (folder / "server.txt").open("wb") as said,
        subprocess.Popen(  # noqa: S603
            command, cwd=folder, stdout=said, stderr=said
        ) as process,
    ):
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(address: str) -> None:
    """Wait until a server answers."""
    until = monotonic() + _PATIENCE_S
    while True:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310
        except HTTPError as error:
            error.close()
            return
        except (URLError, ConnectionError, TimeoutError):
            assert monotonic() < until, f"{address} does not answer"
            sleep(0.1)
        else:
            return
