from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recog.domain.claims import Key
from recog.domain.difference import (
    Change,
    KeyChange,
    Values,
    applied,
    certainty_of,
    change_between,
    difference,
)
from recog.domain.status import Certainty

CERTAIN = Certainty.CERTAIN
POSSIBLE = Certainty.POSSIBLE
CONTRADICTED = Certainty.CONTRADICTED

#: Each name with those that undo it: doubt has several kinds.
INVERSE = {
    Change.GAINED: {Change.LOST},
    Change.LOST: {Change.GAINED},
    Change.CHANGED: {Change.CHANGED},
    Change.CERTAIN: {Change.UNCERTAIN, Change.CONTRADICTED},
    Change.UNCERTAIN: {Change.CERTAIN, Change.CONTRADICTED},
    Change.CONTRADICTED: {Change.CERTAIN, Change.UNCERTAIN},
}

doubts = st.dictionaries(
    st.sampled_from(("consulate", "legation", "embassy", "suspended")),
    st.sampled_from((POSSIBLE, CONTRADICTED)),
    max_size=3,
)
sure = st.sampled_from(("legation", "embassy")).map(lambda value: {value: CERTAIN})
values: st.SearchStrategy[Values] = doubts | sure
keys = st.builds(
    Key,
    track=st.sampled_from(("mission", "relations", "")),
    actor=st.sampled_from(("state/a", "state/b")),
    target=st.sampled_from(("state/c", "")),
)
holdings = st.dictionaries(keys, values, max_size=6)
Held = Mapping[Key, Values]


def without_empty(held: Held) -> dict[Key, Values]:
    return {key: each for key, each in held.items() if each}


@given(holdings, holdings)
def test_a_difference_leads_from_one_to_the_other(one: Held, other: Held) -> None:
    assert applied(difference(one, other), one) == without_empty(other)


@given(holdings)
def test_nothing_differs_from_itself(held: Held) -> None:
    assert difference(held, held) == ()
    assert applied((), held) == without_empty(held)


@given(holdings, holdings)
def test_the_way_back_is_the_inverse(one: Held, other: Held) -> None:
    there, back = difference(one, other), difference(other, one)
    assert back == tuple(KeyChange(each.key, each.after, each.before) for each in there)
    for each, undone in zip(there, back, strict=True):
        assert undone.change in INVERSE[each.change]


@given(holdings, holdings)
def test_changes_are_sorted_and_change_something(one: Held, other: Held) -> None:
    found = difference(one, other)
    assert [each.key for each in found] == sorted({each.key for each in found})
    assert all(each.before != each.after for each in found)


@given(holdings, holdings)
def test_a_name_never_lies(one: Held, other: Held) -> None:
    for each in difference(one, other):
        before, after = certainty_of(each.before), certainty_of(each.after)
        match each.change:
            case Change.GAINED:
                assert not each.before
                assert set(each.after.values()) == {CERTAIN}
            case Change.LOST:
                assert set(each.before.values()) == {CERTAIN}
                assert not each.after
            case Change.CHANGED:
                assert each.before
                assert each.after
                assert before is after
            case Change.CERTAIN:
                assert before is not CERTAIN
                assert after is CERTAIN
            case Change.UNCERTAIN:
                assert before is not POSSIBLE
                assert after is POSSIBLE
            case Change.CONTRADICTED:
                assert before is not CONTRADICTED
                assert after is CONTRADICTED


CASES: list[tuple[Values, Values, str]] = [
    ({}, {"recognised": CERTAIN}, "gained"),
    ({"recognised": CERTAIN}, {}, "lost"),
    ({"recognised": CERTAIN}, {"suspended": CERTAIN}, "changed"),
    ({"legation": CERTAIN}, {"embassy": CERTAIN}, "changed"),
    ({"legation": POSSIBLE}, {"embassy": POSSIBLE}, "changed"),
    ({"listed": CONTRADICTED}, {"suspended": CONTRADICTED}, "changed"),
    ({"recognised": POSSIBLE}, {"recognised": CERTAIN}, "became-certain"),
    ({"recognised": POSSIBLE}, {}, "became-certain"),
    ({"recognised": CONTRADICTED}, {"recognised": CERTAIN}, "became-certain"),
    ({"recognised": CONTRADICTED}, {}, "became-certain"),
    (
        {"recognised": POSSIBLE, "suspended": POSSIBLE},
        {"suspended": CERTAIN},
        "became-certain",
    ),
    ({}, {"recognised": POSSIBLE}, "became-uncertain"),
    ({"recognised": CERTAIN}, {"recognised": POSSIBLE}, "became-uncertain"),
    ({"legation": CERTAIN}, {"embassy": POSSIBLE}, "became-uncertain"),
    ({"recognised": CONTRADICTED}, {"recognised": POSSIBLE}, "became-uncertain"),
    ({}, {"listed": CONTRADICTED}, "became-contradicted"),
    ({"listed": CERTAIN}, {"listed": CONTRADICTED}, "became-contradicted"),
    ({"listed": POSSIBLE}, {"suspended": CONTRADICTED}, "became-contradicted"),
    (
        {"listed": POSSIBLE, "suspended": POSSIBLE},
        {"listed": POSSIBLE, "suspended": CONTRADICTED},
        "became-contradicted",
    ),
]


@pytest.mark.parametrize(("before", "after", "name"), CASES, ids=repr)
def test_a_change_is_named_for_what_is_known_afterwards(
    before: Values, after: Values, name: str
) -> None:
    assert change_between(before, after) == Change(name)


def test_every_name_has_a_case() -> None:
    assert {name for _, _, name in CASES} == set(map(str, Change)) == set(INVERSE)
