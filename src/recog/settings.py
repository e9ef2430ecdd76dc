"""Settings: one table, read once from the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from recog.domain.tables import table
from recog.errors import InputError
from recog.store.limits import Limits
from recog.store.remote.engine import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its name in the environment, default and meaning."""

    name: str
    field: str  # in Settings
    default: str
    help: str
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, read; sizes in bytes, times in seconds."""

    home: Path
    store: str
    store_update: str
    store_graphs: str
    store_user: str
    store_password: str
    host: str
    port: int
    processes: int
    threads: int
    workers: int
    slice_s: float
    queue: int
    client_queries: int
    timeout_s: float
    max_timeout_s: float
    memory_bytes: int
    result_bytes: int
    cache_bytes: int
    body_bytes: int
    token: str
    public: bool
    origins: str
    open_graphs: tuple[str, ...]
    decisions: str

    @property
    def decisions_file(self) -> Path:
        """The table of what people decided that names mean."""
        return Path(self.decisions) if self.decisions else self.home / "decisions.csv"

    @property
    def engine(self) -> Address | None:
        """The engine that holds the store; None: the store lies in the home."""
        if not self.store:
            return None
        return Address(
            query=self.store,
            update=self.store_update,
            graphs=self.store_graphs,
            user=self.store_user,
            password=self.store_password,
        )

    @property
    def limits(self) -> Limits:
        """The bounds of the store's queries."""
        return Limits(
            timeout_s=self.timeout_s,
            max_timeout_s=self.max_timeout_s,
            memory_bytes=self.memory_bytes,
            result_bytes=self.result_bytes,
            cache_bytes=self.cache_bytes,
            workers=self.workers,
            quick_s=self.slice_s,
            queue=self.queue,
            client_queries=self.client_queries,
            open_graphs=self.open_graphs,
        )


def _number(least: float, most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(text)
        if not least <= number <= most:
            raise ValueError(f"a number from {least:g} to {most:g}")
        return number

    return read


def _count(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


#: Threads that no query can hold.
_FREE_THREADS: Final = 8

_UNITS: Final = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


def _bytes(text: str) -> int:
    """Read a size: "1G", "64M", "512K" or a number of bytes."""
    number, unit = (text[:-1], text[-1].upper()) if text[-1:].isalpha() else (text, "")
    if unit not in _UNITS or not number.isascii() or not number.isdigit():
        raise ValueError("a size such as 1G, 64M or 512K")
    return int(number) * _UNITS[unit]


def _truth(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError("yes or no")
    return text == "yes"


def _address(text: str) -> str:
    if text and urlsplit(text).scheme not in ("http", "https"):
        raise ValueError("an address such as http://127.0.0.1:7878/query")
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SETTINGS: Final[Mapping[str, Setting]] = table(
    Setting(
        name="RECOG_HOME",
        field="home",
        default="var",
        help="folder of the store: versions, and the name of the current one",
        read=Path,
    ),
    Setting(
        name="RECOG_STORE",
        field="store",
        default="",
        help="query address of a SPARQL engine that holds the store, in place of "
        "RECOG_HOME, which then holds a copy",
        read=_address,
    ),
    Setting(
        name="RECOG_STORE_UPDATE",
        field="store_update",
        default="",
        help="update address of that engine",
        read=_address,
    ),
    Setting(
        name="RECOG_STORE_GRAPHS",
        field="store_graphs",
        default="",
        help="address of its graph store (SPARQL 1.1 Graph Store HTTP Protocol)",
        read=_address,
    ),
    Setting(
        name="RECOG_STORE_USER",
        field="store_user",
        default="",
        help="user who may write there",
        read=str,
    ),
    Setting(
        name="RECOG_STORE_PASSWORD",
        field="store_password",
        default="",
        help="password of that user",
        read=str,
    ),
    Setting(
        name="RECOG_HOST",
        field="host",
        default="127.0.0.1",
        help="address to listen on",
        read=str,
    ),
    Setting(
        name="RECOG_PORT",
        field="port",
        default="8000",
        help="port to listen on",
        read=_count(0, 65535),
    ),
    Setting(
        name="RECOG_PROCESSES",
        field="processes",
        default="1",
        help="processes that serve, each with threads and workers of its own",
        read=_count(1, 64),
    ),
    Setting(
        name="RECOG_THREADS",
        field="threads",
        default="64",
        help="requests answered at the same time, those that wait for a worker too",
        read=_count(1, 256),
    ),
    Setting(
        name="RECOG_WORKERS",
        field="workers",
        default="2",
        help="processes that run quick queries, one at a time each; twice as many run "
        "slow ones",
        read=_count(1, 64),
    ),
    Setting(
        name="RECOG_SLICE",
        field="slice_s",
        default="1",
        help="seconds after which a query begins anew among the slow ones",
        read=_number(0.01, 3600),
    ),
    Setting(
        name="RECOG_QUEUE",
        field="queue",
        default="16",
        help="quick queries that may wait for a worker, and as many slow ones; more "
        "are refused",
        read=_count(1, 10000),
    ),
    Setting(
        name="RECOG_CLIENT_QUERIES",
        field="client_queries",
        default="8",
        help="queries of one client, a token or an address, that may run and wait; "
        "0 is without bound",
        read=_count(0, 10000),
    ),
    Setting(
        name="RECOG_TIMEOUT",
        field="timeout_s",
        default="30",
        help="seconds a query may take unless it says timeout=",
        read=_number(0.1, 3600),
    ),
    Setting(
        name="RECOG_MAX_TIMEOUT",
        field="max_timeout_s",
        default="120",
        help="most seconds that timeout= may ask for",
        read=_number(0.1, 3600),
    ),
    Setting(
        name="RECOG_MEMORY",
        field="memory_bytes",
        default="1G",
        help="memory of one worker",
        read=_bytes,
    ),
    Setting(
        name="RECOG_RESULT_BYTES",
        field="result_bytes",
        default="64M",
        help="largest result of a query",
        read=_bytes,
    ),
    Setting(
        name="RECOG_CACHE",
        field="cache_bytes",
        default="32M",
        help="memory for answers of queries, so that none is run twice; 0: none",
        read=_bytes,
    ),
    Setting(
        name="RECOG_BODY_BYTES",
        field="body_bytes",
        default="16M",
        help="largest request",
        read=_bytes,
    ),
    Setting(
        name="RECOG_TOKEN",
        field="token",
        default="",
        help="a token of scope admin, beside those of `recog token`",
        read=str,
    ),
    Setting(
        name="RECOG_PUBLIC",
        field="public",
        default="yes",
        help="whether anyone may read; with no, reading needs a token too",
        read=_truth,
    ),
    Setting(
        name="RECOG_ORIGINS",
        field="origins",
        default="*",
        help="the web site whose scripts may read answers (CORS): an origin, * or none",
        read=str,
    ),
    Setting(
        name="RECOG_GRAPHS",
        field="open_graphs",
        default="",
        help="beginnings of addresses of graphs that may be named, and are empty, "
        "when not stored",
        read=_words,
    ),
    Setting(
        name="RECOG_DECISIONS",
        field="decisions",
        default="",
        help="table of what names mean; decisions.csv in RECOG_HOME if not set",
        read=str,
    ),
)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read every setting from a mapping such as the environment.

    :raises InputError: when a value cannot be read; the message names key and value.
    """
    values: dict[str, Any] = {}
    for setting in SETTINGS.values():
        text = environ.get(setting.name, "") or setting.default
        try:
            values[setting.field] = setting.read(text)
        except ValueError as error:
            raise InputError(
                f"{setting.name} is {text!r}; {setting.help}: "
                f"right would be e.g. {setting.default} ({error})"
            ) from error
    settings = Settings(**values)
    _refuse_few_threads(settings)
    if settings.store and not (settings.store_update and settings.store_graphs):
        raise InputError(
            f"RECOG_STORE is {settings.store!r}; it needs RECOG_STORE_UPDATE and "
            "RECOG_STORE_GRAPHS too (docs/operations.md)"
        )
    return settings


def _refuse_few_threads(settings: Settings) -> None:
    """Leave some threads for pages when every query that may wait does so."""
    needed = 3 * settings.workers + 2 * settings.queue + _FREE_THREADS
    if settings.threads < needed:
        raise InputError(
            f"RECOG_THREADS is {settings.threads}; with RECOG_WORKERS "
            f"{settings.workers} and RECOG_QUEUE {settings.queue} it must be at least "
            f"{needed}, or waiting queries would hold up pages"
        )
