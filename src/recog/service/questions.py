"""Questions as parameters: read from text once, written back as understood.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, Final

from recog.domain.quality import YEAR_DAYS
from recog.errors import QuestionError
from recog.service.parameters import MAX_DEPTH, MAX_LIMIT, PARAMETERS, missing
from recog.service.rows import entity_row
from recog.service.workbench import View

__all__ = ["MAX_DEPTH", "MAX_LIMIT", "PARAMETERS", "Question", "read_question"]

_PARTIES: Final = ("actor", "target", "entity", "person", "list", "around")
#: Fields that are words of Python, or name a value of another form.
_WRITTEN: Final = {"first": "from", "last": "to"}
_FIELDS: Final = {written: name for name, written in _WRITTEN.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The parameters of a question, as understood; empty means: not restricted."""

    track: str = ""
    kind: str = ""
    actor: str = ""  # ids, here and below
    target: str = ""
    actors: tuple[str, ...] = ()  # of a matrix
    targets: tuple[str, ...] = ()
    entity: str = ""  # either party, or anyone named in the key
    person: str = ""
    list: str = ""
    around: str = ""
    on: date | None = None  # None: today
    first: date | None = None  # `from`, included
    last: date | None = None  # `to`, included
    as_known: datetime | None = None  # from the claims that stood then
    implied: bool = False  # implied status counts too
    known_from: datetime | None = None  # of a difference between two knowledge times
    known_to: datetime | None = None
    version_from: str = ""  # of a difference between two versions
    version_to: str = ""
    change: str = ""  # of a difference: only changes of this name
    source: str = ""  # a source or a release
    claim: str = ""  # its id
    q: str = ""
    type: str = ""
    check: str = ""  # one way in which data can be doubtful
    width: int = YEAR_DAYS  # days from which on a date is imprecise
    depth: int = 1
    limit: int = 100
    cursor: str = ""
    format: str = "json"
    version: str = ""  # empty: the current one

    def parameters(self) -> dict[str, str]:
        """Return the parameters as text, without those that say nothing; in order."""
        given: dict[str, str] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in (field.default, None):
                given[_WRITTEN.get(field.name, field.name)] = _text(value)
        return given

    def row(self, view: View) -> dict[str, Any]:
        """Return the parameters as an answer shows them: parties with their labels."""
        return {
            name: entity_row(view.snapshot, value) if name in _PARTIES else value
            for name, value in self.parameters().items()
        }


def read_question(
    view: View,
    given: Mapping[str, str],
    *,
    allowed: Collection[str],
    required: Collection[str] = (),
) -> Question:
    """Read the parameters of a question; those left empty count as not given.

    :raises QuestionError: for a parameter that is missing, not allowed or unreadable.
    :raises InputError: as the directory does for names, and `parse` for dates.
    """
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise QuestionError(
            f"unknown parameter {unknown[0]!r}; known: {', '.join(sorted(allowed))}"
        )
    told = {name: text.strip() for name, text in given.items() if text.strip()}
    for name in required:
        if name not in told:
            raise missing(name)
    values: dict[str, Any] = {
        _FIELDS.get(name, name): PARAMETERS[name].read(view, text, told)
        for name, text in told.items()
    }
    question = Question(**values)
    if question.first and question.last and question.first > question.last:
        raise QuestionError(
            f"from {question.first} comes after to {question.last}; "
            "the earlier day comes first"
        )
    return question


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value).lower() if isinstance(value, bool) else str(value)
