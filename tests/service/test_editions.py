"""A newer edition withdraws what it no longer says, and erases nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from asked import Asked, answers
from build import MOMENT, entity, release, source
from desks import TODAY
from importing import POCOM, chief, mission
from recog.domain.claims import Claim
from recog.errors import FormatError, InvalidDataError
from recog.importers.pocom import RELEASE
from recog.service.load import Report, load, load_data
from recog.service.workbench import Workbench
from recog.store.embedded import Change, Store

LATER, LAST = MOMENT + timedelta(days=1), MOMENT + timedelta(days=2)
NEXT = "2027-01-15, commit 0f3a"
NEXT_ID = "release/historyatstate-pocom-2027-01-15"
IRAN = {"target": "state/iran"}
US = {"actor": "state/united-states"}
QUESTIONS: list[Asked] = [
    ("status", {"track": "head-of-mission", **IRAN, "on": "1953-01-01"}),
    ("status", {"track": "head-of-mission", **US, **IRAN, "on": "1985-01-01"}),
    ("status", {"track": "head-of-mission", **US, "target": "state/mali"}),
    ("events", IRAN),
    ("events", {"source": "source/historyatstate-pocom"}),
    ("timeline", IRAN),
    ("why", {**US, **IRAN, "on": "1953-01-01", "person": "person/henderson-loy"}),
    ("diff", {"from": "1950-01-01", "to": "1978-01-01", **IRAN}),
    ("network", {"on": "1953-01-01"}),
    ("network", {"around": "state/iran", "from": "1950", "to": "1980"}),
]
KEPT = chief("ir-1", "grady-henry", started="1950-07-02", ended="1951-09-19")
CHANGED = chief("ir-2", "henderson-loy", started="1951-09-29", ended="1954-12-30")
CORRECTED = chief("ir-2", "henderson-loy", started="1951-09-29", ended="1954-12-31")
GONE = chief("ir-3", "chapin-selden", started="1955-07-16", ended="1958-06-15")
PROMOTED = chief("ir-4", "meyer-armin", started="1965-04-27", ended="1969-05-31")
AGAIN = chief(
    "ir-4", "meyer-armin", role="minister", started="1965-04-27", ended="1969-05-31"
)
ADDED = chief("ir-5", "helms-richard", started="1973-04-05", ended="1976-12-27")


def ids(bench: Workbench) -> dict[str, Claim]:
    """Return the claims that stand, by id."""
    claims = bench.view().snapshot.all_claims()
    return {each.id: each for each in claims if each.retracted_at is None}


def retracted(bench: Workbench) -> dict[str, datetime]:
    """Return when each claim that no longer stands was retracted."""
    claims = bench.view().snapshot.all_claims()
    return {each.id: each.retracted_at for each in claims if each.retracted_at}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Give a workbench that knows three states."""
    with Store.open(tmp_path / "home") as store:
        change = Change(
            entities=[
                entity("state/united-states"),
                entity("state/iran", codes=("pocom:iran",)),
                entity("state/mali"),
            ],
            sources=[source()],
            releases=[release()],
        )
        store.commit(change, author="t", message="m", at=MOMENT - timedelta(days=1))
        yield Workbench(store, lambda: TODAY)


class Editions:
    """Two editions of a small data set, loaded one after the other."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self.bench, self.folder = bench, folder

    def first(self, at: datetime = MOMENT) -> Report:
        mission(self.folder, KEPT, CHANGED, GONE, PROMOTED)
        return load(self.bench.store, "pocom", self.folder, at=at)

    def second(self, at: datetime = LATER) -> Report:
        mission(self.folder, KEPT, CORRECTED, AGAIN, ADDED)
        return load(self.bench.store, "pocom", self.folder, at=at, edition=NEXT)


@pytest.fixture
def editions(bench: Workbench, tmp_path: Path) -> Editions:
    return Editions(bench, tmp_path / "pocom")


def test_a_newer_edition_leaves_what_it_says_again_with_id_and_release(
    editions: Editions,
) -> None:
    editions.first()
    before = ids(editions.bench)
    editions.second()
    after = ids(editions.bench)

    same = before.keys() & after.keys()
    assert [before[id] for id in sorted(same)] == [after[id] for id in sorted(same)]
    assert {before[id].locator.rpartition(" ")[2] for id in same} >= {"ir-1"}
    assert {after[id].release for id in same} == {RELEASE.id}
    new = [after[id] for id in after.keys() - same]
    assert {(each.release, each.recorded_at) for each in new} == {(NEXT_ID, LATER)}
    assert {each.person for each in new} >= {"person/helms-richard"}
    assert retracted(editions.bench) == dict.fromkeys(before.keys() - same, LATER)
    assert any("ir-3" in before[id].locator for id in before.keys() - same)


def test_what_was_known_before_a_newer_edition_is_answered_as_it_was_then(
    editions: Editions,
) -> None:
    editions.first()
    before = answers(editions.bench, QUESTIONS)
    editions.second()
    after = answers(editions.bench, QUESTIONS)

    assert answers(editions.bench, QUESTIONS, MOMENT) == before
    assert answers(editions.bench, QUESTIONS, LATER) == after
    changed = [one != other for one, other in zip(before, after, strict=True)]
    assert changed.count(True) >= 6


def test_the_same_edition_again_makes_no_version(editions: Editions) -> None:
    first = editions.first()
    assert editions.first(LATER).version == first.version
    second = editions.second()
    again = editions.second(LAST)
    assert (again.version, again.changed) == (second.version, False)


def test_an_older_edition_is_not_loaded_over_a_newer_one(editions: Editions) -> None:
    editions.first()
    second = editions.second()
    with pytest.raises(InvalidDataError, match=f"older edition than {NEXT_ID}"):
        editions.first(LAST)
    assert editions.bench.view().version == second.version


def test_people_keep_their_description_or_get_that_of_the_newest_edition(
    editions: Editions,
) -> None:
    editions.first()
    before = dict(editions.bench.view().snapshot.entities)
    editions.second()
    after = editions.bench.view().snapshot.entities

    assert after["person/grady-henry"] == before["person/grady-henry"]
    assert after["person/chapin-selden"] == before["person/chapin-selden"]
    assert after["person/helms-richard"].release == NEXT_ID
    promoted = "person/meyer-armin"
    assert before[promoted].posts != after[promoted].posts == ("minister",)
    assert after[promoted].release == NEXT_ID


def test_of_the_editions_that_looked_the_newest_is_named(editions: Editions) -> None:
    def looked(as_known: datetime | None = None) -> list[Any]:
        absent: list[Asked] = [("status", {**US, "target": "state/mali"})]
        ((_, (row,), _, _),) = answers(editions.bench, absent, as_known)
        return [each["id"] for each in row["coverage"]]

    editions.first()
    assert looked() == []  # of today it does not speak
    past: list[Asked] = [("status", {**US, "target": "state/mali", "on": "1990-01-01"})]
    editions.second()
    (now,), (then,) = (
        answers(editions.bench, past, moment) for moment in (None, MOMENT)
    )
    assert [each["id"] for each in now[1][0]["coverage"]] == [NEXT_ID]
    assert [each["id"] for each in then[1][0]["coverage"]] == [RELEASE.id]


def test_an_edition_is_told_only_of_a_data_set_that_has_them(
    bench: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("kind,actor,target,date,source_title\n")
    with pytest.raises(FormatError, match="claims-csv has no editions; given: '2027'"):
        load(bench.store, "claims-csv", path, at=MOMENT, edition="2027")


@pytest.mark.corpus
@pytest.mark.skipif(not POCOM.is_dir(), reason="the data set is not here")
def test_an_edition_of_pocom_with_one_record_changed_one_gone_and_one_new(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "pocom"
    questions = [each for each in QUESTIONS if each[0] != "why"]  # of our own sample
    for name in ("people", "roles-country-chiefs", "concurrent-appointments"):
        if (POCOM / name).is_dir():
            copytree(POCOM / name, folder / name)
    place = folder / "missions-countries"
    place.mkdir(parents=True)
    for name in ("iran", "mali", "nicaragua"):
        text = (POCOM / "missions-countries" / f"{name}.xml").read_text()
        (place / f"{name}.xml").write_text(text)
    with Store.open(tmp_path / "home") as store:
        load_data(store, at=MOMENT - timedelta(days=1))
        bench = Workbench(store, lambda: date(2026, 11, 23))
        load(store, "pocom", folder, at=MOMENT)
        before, known = ids(bench), answers(bench, questions)

        iran = place / "iran.xml"
        text = iran.read_text()
        start = text.index("<chief>")
        end = text.index("</chief>", start) + len("</chief>")
        changed = text[:start] + text[end:]  # one is gone
        changed = changed.replace("1979-04-06", "1979-04-07")
        changed = changed.replace("</chiefs>", f"{ADDED}</chiefs>", 1)
        iran.write_text(changed)
        report = load(store, "pocom", folder, at=LATER, edition=NEXT)
        after = ids(bench)

        assert report.changed
        kept = before.keys() & after.keys()
        assert [before[id] for id in sorted(kept)] == [after[id] for id in sorted(kept)]
        assert 2 <= len(before.keys() - kept) <= 12
        assert 2 <= len(after.keys() - kept) <= 12
        assert {after[id].release for id in after.keys() - kept} == {NEXT_ID}
        assert retracted(bench) == dict.fromkeys(before.keys() - kept, LATER)
        assert answers(bench, questions, MOMENT) == known != answers(bench, questions)
        assert not load(store, "pocom", folder, at=LAST, edition=NEXT).changed
