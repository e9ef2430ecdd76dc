"""The page of a receipt: the verdict, the question, and what differs today.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from recog.domain.receipts import Editions
from recog.domain.spoken import spoken_day
from recog.errors import ReceiptError
from recog.service.answers import RECEIPTS, Answer
from recog.service.operations import OPERATIONS
from recog.service.questions import read_question
from recog.service.receipts import MOST_CHANGES, Difference, Opened
from recog.service.row_changes import RowChange
from recog.service.verdicts import Verdict
from recog.service.workbench import View, Workbench
from recog.web.lines import Badge, Link
from recog.web.sheets import entity_href

#: Badge and words of each verdict; the badge is coloured like a certainty.
_VERDICTS: Final[Mapping[Verdict, tuple[Badge, str]]] = {
    Verdict.HOLDS: (Badge("certain", "holds"), "The answer is given again."),
    Verdict.FAILS: (
        Badge("contradicted", "does not hold"),
        "The answer is not given again.",
    ),
    Verdict.UNTOLD: (
        Badge("unknown", "cannot be told"),
        "Whether the answer is given again cannot be told.",
    ),
}
_MARKS: Final = {"gained": "+", "lost": "−", "changed": "~"}
#: Pages that show the answer of an operation, as parameters of the same names.
_PAGES: Final = {"ask": "/ask", "timeline": "/timeline", "network": "/graph"}


@dataclass(frozen=True, slots=True)
class Part:
    """One parameter of the question."""

    name: str
    value: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """A receipt, opened."""

    badge: Badge
    verdict: str
    reason: str
    words: str
    parts: tuple[Part, ...]
    version: str
    made: str
    sha256: str
    releases: tuple[tuple[Link, str], ...]  # with their editions
    counted: Editions | None  # in place of the releases
    present_badge: Badge
    present: str
    present_sha256: str
    changes: tuple[tuple[str, RowChange], ...]  # with their marks
    rest: str
    more: tuple[str, ...]
    editions: tuple[str, ...]
    links: tuple[Link, ...]
    cite_text: str
    bibtex: str
    csl: str


def receipt_page(opened: Opened) -> ReceiptPage:
    """Return the page of an opened receipt."""
    receipt, present = opened.receipt, opened.present
    told = receipt.releases
    badge, verdict = _VERDICTS[opened.verdict]
    today, words = _present(present)
    rest = sum(present.counts.values()) - len(present.rows)
    return ReceiptPage(
        badge=badge,
        verdict=verdict,
        reason=opened.reason,
        words=opened.words,
        parts=tuple(_parts(opened.question)),
        version=receipt.version,
        made=f"{spoken_day(receipt.at.date())}, {receipt.at:%H:%M:%S} UTC",
        sha256=receipt.sha256,
        releases=()
        if isinstance(told, Editions)
        else tuple((_release(id), told[id]) for id in sorted(told)),
        counted=told if isinstance(told, Editions) else None,
        present_badge=today,
        present=words,
        present_sha256="" if present.same else present.sha256,
        changes=tuple((_MARKS[each.change], each) for each in present.rows),
        rest=f"And {rest} more; {MOST_CHANGES} are shown." if rest else "",
        more=present.more,
        editions=present.releases,
        links=_links(opened),
        cite_text=opened.citation.text,
        bibtex=opened.citation.bibtex,
        csl=opened.citation.csl_text,
    )


def receipt_of(workbench: Workbench, name: str, given: Mapping[str, str]) -> str:
    """Answer a question by parameters and return the address of its receipt.

    :raises ReceiptError: when there is no such question, or it is too long for one.
    :raises InputError: when it cannot be read.
    """
    operation = OPERATIONS.get(name)
    if operation is None:
        raise ReceiptError(
            f"unknown operation {name!r}; known: {', '.join(OPERATIONS)}"
        )
    view = workbench.view(given.get("version", ""))
    question = read_question(
        view, given, allowed=operation.accepted, required=operation.required
    )
    address = operation.ask(view, question).receipt
    if address is None:
        raise ReceiptError("the question is too long for an address; ask a shorter one")
    return address


def cite_href(view: View, operation: str, parameters: Mapping[str, str]) -> str:
    """Return the address that leads to the receipt of an answer of this version."""
    asked = {name: text for name, text in parameters.items() if text}
    return f"/cite/{operation}?" + urlencode(
        {**asked, "version": view.version}, safe="/:"
    )


def citing(answers: Iterable[tuple[str, Answer]]) -> tuple[Link, ...]:
    """Return links to the receipts of answers, each with its words."""
    found = ((words, answer.receipt) for words, answer in answers)
    return tuple(Link(words, address) for words, address in found if address)


def _present(present: Difference) -> tuple[Badge, str]:
    """Say whether the present answer differs."""
    version = f"version {present.version}"
    if present.same is None:
        trouble = f"The current one, {version}, cannot answer: {present.trouble}."
        return Badge("unknown", "no answer today"), trouble
    if present.same:
        return Badge("certain", "the same today"), f"The current one, {version}."
    counts = present.counts
    told = ", ".join(f"{number} {change}" for change, number in counts.items())
    said = f"The current one, {version}, answers otherwise. Rows: {told}."
    return Badge("possible", "differs today"), said


def _parts(question: Mapping[str, object]) -> list[Part]:
    return [
        Part(name, Link(str(value["label"]), entity_href(str(value["id"]))))
        if isinstance(value, Mapping)
        else Part(name, Link(str(value), ""))
        for name, value in question.items()
    ]


def _release(id: str) -> Link:
    return Link(id.partition("/")[2], f"/sources#{id.partition('/')[2]}")


def _links(opened: Opened) -> tuple[Link, ...]:
    """Return where the answer is found: as it was, as it is, and this as JSON."""
    operation = opened.receipt.operation.removeprefix("export/")
    links = [
        Link("The answer as it was (JSON)", opened.permalink),
        Link("The answer today (JSON)", opened.today),
    ]
    if operation in _PAGES:
        query = urlencode(dict(opened.receipt.parameters), safe="/:")
        links.append(
            Link("The answer today, as a page", f"{_PAGES[operation]}?{query}")
        )
    if operation.startswith("entities/"):
        links.append(Link("The dossier today", entity_href(operation[9:])))
    word = opened.address.removeprefix(f"{RECEIPTS}/")
    return (*links, Link("This receipt as JSON", f"/api/v1/receipts/{word}"))
