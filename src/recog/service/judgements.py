"""What people decided of claims, also what they undid.

Source: docs/design.md, sections 1.5, 1.7 and 4.2.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from recog.domain.judgements import Judgement
from recog.service.answers import Answer, answer, page
from recog.service.questions import Question
from recog.service.rows import claim_row
from recog.service.workbench import View


def judgements(view: View, question: Question) -> Answer:
    """Answer the judgements by the moment at which they were recorded.

    With `claim`, those of a claim; with `entity`, those of claims that name it.
    """
    known = sorted(view.snapshot.judgements.values(), key=_place)
    wanted = (each for each in known if _fits(view, each, question))
    shown, next_cursor = page(wanted, question, _place)
    rows = [_row(view, each) for each in shown]
    return answer(view, "judgements", question, rows, next_cursor=next_cursor)


def _fits(view: View, judgement: Judgement, question: Question) -> bool:
    if question.claim not in ("", judgement.claim):
        return False
    moment, recorded = question.as_known, judgement.recorded_at
    if moment and recorded and recorded > moment:
        return False
    if not question.entity:
        return True
    claim = view.snapshot.claim(judgement.claim)
    return claim is not None and question.entity in claim.key[1:]


def _row(view: View, judgement: Judgement) -> dict[str, Any]:
    claim = view.snapshot.claim(judgement.claim)
    undone, moment = judgement.retracted_at, view.snapshot.moment
    if undone and moment and undone > moment:
        undone = None
    return {
        "id": judgement.id,
        "claim": judgement.claim,
        "rank": str(judgement.rank) if judgement.rank else None,
        "about_event": judgement.about_event,
        "reason": judgement.reason,
        "author": judgement.author,
        "recorded": _text(judgement.recorded_at),
        "retracted": _text(undone),
        "claims": [claim_row(view.snapshot, claim)] if claim else [],
    }


def _place(judgement: Judgement) -> tuple[str, str]:
    return _text(judgement.recorded_at) or "", judgement.id


def _text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
