"""The server: waitress over one application."""

from __future__ import annotations

import socket
from collections.abc import Callable
from signal import SIGTERM, signal
from typing import Final, NoReturn

from waitress.server import create_server  # type: ignore[import-untyped]

from recog.errors import InputError
from recog.service.workbench import Workbench
from recog.settings import Settings
from recog.web import create_app

#: Open at a time; those of a client that says nothing are closed after a while.
_CONNECTIONS: Final = 2_000
_IDLE_S: Final = 60


def run(
    settings: Settings, workbench: Workbench, *, ready: Callable[[str], None]
) -> None:
    """Serve until the process is told to stop; `ready` is told the address.

    :raises InputError: when the address or port cannot be had.
    """
    with listening(settings) as listener:
        address = f"http://{settings.host}:{listener.getsockname()[1]}"
        serve(settings, workbench, listener, ready=lambda: ready(address))


def serve(
    settings: Settings,
    workbench: Workbench,
    listener: socket.socket,
    *,
    ready: Callable[[], None],
) -> None:
    """Serve what comes to a socket, which others may serve too, until told to stop."""
    server = create_server(
        create_app(settings, workbench),
        sockets=[listener],
        threads=settings.threads,
        ident="recog",
        channel_request_lookahead=1,  # else nobody is told that a client has gone
        connection_limit=_CONNECTIONS,
        asyncore_use_poll=True,  # the other way cannot count so far
        channel_timeout=_IDLE_S,
        # a large answer waits for a slow client on disk and holds no thread
        outbuf_high_watermark=2 * settings.result_bytes,
        # above that the server answers itself, without words; below, we do
        max_request_body_size=4 * settings.body_bytes,
    )
    signal(SIGTERM, stop)
    ready()
    try:
        server.run()
    finally:
        server.close()


def listening(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    :raises InputError: when the address or port cannot be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise InputError(
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
            "set RECOG_HOST and RECOG_PORT"
        ) from error


def stop(_number: int, _frame: object) -> NoReturn:
    """End like an interrupt from the keyboard, so that workers end too."""
    raise KeyboardInterrupt
