"""How the claims of one key differ between two moments of knowledge or versions.

Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recog.domain.claims import Claim, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Claims by what became of them, each by id; a changed one as it is now."""

    came: tuple[Claim, ...] = ()
    went: tuple[Claim, ...] = ()  # retracted, or not there any more
    judged: tuple[Claim, ...] = ()  # ranked, joined or separated by a person
    amended: tuple[Claim, ...] = ()  # revises one that stood before

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All of them."""
        return (*self.came, *self.went, *self.judged, *self.amended)


def revision(before: Iterable[Claim], after: Iterable[Claim]) -> Revision:
    """Return how the claims that stand afterwards differ from those before.

    A claim that stands says the same as ever; what corrects it revises it.

    :param before: the claims that stood; `after` likewise.
    """
    old = {claim.id: claim for claim in before}
    new = {claim.id: claim for claim in after}
    mended = {id for id, claim in new.items() if claim.revises in old}
    former = {new[id].revises for id in mended}
    both = sorted(old.keys() & new.keys())
    return Revision(
        came=tuple(new[id] for id in sorted(new.keys() - old.keys() - mended)),
        went=tuple(old[id] for id in sorted(old.keys() - new.keys() - former)),
        judged=tuple(new[id] for id in both if _verdict(old[id]) != _verdict(new[id])),
        amended=tuple(new[id] for id in sorted(mended)),
    )


def _verdict(claim: Claim) -> tuple[Rank, str, str]:
    """Return what a person made of a claim."""
    return claim.rank, claim.rank_reason, claim.about_event
