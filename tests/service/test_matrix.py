from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim, coverage, day, entity, release
from desks import desk
from recog.domain.claims import Stance
from recog.errors import QuestionError, ResultSizeError
from recog.service import matrix as module
from recog.service.answers import Answer
from recog.service.matrix import matrix
from recog.service.operations import OPERATIONS
from recog.service.questions import Question, read_question
from recog.service.workbench import Workbench

STATE = "state-recognition"
A, B, C, D = "state/a", "state/b", "state/c", "state/d"
LOOKED = release("release/looked", coverage=(coverage(STATE, targets=(B,)),))
CLAIMS = [
    claim("recognition", A, B, "2000"),
    claim("recognition", C, B, "2000-06", id="claim/c"),
    claim("recognition", C, B, "2000-06", id="claim/not-c", stance=Stance.DENIES),
    claim("recognition", A, D, "1990"),
    claim("recognition-withdrawn", A, D, "1999"),
    claim("relations-established", D, A, "1999"),
]


def asked(bench: Workbench, **question: Any) -> Answer:
    return matrix(
        bench.view(), Question(**{"track": STATE, "on": day("2010-01-01"), **question})
    )


def cells(answer: Answer) -> dict[str, list[str]]:
    """Return by actor the certainty of each cell, with a star where it is implied."""
    return {
        row["actor"]["id"][-1]: [
            cell["certainty"] + "*" * cell["implied"] for cell in row["cells"]
        ]
        for row in answer.rows
    }


def parties(*ids: str) -> list[Any]:
    return [entity(each) for each in ids]


@pytest.mark.parametrize("known", [None, MOMENT + timedelta(days=1)])
def test_no_and_nobody_looked_are_different_answers(tmp_path: Path, known: Any) -> None:
    with desk(tmp_path, *CLAIMS, releases=[LOOKED]) as bench:
        whole = asked(bench, as_known=known)
        early = asked(bench, as_known=known, on=day("2000-07-01"))
        named = asked(bench, as_known=known, actors=(D,), targets=(B, C))
    assert [each["id"] for each in whole.more["targets"]] == [B, D]
    assert cells(whole) == {"a": ["certain", "none"], "c": ["contradicted", "unknown"]}
    assert cells(early)["a"] == ["possible", "none"]
    assert cells(named) == {"d": ["none", "unknown"]}
    ended, silent = whole.rows[0]["cells"][1], named.rows[0]["cells"][0]
    assert ended["event"] is not None
    assert (ended["value"], ended["coverage"]) == (None, [])
    assert (silent["event"], silent["coverage"]) == (None, ["release/looked"])
    assert [each["id"] for each in named.more["coverage"]] == ["release/looked"]
    assert "release/looked" in {each["id"] for each in named.releases}
    assert whole.more["counts"] == {
        "certain": 1,
        "contradicted": 1,
        "none": 1,
        "unknown": 1,
    }


@pytest.mark.parametrize("known", [None, MOMENT + timedelta(days=1)])
def test_what_is_implied_is_marked_also_where_it_is_refused(
    tmp_path: Path, known: Any
) -> None:
    refusal = claim("recognition-refused", C, D, "2000")
    envoy = claim("credentials-presented", D, C, "2001", person="person/p")
    with desk(tmp_path, *CLAIMS, refusal, envoy) as bench:
        found = asked(bench, as_known=known, implied=True)
    assert [each["id"] for each in found.more["targets"]] == [A, B, C, D]
    # the withdrawal of 1999 and the relations of 1999 have no order
    assert cells(found) == {
        "a": ["unknown", "certain", "unknown", "possible*"],
        "c": ["unknown", "contradicted", "unknown", "none*"],
        "d": ["certain*", "unknown", "certain*", "unknown"],
    }


def test_relations_are_seen_from_both_sides(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS) as bench:
        assert cells(asked(bench, track="relations")) == {
            "a": ["unknown", "certain"],
            "d": ["certain", "unknown"],
        }


def test_a_matrix_that_is_too_large_is_refused_with_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_CELLS", 3)
    with desk(tmp_path, *CLAIMS) as bench:
        with pytest.raises(ResultSizeError, match="2 × 2 cells .* at most 3"):
            asked(bench)
        assert cells(asked(bench, targets=(B,))) == {
            "a": ["certain"],
            "c": ["contradicted"],
        }


def test_parties_are_named_with_semicolons(tmp_path: Path) -> None:
    allowed = OPERATIONS["matrix"].accepted
    with desk(tmp_path, *CLAIMS) as bench:
        given = {"track": STATE, "targets": "D; state/b ;D;"}
        question = read_question(bench.view(), given, allowed=allowed)
        assert question.targets == (D, B)
        assert question.parameters()["targets"] == f"{D};{B}"
        with pytest.raises(QuestionError, match="no party in ';'"):
            read_question(bench.view(), {**given, "targets": ";"}, allowed=allowed)
        again = read_question(bench.view(), question.parameters(), allowed=allowed)
        assert again == question
