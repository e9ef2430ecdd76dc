"""The present, read from columns, is what follows from the claims that stand now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from build import MOMENT, day
from recog.domain.tracks import TRACKS
from recog.errors import QuestionError
from recog.service.columns import EVENT, SPAN
from recog.service.pasts import Present, Recalled
from recog.service.recall import Where, place
from recog.service.workbench import Workbench

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

every_wish = pytest.mark.parametrize("where", WISHES, ids=repr)


def both(bench: Workbench) -> tuple[Present, Recalled]:
    snapshot = bench.view().snapshot
    return Present(snapshot), Recalled(snapshot, MOMENT + timedelta(days=1))


@every_wish
def test_the_present_is_what_follows_from_the_claims(
    bench: Workbench, where: Where
) -> None:
    now, derived = both(bench)
    assert now.events(where) == derived.events(where)
    assert now.spans(where) == derived.spans(where)
    ids = [event.id for event in now.events(where)]
    assert now.events_by_id(ids) == derived.events_by_id(ids)
    for on in DAYS:
        assert now.on(on, where) == derived.on(on, where)
    for of in (EVENT, SPAN):
        assert now.counted(where, of) == derived.counted(where, of)


@every_wish
def test_lists_are_the_same_page_by_page(bench: Workbench, where: Where) -> None:
    now, derived = both(bench)
    for of in ((EVENT,), (SPAN,), (SPAN, EVENT)):
        whole = derived.listed(where, of, after=None, limit=10_000)
        assert now.listed(where, of, after=None, limit=10_000) == whole
        for start in {0, len(whole) // 2, len(whole) - 1} & set(range(len(whole))):
            after = place(whole[start])
            rest = whole[start + 1 : start + 8]
            assert now.listed(where, of, after=after, limit=7) == rest
            assert derived.listed(where, of, after=after, limit=7) == rest


def test_there_is_something_to_compare(bench: Workbench) -> None:
    now, _ = both(bench)
    assert sum(bool(now.events(where)) for where in WISHES) > 15


@pytest.mark.parametrize("after", [["x"], ["1", "2", "3", "4"], ["", "", "", ""]])
def test_a_place_of_another_list_is_told(bench: Workbench, after: list[str]) -> None:
    now, _ = both(bench)
    with pytest.raises(QuestionError, match="not a cursor of this list"):
        now.listed(Where(), (EVENT,), after=after, limit=1)
