from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim, day, entity
from desks import desk
from recog.domain.claims import Claim
from recog.errors import QuestionError
from recog.service.network import network
from recog.service.questions import Question
from recog.service.status import status
from recog.service.workbench import Workbench

CHINA, KABUL, RUSSIA = "state/china", "government/kabul", "state/russia"
GOVERNMENT = "government-recognition"
ENTITIES = [entity(KABUL, governs="state/afghanistan"), entity("state/afghanistan")]


def envoy(on: str, by: str = KABUL, of: str = CHINA) -> Claim:
    return claim("credentials-presented", by, of, on, person="person/p")


REFUSED = claim("recognition-refused", CHINA, KABUL, "2023-12-05", locator="line 2")


def rows(bench: Workbench, **question: Any) -> list[Any]:
    asked = Question(**{"on": day("2025-01-01"), "implied": True, **question})
    return list(status(bench.view(), asked).rows)


@pytest.mark.parametrize("known", [None, MOMENT + timedelta(days=1)])
def test_an_explicit_refusal_beats_an_implication_and_both_are_shown(
    tmp_path: Path, known: Any
) -> None:
    with desk(tmp_path, envoy("2024-01-30"), REFUSED, entities=ENTITIES) as bench:
        (row,) = rows(bench, track=GOVERNMENT, actor=CHINA, as_known=known)
    assert (row["value"], row["certainty"], row["since"]) == (None, "none", None)
    implied = row["implied"]
    assert (implied["rule"], implied["premises_count"]) == ("credentials", 1)
    (premise,) = implied["premises"]
    assert (premise["track"], premise["value"]) == ("head-of-mission", "in-office")
    assert (premise["actor"]["id"], premise["person"]["id"]) == (KABUL, "person/p")
    assert premise["since"]["edtf"] == "2024-01-30"
    assert [each["id"] for each in implied["refused_by"]] == [REFUSED.id]
    assert [each["id"] for each in row["because"]] == [REFUSED.id]


@pytest.mark.parametrize("known", [None, MOMENT + timedelta(days=1)])
def test_an_implied_row_names_rule_premise_and_sources(
    tmp_path: Path, known: Any
) -> None:
    said = envoy("2024-01-30")
    with desk(tmp_path, said, entities=ENTITIES) as bench:
        found = rows(bench, actor=CHINA, target="state/afghanistan", as_known=known)
    assert [
        (row["track"], row["target"]["id"], row["value"], row["certainty"])
        for row in found
        if row["implied"]
    ] == [
        (GOVERNMENT, KABUL, "recognised", "certain"),
        ("state-recognition", "state/afghanistan", "recognised", "certain"),
    ]
    state = found[-1]
    assert state["implied"]["premises"][0]["rules"] == ["credentials", "government"]
    assert [each["id"] for each in state["because"]] == [said.id]
    assert (state["since"]["edtf"], state["until"]) == ("2024-01-30", None)


def test_nothing_is_implied_unless_it_is_asked_for(tmp_path: Path) -> None:
    with desk(tmp_path, envoy("2024-01-30"), entities=ENTITIES) as bench:
        (row,) = rows(bench, actor=CHINA, target=KABUL, track=GOVERNMENT, implied=False)
        assert (row["certainty"], row["implied"]) == ("unknown", None)
        assert rows(bench, track=GOVERNMENT, person="person/p") == []
        assert rows(bench, track="listing") == []


def test_pages_of_implied_and_asserted_rows_go_on_where_they_ended(
    tmp_path: Path,
) -> None:
    made = [
        claim("relations-established", RUSSIA, f"state/s{number}", "1990")
        for number in range(5)
    ]
    with desk(tmp_path, *made) as bench:
        whole = rows(bench, actor=RUSSIA)
        paged: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            asked = Question(
                actor=RUSSIA, on=day("2025-01-01"), implied=True, limit=3, cursor=cursor
            )
            answer = status(bench.view(), asked)
            paged += answer.rows
            cursor = answer.next
    assert paged == whole
    assert [bool(row["implied"]) for row in whole] == [False] * 5 + [True] * 5


def test_a_network_has_marked_edges_for_what_is_implied(tmp_path: Path) -> None:
    with desk(tmp_path, envoy("2024-01-30"), REFUSED, entities=ENTITIES) as bench:
        asked = Question(on=day("2025-01-01"), implied=True)
        edges = network(bench.view(), asked).more["edges"]
        with pytest.raises(QuestionError, match="one day"):
            network(bench.view(), Question(first=day("2025-01-01"), implied=True))
    assert [(each["track"], bool(each["implied"])) for each in edges] == [
        ("head-of-mission", False),
        ("state-recognition", True),
        ("state-recognition", True),
    ]
    assert len({each["id"] for each in edges}) == 3
