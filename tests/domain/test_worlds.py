from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build import MOMENT, claim, day
from one_key import SIDES, claims_of_one_key, claims_through_time
from recog.domain import worlds
from recog.domain.claims import Claim, Rank, standing
from recog.domain.derive import derive
from recog.domain.reconcile import reconcile
from recog.domain.spans import spans
from recog.domain.status import Certainty, on, outcomes_on, runs
from worlds_model import CALENDAR, narrowed, verdicts

MANY = settings(
    max_examples=400, deadline=None, suppress_health_check=list(HealthCheck)
)


@MANY
@given(claims_of_one_key())
def test_the_answer_for_every_day_is_that_of_all_worlds(made: list[Claim]) -> None:
    events = reconcile(made)
    track = made[0].track
    found = runs(track, events)
    for (value, at), expected in verdicts(track, events).items():
        answer = on(found, at).get(value, Certainty.NONE)
        assert answer == expected, (value, at, [c.kind for c in made])


@MANY
@given(claims_of_one_key())
def test_spans_and_stretches_say_what_the_worlds_say(made: list[Claim]) -> None:
    events = reconcile(made)
    found, stretches = spans(events)
    far = (date.min, date.max)
    for (value, at), expected in verdicts(made[0].track, events).items():
        own = [span for span in found if span.value == value]
        certain = any(
            span.start_latest is not None
            and span.start_latest <= at < (span.end_earliest or far[1])
            for span in own
        )
        possible = any(
            (span.start_earliest or far[0]) <= at < (span.end_latest or far[1])
            for span in own
        )
        exact = [
            stretch.certainty
            for stretch in stretches
            if stretch.value == value and stretch.first <= at < stretch.until
        ]
        assert certain == (expected == "certain"), (value, at)
        assert possible == (expected != "none"), (value, at)
        assert exact == ([] if expected == "none" else [expected]), (value, at)


@MANY
@given(claims_of_one_key())
def test_an_event_is_narrowed_to_the_days_it_has_in_the_worlds(
    made: list[Claim],
) -> None:
    events = reconcile(made)
    for id, days in narrowed(made[0].track, events).items():
        (event,) = (each for each in events if each.id == id)
        assert (event.narrowed.first, event.narrowed.last) == days, event


@MANY
@given(claims_of_one_key())
def test_what_each_reading_leads_to_adds_up_to_the_answer(made: list[Claim]) -> None:
    events = reconcile(made)
    found = runs(made[0].track, events)
    for at in CALENDAR:
        outcomes = outcomes_on(made[0].track, events, at)
        told = {value for each in outcomes for value in each.values} - {""}
        assert told == set(on(found, at))
        for value, certainty in on(found, at).items():
            surely = [each.values == (value,) for each in outcomes]
            never = [value not in each.values for each in outcomes]
            assert (certainty is Certainty.CERTAIN) == all(surely)
            assert (certainty is Certainty.CONTRADICTED) == (any(surely) and any(never))
        contested = [each for each in outcomes if each.believed != ((),)]
        assert bool(contested) == any(event.contradicted for event in events)


@MANY
@given(claims_of_one_key())
def test_a_persons_ranks_decide_which_claims_count(made: list[Claim]) -> None:
    ranks = {each.id: each.rank for each in made}
    events = reconcile(made)
    assert {c for event in events for c in event.claims} == {
        id for id, rank in ranks.items() if rank is not Rank.DEPRECATED
    }
    for event in events:
        counted = {claim for option in event.alternatives for claim in option.claims}
        preferred = {id for id in event.claims if ranks[id] is Rank.PREFERRED}
        assert counted == (preferred or set(event.claims))


@MANY
@given(claims_through_time(), st.integers(0, 6))
def test_what_was_known_rests_on_the_claims_that_stood_then(
    made: list[Claim], hours: int
) -> None:
    at = MOMENT + timedelta(hours=hours)
    stood = [
        each
        for each in made
        if each.recorded_at
        and each.recorded_at <= at
        and (each.retracted_at is None or at < each.retracted_at)
    ]
    known = derive(standing(made, at))
    assert known == derive(stood)
    for (value, day_), expected in verdicts(made[0].track, known.events).items():
        exact = [
            stretch.certainty
            for stretch in known.stretches
            if stretch.value == value and stretch.first <= day_ < stretch.until
        ]
        assert exact == ([] if expected == "none" else [expected])


@MANY
@given(claims_of_one_key())
def test_a_tangle_that_is_not_searched_leaves_no_possibility_out(
    made: list[Claim],
) -> None:
    events = reconcile(made)
    track = made[0].track
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worlds, "MAX_SETS", 1)
        found = runs(track, events)
    for (value, at), expected in verdicts(track, events).items():
        answer = on(found, at).get(value, Certainty.NONE)
        if answer is Certainty.NONE:
            assert expected == "none"
        if answer is Certainty.CERTAIN:
            assert expected == "certain"


def test_twelve_events_of_one_year_are_searched_in_no_time() -> None:
    kinds = ("recognition", "recognition-withdrawn", "recognition-suspended")
    made = [
        claim(
            kinds[number % 3],
            on="1990",
            id=f"claim/{number}",
            about_event=f"event/{number}",
        )
        for number in range(30)
    ]
    found = runs("state-recognition", reconcile(made))
    assert on(found, day("1990-06-01"))["recognised"] is Certainty.POSSIBLE


def test_a_preferred_claim_ends_a_contradiction() -> None:
    made = [
        claim(on="1905", id="claim/a"),
        claim(on="1910", id="claim/b", rank=Rank.PREFERRED, rank_reason="the treaty"),
    ]
    found = runs("state-recognition", reconcile(made))
    assert on(found, day("1907-01-01")) == {}
    assert on(found, day("1911-01-01")) == {"recognised": Certainty.CERTAIN}


def test_beyond_a_bound_of_contradictions_none_is_singled_out() -> None:
    made = [
        claim(
            on=str(1900 + number + more),
            id=f"claim/{number}-{more}",
            about_event=f"event/{number}",
        )
        for number in range(0, 40, 4)
        for more in (0, 2)
    ]
    found = runs("state-recognition", reconcile(made))
    assert on(found, day("1999-01-01"))["recognised"] is Certainty.POSSIBLE


def test_two_labels_for_one_act_leave_both_outcomes_standing() -> None:
    side = SIDES["listing"]
    made = [
        claim("listed", on="2003-02-14", **side),
        claim("delisted", on="2025-04", about_event="event/act", **side),
        claim("listing-suspended", on="2025-04-17", about_event="event/act", **side),
    ]
    found = runs("listing", reconcile(made))
    assert on(found, day("2025-03-31")) == {"listed": Certainty.CERTAIN}
    assert on(found, day("2025-04-10")) == {"listed": Certainty.POSSIBLE}
    assert on(found, day("2025-05-01")) == {"suspended": Certainty.CONTRADICTED}


def test_an_act_that_one_source_calls_without_effect_is_no_closing() -> None:
    side = SIDES["state-recognition"]
    made = [
        claim("recognition", on="1980", **side),
        claim("recognition-withdrawn", on="1990", about_event="event/act", **side),
        claim("recognition-refused", on="1991", about_event="event/act", **side),
    ]
    (span,), _ = spans(reconcile(made))
    assert (span.contradicted, len(span.closed_by), span.end_latest) == (True, 1, None)
    assert (span.end_earliest, span.tied) == (day("1990-01-01"), False)


def test_a_tie_is_marked() -> None:
    side = SIDES["state-recognition"]
    made = [
        claim("recognition", on="1980-01-01", id="claim/a", **side),
        claim("recognition-withdrawn", on="1990-05-01", **side),
        claim("recognition", on="1990-05-01", id="claim/b", **side),
        claim("recognition-withdrawn", on="1999-05-01", **side),
    ]
    found, _ = spans(reconcile(made))
    assert [(span.start_earliest, span.end_latest, span.tied) for span in found] == [
        (day("1980-01-01"), day("1999-05-01"), False)
    ]
    assert spans(reconcile(made[1:3])) == ((), ())  # opened and closed on one day
    suspended = claim("recognition-suspended", on="1990-05-01", **side)
    found, _ = spans(reconcile([made[0], suspended, made[1]]))
    assert [span.tied for span in found] == [True]
