"""Against gsh itself, where it lies beside the checkout."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from importing import CORPUS
from recog.domain.entities import Entity
from recog.importers import Record, Skip
from recog.importers.gsh import Reason
from recog.importers.records import NAME_UNKNOWN
from state_files import taken, world

GSH = CORPUS / "historyatstate-gsh"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not GSH.is_dir(), reason="the data set is not here"),
]

#: Read by hand in the files: entity, name, first and last year.
_NAMES = """
burkina-faso|Upper Volta|1960|1984
myanmar|Socialist Republic of the Union of Burma|1962|1988
sri-lanka|Ceylon|1948|1972
germany|Third German Reich|1933|1945
soviet-union||1917|1991
korea|Joseon Dynasty|1392|1910
thailand|Siam|1238|1939
zambia|Northern Rhodesia||
"""
#: New states: entity, first and last year, predecessors.
_STATES = """
asante-empire|1670|1874
wahhabi-empire|1765|1818
senegambia|1982|1989
vietnam-1862|1802|1862
polish-lithuanian-commonwealth|1569|1795
"""


@cache
def records() -> tuple[Record, ...]:
    return tuple(taken("gsh", GSH, world()))


def described() -> dict[str, Entity]:
    return {each.id: each for each in records() if isinstance(each, Entity)}


@pytest.mark.parametrize("line", _NAMES.split("\n")[1:-1])
def test_a_name_of_the_past_has_the_years_of_its_file(line: str) -> None:
    state, text, first, last = line.split("|")
    entity = described()[f"state/{state}"]
    spans = {
        (name.text, str(name.began or ""), str(name.ended or ""))
        for name in entity.names
        if name.former
    }
    if text:
        assert (text, first, last) in spans
    else:  # its name is recog's own
        assert not {each for each in spans if each[0] == "Soviet Union"}


@pytest.mark.parametrize("line", _STATES.split("\n")[1:-1])
def test_a_state_of_the_past_has_the_years_of_its_file(line: str) -> None:
    state, first, last = line.split("|")
    entity = described()[f"state/{state}"]
    assert (str(entity.began), str(entity.ended)) == (first, last)


def test_every_territory_is_described_or_skipped_once() -> None:
    coded = {
        code.removeprefix("gsh:")
        for each in described().values()
        for code in each.codes
    }
    left = {
        each.where.removeprefix("data/territories/").removesuffix(".xml")
        for each in records()
        if isinstance(each, Skip)
        and each.reason in (Reason.DEPENDENCY, Reason.TYPE_UNKNOWN)
    }
    files = {path.stem for path in (GSH / "data" / "territories").glob("*.xml")}
    assert len(files) == 577
    assert (coded | left, coded & left) == (files, set())
    assert len(coded) >= 400


def test_what_is_not_taken_stays_within_bounds() -> None:
    counts = Counter(each.reason for each in records() if isinstance(each, Skip))
    assert counts[Reason.DEPENDENCY] <= 150
    assert counts[Reason.TYPE_UNKNOWN] <= 11
    assert counts[Reason.ANOTHERS_NAME] <= 6
    assert counts[Reason.FIRST_YEAR] <= 55
    assert counts[Reason.LAST_YEAR] <= 10
    assert counts[Reason.SUCCESSION] <= 115
    assert counts[Reason.YEARS_REVERSED] == 1  # Northern Rhodesia: 1986 to 1964
    # The Netherlands Antilles are in the old list of countries only.
    assert counts[NAME_UNKNOWN] == 1


def test_no_state_of_ours_gets_a_date() -> None:
    ours = {each.id for each in world()}
    dated = [each.id for each in described().values() if each.began or each.ended]
    assert dated
    assert ours.isdisjoint(dated)
