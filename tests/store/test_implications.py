from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from build import MOMENT, claim, entity, release, source
from recog.domain.claims import Claim, Stance
from recog.domain.dates import Interval, of_interval, parse
from recog.domain.derive import derive
from recog.domain.entities import Entity
from recog.domain.implied import Implied, implied_on
from recog.store.chronicle import CERTAINTIES
from recog.store.embedded import Change, Store
from recog.store.snapshot import Snapshot

STATES = ("state/a", "state/b", "state/c")
JUNTA = "government/junta"
FIRST = date(2000, 1, 1)
ACTS = (
    "relations-established",
    "relations-severed",
    "credentials-presented",
    "mission-terminated",
    "mission-opened",
    "mission-closed",
    "recognition",
    "recognition-refused",
    "recognition-withdrawn",
)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Draw claims between three states and a government of one of them."""
    made = []
    for number in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(ACTS))
        parties = draw(st.permutations((*STATES, JUNTA)))[:2]
        start = FIRST + timedelta(days=draw(st.integers(0, 20)))
        end = start + timedelta(days=draw(st.sampled_from((0, 0, 0, 3, 8))))
        days = Interval(start, draw(st.sampled_from((end, end, end, None))))
        more = {"person": "person/p"} if "credentials" in kind else {}
        more |= {"person": "person/p"} if "terminated" in kind else {}
        levels = ("embassy", "consulate", "legation")
        more |= {"level": draw(st.sampled_from(levels))} if "opened" in kind else {}
        stance = draw(st.sampled_from((*[Stance.ASSERTS] * 5, Stance.DENIES)))
        made.append(
            claim(
                kind,
                by=parties[0],
                of=parties[1],
                on=of_interval(days),
                id=f"claim/{number}",
                stance=stance,
                **more,
            )
        )
    return made


def parties() -> list[Entity]:
    return [
        entity("state/a"),
        entity("state/b", ended=parse("2000-01-18/2000-01-24")),
        entity("state/c"),
        entity(JUNTA, governs="state/d"),
        entity("person/p"),
    ]


def snapshot(home: Path, made: list[Claim]) -> Snapshot:
    with Store.open(home) as store:
        change = Change(
            entities=parties(),
            sources=[source()],
            releases=[release()],
            claims=made,
        )
        store.commit(change, author="test", message="a test", at=MOMENT)
        return store.snapshot()


def from_columns(version: Snapshot, day: date, track: str | None) -> list[Implied]:
    found = version.implications.on(day, track=track)
    return sorted(
        (
            version.implications.detail(int(group), int(certainty), day)
            for group, certainty in zip(found.group, found.certainty, strict=True)
        ),
        key=lambda each: each.key,
    )


def related(act: str, on: str, number: int, **more: Any) -> Claim:
    """Return a claim about the relations of a and b."""
    parties = {"by": STATES[0], "of": STATES[1]}
    return claim(f"relations-{act}", on=on, id=f"claim/{number}", **parties, **more)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@example(  # what was never more than denied begins nothing
    [
        related("established", "2000-01-02", 0, stance=Stance.DENIES),
        related("established", "2000-01-01", 1),
        related("severed", "2000-01-02/2000-01-05", 2),
    ]
)
@example(  # ended and begun again on one day
    [
        related("established", "2000-01-03/2000-01-05", 0),
        related("severed", "2000-01-04", 1),
        related("severed", "2000-01-06", 2),
    ]
)
@given(claims())
def test_columns_give_the_answers_of_the_domain(
    tmp_path_factory: object, made: list[Claim]
) -> None:
    home = tmp_path_factory.mktemp("home")  # type: ignore[attr-defined]
    version = snapshot(home, made)
    derived = derive(made)
    assert version.kin.governs == {JUNTA: "state/d"}
    for number in range(-1, 33, 2):
        day = FIRST + timedelta(days=number)
        expected = implied_on(
            day, derived.spans, derived.stretches, derived.events, version.kin
        )
        assert from_columns(version, day, None) == list(expected), day
        for track in ("state-recognition", "government-recognition", "relations"):
            own = [each for each in expected if each.key.track == track]
            assert from_columns(version, day, track) == own


def test_a_version_without_claims_implies_nothing(tmp_path: Path) -> None:
    version = snapshot(tmp_path, [])
    assert from_columns(version, FIRST, None) == []
    assert from_columns(version, FIRST, "relations") == []


def test_a_state_that_only_its_government_names_is_implied_too(tmp_path: Path) -> None:
    version = snapshot(tmp_path, [claim("recognition", "state/a", JUNTA, "2000")])
    (found,) = from_columns(version, date(2001, 1, 1), "state-recognition")
    assert (found.key.target, found.premises[0].rules) == ("state/d", ("government",))
    columns = version.implications.on(date(2001, 1, 1))
    assert [str(CERTAINTIES[each]) for each in columns.certainty] == ["certain"]
