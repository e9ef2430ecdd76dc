from __future__ import annotations

import pytest

from build import claim, day, when
from one_key import KERR, TRACK, at_post
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.domain.events import Conflict, Event
from recog.domain.readings import readings
from recog.domain.reconcile import reconcile
from recog.domain.status import Certainty, on, outcomes_on, runs


def bounds(event: Event) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            each.rule,
            each.not_before.isoformat() if each.not_before else None,
            each.not_after.isoformat() if each.not_after else None,
        )
        for each in event.narrowings
    ]


def test_an_opening_comes_not_after_the_closing_of_its_span() -> None:
    opened, closed = reconcile(
        [claim(on="1912"), claim("recognition-withdrawn", on="1912-10")]
    )
    assert bounds(opened) == [("span-order", None, "1912-10-31")]
    assert [each.because for each in opened.narrowings] == [closed.id]
    assert bounds(closed) == []
    assert (opened.days, opened.narrowed) == (
        when("1912").days,
        when("1912-01-01/1912-10-31").days,
    )


def test_bounds_are_handed_on_along_a_term() -> None:
    events = {
        event.kind: event
        for event in reconcile(
            [
                at_post("appointment", "1851-03-12"),
                at_post("credentials-presented", "1851"),
                at_post("copies-presented", "1850/1852"),
                at_post("mission-terminated", "1851-04/1851-06-01"),
            ]
        )
    }
    assert {kind: bounds(event) for kind, event in events.items()} == {
        "appointment": [],
        "copies-presented": [
            ("term-order", "1851-03-12", None),
            ("term-order", None, "1851-06-01"),
        ],
        "credentials-presented": [
            ("term-order", "1851-03-12", None),
            ("term-order", None, "1851-06-01"),
        ],
        "mission-terminated": [],
    }


def test_one_who_left_is_not_in_office_again_unless_named_again() -> None:
    named = at_post("appointment", "1850-01-01")
    presented = at_post("credentials-presented", "1851")
    left = at_post("mission-terminated", "1851")
    after = runs(TRACK, reconcile([named, presented, left]))
    assert on(after, day("1852-01-01")) == {}


def test_credentials_before_the_appointment_are_found_with_the_two_claims() -> None:
    by_kind = {event.kind: event for event in reconcile(KERR)}
    found = by_kind["credentials-presented"]
    assert found.conflicts == (
        Conflict(
            rule="term-order",
            first=by_kind["appointment"].id,
            second=found.id,
            claims=("claim/appointment", "claim/guide"),
        ),
    )
    assert by_kind["appointment"].conflicts == found.conflicts
    assert by_kind["appointment"].contradicted
    assert by_kind["mission-terminated"].conflicts == ()


def test_what_either_date_leads_to_is_told() -> None:
    events = reconcile(KERR)
    found = runs(TRACK, events)
    assert on(found, day("1851-06-01")) == {
        "in-office": Certainty.CONTRADICTED,
        "nominated": Certainty.CONTRADICTED,
    }
    assert on(found, day("1852-06-01")) == {"in-office": Certainty.CERTAIN}
    assert on(found, day("1853-06-01")) == {}
    told = outcomes_on(TRACK, events, day("1851-06-01"))
    assert [(each.values, each.believed) for each in told] == [
        (("in-office",), (("claim/guide",),)),
        (("nominated",), (("claim/appointment", "claim/pocom"),)),
    ]


def test_where_no_other_claim_takes_its_place_the_event_happened_some_other_day() -> (
    None
):
    events = reconcile(
        [
            at_post("credentials-presented", "1885-03-01"),
            at_post("appointment", "1885-05-07"),
            at_post("mission-terminated", "1889-10-10"),
        ]
    )
    found = runs(TRACK, events)
    assert on(found, day("1885-04-01")) == {"in-office": Certainty.CONTRADICTED}
    assert on(found, day("1886-01-01"))["in-office"] is Certainty.POSSIBLE
    assert on(found, day("1889-10-10")) == {}


@pytest.mark.parametrize(
    "third",
    [
        at_post("appointment", "1880", "other"),
        at_post("mission-terminated", "1885-04", "other"),
    ],
    ids=lambda each: f"{each.kind} {each.date}",
)
def test_a_third_event_that_lets_them_be_two_terms_is_no_conflict(third: Claim) -> None:
    events = derive(
        [
            at_post("credentials-presented", "1885-03-01"),
            at_post("appointment", "1885-05-07"),
            third,
        ]
    ).events
    assert [event.conflicts for event in events] == [()] * len(events)


def test_credentials_after_the_end_of_the_only_term_are_a_conflict() -> None:
    term = [
        at_post("appointment", "1850"),
        at_post("mission-terminated", "1851-03"),
        at_post("credentials-presented", "1852-01-01"),
    ]
    assert sum(event.contradicted for event in reconcile(term)) == 2
    again = at_post("appointment", "1851", "again")
    assert not any(event.contradicted for event in reconcile([*term, again]))


def test_the_smallest_set_of_claims_is_that_of_the_two_tightest() -> None:
    events = reconcile(
        [
            at_post("credentials-presented", "1884/1885", "wide"),
            at_post("credentials-presented", "1885-03", "month"),
            at_post("appointment", "1885-05/1885-12", "loose"),
            at_post("appointment", "1885-05-07", "exact"),
        ]
    )
    assert events[0].conflicts[0].claims == ("claim/exact", "claim/month")


def test_too_many_contradictions_leave_the_order_alone() -> None:
    made = [
        at_post(
            "credentials-presented",
            str(1800 + place * 4 + more),
            f"{place}-{more}",
            about_event=f"event/{place}",
        )
        for place in range(9)
        for more in (0, 2)
    ]
    events = reconcile([*made, at_post("appointment", "1900")])
    assert readings(events) == []
    assert [(event.narrowings, event.conflicts) for event in events] == [((), ())] * 10
