"""What differs, found on columns, is what the domain says differs."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from build import claim, day
from desks import desk
from recog.domain.claims import Key
from recog.domain.difference import Change, KeyChange, difference
from recog.service.compared import ComparedColumns, ComparedValues
from recog.service.evidence import held_on, holding
from recog.service.recall import Where
from recog.service.workbench import Workbench
from recog.store.embedded import Change as StoreChange
from recog.store.snapshot import Snapshot

CHANCE = Random(3)  # noqa: S311
SPREAD = [
    day("1800-01-01") + timedelta(days=CHANCE.randrange(82_000)) for _ in "x" * 60
]
EVES = [day("1978-12-31"), day("1979-01-01"), day("2025-04-10"), day("2025-05-01")]
WISHES = [
    Where(),
    Where(track="listing"),
    Where(either="state/kosovo"),
    Where(actors={"state/china", "state/united-states"}),
    Where(either="state/atlantis"),
]


def both(
    one: Snapshot, other: Snapshot, days: tuple[date, date], where: Where
) -> tuple[ComparedColumns, ComparedValues]:
    chronicles = one.chronicle, other.chronicle
    sides = tuple(zip((one, other), days, strict=True))
    before, after = (held_on(each, on, where) for each, on in sides)
    held = [
        holding(
            each.chronicle.on(
                on,
                track=where.track,
                actors=where.actors,
                either=where.either,
            )
        )
        for each, on in sides
    ]
    return (
        ComparedColumns(chronicles, (before, after)),
        ComparedValues(difference(*held)),
    )


def assert_same(columns: ComparedColumns, plain: ComparedValues) -> list[KeyChange]:
    whole = columns.changes(name=None, after=None, limit=100_000)
    assert whole == list(plain.found)
    assert columns.counted() == plain.counted()
    for name in Change:
        of_name = plain.changes(name=name, after=None, limit=100_000)
        assert columns.changes(name=name, after=None, limit=100_000) == of_name
        assert all(each.change is name for each in of_name)
    for place in {0, len(whole) // 2, len(whole) - 1} & set(range(len(whole))):
        after = whole[place].key
        page = columns.changes(name=None, after=after, limit=3)
        assert page == whole[place + 1 : place + 4]
        assert page == plain.changes(name=None, after=after, limit=3)
    return whole


@pytest.mark.parametrize("where", WISHES, ids=range(len(WISHES)))
def test_columns_say_what_the_domain_says_of_days(
    bench: Workbench, where: Where
) -> None:
    snapshot = bench.view().snapshot
    names: Counter[Change] = Counter()
    for days in [*pairwise(SPREAD), *pairwise(sorted(SPREAD)), *pairwise(EVES)]:
        found = assert_same(*both(snapshot, snapshot, days, where))
        names.update(each.change for each in found)
    if where == Where():
        assert set(names) == set(Change)


def test_columns_say_what_the_domain_says_of_versions(tmp_path: Path) -> None:
    before = [
        claim(by="state/m", of="state/n", on="2000"),
        claim(by="state/m", of="state/b", on="2001"),
        claim("statement", by="state/m", of="state/n", on="2001"),
        claim(by="state/z", of="state/n", on="2002"),
    ]
    after = [
        claim(by="state/a", of="state/n", on="2000"),  # parties move to other numbers
        claim("recognition-withdrawn", by="state/m", of="state/b", on="2003"),
        claim("relations-established", by="state/n", of="state/c", on="2004"),
    ]
    today = day("2010-01-01")
    with desk(tmp_path, *before) as bench:
        old = bench.view().snapshot
        retracted = [before[3].id]
        bench.store.commit(
            StoreChange(claims=after, retract=retracted),
            author="test",
            message="more",
            at=bench.now() + timedelta(days=1),
        )
        new = bench.view().snapshot
        found = assert_same(*both(old, new, (today, today), Where()))
        back = assert_same(*both(new, old, (today, today), Where()))
    assert [(each.change, each.key[:3]) for each in found] == [
        ("gained", ("relations", "state/c", "state/n")),
        ("gained", ("state-recognition", "state/a", "state/n")),
        ("lost", ("state-recognition", "state/m", "state/b")),
        ("lost", ("state-recognition", "state/z", "state/n")),
    ]
    assert [(each.key, each.after, each.before) for each in back] == [
        (each.key, each.before, each.after) for each in found
    ]


def test_versions_of_our_own_facts_differ_by_all_of_them(bench: Workbench) -> None:
    empty, full = bench.view("000001").snapshot, bench.view().snapshot
    days = (day("2025-11-01"), day("2025-11-01"))
    found = assert_same(*both(empty, full, days, Where()))
    assert len(found) > 700
    assert {each.change for each in found} <= {*Change} - {Change.LOST, Change.CHANGED}


def test_a_key_that_no_version_has_follows_in_order(bench: Workbench) -> None:
    snapshot = bench.view().snapshot
    days = (day("1900-01-01"), day("2025-01-01"))
    columns, plain = both(snapshot, snapshot, days, Where())
    key = Key("relations", "state/nowhere", "state/somewhere")
    assert columns.changes(name=None, after=key, limit=5) == plain.changes(
        name=None, after=key, limit=5
    )
