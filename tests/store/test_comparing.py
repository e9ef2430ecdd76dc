"""The difference of two stores is the difference of their statements."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from recog.store.comparing import compared

NAMES = ["x:a", "x:b", "x:c", "https://w3id.org/recog/id/state/a"]
GRAPHS = [
    DefaultGraph(),
    NamedNode("x:g"),
    NamedNode("https://w3id.org/recog/graph/release/a"),
]
nodes = st.sampled_from(NAMES).map(NamedNode)
quads = st.sets(st.builds(Quad, nodes, nodes, nodes, st.sampled_from(GRAPHS)))


@given(before=quads, after=quads)
def test_what_went_and_came_is_told(before: set[Quad], after: set[Quad]) -> None:
    old, new = Store(), Store()
    old.extend(before)
    new.extend(after)
    found = compared(old, new)
    assert {*found.ours_removed, *found.others_removed} == before - after
    assert {*found.ours_added, *found.others_added} == after - before
    assert found.count_added == len(after - before)
    assert found.count_removed == len(before - after)
    alone = compared(old, new, only=["x:g"])
    seen = {DefaultGraph(), NamedNode("x:g")}
    assert {*alone.ours_added, *alone.others_added} == {
        quad for quad in after - before if quad.graph_name in seen
    }
