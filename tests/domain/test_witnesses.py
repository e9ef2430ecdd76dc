from __future__ import annotations

import pytest

from build import claim
from recog.domain.entities import Release
from recog.domain.witnesses import Lineage


def lineage(**drawn: str) -> Lineage:
    """Return who draws on whom: `b="a"`: b draws on a; each is a source of its own."""
    return Lineage(
        Release(
            id=f"release/{name}",
            source=f"source/{name.partition('_')[0]}",
            title=name,
            derived_from=tuple(f"release/{each}" for each in on.split()),
        )
        for name, on in drawn.items()
    )


@pytest.mark.parametrize(
    ("drawn", "heard", "witnesses"),
    [
        ({"a": "", "b": "", "c": ""}, "a b c", "a b c"),
        ({"a": "", "b": "a", "c": "b"}, "a b c", "a"),
        ({"a": "", "b": "a", "c": "b"}, "a c", "a"),  # at any remove
        ({"a": "", "b": "a", "c": "b"}, "b c", "b"),
        ({"b": "a", "c": "a"}, "b c", "b"),  # both draw on one that says nothing
        ({"a": "", "b": "", "c": "a b"}, "a b c", "a b"),
        ({"b": "a", "c": "x", "d": "a x"}, "b c d", "b c"),
        ({"a": "b", "b": "a"}, "a b", "a"),  # each says that it draws on the other
        ({"a": "a"}, "a", "a"),
        ({"a_1": "", "a_2": ""}, "a_1 a_2", "a_1"),  # two editions
        ({"a_1": "", "a_2": "", "b": "a_1"}, "a_2 b", "a_2"),
        ({}, "x y", "x y"),  # not known
        ({}, "x x", "x"),  # two claims of one release
    ],
)
def test_only_independent_sources_are_witnesses(
    drawn: dict[str, str], heard: str, witnesses: str
) -> None:
    claims = [claim(release=f"release/{each}") for each in heard.split()]
    expected = {f"release/{each}" for each in witnesses.split()}
    assert lineage(**drawn).witnesses(claims) == expected
    assert lineage(**drawn).witnesses(reversed(claims)) == expected


def test_a_copy_draws_on_what_it_was_copied_from_and_no_edition_on_another() -> None:
    known = lineage(a_1="", a_2="a_1", b="a_1")
    assert known.draws_on("release/b", "release/a_2")
    assert not known.draws_on("release/a_2", "release/a_1")
    assert not known.draws_on("release/a_1", "release/b")
    claims = [claim(release=f"release/{each}") for each in ("a_1", "a_2", "b", "x")]
    assert known.sources(claims) == {"source/a", "source/b", "release/x"}
