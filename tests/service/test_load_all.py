from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from build import MOMENT, claim, entity, release, source
from importing import chief, mission
from recog.errors import FormatError
from recog.importers import IMPORTERS
from recog.service.import_report import Contradictions, contradictions, write_reports
from recog.service.load import Progress
from recog.service.load_all import found, load_all, preview_all
from recog.store.embedded import Change, Store


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


def now() -> datetime:
    return MOMENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two data sets of one kind, and something else."""
    sets = tmp_path / "sets"
    mission(sets / "a", chief(started="1977-06-18", ended="1979-04-06"))
    mission(sets / "b", chief("ir-2", "x", started="1980-01-01"), territory="other")
    (sets / "c").mkdir()
    (sets / "SOURCE.md").write_text("where it is from")
    return sets


def test_data_sets_are_known_by_their_files_whatever_they_are_called(
    folder: Path,
) -> None:
    holds = found(folder)
    assert [(each.importer.name, each.path.name) for each in holds.given] == [
        ("pocom", "a"),
        ("pocom", "b"),
    ]
    assert [path.name for path in holds.unknown] == ["c"]
    (alone,) = found(folder / "a").given
    assert alone.path == folder / "a"


@pytest.mark.parametrize(("name", "message"), [("c", "no data set"), ("x", "a folder")])
def test_a_folder_without_data_sets_is_told(
    folder: Path, name: str, message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        found(folder / name)


def test_who_describes_parties_comes_first() -> None:
    sets = [each for each in IMPORTERS.values() if each.holds]
    assert [each for each in sets if each.describes]
    assert {"rdf", "claims-csv"}.isdisjoint(each.name for each in sets)


def test_each_lands_by_itself_and_again_changes_nothing(
    store: Store, folder: Path
) -> None:
    told: list[str] = []
    outcome = load_all(store, folder, now=now, progress=Progress(source=told.append))
    assert [report.changed for report in outcome.reports] == [True, True]
    assert [report.made["claims"] for report in outcome.reports] == [2, 2]
    assert told == ["pocom", "pocom"]
    assert outcome.failed == {}
    last = store.snapshot().version
    (again,) = load_all(store, folder / "b", now=now).reports
    assert (again.changed, again.version) == (False, last)


def test_a_broken_one_keeps_no_other_from_landing(store: Store, folder: Path) -> None:
    (folder / "a" / "missions-countries" / "iran.xml").write_text("<broken")
    outcome = load_all(store, folder, now=now)
    assert [report.path for report in outcome.reports] == [str(folder / "b")]
    assert list(outcome.failed) == [str(folder / "a")]
    assert "iran.xml" in outcome.reasons[str(folder / "a")]


def test_a_preview_of_all_lands_nothing_and_leaves_nothing(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    before, files = store.snapshot().version, sorted((tmp_path / "home").iterdir())
    outcome = preview_all(store, folder, now=now)
    assert [seen.counts["claims added"] for seen in outcome.previews] == [2, 2]
    assert store.snapshot().version == before
    assert sorted((tmp_path / "home").iterdir()) == files
    load_all(store, folder, now=now)


def test_the_report_is_json_with_every_skip(store: Store, folder: Path) -> None:
    outcome = load_all(store, folder, now=now)
    file = StringIO()
    write_reports(outcome.reports, {"x": "broken"}, file)
    told = json.loads(file.getvalue())
    assert told["failed"] == {"x": "broken"}
    one, other = told["imports"]
    assert one["importer"] == "pocom"
    assert (one["read"], one["made"]["claims"], other["made"]["claims"]) == (1, 2, 2)
    assert sum(one["skipped"].values()) == len(one["skips"])
    assert one["contradictions"] == {"own": 0, "others": 0}


def test_a_version_keeps_what_the_last_import_of_each_release_said(
    store: Store, folder: Path
) -> None:
    load_all(store, folder, now=now)
    (kept,) = store.snapshot().imports
    assert (kept["importer"], kept["read"], kept["made"]["claims"]) == ("pocom", 1, 2)
    store.commit(Change(retract=[]), author="t", message="m", at=MOMENT)
    more = claim(by="state/iran", of="state/united-states")
    change = Change(claims=[more], releases=[release()], sources=[source()])
    store.commit(change, author="t", message="m", at=MOMENT)
    assert store.snapshot().imports == [kept]


def test_contradictions_are_a_sources_own_or_with_others(store: Store) -> None:
    def told(on: str, of: str, by: str = "state/iran") -> None:
        store.commit(
            Change(
                claims=[claim(by=by, of="state/united-states", on=on, release=of)],
                releases=[release("release/test"), release("release/other")],
                sources=[source()],
            ),
            author="t",
            message="m",
            at=MOMENT,
        )

    told("1990-01-01", "release/test")
    told("1995-01-01", "release/test")
    told("1990-01-01", "release/test", by="state/kosovo")
    told("1999-01-01", "release/other", by="state/kosovo")
    snapshot = store.snapshot()
    assert contradictions(snapshot, ["release/test"]) == Contradictions(own=1, others=1)
    assert contradictions(snapshot, ["release/other"]).total == 1
    assert contradictions(snapshot, []).total == 0
