"""Every past is what follows from the claims and judgements that stood then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from build import MOMENT, claim, day
from pasts_model import Everything
from recog.domain.claims import Claim, Rank
from recog.domain.judgements import Judgement
from recog.domain.tracks import TRACKS
from recog.errors import NotFoundError, QuestionError
from recog.service.columns import EVENT, SPAN
from recog.service.pasts import Present, Recalled
from recog.service.recall import Past, Where, place
from recog.service.workbench import Workbench
from recog.store.embedded import Change, Snapshot, Store

DAYS = tuple(
    day(text) for text in ("1975-04-30", "1999-01-01", "2008-02-18", "2025-04-10")
)
WISHES = [
    Where(),
    *(Where(track=track) for track in TRACKS),
    Where(either="state/kosovo"),
    Where(either="organization/taliban", first=day("2003-01-01")),
    Where(actors={"state/russia"}, first=day("2025-01-01"), last=day("2025-12-31")),
    Where(targets={"state/palestine", "state/kosovo"}, kind="recognition"),
    Where(track="relations", actors={"state/china"}),
    Where(list="list/russia-terrorist-organizations"),
    Where(either="state/atlantis"),
    Where(last=day("1950-01-01")),
    Where(kind="recognition-withdrawn", last=day("2020-06-15")),
]

every_wish = pytest.mark.parametrize("where", WISHES, ids=range(len(WISHES)))


@pytest.fixture(scope="module")
def derived(bench: Workbench) -> Everything:
    """Give the present, every key of it derived."""
    return Everything(bench.view().snapshot, None)


def same(one: Past, other: Past, where: Where, days: Iterable[date]) -> bool:
    """Tell whether two pasts give the same answer to all that can be asked."""
    events = one.events(where)
    ids = [event.id for event in events]
    assert events == other.events(where)
    assert one.events_by_id(ids) == other.events_by_id(ids)
    assert one.spans(where) == other.spans(where)
    wishes = [where, where, Where(track="relations")]
    found, expected = one.derived(wishes), other.derived(wishes)
    for name in ("events", "spans", "stretches"):
        mine, theirs = getattr(found, name), getattr(expected, name)
        assert len(mine) == len(theirs)
        assert set(mine) == set(theirs)
    for on in days:
        assert one.on(on, where) == other.on(on, where)
    for of in (EVENT, SPAN):
        assert one.counted(where, of) == other.counted(where, of)
    for kinds in ((EVENT,), (SPAN,), (SPAN, EVENT)):
        whole = other.listed(where, kinds, after=None, limit=10_000)
        assert one.listed(where, kinds, after=None, limit=10_000) == whole
        for start in {0, len(whole) // 2, len(whole) - 1} & set(range(len(whole))):
            rest = whole[start + 1 : start + 8]
            shown = one.listed(where, kinds, after=place(whole[start]), limit=7)
            assert shown == rest
    return True


@every_wish
def test_the_present_is_what_follows_from_the_claims(
    bench: Workbench, derived: Everything, where: Where
) -> None:
    assert same(Present(bench.view().snapshot), derived, where, DAYS)


@every_wish
def test_what_has_not_changed_since_is_answered_as_the_present_is(
    bench: Workbench, derived: Everything, where: Where
) -> None:
    later = MOMENT + timedelta(days=1)
    assert same(Recalled(bench.view().snapshot, later), derived, where, DAYS)


def test_before_everything_nothing_was_known(bench: Workbench) -> None:
    then = Recalled(bench.view().snapshot, MOMENT - timedelta(days=1))
    assert then.events(Where()) == []
    assert then.on(DAYS[0], Where(track="relations")) == []


def test_there_is_something_to_compare(derived: Everything) -> None:
    assert sum(bool(derived.events(where)) for where in WISHES) > 15


HOUR = timedelta(hours=1)
FEW_DAYS = tuple(date(1990 + n, 1 + n, 1 + n) for n in range(6))
FEW_WISHES = (
    Where(),
    Where(track="state-recognition", actors={"state/a"}),
    Where(either="state/b", first=FEW_DAYS[1], last=FEW_DAYS[4]),
)
few_days = st.sampled_from(FEW_DAYS)
ONE = claim(by="state/a", of="state/c", on="1990", id="claim/1")


@st.composite
def said(draw: st.DrawFn) -> Claim:
    """Claims of few ids and keys, so that they are revised and contradict."""
    first, last = sorted((draw(few_days), draw(few_days)))
    return claim(
        draw(st.sampled_from(("recognition", "recognition-withdrawn", "statement"))),
        by=draw(st.sampled_from(("state/a", "state/b"))),
        of="state/c",
        on=draw(st.sampled_from((first.isoformat(), f"{first}/{last}"))),
        id=f"claim/{draw(st.integers(1, 6))}",
    )


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Claim], list[int], list[int], bool]:
    """Claims, which of those stored to retract and to judge, and whether to undo."""
    given = draw(st.lists(said(), max_size=4, unique_by=lambda each: each.id))
    few = st.lists(st.integers(0, 9), max_size=2)
    return given, draw(few), draw(few), draw(st.booleans())


def committed(store: Store, change: Any, number: int) -> None:
    """Commit a change an hour after the one before it."""
    given, retracted, judged, undo = change
    snapshot = store.snapshot()
    claims = [each.id for each in snapshot.all_claims()]
    ranks = tuple(Rank)
    verdicts = [
        Judgement(
            id=f"judgement/{number}-{place}",
            claim=claims[one % len(claims)],
            rank=ranks[one % 3] if one < 6 else None,
            about_event="" if one < 6 else f"event/{one % 2}",
            reason="a reason",
            author="A. Reader",
        )
        for place, one in enumerate(judged)
        if claims
    ]
    store.commit(
        Change(
            claims=given,
            retract=[claims[each % len(claims)] for each in retracted if claims],
            judgements=verdicts,
            undo=list(snapshot.judgements)[:1] if undo else (),
        ),
        author="t",
        message="m",
        at=MOMENT + number * HOUR,
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[*HealthCheck])
@example(history=[([ONE], [], [], False), ([], [], [2], False), ([], [], [], True)])
@given(history=st.lists(changes(), min_size=2, max_size=5))
def test_what_was_known_is_what_followed_then_and_what_was_answered_then(
    history: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(tmp_path_factory.mktemp("home")) as store:
        before: list[Snapshot] = []
        for number, change in enumerate(history):
            committed(store, change, number)
            before.append(store.snapshot())
        now = store.snapshot()
        assert list(now.all_claims()) or not any(given for given, *_ in history)
        for number, then in enumerate(before):
            moment = MOMENT + number * HOUR + HOUR / 2
            recalled = Recalled(now, moment)
            derived = Everything(now, moment)
            for where in FEW_WISHES:
                assert same(recalled, derived, where, FEW_DAYS)
                assert same(recalled, Present(then), where, FEW_DAYS)


def test_an_event_that_was_not_known_then_is_told(tmp_path: Path) -> None:
    one, other = claim(id="claim/x", on="1990"), claim(id="claim/x", on="1991")
    with Store.open(tmp_path) as store:
        committed(store, ([one], [], [], False), 0)
        committed(store, ([other], [], [], False), 1)
        (event,) = store.snapshot().chronicle.events()
        then = Recalled(store.snapshot(), MOMENT)
        with pytest.raises(NotFoundError, match=f"{event.id} was not known at 2026"):
            then.events_by_id([event.id])


@pytest.mark.parametrize("after", [["x"], ["1", "2", "3", "4"], ["", "", "", ""]])
def test_a_place_of_another_list_is_told(bench: Workbench, after: list[str]) -> None:
    now = Present(bench.view().snapshot)
    with pytest.raises(QuestionError, match="not a cursor of this list"):
        now.listed(Where(), (EVENT,), after=after, limit=1)
