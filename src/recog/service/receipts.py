"""A receipt as it is shown: verdict, question, differences to the present, citation.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any, Final
from urllib.parse import urlencode

from recog.domain.receipts import Editions, Receipt
from recog.service.answers import API, RECEIPTS
from recog.service.citations import Citation, cited
from recog.service.replays import Replay, replay
from recog.service.row_changes import RowChange, details, row_changes
from recog.service.verdicts import Verdict
from recog.service.wording import question_words
from recog.service.workbench import Workbench

#: Rows that are told of a difference at most; all are counted.
MOST_CHANGES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the present answer differs from that of a receipt."""

    same: bool | None  # None: there is no present answer
    version: str
    sha256: str
    trouble: str  # why there is no present answer
    counts: Mapping[str, int]  # of rows, by change
    rows: tuple[RowChange, ...]  # the first MOST_CHANGES
    more: tuple[str, ...]  # what else changed, e.g. the sentence
    releases: tuple[str, ...]  # editions that are new, gone or replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A receipt, opened."""

    receipt: Receipt
    verdict: Verdict
    reason: str
    words: str  # the question
    question: Mapping[str, Any]  # with labels, as in an answer
    present: Difference
    address: str
    permalink: str
    today: str  # the same question, of the current version
    citation: Citation

    def body(self) -> dict[str, Any]:
        """Return it as the API sends it."""
        receipt, told = self.receipt, self.receipt.releases
        return {
            "verdict": str(self.verdict),
            "reason": self.reason,
            "words": self.words,
            "operation": receipt.operation,
            "question": dict(self.question),
            "parameters": dict(receipt.parameters),
            "version": receipt.version,
            "at": receipt.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "releases": asdict(told) if isinstance(told, Editions) else dict(told),
            "sha256": receipt.sha256,
            "present": asdict(self.present),
            "receipt": self.address,
            "permalink": self.permalink,
            "today": self.today,
            "cite": {
                "text": self.citation.text,
                "bibtex": self.citation.bibtex,
                "csl": self.citation.csl,
            },
        }


def opened(workbench: Workbench, word: str, *, host: str = "") -> Opened:
    """Open a receipt: ask its question again, then and now.

    :param host: where this service answers, for citations: ``https://recog.example``.
    :raises InputError: as `replay` does.
    """
    found = replay(workbench, word)
    receipt = found.receipt
    asked = next(
        (each for each in (found.then, found.now) if each and each.question), None
    )
    words, question = receipt.operation, dict[str, Any](receipt.parameters)
    if asked and asked.question:
        words = question_words(found.now.view, receipt.operation, asked.question)
        question = asked.question.row(asked.view)
    address = f"{RECEIPTS}/{word}"
    return Opened(
        receipt=receipt,
        verdict=found.verdict,
        reason=found.reason,
        words=words,
        question=question,
        present=_difference(found),
        address=address,
        permalink=_question(receipt, {"version": receipt.version}),
        today=_question(receipt, {}),
        citation=cited(receipt, words, f"{host}{address}"),
    )


def word_of(address: str) -> str:
    """Return the word of a receipt from it, its path or its whole address.

    >>> word_of("https://recog.example/receipt/AbC?x=1"), word_of("AbC")
    ('AbC', 'AbC')
    """
    path = re.split("[?#]", address.strip())[0]
    return path.rstrip("/").rpartition("/")[2]


def _question(receipt: Receipt, more: Mapping[str, str]) -> str:
    """Return the address of the question of a receipt."""
    query = urlencode({**receipt.parameters, **more}, safe="/:")
    path = f"{API}/{receipt.operation.removeprefix('export/')}"
    return f"{path}?{query}" if query else path


def _difference(found: Replay) -> Difference:
    receipt, now = found.receipt, found.now
    then = found.then.answer if found.then else None
    changes: tuple[RowChange, ...] = ()
    more: tuple[str, ...] = ()
    if now.answer and then and now.sha256 != receipt.sha256:
        changes = row_changes(then.rows, now.answer.rows)
        more = details(
            {**then.more, "further rows": bool(then.next)},
            {**now.answer.more, "further rows": bool(now.answer.next)},
        )
    counts = {name: 0 for name in ("gained", "lost", "changed")}
    for each in changes:
        counts[each.change] += 1
    return Difference(
        same=now.sha256 == receipt.sha256 if now.answer else None,
        version=now.view.version,
        sha256=now.sha256,
        trouble=now.trouble,
        counts=counts,
        rows=changes[:MOST_CHANGES],
        more=more,
        releases=tuple(_editions(found)),
    )


def _editions(found: Replay) -> list[str]:
    """Say which editions the present answer rests on, and the receipt's did not."""
    then, now = found.then.answer if found.then else None, found.now.answer
    told = found.receipt.releases
    if isinstance(told, Editions):
        told = then.editions if then else {}
    if now is None or not told:
        return []
    new = now.editions
    said = [f"new: {_edition(id, new[id])}" for id in sorted(new) if id not in told]
    said += [f"gone: {_edition(id, told[id])}" for id in sorted(told) if id not in new]
    return said + [
        f"{id}: edition {told[id] or 'unnamed'} → {new[id] or 'unnamed'}"
        for id in sorted(new)
        if id in told and told[id] != new[id]
    ]


def _edition(id: str, edition: str) -> str:
    return f"{id}, edition {edition}" if edition else id
