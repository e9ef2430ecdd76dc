"""Receipts opened again: whether they hold, and what is answered today.

Nothing in a receipt is believed: it is read as a question, which is asked again.
Source: docs/design.md, sections 1.7 and 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from recog.domain.receipts import Receipt, read
from recog.errors import NotFoundError, StoreError
from recog.service.asked_again import Asking, Form, form_of
from recog.service.questions import Question
from recog.service.verdicts import (
    Judgement,
    Verdict,
    is_version,
    judged,
    judged_without_version,
    other_time,
    stranger,
)
from recog.service.workbench import View, Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A receipt, its verdict, and its question asked again then and now."""

    word: str
    receipt: Receipt
    verdict: Verdict
    reason: str  # one or two sentences
    then: Asking | None  # None: this store never had the version
    now: Asking


def replay(workbench: Workbench, word: str) -> Replay:
    """Answer the question of a receipt again, from its version and the current one.

    Where its version is no longer kept, the current one is asked for what was known
    when that version was made.

    :raises ReceiptError: when it is no receipt, or of an operation that is not known.
    :raises QuestionError: when its question cannot be read.
    """
    receipt = read(word)
    form, current = form_of(receipt.operation), workbench.view()
    form.check(current, receipt.parameters)
    now = form.ask(current, receipt.parameters)
    then, (verdict, reason) = _then(workbench, receipt, form, now)
    return Replay(
        word=word, receipt=receipt, verdict=verdict, reason=reason, then=then, now=now
    )


def _then(
    workbench: Workbench, receipt: Receipt, form: Form, now: Asking
) -> tuple[Asking | None, Judgement]:
    """Ask as it was asked then, and judge what comes of it."""
    kept = _kept(workbench, receipt.version)
    if kept is not None:
        made = kept.snapshot.manifest.time
        if made != receipt.at:
            return None, other_time(receipt, made)
        same = kept.version == now.view.version
        then = now if same else form.ask(kept, receipt.parameters)
        return then, judged(receipt, then)
    if told := stranger(receipt, workbench.store.versions()):
        return None, told
    recalls = "as_known" in form.accepted
    then = form.ask(now.view, _recalling(receipt, now.question)) if recalls else now
    return then, judged_without_version(receipt, then, recalls=recalls)


def _kept(workbench: Workbench, version: str) -> View | None:
    """Return a view of a version; None where it is gone, or of another recog."""
    if not is_version(version):
        return None
    try:
        return workbench.view(version)
    except (NotFoundError, StoreError):
        return None


def _recalling(receipt: Receipt, question: Question | None) -> dict[str, str]:
    """Return its parameters, for what was known when its version was made.

    A question that asked for what was known before keeps to that.
    """
    own = question.as_known if question else None
    moment = min(own, receipt.at) if own else receipt.at
    return {**receipt.parameters, "as_known": moment.astimezone(UTC).isoformat()}
