from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build import claim, day, entity
from desks import desk
from recog.errors import QuestionError
from recog.service.events import events
from recog.service.network import network
from recog.service.questions import Question
from recog.service.timeline import timeline

KOSOVO = "state/kosovo"
CLAIMS = (
    claim(on="2008-02"),
    claim("recognition-withdrawn", on="2018-05-05"),
    claim("relations-established", by=KOSOVO, of="state/albania", on="2008-03-01"),
    claim(by="state/peru", of="state/chile", on="2001-01-01"),
)


def order(rows: Any) -> list[tuple[str, str]]:
    return [
        (row["type"], row["kind"] if row["type"] == "event" else row["value"])
        for row in rows
    ]


def test_a_timeline_has_spans_before_the_events_that_open_them(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        answer = timeline(bench.view(), Question(entity=KOSOVO))
    assert order(answer.rows) == [
        ("span", "recognised"),
        ("event", "recognition"),
        ("span", "established"),
        ("event", "relations-established"),
        ("event", "recognition-withdrawn"),
    ]


def test_a_span_names_its_events_and_their_claims(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        rows = timeline(bench.view(), Question(entity=KOSOVO)).rows
    span, opening, *_, closing = rows
    assert (span["opened_by"], span["closed_by"]) == ([opening["id"]], [closing["id"]])
    assert {each["id"] for each in span["claims"]} == {CLAIMS[0].id, CLAIMS[1].id}
    assert span["until"]["edtf"] == "2018-05-05"


def test_a_timeline_keeps_to_its_days(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        question = Question(
            entity=KOSOVO, first=day("2008-02-20"), last=day("2008-02-25")
        )
        answer = timeline(bench.view(), question)
    assert order(answer.rows) == [("span", "recognised"), ("event", "recognition")]


def test_a_timeline_of_a_pair_has_both_directions_only_where_symmetric(
    tmp_path: Path,
) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        question = Question(actor="state/albania", target=KOSOVO)
        answer = timeline(bench.view(), question)
    assert order(answer.rows) == [
        ("span", "established"),
        ("event", "relations-established"),
    ]


def test_a_timeline_needs_a_party(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench, pytest.raises(QuestionError, match="party"):
        timeline(bench.view(), Question())


def test_events_come_by_first_day_and_keep_to_their_filters(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        view = bench.view()
        all_kinds = [row["kind"] for row in events(view, Question()).rows]
        one_kind = events(view, Question(kind="recognition", target=KOSOVO)).rows
        of_test = events(view, Question(source="source/test")).rows
        of_others = events(view, Question(source="source/other")).rows
    assert all_kinds == [
        "recognition",
        "recognition",
        "relations-established",
        "recognition-withdrawn",
    ]
    assert [row["actor"]["id"] for row in one_kind] == ["state/france"]
    assert (len(of_test), len(of_others)) == (4, 0)


def test_a_network_has_the_nodes_and_edges_of_a_day(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        answer = network(bench.view(), Question(on=day("2010-01-01")))
    ends = [(edge["from"], edge["to"], edge["track"]) for edge in answer.rows]
    assert ends == [
        ("state/albania", KOSOVO, "relations"),
        ("state/france", KOSOVO, "state-recognition"),
        ("state/peru", "state/chile", "state-recognition"),
    ]
    nodes = answer.more["nodes"]
    assert [node["id"] for node in nodes] == [
        "state/albania",
        "state/chile",
        "state/france",
        KOSOVO,
        "state/peru",
    ]
    assert all(-1 <= node[axis] <= 1 for node in nodes for axis in ("x", "y"))
    assert len({(node["x"], node["y"]) for node in nodes}) == len(nodes)


def test_a_network_around_a_party_goes_as_far_as_its_depth(tmp_path: Path) -> None:
    claims = [
        claim(by=f"state/s{number}", of=f"state/s{number + 1}") for number in range(4)
    ]
    with desk(tmp_path, *claims, entities=[entity("state/alone")]) as bench:
        view = bench.view()
        near = network(view, Question(around="state/s0"))
        far = network(view, Question(around="state/s0", depth=2))
        alone = network(view, Question(around="state/alone"))
    assert [edge["to"] for edge in near.rows] == ["state/s1"]
    assert [edge["to"] for edge in far.rows] == ["state/s1", "state/s2"]
    assert [node["id"] for node in alone.more["nodes"]] == ["state/alone"]


def test_a_network_over_days_has_every_span_that_can_hold_then(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        question = Question(
            first=day("2019-01-01"), last=day("2020-01-01"), track="state-recognition"
        )
        answer = network(bench.view(), question)
    assert [edge["from"] for edge in answer.rows] == ["state/peru"]


def test_a_network_is_drawn_the_same_way_twice(tmp_path: Path) -> None:
    drawn = []
    for name in ("one", "two"):
        with desk(tmp_path / name, *CLAIMS) as bench:
            drawn.append(network(bench.view(), Question()).more["nodes"])
    assert drawn[0] == drawn[1]
