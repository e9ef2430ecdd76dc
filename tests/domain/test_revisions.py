from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from build import MOMENT, claim
from recog.domain.claims import Claim
from recog.domain.revisions import head, next_id, says_the_same
from recog.errors import ClaimError

GONE: dict[str, Any] = {"recorded_at": MOMENT, "retracted_at": MOMENT}


def stored(*claims: Claim) -> Callable[[str], Claim | None]:
    return {each.id: each for each in claims}.get


def test_the_head_of_a_chain_is_its_last_revision() -> None:
    first = claim(id="claim/x", **GONE)
    second = claim(id="claim/x-r2", revises="claim/x", **GONE)
    third = claim(id="claim/x-r3", revises="claim/x-r2")
    chain = stored(first, second, third)

    assert [head(each, chain) for each in (first, second, third)] == [third] * 3
    assert head(second, stored(first, second)) == second


def test_a_claim_that_stands_is_its_own_head() -> None:
    first = claim(id="claim/x")

    assert head(first, stored(first, claim(id="claim/x-r2", revises="claim/x"))) == (
        first
    )


def test_a_claim_that_happens_to_be_named_like_a_revision_is_passed_over() -> None:
    first = claim(id="claim/x", **GONE)
    namesake = claim(id="claim/x-r2")
    revision = claim(id="claim/x-r3", revises="claim/x")

    assert head(first, stored(first, namesake)) == first
    assert head(first, stored(first, namesake, revision)) == revision
    assert next_id(first, stored(first, namesake)) == "claim/x-r3"


@pytest.mark.parametrize(
    ("id", "revises", "after"),
    [
        ("claim/x", "", "claim/x-r2"),
        ("claim/x-r2", "claim/x", "claim/x-r3"),
        ("claim/x-r9", "claim/x-r8", "claim/x-r10"),
        ("claim/x-r2", "", "claim/x-r2-r2"),
        ("claim/x", "claim/y", "claim/x-r2"),
    ],
)
def test_revisions_are_numbered_from_two(id: str, revises: str, after: str) -> None:
    assert next_id(claim(id=id, revises=revises), stored()) == after


def test_the_history_of_a_claim_is_not_what_it_says() -> None:
    one = claim(id="claim/x")

    assert says_the_same(one, claim(id="claim/x-r2", revises="claim/x", **GONE))
    assert not says_the_same(one, claim(id="claim/x", note="in other words"))


@pytest.mark.parametrize("revises", ["claim/x", "state/france"])
def test_a_claim_revises_another_claim(revises: str) -> None:
    with pytest.raises(ClaimError, match="right would be another claim"):
        claim(id="claim/x", revises=revises)
