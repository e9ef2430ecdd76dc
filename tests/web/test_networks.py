"""The data of the graph is what the status of each day says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from build import claim
from desks import desk
from recog.service.questions import Question
from recog.service.status import status
from recog.service.workbench import View, Workbench
from recog.store.chronicle import CERTAINTIES
from recog.web.implied_edges import implied_edges
from recog.web.networks import edges, network_data, tracks_of

DAYS = ("1900-01-01", "1998-06-01", "2008-02-17", "2025-04-10", "2025-05-01")


@pytest.mark.parametrize("text", DAYS)
@pytest.mark.parametrize("track", ["", "state-recognition", "relations", "listing"])
def test_the_graph_of_a_day_is_the_status_of_that_day(
    bench: Workbench, text: str, track: str
) -> None:
    view, day = bench.view(), date.fromisoformat(text)
    drawn = {
        (*edge.key, each.value, each.certainty)
        for edge in edges(view, Question(track=track))
        for each in edge.stretches
        if each.first <= text < each.until
    }
    rows: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = status(view, Question(track=track, on=day, limit=1000, cursor=cursor))
        rows += answer.rows
        cursor = answer.next
    held = {
        (
            row["track"],
            row["actor"]["id"],
            row["target"]["id"],
            row["person"]["id"] if row["person"] else "",
            row["list"]["id"] if row["list"] else "",
            row["value"],
            row["certainty"],
        )
        for row in rows
    }
    assert drawn == held
    on_day = edges(view, Question(track=track), day=day)
    assert {
        (*edge.key, each.value, each.certainty)
        for edge in on_day
        for each in edge.stretches
    } == held


def test_around_a_party_lie_its_neighbours_and_their_neighbours(tmp_path: Path) -> None:
    chain = [
        claim(by="state/a", of="state/b"),
        claim(by="state/b", of="state/c"),
        claim(by="state/c", of="state/d"),
    ]
    with desk(tmp_path, *chain) as bench:
        view = bench.view()
        near = [
            {node["id"] for node in _around(view, "state/a", depth)["nodes"]}
            for depth in (1, 2, 3)
        ]
    parties = ["state/a", "state/b", "state/c", "state/d"]
    assert near == [set(parties[: depth + 1]) for depth in (1, 2, 3)]


def _around(view: View, party: str, depth: int) -> dict[str, Any]:
    return network_data(view, Question(around=party, depth=depth))


def test_the_days_of_the_graph_begin_before_anything_does(tmp_path: Path) -> None:
    with desk(tmp_path, claim(on="2008-02-18")) as bench:
        view = bench.view()
        data = network_data(view, Question())
        assert (data["first"], data["last"]) == ("2008-02-17", view.today.isoformat())
        assert tracks_of(view, Question()) == ["state-recognition"]


def test_a_party_of_nothing_stands_alone(tmp_path: Path) -> None:
    with desk(tmp_path, claim()) as bench:
        data = network_data(bench.view(), Question(around="state/atlantis"))
        assert [node["id"] for node in data["nodes"]] == ["state/atlantis"]
        assert data["edges"] == []


def test_data_that_is_unchanged_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/graph/data.json?track=listing")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/graph/data.json?track=listing", headers=tag)
    assert (first.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize("text", DAYS)
@pytest.mark.parametrize("around", ["", "state/china"])
def test_what_the_graph_draws_dotted_is_what_is_implied_that_day(
    bench: Workbench, text: str, around: str
) -> None:
    view, day = bench.view(), date.fromisoformat(text)
    through = implied_edges(view, Question(around=around))
    drawn = {
        (*edge.key[:3], each.certainty)
        for edge in through
        for each in edge.stretches
        if each.first <= text < each.until
    }
    implied = view.snapshot.implications
    columns = implied.on(day)
    expected = {
        (*key[:3], str(CERTAINTIES[certainty]))
        for group, certainty in zip(
            columns.group.tolist(), columns.certainty.tolist(), strict=True
        )
        for key in (implied.key(group),)
        if CERTAINTIES[certainty] != "none" and around in ("", key.actor, key.target)
    }
    assert drawn == expected
    assert drawn or text < "1950"
    on_day = implied_edges(view, Question(around=around), day=day)
    assert {edge.key for edge in on_day} == {
        edge.key
        for edge in through
        for each in edge.stretches
        if each.first <= text < each.until
    }
    sent = network_data(view, Question(track="rule"), on_day)["edges"]
    assert sum(each["implied"] for each in sent) == len(on_day)
