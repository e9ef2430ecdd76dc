"""How the claims of one key differ between two moments of knowledge or versions.

Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recog.domain.claims import Claim, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Claims by what became of them, each by id; a changed one as it is now."""

    came: tuple[Claim, ...] = ()
    went: tuple[Claim, ...] = ()  # retracted, or not there any more
    judged: tuple[Claim, ...] = ()  # ranked, joined or separated by a person
    amended: tuple[Claim, ...] = ()  # says something else under the same id

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All of them."""
        return (*self.came, *self.went, *self.judged, *self.amended)


def revision(before: Iterable[Claim], after: Iterable[Claim]) -> Revision:
    """Return how the claims that stand afterwards differ from those before.

    :param before: the claims that stood; `after` likewise.
    """
    old = {claim.id: claim for claim in before}
    new = {claim.id: claim for claim in after}
    both = sorted(old.keys() & new.keys())
    changed = [(old[id], new[id]) for id in both if _said(old[id]) != _said(new[id])]
    return Revision(
        came=tuple(new[id] for id in sorted(new.keys() - old.keys())),
        went=tuple(old[id] for id in sorted(old.keys() - new.keys())),
        judged=tuple(now for was, now in changed if _unjudged(was) == _unjudged(now)),
        amended=tuple(now for was, now in changed if _unjudged(was) != _unjudged(now)),
    )


def _said(claim: Claim) -> Claim:
    """Return a claim without when it was recorded and retracted."""
    return replace(claim, recorded_at=None, retracted_at=None)


def _unjudged(claim: Claim) -> Claim:
    """Return what a claim says, without what a person made of it."""
    said = _said(claim)
    return replace(said, rank=Rank.NORMAL, rank_reason="", about_event="")
