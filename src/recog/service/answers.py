"""The object that every answer is, and pages of long lists.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from recog.domain.receipts import Receipt, write
from recog.errors import QuestionError
from recog.exporters.rows import SourceRow
from recog.service.questions import Question
from recog.service.results import result_hash
from recog.service.rows import source_rows
from recog.service.workbench import View

#: Where the JSON API answers.
API: Final = "/api/v1"
#: Where receipts are opened.
RECEIPTS: Final = "/receipt"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows, the question as understood, and what they rest on."""

    operation: str  # the part of the address after /api/v1/
    parameters: Mapping[str, str]  # as understood, every default decided
    rows: Sequence[Any]
    question: Mapping[str, Any]
    version: str
    at: datetime  # when the version was committed
    releases: Sequence[SourceRow]
    permalink: str
    next: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)  # e.g. nodes of a network

    @property
    def sha256(self) -> str:
        """The hash of what the answer says."""
        return result_hash(self.rows, self.more, self.next)

    @property
    def editions(self) -> dict[str, str]:
        """The edition of each release that it rests on, by id."""
        return {row["id"]: row["edition"] for row in self.releases}

    @property
    def receipt(self) -> str | None:
        """The address that shows later whether the answer still holds.

        None where the question is too long for an address.
        """
        told = self.parameters.items()
        word = write(
            Receipt(
                operation=self.operation,
                parameters={name: text for name, text in told if name != "version"},
                version=self.version,
                at=self.at,
                releases=self.editions,
                sha256=self.sha256,
            )
        )
        return f"{RECEIPTS}/{word}" if word else None

    def body(self) -> dict[str, Any]:
        """Return the answer as the API sends it."""
        return {
            "rows": list(self.rows),
            **self.more,
            "question": dict(self.question),
            "version": self.version,
            "releases": list(self.releases),
            "permalink": self.permalink,
            "receipt": self.receipt,
            "next": self.next,
        }


def answer(
    view: View,
    operation: str,
    question: Question,
    rows: Sequence[Any],
    *,
    releases: Iterable[str] = (),
    next_cursor: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> Answer:
    """Return rows as the answer to a question.

    :param operation: the part of the address after /api/v1/.
    :param releases: ids, besides those of the claims that stand in the rows.
    """
    named = {*releases, *released(rows), *released((more or {}).values())}
    return Answer(
        operation=operation,
        parameters=question.parameters(),
        rows=rows,
        question=question.row(view),
        version=view.version,
        at=view.snapshot.manifest.time,
        releases=source_rows(view.snapshot, named),
        permalink=permalink(view, operation, question.parameters()),
        next=next_cursor,
        more=more or {},
    )


def as_file(found: Answer) -> Answer:
    """Return an answer as that of a file, whatever its format and its pages."""
    paged = ("format", "limit", "cursor")
    kept = {name: text for name, text in found.parameters.items() if name not in paged}
    return replace(found, operation=f"export/{found.operation}", parameters=kept)


def permalink(view: View, operation: str, parameters: Mapping[str, str]) -> str:
    """Return the address that gives this answer for ever.

    It has ids instead of names, every default decided, and the version.
    """
    asked = {name: text for name, text in parameters.items() if name != "cursor"}
    query = urlencode(asked | {"version": view.version}, safe="/:")
    return f"{API}/{operation}?{query}"


def released(rows: Iterable[Any]) -> set[str]:
    """Return the ids of the releases named by the claims in rows."""
    found: set[str] = set()
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        for name in ("claims", "because"):
            for claim in row.get(name) or ():
                if isinstance(claim, Mapping):
                    found.add(claim["release"]["id"])
    return found


def page(
    items: Iterable[Item],
    question: Question,
    place: Callable[[Item], Sequence[str]],
) -> tuple[list[Item], str | None]:
    """Return the items after the question's cursor, and the cursor of the next page.

    The cursor names the last item shown by its place, so that a page stays where it is
    when a new version adds items before it.

    :param items: sorted by `place`.
    """
    after = cursor_of(question)
    rest = (item for item in items if after is None or list(place(item)) > after)
    return first_page(rest, question, place)


def first_page(
    items: Iterable[Item],
    question: Question,
    place: Callable[[Item], Sequence[str]],
) -> tuple[list[Item], str | None]:
    """Return the first items, up to the limit, and the cursor of what is left."""
    shown: list[Item] = []
    for item in items:
        if len(shown) == question.limit:
            return shown, _cursor(place(shown[-1]))
        shown.append(item)
    return shown, None


def cursor_of(question: Question) -> list[str] | None:
    """Return the place that a question's cursor names; None at the beginning.

    :raises QuestionError: when it is no cursor.
    """
    return _read_cursor(question.cursor) if question.cursor else None


def _cursor(place: Sequence[str]) -> str:
    text = json.dumps(list(place), separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> list[str]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place = json.loads(urlsafe_b64decode(padded.encode()))
    except (Base64Error, ValueError) as error:
        raise QuestionError(
            f"not a cursor: {cursor!r}; give `next` of a page"
        ) from error
    if not isinstance(place, list) or not all(isinstance(part, str) for part in place):
        raise QuestionError(f"not a cursor: {cursor!r}; give `next` of a page")
    return place
