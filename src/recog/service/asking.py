"""The answer to a question in words, as the API gives it."""

from __future__ import annotations

from typing import Any

from recog.service.ask import ask
from recog.service.questions import Question
from recog.service.workbench import Workbench


def asked(workbench: Workbench, text: str) -> dict[str, Any]:
    """Return how a question was read, its answer in a sentence, rows and SPARQL."""
    return ask(workbench.view(), Question(q=text)).body()
