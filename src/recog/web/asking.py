"""The page of a question in words: how it was read, the answer, the SPARQL.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from recog.domain.forms import FORMS
from recog.service.ask import ask
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.changes import ChangeLine, change_line
from recog.web.compare import compare_href
from recog.web.lines import Badge, ClaimLine, EventLine, Link, SpanLine, StatusLine
from recog.web.receipts import citing
from recog.web.sheets import (
    badge,
    claim_lines,
    event_line,
    span_line,
    status_line,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """A question and its answer; without a question, examples of every form."""

    q: str
    refused: str = ""
    sentence: str = ""
    reading: str = ""
    status: tuple[StatusLine, ...] = ()
    spans: tuple[SpanLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    badge: Badge | None = None  # where there are no rows: none or unknown
    because: tuple[ClaimLine, ...] = ()
    sparql: str = ""
    query_href: str = ""
    api_href: str = ""
    cite: tuple[Link, ...] = ()
    compare_href: str = ""  # the page of the same difference
    examples_heading: str = ""
    examples: tuple[str, ...] = ()


def ask_page(view: View, q: str) -> AskPage:
    """Return the page of a question.

    :raises AmbiguousEntityError: when a name in it may mean several.
    """
    if not q.strip():
        return AskPage(
            q="",
            examples_heading="Questions that are understood",
            examples=tuple(form.examples[0] for form in FORMS.values()),
        )
    answer = ask(view, Question(q=q.strip(), as_known=view.moment))
    told = answer.more
    if not told["understood"]:
        return AskPage(
            q=q,
            refused=_reason(told["sentence"]),
            examples_heading="Near it",
            examples=tuple(told["examples"]),
        )
    return AskPage(
        q=q,
        sentence=told["sentence"],
        reading=told["reading"],
        badge=badge(told["certainty"]) if told["certainty"] else None,
        because=claim_lines(told["because"]),
        sparql="" if view.moment else told["sparql"],  # it asks what stands now
        query_href=f"/query?{urlencode({'query': told['sparql']})}",
        api_href=f"/api/v1/ask?{urlencode({'q': q})}",
        cite=citing([("this answer", answer)]),
        compare_href=compare_href(told["compares"]) if told["compares"] else "",
        **_lines(answer.rows),
    )


def _reason(sentence: str) -> str:
    """Return why a question was refused, without the examples that stand below it."""
    reason = sentence.partition("; questions near it")[0]
    return f"{reason[:1].upper()}{reason[1:]}"


def _lines(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Sort rows of an answer into lines by what they are."""
    found: dict[str, list[Any]] = {
        "status": [],
        "spans": [],
        "events": [],
        "changes": [],
    }
    for row in rows:
        if row.get("type") == "event":
            found["events"].append(event_line(row))  # type: ignore[arg-type]
        elif row.get("type") == "span":
            found["spans"].append(span_line(row))  # type: ignore[arg-type]
        elif "change" in row:
            found["changes"].append(change_line(row))  # type: ignore[arg-type]
        else:
            found["status"].append(status_line(row))  # type: ignore[arg-type]
    return {name: tuple(lines) for name, lines in found.items()}
