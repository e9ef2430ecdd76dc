"""Against the lists themselves, where they lie beside the checkout."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from importing import CORPUS
from recog.domain.claims import Claim
from recog.domain.entities import Entity
from recog.importers import Record, Skip
from recog.importers.records import NAME_UNKNOWN
from recog.importers.statelists import Reason
from state_files import taken, world

LISTS = CORPUS / "state-system-lists"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LISTS.is_dir(), reason="the data set is not here"),
]

#: Read by hand in ISD: state, first and last day, who followed.
_STATES = """
abuja-emirate|1828~|1902|nigeria
aceh|1514|1874|indonesia
adamawa|1841|1893-11-14|nigeria
ashanti|||ghana
bukhara|||uzbekistan
"""
#: Read by hand in StateSys: who joined the United Nations on which day.
_ADMISSIONS = """
state/united-states 1945-10-24
state/soviet-union 1945-10-24
state/yugoslavia 1945-10-24
state/ukraine 1945-10-24
state/north-yemen 1947-09-30
state/israel 1949-05-11
state/austria 1955-12-14
state/tanganyika 1961-12-14
state/congo-kinshasa 1960-09-20
state/congo-brazzaville 1960-09-20
state/burkina-faso 1960-09-20
state/germany 1973-09-18
state/vietnam 1977-09-20
state/south-korea 1991-09-17
state/north-korea 1991-09-17
state/czechia 1993-01-19
state/switzerland 2002-09-10
state/montenegro 2006-06-28
"""


@cache
def records() -> tuple[Record, ...]:
    return tuple(taken("statelists", LISTS, world()))


def described(release: str) -> dict[str, Entity]:
    return {
        each.id: each
        for each in records()
        if isinstance(each, Entity) and each.release == release
    }


@pytest.mark.parametrize("line", _STATES.split("\n")[1:-1])
def test_a_state_of_the_past_has_the_days_of_its_row(line: str) -> None:
    state, first, last, after = line.split("|")
    isd = described("release/isd-2-2")
    if first:
        found = isd[f"state/{state}"]
        assert (str(found.began), str(found.ended)) == (first, last)
    assert f"state/{state}" in isd[f"state/{after}"].predecessors


@pytest.mark.parametrize("line", _ADMISSIONS.split("\n")[1:-1])
def test_an_admission_is_that_of_the_state_of_the_day(line: str) -> None:
    actor, day = line.split()
    assert [
        each.date.edtf
        for each in records()
        if isinstance(each, Claim) and each.actor == actor
    ] == [day]


def test_each_admission_comes_once_with_its_place_and_words() -> None:
    claims = [each for each in records() if isinstance(each, Claim)]
    kinds = Counter(each.kind for each in claims)
    assert kinds == {"admitted": 192, "observer-admitted": 1}
    assert len({each.id for each in claims}) == len({each.actor for each in claims})
    for each in claims:
        assert each.target == "organization/united-nations"
        assert each.locator.startswith("StateSys.csv, row ")
        assert each.date_text
        assert each.date.days.earliest == each.date.days.latest


def test_the_lists_bring_states_of_the_past_and_change_no_date_of_ours() -> None:
    ours = {each.id: each for each in world()}
    new = [
        each for each in described("release/isd-2-2").values() if each.id not in ours
    ]
    assert len(new) >= 205
    assert all(each.ended is not None for each in new)
    for each in (each for each in records() if isinstance(each, Entity)):
        if each.id in ours:
            assert not each.began or ours[each.id].began, each.id
            assert not each.ended or ours[each.id].ended, each.id


def test_what_differs_or_is_not_taken_stays_within_bounds() -> None:
    counts = Counter(each.reason for each in records() if isinstance(each, Skip))
    assert counts[Reason.FIRST_DAY] <= 180
    assert counts[Reason.LAST_DAY] <= 42
    assert counts[Reason.FIRST_DAY_ALONE] <= 70
    assert counts[Reason.SUCCESSION] <= 45
    assert counts[Reason.SUCCESSOR_UNKNOWN] <= 3
    assert counts[Reason.ANOTHER_TIME] <= 50
    assert counts[Reason.NO_STATE] == 2  # Tokelau and the European Union
    assert counts[Reason.DATE_UNREADABLE] == counts[NAME_UNKNOWN] == 0
