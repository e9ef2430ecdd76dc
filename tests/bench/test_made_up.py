"""Claims that are made up for benchmarks, and the benchmark of growth on a few."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from recog.domain.claims import Claim, Rank, Stance
from recog.domain.derive import derive
from recog.domain.status import Certainty

made_up = import_module("made_up")
scale = import_module("scale")
loading, corpora = import_module("loading"), import_module("corpora")
claims, entities, standing = made_up.claims, made_up.entities, made_up.standing


def test_more_claims_begin_with_the_same_ones() -> None:
    few = list(claims(500))
    assert len(few) == 500
    assert list(claims(900))[:500] == few
    assert list(claims(500, seed=8)) != few


def test_claims_name_only_who_is_described_and_each_once() -> None:
    described = Counter(entity.id for entity in entities(3_000))
    named = {
        party
        for claim in claims(3_000)
        for party in (claim.actor, claim.target, claim.person, claim.list)
        if party
    }
    assert named <= described.keys()
    assert set(described.values()) == {1}
    cited = {claim.release for claim in claims(3_000)}
    assert cited <= {release.id for release in made_up.releases()}


def test_states_and_governments_are_as_many_as_in_the_world() -> None:
    kinds = Counter(entity.id.partition("/")[0] for entity in entities(100))
    assert (kinds["state"], kinds["government"]) == (200, 60)
    assert kinds["organization"] > 100


@pytest.mark.parametrize(
    ("what", "least", "most"),
    [
        ("head-of-mission", 0.50, 0.70),
        ("denied", 0.010, 0.025),
        ("ranked", 0.002, 0.008),
        ("by hand", 0.004, 0.014),
        ("retracted", 0.006, 0.016),
        ("not to the day", 0.20, 0.40),
    ],
)
def test_the_shape_is_that_of_real_claims(what: str, least: float, most: float) -> None:
    told = {
        "head-of-mission": lambda claim: claim.track == "head-of-mission",
        "denied": lambda claim: claim.stance is Stance.DENIES,
        "ranked": lambda claim: claim.rank is not Rank.NORMAL,
        "by hand": lambda claim: bool(claim.about_event),
        "retracted": lambda claim: claim.retracted_at is not None,
        "not to the day": lambda claim: claim.date.days.first != claim.date.days.last,
    }
    made = list(claims(10_000))
    assert least <= sum(map(told[what], made)) / len(made) <= most


def test_three_in_a_hundred_events_are_contradicted_and_every_answer_occurs() -> None:
    derived = derive(standing(6_000))
    contradicted = sum(event.contradicted for event in derived.events)
    assert 0.02 <= contradicted / len(derived.events) <= 0.06
    assert {stretch.certainty for stretch in derived.stretches} == {
        Certainty.CERTAIN,
        Certainty.POSSIBLE,
        Certainty.CONTRADICTED,
    }


def test_memory_does_not_grow_with_what_was_yielded() -> None:
    def held_after(number: int, told: Iterator[Claim]) -> int:
        for _ in range(number):
            next(told)
        return tracemalloc.get_traced_memory()[0]

    told = claims(10_000)
    tracemalloc.start()
    try:
        early = held_after(1_000, told)
        late = held_after(5_000, told)
    finally:
        tracemalloc.stop()
    assert late - early < 50_000


def test_growth_is_told_as_a_power_of_the_size() -> None:
    found = {10: {"linear": 2.0, "square": 1.0}, 100: {"linear": 20.0, "square": 100.0}}
    assert scale.exponent(found, "linear", 10, 100) == "1.00"
    assert scale.exponent(found, "square", 10, 100) == "2.00"
    assert scale.exponent(found, "square", 0, 10) == ""


def test_the_benchmark_of_growth_measures_every_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found: dict[str, float] = {}
    for part in scale.PARTS:
        found |= part(300, tmp_path, 1)
    assert found.keys() == {row.name for row in scale.ROWS}
    scale.report({300: found})
    assert all(row.name in capsys.readouterr().out for row in scale.ROWS[:1])


def test_sources_draw_on_others_and_cover_something() -> None:
    given = made_up.releases()
    assert {each.source for each in given} == {each.id for each in made_up.sources()}
    assert sum(bool(each.derived_from) for each in given) == 5
    assert sum(bool(each.coverage) for each in given) == 4


def test_the_benchmark_of_imports_tells_every_phase() -> None:
    found = loading.measured(200)
    assert {name for name, *_ in found.phases} >= {"reading", "comparing", "deriving"}
    assert found.size == 200


def test_the_table_of_what_was_loaded_has_a_line_for_each_data_set() -> None:
    report = {
        "imports": [
            {
                "importer": "pocom",
                "read": 6012,
                "made": {"claims": 16213, "entities": 3519},
                "skipped": {"no date": 88, "given twice": 1},
                "contradictions": {"own": 2, "others": 3},
                "unresolved": [{"name": "X"}],
                "seconds": 20.4,
            }
        ]
    }
    *_, line = corpora.table(report).splitlines()
    assert line == (
        "| `pocom` | 6,012 | 16,213 | 3,519 | 88 no date; 1 given twice | 5 (3) | 1 | "
        "20 |"
    )
