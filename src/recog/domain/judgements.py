"""Judgements: a person's verdict on a claim, kept apart from what the source says.

So an import never overwrites one, and to undo it restores what was before.
Source: docs/design.md, sections 1.5 (4 and 7) and 1.7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from recog.domain.claims import Claim, Rank
from recog.domain.entities import split_id
from recog.errors import ClaimError

_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decides of one claim; valid once made.

    :raises ClaimError: when it decides nothing, or nobody says so or why.
    """

    id: str  # judgement/…
    claim: str  # claim/…
    rank: Rank | None = None  # None: it leaves the rank alone
    about_event: str = ""  # event/…; empty: it leaves that alone
    reason: str
    author: str
    recorded_at: datetime | None = None  # None: when it is committed
    retracted_at: datetime | None = None  # when it was undone

    def __post_init__(self) -> None:
        if split_id(self.id)[0] != "judgement":
            raise ClaimError(
                f"not the id of a judgement: {self.id!r}; e.g. judgement/3f9c"
            )
        if split_id(self.claim)[0] != "claim":
            raise ClaimError(
                f"{self.id}: judges {self.claim!r}; right would be a claim, "
                "e.g. claim/3f9c"
            )
        if self.about_event and split_id(self.about_event)[0] != "event":
            raise ClaimError(
                f"{self.id}: not the id of an event: {self.about_event!r}; "
                "e.g. event/3f9c"
            )
        if self.rank is None and not self.about_event:
            raise ClaimError(f"{self.id}: a judgement needs a rank or an event")
        for name in ("reason", "author"):
            if not getattr(self, name).strip():
                article = "an" if name == "author" else "a"
                raise ClaimError(f"{self.id}: a judgement needs {article} {name}")
        if (
            self.recorded_at
            and self.retracted_at
            and self.retracted_at < self.recorded_at
        ):
            raise ClaimError(
                f"{self.id}: undone at {self.retracted_at}, before it was made at "
                f"{self.recorded_at}"
            )


class Verdicts:
    """The judgements that stand, by claim; of each claim the last one decides."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._by_claim: dict[str, list[Judgement]] = defaultdict(list)
        for each in sorted(judgements, key=_moment):
            self._by_claim[each.claim].append(each)

    def of_rank(self, claim: str) -> Judgement | None:
        """Return the judgement that decides the rank of a claim, if there is one."""
        ranked = [each for each in self.on(claim) if each.rank is not None]
        return ranked[-1] if ranked else None

    def applied(self, claim: Claim) -> Claim:
        """Return the claim as it counts: with rank and event as judged last."""
        for each in self.on(claim.id):
            if each.rank is not None:
                claim = replace(claim, rank=each.rank, rank_reason=each.reason)
            if each.about_event:
                claim = replace(claim, about_event=each.about_event)
        return claim

    def on(self, claim: str) -> Sequence[Judgement]:
        """Return the judgements of a claim, oldest first."""
        return self._by_claim.get(claim, ())


def judged(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """Return the claims as they count, in the order given.

    Rank and event of a claim are at first those that its file gives; then, for each of
    the two, the judgement recorded last decides.

    :param judgements: those that stand (`recog.domain.claims.standing`).
    """
    verdicts = Verdicts(judgements)
    return [verdicts.applied(claim) for claim in claims]


def _moment(judgement: Judgement) -> tuple[datetime, str]:
    return (judgement.recorded_at or _ALWAYS, judgement.id)
