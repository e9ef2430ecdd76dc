"""Which two times a question compares.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from recog.domain.difference import KeyChange
from recog.errors import QuestionError
from recog.service.compared import Compared
from recog.service.evidence import Evidence
from recog.service.questions import Question
from recog.service.revisions import KnowledgeTimes, Versions
from recog.service.two_days import Days
from recog.service.workbench import View
from recog.store.snapshot import Snapshot


class Between(Protocol):
    """Two times, and what differs between them."""

    @property
    def asked(self) -> Question:
        """The question, its defaults decided."""

    @property
    def sides(self) -> tuple[Snapshot, Snapshot]:
        """The versions that the claims before and after are read from."""

    @property
    def words(self) -> str:
        """Both times in words, with "between"."""

    def compared(self) -> Compared:
        """Compare what holds."""

    def evidence(self, changes: Sequence[KeyChange]) -> list[Evidence]:
        """Return what each change rests on."""


#: The pairs of parameters that say between what; the second may be left out for some.
PAIRS: Final = (
    ("from", "to"),
    ("known_from", "known_to"),
    ("version_from", "version_to"),
)
_PAIR_WORDS: Final = ", ".join(" and ".join(pair) for pair in PAIRS)
_MADE: Final[Mapping[tuple[str, str], Callable[[View, Question], Between]]] = dict(
    zip(PAIRS, (Days.of, KnowledgeTimes.of, Versions.of), strict=True)
)


def between(view: View, question: Question) -> Between:
    """Return what a question compares.

    :raises QuestionError: unless it names exactly one pair of times, the earlier first.
    :raises NotFoundError: when there is no such version.
    """
    given = question.parameters()
    pairs = [pair for pair in PAIRS if any(name in given for name in pair)]
    if len(pairs) != 1:
        told = [name for pair in pairs for name in pair if name in given]
        raise QuestionError(
            f"two times are needed, by one pair of {_PAIR_WORDS}; given: "
            f"{', '.join(told) or 'none'}; e.g. from=2025-01-01&to=2025-12-31"
        )
    pair = pairs[0]
    misplaced = "on" if pair == PAIRS[0] else "as_known"
    if misplaced in given:
        raise QuestionError(f"{misplaced} does not go with {' and '.join(pair)}")
    return _MADE[pair](view, question)
