"""The server: waitress over one application."""

from __future__ import annotations

from collections.abc import Callable
from signal import SIGTERM, signal
from typing import NoReturn

from waitress.server import create_server  # type: ignore[import-untyped]

from recog.service.workbench import Workbench
from recog.settings import Settings
from recog.web import create_app


def run(
    settings: Settings, workbench: Workbench, *, ready: Callable[[str], None]
) -> None:
    """Serve until the process is told to stop; `ready` is told the address."""
    server = create_server(
        create_app(settings, workbench),
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        ident="recog",
        max_request_body_size=settings.body_bytes,
    )
    signal(SIGTERM, _stop)
    ready(f"http://{settings.host}:{server.effective_port}")
    try:
        server.run()
    finally:
        server.close()


def _stop(_number: int, _frame: object) -> NoReturn:
    """End like an interrupt from the keyboard, so that workers end too."""
    raise KeyboardInterrupt
