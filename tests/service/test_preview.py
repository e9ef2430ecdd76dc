from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from build import MOMENT, entity
from importing import chief, mission
from recog.service.load import given, load
from recog.service.preview import Preview, preview
from recog.store.embedded import Change, Store

LATER = MOMENT + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        opened.commit(
            Change(
                entities=[
                    entity("state/iran", codes=("pocom:iran",)),
                    entity("state/united-states"),
                ]
            ),
            author="test",
            message="states",
            at=MOMENT,
        )
        yield opened


def previewed(store: Store, folder: Path, shown: int = 10) -> Preview:
    return preview(store, given("pocom", folder), at=LATER, shown=shown)


def test_what_would_be_added_is_counted_and_the_first_of_it_worded(
    store: Store, tmp_path: Path
) -> None:
    folder = mission(tmp_path / "pocom", chief(started="1977-06-18", ended="1979-04"))
    before = store.snapshot().version
    seen = previewed(store, folder, shown=1)
    assert seen.counts == {
        "claims added": 2,
        "entities added": 1,
        "sources added": 1,
        "releases added": 1,
    }
    (first,) = seen.first["claims added"]
    assert first.startswith("1977-06-18 credentials-presented: ")
    assert first.endswith("(missions-countries/iran.xml, chief ir-1977-sull-01)")
    assert (seen.report.changed, seen.is_empty, seen.refused) == (True, False, "")
    assert store.snapshot().version == before


def test_revisions_and_retractions_are_told_apart(store: Store, tmp_path: Path) -> None:
    folder = mission(
        tmp_path / "pocom",
        chief(started="1977-06-18", ended="Left post | 1979-04-06"),
        chief("ir-2", "someone", started="1980-01-01"),
    )
    load(store, "pocom", folder, at=MOMENT)
    assert previewed(store, folder).is_empty
    mission(folder, chief(started="1977-06-18", ended="Left post | 1979-04-07"))
    counts = previewed(store, folder).counts
    assert {what: n for what, n in counts.items() if what.startswith("claims")} == {
        "claims added": 1,  # its id says what it says
        "claims retracted": 3,
    }
    load(store, "pocom", folder, at=LATER)
    assert previewed(store, folder).is_empty


def test_what_would_be_refused_is_told_with_every_fault(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "claims.csv"
    rows = ["kind,actor,target,date,source_title", *["recognition,X,Y,1990,A note"] * 2]
    path.write_text("\n".join(rows))
    seen = preview(store, given("claims-csv", path), at=LATER)
    assert len(seen.faults) == 4
    assert seen.refused
    assert not seen.is_empty
    assert seen.counts == {}
