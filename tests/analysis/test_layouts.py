from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from recog.analysis.layouts import positions
from recog.analysis.rings import rings

NAMES = st.sampled_from([f"state/s{number}" for number in range(9)])
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=20)


@settings(max_examples=30, deadline=None)
@given(pairs=PAIRS, nodes=st.lists(NAMES, max_size=9))
def test_every_party_has_a_place_inside_the_drawing(
    pairs: list[tuple[str, str]], nodes: list[str]
) -> None:
    placed = positions(nodes, pairs)
    assert set(placed) == {*nodes, *(end for pair in pairs for end in pair)}
    assert all(-1 <= axis <= 1 for place in placed.values() for axis in place)
    assert len(set(placed.values())) == len(placed)


@settings(max_examples=15, deadline=None)
@given(pairs=PAIRS)
def test_the_order_of_parties_and_pairs_does_not_matter(
    pairs: list[tuple[str, str]],
) -> None:
    turned = [(to, start) for start, to in reversed(pairs)]
    assert positions([], pairs) == positions([], turned)


def test_a_star_leaves_room_between_its_points() -> None:
    placed = positions([], [("hub", f"leaf{number}") for number in range(60)])
    apart = [
        abs(one[0] - other[0]) + abs(one[1] - other[1])
        for one, other in combinations(placed.values(), 2)
    ]
    assert min(apart) > 0.01


def test_many_parts_that_are_not_connected_have_places_of_their_own() -> None:
    placed = positions([], [(f"a{number}", f"b{number}") for number in range(150)])
    assert len(set(placed.values())) == 300
    assert all(-1 <= axis <= 1 for place in placed.values() for axis in place)


def test_the_world_of_many_hundred_parties_has_places() -> None:
    world = [(f"a{number}", f"a{number * 7 % 601}") for number in range(1, 601)]
    placed = positions(["a0"], [("a0", "a1"), *world])
    assert len(placed) == 601
    assert all(-1 <= axis <= 1 for place in placed.values() for axis in place)


def test_parties_stand_on_rings_by_their_distance() -> None:
    placed = rings("a", [["b", "c"], ["b", "d"]])
    assert placed["a"] == (0.0, 0.0)
    distances = {name: round(abs(complex(*place)), 3) for name, place in placed.items()}
    assert distances == {"a": 0.0, "b": 0.5, "c": 0.5, "d": 1.0}


def test_a_party_alone_stands_in_the_middle() -> None:
    assert rings("a", []) == {"a": (0.0, 0.0)}
    assert positions([], []) == {}
    assert positions(["a"], []) == {"a": (0.0, 0.0)}
