from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from build import claim, day
from implied_model import implied_verdicts
from recog.domain.beginnings import NEVER
from recog.domain.claims import Claim, Key, Stance
from recog.domain.dates import Interval, of_interval, parse
from recog.domain.derive import derive
from recog.domain.extremes import Premise
from recog.domain.implication import RULES, Kin, Towards, conclusions
from recog.domain.implied import Implied, implied_on, implied_stretches
from recog.domain.reconcile import reconcile
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from worlds_model import CALENDAR

A, B = "state/a", "state/b"
JUNTA = "government/junta"  # claims to govern b
KIN = Kin(governs={JUNTA: B})
RELATIONS = {"by": A, "of": B}
ENVOY = {"by": B, "of": A, "person": "person/p"}
A_TO_B = Key("state-recognition", A, B)

MANY = settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck)
)


def implied(claims: Iterable[Claim], on: str | date, kin: Kin = KIN) -> list[Implied]:
    derived = derive(claims)
    at = day(on) if isinstance(on, str) else on
    return list(implied_on(at, derived.spans, derived.stretches, derived.events, kin))


def short(found: Iterable[Implied]) -> dict[str, str]:
    """Return the certainty of each implied status by its parties."""
    slug = {"state/a": "a", "state/b": "b", JUNTA: "junta"}
    return {
        f"{slug.get(each.key.actor, each.key.actor)} "
        f"{'=' if each.key.track == 'relations' else '>'} "
        f"{slug.get(each.key.target, each.key.target)}": str(each.certainty)
        for each in found
    }


def answer(claims: Iterable[Claim], on: str | date, key: Key = A_TO_B) -> str:
    """Return the certainty for one key; empty when nothing is implied."""
    found = {each.key: str(each.certainty) for each in implied(claims, on)}
    return found.get(key, "")


# --- the rules


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (claim("relations-established", A, B, "2000"), {"a > b", "b > a"}),
        (
            claim("relations-established", A, JUNTA, "2000"),
            {"a > junta", "junta > a", "a > b"},
        ),
        (
            claim("credentials-presented", JUNTA, A, "2000", person="person/p"),
            {"a > junta", "junta > a", "a > b"},
        ),
        (
            claim("mission-opened", A, B, "2000", level="legation"),
            {"a = b", "a > b", "b > a"},
        ),
        (claim("recognition", A, JUNTA, "2000"), {"a > b"}),
        (claim("mission-opened", A, B, "2000", level="consulate"), set()),
        (claim("mission-opened", A, B, "2000", level="interests-section"), set()),
        (claim("mission-opened", A, B, "2000", level="liaison-office"), set()),
        (claim("entered-on-duty", A, B, "2000", person="person/p"), set()),
        (claim("copies-presented", A, B, "2000", person="person/p"), set()),
        (claim("recognition", A, B, "2000"), set()),
        (claim("relations-established", B, JUNTA, "2000"), set()),
        (
            claim("credentials-presented", A, "organization/o", "2000"),
            set(),
        ),
        (claim("admitted", A, "organization/o", "2000"), set()),
    ],
    ids=lambda each: each.kind if isinstance(each, Claim) else "",
)
def test_what_follows_from_a_status_and_what_does_not(
    made: Claim, expected: set[str]
) -> None:
    found = short(implied([made], "2005-01-01"))
    assert set(found) == expected
    assert set(found.values()) <= {"certain"}


def test_rules_apply_to_a_fixed_point_and_keep_their_chain() -> None:
    found = conclusions(Key("mission", A, JUNTA), "embassy", KIN.governs)
    assert {each.key: each.rules for each in found} == {
        Key("relations", JUNTA, A): ("mission",),
        Key("government-recognition", A, JUNTA): ("mission", "relations"),
        Key("state-recognition", JUNTA, A): ("mission", "relations"),
        Key("state-recognition", A, B): ("mission", "relations", "government"),
    }
    (state,) = (
        each
        for each in implied(
            [claim("mission-opened", A, JUNTA, "2000", level="embassy")], "2005-01-01"
        )
        if each.key == A_TO_B
    )
    (premise,) = state.premises
    assert (premise.key.track, premise.value) == ("mission", "embassy")
    assert premise.rules == ("mission", "relations", "government")


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_a_sentence_with_a_source(name: str) -> None:
    rule = RULES[name]
    assert rule.definition.endswith(".")
    assert rule.source
    assert rule.label
    assert rule.towards in Towards


# --- what ends an implication, and what does not


def test_severing_relations_does_not_withdraw_implied_recognition() -> None:
    made = [
        claim("relations-established", on="1950-05-01", **RELATIONS),
        claim("relations-severed", on="1960-05-01", **RELATIONS),
    ]
    assert answer(made, "1955-01-01") == "certain"
    assert answer(made, "1970-01-01") == "certain"
    assert answer(made, "1950-04-30") == ""


def test_the_departure_of_an_envoy_does_not_withdraw_implied_recognition() -> None:
    made = [
        claim("credentials-presented", on="1950-05-01", **ENVOY),
        claim("mission-terminated", on="1952-05-01", **ENVOY),
    ]
    assert answer(made, "1970-01-01") == "certain"


def test_implied_relations_end_with_the_mission_and_when_they_are_severed() -> None:
    opened = claim("mission-opened", A, B, "1950-05-01", level="embassy")
    closed = claim("mission-closed", A, B, "1960-05-01")
    severed = claim("relations-severed", A, B, "1955-05-01")
    relations = Key("relations", A, B)
    assert answer([opened, closed], "1959-12-31", relations) == "certain"
    assert answer([opened, closed], "1960-05-01", relations) == ""
    assert answer([opened, severed], "1956-01-01", relations) == "none"
    assert answer([opened, severed], "1956-01-01") == "certain"


def test_a_withdrawal_ends_implied_recognition_until_relations_are_made_anew() -> None:
    made = [
        claim("relations-established", on="1950-05-01", **RELATIONS),
        claim("recognition-withdrawn", A, B, "1960-05-01"),
        claim("relations-severed", on="1960-05-02", **RELATIONS),
    ]
    assert answer(made, "1961-01-01") == "none"
    again = claim("relations-established", on="1970-05-01", id="claim/2", **RELATIONS)
    assert answer([*made, again], "1971-01-01") == "certain"


def test_a_party_that_has_ended_is_recognised_no_more() -> None:
    made = [claim("relations-established", on="1950-05-01", **RELATIONS)]
    kin = Kin(ended={B: parse("1990").days})
    found = [short(implied(made, f"{year}-06-01", kin)) for year in (1989, 1990, 1991)]
    assert found == [
        {"a > b": "certain", "b > a": "certain"},
        {"a > b": "possible", "b > a": "possible"},
        {},
    ]


# --- refusals


@pytest.mark.parametrize(
    ("premise", "refusal", "expected"),
    [
        ("1949", "1950", "none"),  # what is refused later ends it
        ("1950-03-01", "1950-03-01", "none"),  # on or before
        ("1979-01-01", "1949", "certain"),  # a later act overtakes it
        ("1950", "1950-03", "possible"),  # the dates do not decide
        ("1949-12-31", "1950/..", "possible"),  # it may have come after the day
    ],
)
def test_a_refusal_beats_relations_unless_they_came_later(
    premise: str, refusal: str, expected: str
) -> None:
    made = [
        claim("relations-established", on=premise, **RELATIONS),
        claim("recognition-refused", A, B, refusal, id="claim/no"),
    ]
    (found,) = (each for each in implied(made, "1990-01-01") if each.key == A_TO_B)
    assert str(found.certainty) == expected
    (refused,) = reconcile(made[1:])
    assert found.refused_by == (refused.id,)
    assert [each.key.track for each in found.premises] == ["relations"]


def test_an_envoy_received_after_a_refusal_does_not_overtake_it() -> None:
    made = [
        claim("recognition-refused", A, B, "2023-12-05"),
        claim("credentials-presented", on="2024-01-30", **ENVOY),
    ]
    assert answer(made, "2025-01-01") == "none"
    assert answer(made, "2025-01-01", Key("state-recognition", B, A)) == "certain"


def test_a_refusal_counts_from_its_day_on() -> None:
    made = [
        claim("credentials-presented", on="2023-09-13", **ENVOY),
        claim("recognition-refused", A, B, "2023-12-05"),
    ]
    assert answer(made, "2023-12-04") == "certain"
    assert answer(made, "2023-12-05") == "none"


def test_a_refusal_that_a_source_denies_makes_a_contradiction() -> None:
    made = [
        claim("relations-established", on="1950-05-01", **RELATIONS),
        claim("recognition-refused", A, B, "1960-05-01", id="claim/yes"),
        claim(
            "recognition-refused",
            *(A, B, "1960-05-01"),
            id="claim/no",
            stance=Stance.DENIES,
        ),
    ]
    assert answer(made, "1961-01-01") == "contradicted"


def test_a_contradicted_premise_stays_contradicted_and_a_sure_one_wins() -> None:
    made = [
        claim("relations-established", on="1950", id="claim/yes", **RELATIONS),
        claim(
            "relations-established",
            on="1950",
            id="claim/no",
            stance=Stance.DENIES,
            **RELATIONS,
        ),
    ]
    assert answer(made, "1951-01-01") == "contradicted"
    envoy = claim("credentials-presented", on="1950-12-01", **ENVOY)
    assert answer([*made, envoy], "1951-01-01") == "certain"


def test_relations_that_may_have_begun_again_may_overtake_a_refusal() -> None:
    made = [
        claim("relations-severed", on="1950-01-03", id="claim/one", **RELATIONS),
        claim("relations-established", on="1950-01-03/1950-01-05", **RELATIONS),
        claim("relations-severed", on="1950-01-05", id="claim/two", **RELATIONS),
        claim("recognition-refused", A, B, "1950-01-03"),
    ]
    assert answer(made, "1950-01-02") == "certain"
    assert answer(made, "1950-01-03") == "none"
    assert answer(made, "1950-01-04") == "possible"


def test_a_contradiction_is_clear_again_once_a_later_premise_has_begun() -> None:
    denied = {"on": "1950-01-05/1950-01-06", **RELATIONS}
    made = [
        claim("relations-severed", on="1950-01-03", id="claim/one", **RELATIONS),
        claim("relations-severed", on="1950-01-04", id="claim/two", **RELATIONS),
        claim("relations-established", id="claim/yes", **denied),
        claim("relations-established", id="claim/no", stance=Stance.DENIES, **denied),
    ]
    derived = derive(made)
    through = implied_stretches(derived.spans, derived.stretches, derived.events, Kin())
    assert [(each.certainty, each.first.day) for each in through[:4]] == [
        (Certainty.POSSIBLE, 1),
        (Certainty.CONTRADICTED, 3),
        (Certainty.POSSIBLE, 5),
        (Certainty.CONTRADICTED, 6),
    ]


def test_nothing_is_implied_where_a_source_says_it_for_certain() -> None:
    relations = claim("relations-established", on="1950-05-01", **RELATIONS)
    assert answer([relations, claim("recognition", A, B, "1949")], "1960-01-01") == ""
    doubtful = claim("recognition", A, B, "1955/1965")
    assert answer([relations, doubtful], "1960-01-01") == "certain"
    assert answer([relations, doubtful], "1966-01-01") == ""


# --- all worlds


def _date(draw: st.DrawFn) -> Any:
    start = draw(st.integers(2, 8))
    end = min(start + draw(st.sampled_from((0, 0, 1, 2, 3))), 8)
    return of_interval(Interval(CALENDAR[start], CALENDAR[end]))


ENVOYS = ("credentials-presented", "mission-terminated")
ENDED = ("relations-established", "relations-severed")
RELATED = (
    ENDED,
    ENDED,
    (*ENDED, "relations-resumed"),
    (*ENDED, "relations-interrupted"),
    (*ENDED, "relations-suspended", "relations-resumed"),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Claim], list[Claim], bool]:
    """Draw claims of a premise, claims against what it implies, and whether simple.

    Simple is one opening, denied or not, or one with a closing after it. The beginnings
    of several spans, or of one that only its end tells of, are not independent: then
    `possible` or `contradicted` may be said where the worlds know more.
    """
    envoy = draw(st.booleans())
    side: dict[str, Any] = ENVOY if envoy else RELATIONS
    kinds = ENVOYS if envoy else draw(st.sampled_from(RELATED))
    first = draw(st.sampled_from(kinds if draw(st.booleans()) else kinds[:1]))
    made = [
        claim(
            first if number == 0 else draw(st.sampled_from(kinds)),
            on=_date(draw),
            id=f"claim/{number}",
            **side,
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    if draw(st.booleans()):
        denied = draw(st.sampled_from(made))
        made.append(
            claim(
                denied.kind,
                on=denied.date,
                id="claim/denial",
                stance=Stance.DENIES,
                **side,
            )
        )
    against = [
        claim(
            "recognition-refused",
            *(A, B, _date(draw)),
            id=f"claim/against-{number}",
            stance=draw(st.sampled_from((*[Stance.ASSERTS] * 4, Stance.DENIES))),
            about_event=draw(st.sampled_from(("", "", "event/one"))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    asserted = [each.kind for each in made if each.stance is Stance.ASSERTS]
    simple = asserted == [kinds[0]] or (
        [each.kind for each in made] == list(kinds[:2])
        and made[0].date.days.last <= made[1].date.days.first
    )
    return made, against, simple


def _case(premise: str, refused: str) -> tuple[list[Claim], list[Claim], bool]:
    """Return a case from days such as `+3/5 -4 -6!`: begun, ended, that is denied."""
    made = [
        claim(
            ENDED["+-".index(word[0])],
            on=_january(word.strip("+-!")),
            id=f"claim/{number}",
            stance=Stance.DENIES if word.endswith("!") else Stance.ASSERTS,
            **RELATIONS,
        )
        for number, word in enumerate(premise.split())
    ]
    return made, [claim("recognition-refused", A, B, _january(refused))], False


def _january(days: str) -> str:
    return "/".join(f"2000-01-0{day}" for day in days.split("/"))


def _told(each: Claim) -> str:
    return f"{each.kind} {each.date} {each.stance} {each.about_event}"


@MANY
@example(_case("+3/5 -4 -6", "3"))  # ended and begun again on one day: a new act
@example(_case("+3 -8/9 +6/8", "6/7"))  # the same, without a trace in the days
@example(_case("+3 -7/9 +8 -7/9!", "3/4"))  # it may never have ended
@given(cases())
def test_the_answer_is_that_of_all_worlds(
    case: tuple[list[Claim], list[Claim], bool],
) -> None:
    made, against, simple = case
    first = made[0]
    expected = implied_verdicts(
        first.track,
        TRACKS[first.track].values[-1],
        reconcile(made),
        reconcile(against),
        overtakes=first.track == "relations",
    )
    for at, worlds in expected.items():
        found = answer([*made, *against], at) or "none"
        if simple or found in ("certain", "none"):  # never more than the worlds
            assert found == worlds, (at, *map(_told, (*made, *against)))


@MANY
@given(cases())
def test_stretches_say_of_each_day_what_is_implied_on_it(
    case: tuple[list[Claim], list[Claim], bool],
) -> None:
    made, against, _ = case
    explicit = claim("recognition", A, B, made[-1].date, id="claim/explicit")
    kin = Kin(ended={B: Interval(CALENDAR[7], CALENDAR[9])})
    derived = derive([*made, *against, explicit])
    through = implied_stretches(derived.spans, derived.stretches, derived.events, kin)
    for at in (CALENDAR[0] - timedelta(days=999), *CALENDAR):
        on_day = {
            (each.key, each.value): each.certainty
            for each in implied([*made, *against, explicit], at, kin)
        }
        from_stretches = {
            (each.key, each.value): each.certainty
            for each in through
            if each.first <= at < each.until
        }
        assert from_stretches == on_day, at
    assert all(each.certainty is not Certainty.UNKNOWN for each in through)


def test_a_conclusion_outlives_its_premise_and_overtakes_a_refusal_by_its_rules() -> (
    None
):
    mission = Key("mission", "state/a", "state/b")
    found = {each.key.track: each for each in conclusions(mission, "embassy", {})}
    assert (found["relations"].lasts, found["relations"].overtakes) == (False, True)
    recognition = found["state-recognition"]
    assert (recognition.lasts, recognition.overtakes) == (True, True)
    envoy = Key("head-of-mission", "state/a", "state/b", "person/p")
    assert {each.overtakes for each in conclusions(envoy, "in-office", {})} == {False}


def test_nothing_follows_for_an_organisation_or_for_a_government_and_its_state() -> (
    None
):
    at_the_un = Key("mission", "state/a", "organization/un")
    assert conclusions(at_the_un, "embassy", {}) == []
    own = Key("relations", "government/g", "state/a")
    assert conclusions(own, "established", {"government/g": "state/a"}) == []


def test_a_premise_that_only_one_source_asserts_is_contradicted() -> None:
    key = Key("relations", "state/a", "state/b")
    days = [(1, 2, 2, 3, 1), (1, NEVER, 2, 3, 1), (1, NEVER, NEVER, 3, 1)]
    found = [
        Premise(key, "established", "span/1", ("relations",), *bounds)
        for bounds in days
    ]
    assert [premise.certainty for premise in found] == [
        Certainty.CERTAIN,
        Certainty.CONTRADICTED,
        Certainty.POSSIBLE,
    ]


def test_a_premise_implies_each_key_once_and_never_its_own() -> None:
    governs = {"government/f": "state/a", "government/g": "state/b"}
    parties = ["state/a", "state/b", *governs]
    pairs = [(one, other) for one in parties for other in parties if one != other]
    most = 0
    for rule, (one, other) in itertools.product(RULES.values(), pairs):
        key = Key(rule.track, one, other)
        found = [step.key for step in conclusions(key, rule.values[0], governs)]
        assert len({key, *found}) == len(found) + 1
        most = max(most, len(found))
    assert most == 5
