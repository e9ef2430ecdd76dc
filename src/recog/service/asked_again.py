"""The question of a receipt, asked again of one version.

Nothing in a receipt is believed: it is read as a question is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from recog.errors import (
    InputError,
    LimitError,
    NotFoundError,
    ReceiptError,
    UnknownEntityError,
)
from recog.service.answers import Answer
from recog.service.entities import entity
from recog.service.operations import OPERATIONS
from recog.service.questions import Question, read_question
from recog.service.wholes import FILES
from recog.service.workbench import View

_ENTITY: Final = "entities/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question as it is asked of one version, and what came of it."""

    view: View
    question: Question | None = None  # None: it cannot be asked of this version
    answer: Answer | None = None
    sha256: str = ""  # of the answer
    trouble: str = ""  # why there is no answer


@dataclass(frozen=True, slots=True)
class Form:
    """How the question of a receipt is read and answered."""

    accepted: Sequence[str]
    required: Sequence[str]
    answer: Callable[[View, Question], Answer]

    def read(self, view: View, given: Mapping[str, str]) -> Question:
        """Read the parameters of a question, as `read_question` does."""
        return read_question(view, given, allowed=self.accepted, required=self.required)

    def check(self, view: View, given: Mapping[str, str]) -> None:
        """Let a question pass that can be read, though its parties may not be here.

        :raises InputError: when it cannot.
        """
        try:
            self.read(view, given)
        except UnknownEntityError:
            return

    def ask(self, view: View, given: Mapping[str, str]) -> Asking:
        """Ask a question of a version; what fails is told in the result."""
        made = partial(Asking, view=view)
        try:
            question = self.read(view, given)
        except InputError as error:
            return made(trouble=str(error))
        try:
            answer = self.answer(view.known(question.as_known), question)
        except (InputError, NotFoundError, LimitError) as error:
            return made(question=question, trouble=str(error))
        return made(question=question, answer=answer, sha256=answer.sha256)


def form_of(operation: str) -> Form:
    """Return how a receipt's operation is asked.

    :raises ReceiptError: when there is no such operation.
    """
    if operation in OPERATIONS or operation in FILES:
        row = OPERATIONS[operation.removeprefix("export/")]
        answer = FILES.get(operation, row.answer)
        return Form(row.parameters, row.required, answer)
    if operation.startswith(_ENTITY):
        thing = operation.removeprefix(_ENTITY)
        return Form((), (), lambda view, _question: entity(view, thing))
    known = ", ".join((*OPERATIONS, *FILES, f"{_ENTITY}<type>/<slug>"))
    raise ReceiptError(
        f"a receipt of an unknown operation {operation[:60]!r}; known: {known}"
    )
