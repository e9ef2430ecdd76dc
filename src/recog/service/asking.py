"""The answer to a question in words, as the API and the command line give it."""

from __future__ import annotations

from typing import Any

from recog.errors import NotFoundError
from recog.service.workbench import Workbench


def asked(workbench: Workbench, text: str) -> dict[str, Any]:
    """Return how a question was read, its answer in a sentence, rows and SPARQL."""
    raise NotFoundError(f"questions in words are not answered yet: {text!r}")
