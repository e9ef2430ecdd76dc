"""The page of the questions that recog is there to answer, each with its form.

Source: graph/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from recog.service.library import Asked, library


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage:
    """All questions, and how many."""

    questions: tuple[Asked, ...]


def questions_page() -> QuestionsPage:
    """Return the page of all questions."""
    return QuestionsPage(questions=tuple(library().values()))
