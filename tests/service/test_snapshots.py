"""Snapshots of a list stand side by side, in whatever order they are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from asked import answers
from build import MOMENT, entity, release, source
from desks import TODAY
from recog.domain.claims import Claim
from recog.domain.entities import Entity
from recog.service.load import load
from recog.service.workbench import Workbench
from recog.store.embedded import Change, Store
from un_lists import individual, snapshot

UN = "organization/un-security-council"
FIRST, SECOND, THIRD = "2015-03-27", "2018-10-29", "2020-01-01"
STAYS, GONE = individual("TAi.901"), individual("TAi.902", "SOMEBODY")
LATER = individual("TAi.903", listed="2016-05-01")
AGAIN = individual("TAi.902", "SOMEBODY ELSE", listed="2019-06-01")


def prepared(folder: Path) -> Store:
    """Open a store that knows the Council."""
    store = Store.open(folder)
    change = Change(entities=[entity(UN)], sources=[source()], releases=[release()])
    store.commit(change, author="t", message="m", at=MOMENT - timedelta(days=1))
    return store


def write(folder: Path) -> Path:
    """Write three snapshots: one person goes, and comes back."""
    snapshot(folder, FIRST, STAYS, GONE)
    snapshot(folder, SECOND, STAYS, LATER)
    snapshot(folder, THIRD, STAYS, LATER, AGAIN)
    return folder


def take(store: Store, folder: Path, paths: Sequence[str]) -> None:
    """Load one path after another, a day apart."""
    for number, path in enumerate(paths):
        load(store, "unsc", folder / path, at=MOMENT + timedelta(days=number))


def stand(store: Store) -> list[tuple[Any, ...]]:
    """Return what every claim that stands says, sorted."""
    return sorted(
        (c.kind, c.target, c.date.edtf, c.locator, c.release)
        for c in store.snapshot().all_claims()
        if c.retracted_at is None
    )


def described(store: Store) -> list[Entity]:
    return [e for e in store.snapshot().entities.values() if "unsc" in e.id]


def retracted(store: Store) -> list[Claim]:
    return [c for c in store.snapshot().all_claims() if c.retracted_at is not None]


def test_every_order_of_loading_gives_the_same_claims_and_people(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "lists")
    orders = [["."], *permutations((FIRST, SECOND, THIRD)), [SECOND, "."]]
    found = []
    for number, order in enumerate(orders):
        with prepared(tmp_path / str(number)) as store:
            take(store, folder, list(order))
            found.append((stand(store), described(store), retracted(store)))
    inferred = {
        (kind, target[-3:], date)
        for kind, target, date, *_ in found[0][0]
        if "/" in date
    }
    assert inferred == {("delisted", "902", f"{FIRST}/{SECOND}")}
    assert {entity.label for entity in found[0][1] if "902" in entity.id} == {
        "SOMEBODY ELSE"
    }
    for claims, people, gone in found:
        narrow = [claim for claim in claims if claim[2] != f"{FIRST}/{THIRD}"]
        assert (narrow, people, gone) == found[0]


def test_the_earlier_snapshot_is_not_withdrawn_and_a_third_one_lists_anew(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "lists")
    with prepared(tmp_path / "home") as store:
        take(store, folder, [FIRST, SECOND, THIRD])
        bench = Workbench(store, lambda: TODAY)

        def on(day: str) -> list[str]:
            question = {"track": "listing", "target": "unsc:TAi.902", "on": day}
            ((_, rows, _, _),) = answers(bench, [("status", question)])
            return [row["certainty"] for row in rows if row.get("value")]

        assert retracted(store) == []
        assert [on(day) for day in ("2015-03-26", "2017-02-03", "2019-06-01")] == [
            ["certain"],
            ["possible"],
            ["certain"],
        ]


def test_a_snapshot_again_makes_no_version_though_a_later_one_is_there(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "lists")
    with prepared(tmp_path / "home") as store:
        take(store, folder, [FIRST, SECOND])
        for path in (FIRST, SECOND):
            again = load(store, "unsc", folder / path, at=MOMENT + timedelta(days=9))
            assert not again.changed


def test_what_a_snapshot_given_again_no_longer_says_is_withdrawn(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "lists")
    with prepared(tmp_path / "home") as store:
        take(store, folder, [FIRST, SECOND])
        snapshot(folder, FIRST, STAYS, individual("TAi.902", "SOMEBODY", listed="2002"))
        load(store, "unsc", folder / FIRST, at=MOMENT + timedelta(days=9))
        assert [(c.kind, c.target, c.date.edtf) for c in retracted(store)] == [
            ("listed", "person/unsc-tai-902", "2001-01-25")
        ]


@pytest.mark.parametrize("order", [(FIRST, THIRD, SECOND), (THIRD, SECOND, FIRST)])
def test_who_comes_back_with_the_old_day_is_told_in_every_order(
    tmp_path: Path, order: Sequence[str]
) -> None:
    folder = tmp_path / "lists"
    snapshot(folder, FIRST, STAYS, GONE)
    snapshot(folder, SECOND, STAYS)
    snapshot(folder, THIRD, STAYS, GONE)
    with prepared(tmp_path / "home") as store:
        take(store, folder, order)
        inferred = [
            (kind, date) for kind, target, date, *_ in stand(store) if "/" in date
        ]
        assert inferred == [
            ("delisted", f"{FIRST}/{SECOND}"),
            ("listed", f"{SECOND}/{THIRD}"),
        ]
