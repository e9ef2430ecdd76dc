"""Whether a receipt holds, and why: the sentence that is shown.

Source: docs/design.md, sections 1.7 and 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from recog.domain.receipts import Receipt
from recog.service.asked_again import Asking
from recog.store.manifest import Manifest

_VERSION: Final = re.compile(r"[0-9]{6,18}")


class Verdict(StrEnum):
    """Whether the answer of a receipt is given again."""

    HOLDS = "holds"
    FAILS = "does-not-hold"
    UNTOLD = "cannot-be-told"


#: A verdict, and one or two sentences that give its reason.
Judgement = tuple[Verdict, str]

#: No clock of a server is set back by more.
_SLIP: Final = timedelta(days=1)
_ALTERED: Final = "it was altered, or is of another store"


def is_version(text: str) -> bool:
    """Tell whether a text can be the name of a version."""
    return _VERSION.fullmatch(text) is not None


def judged(receipt: Receipt, then: Asking) -> Judgement:
    """Judge a receipt by what its own version answers."""
    version = f"Version {receipt.version}"
    if then.answer is None:
        return Verdict.UNTOLD, f"{version} cannot be asked again: {then.trouble}."
    if then.sha256 != receipt.sha256:
        return Verdict.FAILS, (
            f"{version} gives another answer, with the hash {then.sha256}; the "
            f"receipt has {receipt.sha256}: {_ALTERED}, or another release of recog "
            "made it."
        )
    return _by_editions(receipt, then, f"{version} gives the same answer again")


def judged_without_version(
    receipt: Receipt, then: Asking, *, recalls: bool
) -> Judgement:
    """Judge a receipt whose version is gone by what the current one answers.

    :param recalls: whether it was asked for what was known then.
    """
    gone = f"Version {receipt.version} is no longer kept, or cannot be read."
    now = f"version {then.view.version}"
    if recalls:
        now += f", asked for what was known on {_exact(receipt.at)},"
    if then.answer is None:
        return Verdict.UNTOLD, f"{gone} Asking {now} fails: {then.trouble}."
    if then.sha256 == receipt.sha256:
        return _by_editions(receipt, then, f"{gone} But {now} gives the same answer")
    if not recalls:
        return Verdict.UNTOLD, (
            f"{gone} Now {now} gives another answer, and this question cannot be "
            "asked for what was known then."
        )
    return Verdict.FAILS, (
        f"{gone} And {now} gives another answer, with the hash {then.sha256}; the "
        f"receipt has {receipt.sha256}: {_ALTERED}, or names and sources were edited "
        "since."
    )


def other_time(receipt: Receipt, made: datetime) -> Judgement:
    """Judge a receipt whose version was made at another time."""
    return Verdict.FAILS, (
        f"Version {receipt.version} of this store was made on {_exact(made)}, not on "
        f"{_exact(receipt.at)} as the receipt says: {_ALTERED}."
    )


def stranger(receipt: Receipt, versions: Iterable[Manifest]) -> Judgement | None:
    """Judge a receipt of a version that was never here; None where it may have been.

    One that was lies between those that are kept, by number and by time.
    """
    if not is_version(receipt.version):
        return Verdict.FAILS, (
            f"{receipt.version[:30]!r} is the version of no store, as 000042 would "
            f"be: {_ALTERED}."
        )
    number, at = int(receipt.version), receipt.at
    kept = [(int(each.version), each.time) for each in versions]
    older = [time for each, time in kept if each < number]
    newer = [time for each, time in kept if each > number]
    if newer and max(older, default=at) - _SLIP <= at <= min(newer) + _SLIP:
        return None
    return Verdict.FAILS, (
        f"This store made no version {receipt.version} on {_exact(at)}; it "
        f"has {len(kept)}, up to {max(kept)[0]:06}: {_ALTERED}."
    )


def _by_editions(receipt: Receipt, then: Asking, same: str) -> Judgement:
    if then.answer and receipt.rests_on(then.answer.editions):
        return Verdict.HOLDS, f"{same}."
    return Verdict.FAILS, (
        f"{same}, but from other editions of its sources than the receipt names: "
        f"{_ALTERED}."
    )


def _exact(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
