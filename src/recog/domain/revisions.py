"""Revisions: what stands in place of a claim that was corrected or came back.

A claim never changes. Its first revision has the id with ``-r2`` behind it, the next
``-r3``; each names the one before in `revises`. Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from recog.domain.claims import Claim

_REVISION: Final = re.compile(r"(.*)-r([1-9][0-9]*)")


def head(claim: Claim, stored: Callable[[str], Claim | None]) -> Claim:
    """Return the last revision of a claim: itself, unless it was retracted."""
    while claim.retracted_at is not None:
        revision = _revision(claim, stored)
        if revision is None:
            break
        claim = revision
    return claim


def next_id(claim: Claim, taken: Callable[[str], object]) -> str:
    """Return the id of a claim's next revision: the first that is not taken."""
    return next(id for id in _later_ids(claim) if not taken(id))


def says_the_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are equal in all but their history."""
    told = replace(
        one,
        id=other.id,
        revises=other.revises,
        recorded_at=other.recorded_at,
        retracted_at=other.retracted_at,
    )
    return told == other


def _revision(claim: Claim, stored: Callable[[str], Claim | None]) -> Claim | None:
    """Return the claim that revises another, if there is one."""
    found = map(stored, _later_ids(claim))
    return next(each for each in found if each is None or each.revises == claim.id)


def _later_ids(claim: Claim) -> Iterator[str]:
    """Return the ids that a claim's next revision may have, without end."""
    numbered = _REVISION.fullmatch(claim.id) if claim.revises else None
    base, number = (numbered[1], int(numbered[2])) if numbered else (claim.id, 1)
    return (f"{base}-r{later}" for later in count(number + 1))
