from __future__ import annotations

from hypothesis import given, settings

from build import claim, day
from one_key import KERR, claims_of_one_key
from recog.domain.claims import Claim, Rank, Stance
from recog.domain.explanation import Explanation, explained
from recog.domain.reconcile import reconcile
from recog.domain.rules import RULES
from recog.domain.status import Certainty, on, runs
from worlds_model import CALENDAR


def rules(told: Explanation) -> list[tuple[str, list[str]]]:
    return [(s.event.kind, [each.rule for each in s.applied]) for s in told.steps]


def why(*claims: Claim, at: str = "2010-01-01") -> Explanation:
    return explained(claims[0].key, claims, day(at))


def test_each_step_names_its_rules_and_what_it_changed() -> None:
    told = why(
        claim(on="2008-02", id="claim/a"),
        claim(on="2008-02-18", id="claim/b"),
        claim("recognition-withdrawn", on="2018", id="claim/c"),
    )
    assert rules(told) == [
        ("recognition", ["agreement", "opening"]),
        ("recognition-withdrawn", ["closing"]),
    ]
    opened, closed = told.steps
    assert (opened.before, opened.after) == ({}, {"recognised": Certainty.CERTAIN})
    assert (closed.before, closed.after) == ({"recognised": Certainty.CERTAIN}, {})
    assert [step.later for step in told.steps] == [False, True]
    assert told.values == {"recognised": Certainty.CERTAIN}
    assert [each.values for each in told.outcomes] == [("recognised",)]


def test_an_event_that_is_narrowed_says_by_which_other() -> None:
    told = why(claim(on="1912"), claim("recognition-withdrawn", on="1912-10"))
    (opened, closed) = told.steps
    (bound,) = [each for each in opened.applied if each.narrowing]
    assert bound.rule == "span-order"
    assert bound.narrowing
    assert bound.narrowing.because == closed.event.id


def test_a_conflict_names_the_other_event_and_the_claims() -> None:
    told = why(*KERR, at="1851-06-01")
    by_kind = {step.event.kind: step for step in told.steps}
    (found,) = [each for each in by_kind["appointment"].applied if each.against]
    assert (found.rule, found.claims) == (
        "term-order",
        ("claim/appointment", "claim/guide"),
    )
    assert found.against == by_kind["credentials-presented"].event.id
    assert [each.rule for each in by_kind["credentials-presented"].applied] == [
        "contradiction",
        "term-order",
        "opening",
    ]


def test_a_persons_verdicts_are_told() -> None:
    told = why(
        claim(on="1905", id="claim/a", about_event="event/one"),
        claim(on="1910", id="claim/b", rank=Rank.PREFERRED, rank_reason="x"),
        claim(on="1911", id="claim/c", rank=Rank.DEPRECATED, rank_reason="x"),
        claim(on="1910", id="claim/d", stance=Stance.DENIES),
    )
    assert told.left_out == ("claim/c",)
    assert rules(told) == [
        ("recognition", ["by-hand", "preference", "denial", "opening"])
    ]


def test_a_claim_that_is_deprecated_leaves_no_step() -> None:
    told = why(claim(id="claim/c", rank=Rank.DEPRECATED, rank_reason="x"))
    assert (told.steps, told.values, told.left_out) == ((), {}, ("claim/c",))


def test_a_closing_with_nothing_before_it_says_that_it_held() -> None:
    told = why(claim("recognition-withdrawn", on="1990-05-01"), at="1980-01-01")
    assert rules(told) == [("recognition-withdrawn", ["closing", "held-before"])]


def test_what_changes_no_status_is_told_too() -> None:
    told = why(claim("recognition-refused", on="1990-05-01"))
    assert rules(told) == [("recognition-refused", ["no-effect"])]
    said = explained(
        claim("statement", track="").key,
        [claim("statement", track="")],
        day("2010-01-01"),
    )
    assert (said.values, said.outcomes) == ({}, ())


@settings(max_examples=150, deadline=None)
@given(claims_of_one_key())
def test_an_explanation_ends_in_the_answer_and_names_rules_that_exist(
    made: list[Claim],
) -> None:
    found = runs(made[0].track, reconcile(made))
    for at in CALENDAR[::4]:
        told = explained(made[0].key, made, at)
        assert told.values == on(found, at)
        told_of = {each for step in told.steps for each in step.event.claims}
        assert told_of | set(told.left_out) == {each.id for each in made}
        assert {r for _, used in rules(told) for r in used} <= set(RULES)
