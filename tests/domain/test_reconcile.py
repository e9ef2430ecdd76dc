from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import claim
from recog.domain.claims import Claim, Mode, Rank, Stance
from recog.domain.derive import derive
from recog.domain.reconcile import Event, reconcile


def events(*claims: Claim) -> list[tuple[str, str, int]]:
    """Return kind, date and number of alternatives of each event."""
    return [(e.kind, e.date.edtf, len(e.alternatives)) for e in reconcile(claims)]


def made(on: str, kind: str = "recognition", **more: Any) -> Claim:
    more.setdefault("id", f"claim/{kind}-{on.replace('/', '-').strip('.~?-')}")
    return claim(kind, on=on, **more)


DE_JURE, DE_FACTO = {"mode": Mode.DE_JURE}, {"mode": Mode.DE_FACTO}
PREFERRED = {"rank": Rank.PREFERRED, "rank_reason": "the decree itself"}
CASES: dict[str, tuple[list[Claim], list[tuple[str, str, int]]]] = {
    "a year and a day inside it merge": (
        [made("1990"), made("1990-05-01")],
        [("recognition", "1990-05-01", 1)],
    ),
    "overlapping intervals become what they share": (
        [made("1990-01/1990-06"), made("1990-05/1990-12")],
        [("recognition", "1990-05/1990-06", 1)],
    ),
    "days apart with nothing between contradict": (
        [made("1980"), made("1985")],
        [("recognition", "1980/1985", 2)],
    ),
    "a withdrawal between allows two recognitions": (
        [made("1980"), made("1985"), made("1983", "recognition-withdrawn")],
        [
            ("recognition", "1980", 1),
            ("recognition-withdrawn", "1983", 1),
            ("recognition", "1985", 1),
        ],
    ),
    "a withdrawal elsewhere does not": (
        [made("1980"), made("1985"), made("1990", "recognition-withdrawn")],
        [("recognition", "1980/1985", 2), ("recognition-withdrawn", "1990", 1)],
    ),
    "two withdrawals need an opening between": (
        [made("1980", "recognition-withdrawn"), made("1985", "recognition-withdrawn")],
        [("recognition-withdrawn", "1980/1985", 2)],
    ),
    "two suspensions with a resumption between are two": (
        [
            made("1980", "recognition-suspended"),
            made("1982", "recognition-resumed"),
            made("1985", "recognition-suspended"),
        ],
        [
            ("recognition-suspended", "1980", 1),
            ("recognition-resumed", "1982", 1),
            ("recognition-suspended", "1985", 1),
        ],
    ),
    "a refusal may be said again": (
        [made("1980", "recognition-refused"), made("1985", "recognition-refused")],
        [("recognition-refused", "1980", 1), ("recognition-refused", "1985", 1)],
    ),
    "de facto, then de jure, are two events": (
        [made("1948-05-14", **DE_FACTO), made("1949-01-31", **DE_JURE)],
        [("recognition", "1948-05-14", 1), ("recognition", "1949-01-31", 1)],
    ),
    "de facto and de jure of one year do not merge": (
        [made("1948", id="claim/a", **DE_FACTO), made("1948", id="claim/b", **DE_JURE)],
        [("recognition", "1948", 1), ("recognition", "1948", 1)],
    ),
    "a recognition of no stated mode joins either": (
        [made("1948", id="claim/a"), made("1948-05", id="claim/b", **DE_JURE)],
        [("recognition", "1948-05", 1)],
    ),
    "a preferred claim decides": (
        [made("1980"), made("1985", **PREFERRED)],
        [("recognition", "1985", 1)],
    ),
    "a preferred claim is not narrowed by another": (
        [made("1980", **PREFERRED), made("1980-05-01")],
        [("recognition", "1980", 1)],
    ),
    "a deprecated claim counts for nothing": (
        [made("1980"), made("1985", rank=Rank.DEPRECATED, rank_reason="a misprint")],
        [("recognition", "1980", 1)],
    ),
    "a denial contradicts": (
        [made("1980"), made("1980", id="claim/no", stance=Stance.DENIES)],
        [("recognition", "1980", 2)],
    ),
    "a denial of another time stands alone": (
        [made("1980"), made("1990", stance=Stance.DENIES)],
        [("recognition", "1980", 1), ("recognition", "1990", 1)],
    ),
    "a denial alone is kept": (
        [made("1980", stance=Stance.DENIES)],
        [("recognition", "1980", 1)],
    ),
    "claims joined by hand are one event": (
        [
            made("1980", about_event="event/x"),
            made("1985", about_event="event/x"),
            made("1983", "recognition-withdrawn"),
        ],
        [("recognition", "1980/1985", 2), ("recognition-withdrawn", "1983", 1)],
    ),
    "claims separated by hand are two": (
        [
            made("1980", id="claim/a", about_event="event/x"),
            made("1980", id="claim/b", about_event="event/y"),
        ],
        [("recognition", "1980", 1), ("recognition", "1980", 1)],
    ),
    "a claim left alone joins a group made by hand": (
        [
            made("1980", id="claim/a", about_event="event/x"),
            made("1980-03", id="claim/b"),
        ],
        [("recognition", "1980-03", 1)],
    ),
    "a denial joined by hand contradicts": (
        [
            made("1980", about_event="event/x"),
            made("1990", stance=Stance.DENIES, about_event="event/x"),
        ],
        [("recognition", "1980/1990", 2)],
    ),
    "two labels for one act contradict": (
        [
            made("2025-04", "recognition-withdrawn", about_event="event/x"),
            made("2025-04-17", "recognition-suspended", about_event="event/x"),
        ],
        [("recognition-withdrawn", "2025-04", 2)],
    ),
    "a group in disagreement takes a claim to the one it agrees with": (
        [
            made("1980", about_event="event/x"),
            made("1985", about_event="event/x"),
            made("1980-05", id="claim/c"),
        ],
        [("recognition", "1980-05/1985-12", 2)],
    ),
}


@pytest.mark.parametrize(("claims", "expected"), CASES.values(), ids=list(CASES))
def test_claims_become_events(
    claims: list[Claim], expected: list[tuple[str, str, int]]
) -> None:
    assert events(*claims) == expected
    assert events(*reversed(claims)) == expected


def test_two_statements_of_one_day_are_two_events() -> None:
    said = [
        claim("statement", by="person/k", of="", on="2025-07-03", id=f"claim/{n}")
        for n in range(2)
    ]
    assert [event.claims for event in reconcile(said)] == [("claim/0",), ("claim/1",)]
    joined = [
        claim(
            "statement",
            by="person/k",
            of="",
            on="2025-07-03",
            id=f"claim/{n}",
            about_event="event/x",
        )
        for n in range(2)
    ]
    assert [event.claims for event in reconcile(joined)] == [("claim/0", "claim/1")]


def test_two_levels_of_one_opening_contradict() -> None:
    (event,) = reconcile(
        [
            made("1980", "mission-opened", level="legation", id="claim/a"),
            made("1980", "mission-opened", level="embassy", id="claim/b"),
        ]
    )
    assert [option.level for option in event.alternatives] == ["legation", "embassy"]
    assert event.contradicted


def test_an_event_keeps_the_claims_that_were_outranked() -> None:
    (event,) = reconcile(
        [made("1980", id="claim/a"), made("1985", id="claim/b", **PREFERRED)]
    )
    assert event.claims == ("claim/a", "claim/b")
    assert [option.claims for option in event.alternatives] == [("claim/b",)]
    assert not event.contradicted


def test_a_post_of_another_level_opened_surely_later_is_another_event() -> None:
    consulate = made("1796", "mission-opened", level="consulate", id="claim/a")
    legation = made("1832", "mission-opened", level="legation", id="claim/b")
    events = list(reconcile([legation, consulate]))
    assert [(event.level, event.contradicted) for event in events] == [
        ("consulate", False),
        ("legation", False),
    ]
    again = made("1840", "mission-opened", level="legation", id="claim/c")
    events = list(reconcile([legation, consulate, again]))
    assert [event.claims for event in events] == [
        ("claim/a",),
        ("claim/b", "claim/c"),
    ]


def test_an_event_carries_how_level_and_residence() -> None:
    more = {"person": "person/p", "how": "died at post", "resident": False}
    (event,) = reconcile([made("1980", "mission-terminated", **more)])
    assert (event.how, event.resident, event.mode) == (
        "died at post",
        False,
        Mode.UNSPECIFIED,
    )


@st.composite
def many_claims(draw: st.DrawFn) -> list[Claim]:
    kinds = ("recognition", "recognition-withdrawn", "recognition-suspended")
    dates = ("1980", "1980-05", "1981-02-03", "1983/1985", "../1981", "1984/..")
    return [
        claim(
            draw(st.sampled_from(kinds)),
            by=draw(st.sampled_from(("state/a", "state/b"))),
            of="state/c",
            on=draw(st.sampled_from(dates)),
            id=f"claim/{number}",
            about_event=draw(st.sampled_from(("", "", "event/x", "event/y"))),
            stance=draw(
                st.sampled_from((Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES))
            ),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@given(many_claims(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(
    claims: list[Claim], random: Any
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert derive(shuffled) == derive(claims)


@given(many_claims())
def test_deriving_a_key_alone_gives_what_deriving_everything_gives(
    claims: list[Claim],
) -> None:
    whole = derive(claims)
    for key in {each.key for each in claims}:
        alone = derive(each for each in claims if each.key == key)
        assert alone.events == tuple(e for e in whole.events if e.key == key)
        assert alone.spans == tuple(s for s in whole.spans if s.key == key)
        assert alone.stretches == tuple(s for s in whole.stretches if s.key == key)


@given(many_claims())
def test_no_claim_is_lost_or_counted_twice(claims: list[Claim]) -> None:
    found: tuple[Event, ...] = reconcile(claims)
    kept = sorted(id for event in found for id in event.claims)
    assert kept == sorted(each.id for each in claims)
    for event in found:
        for option in event.alternatives:
            assert event.days.intersection(option.days) == option.days
