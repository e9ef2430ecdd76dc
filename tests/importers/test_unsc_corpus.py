"""Against the data set itself, where it lies beside the checkout."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from importing import CORPUS, Counting, context
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.domain.entities import Entity
from recog.importers import Record, Skip
from recog.importers.unsc import Reason, read

LISTS = CORPUS / "un-sc-consolidated-list"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LISTS.is_dir(), reason="the data set is not here"),
]
FIRST, SECOND = "2015-03-27", "2018-10-29"
BETWEEN = f"{FIRST}/{SECOND}"
#: Read by hand in the files: place, kind, date.
_FACTS = """
2015-03-27 QDi.088 listed 2003-02-20
2015-03-27 QDi.088 listing-amended 2011-05-16
2018-10-29 QDi.088 delisted 2015-03-27/2018-10-29
2015-03-27 TAi.081 listed 2001-01-25
2015-03-27 TAi.081 listing-amended 2003-09-03
2015-03-27 TAi.081 listing-amended 2011-11-29
2018-10-29 TAi.081 delisted 2015-03-27/2018-10-29
2015-03-27 TAi.004 listed 2001-01-31
2018-10-29 TAi.004 listed 2000-04-12
2018-10-29 TAi.004 listing-amended 2016-09-07
2015-03-27 GBi.008 listed 2012-07-18
2018-10-29 GBi.008 listed 2012-05-18
2015-03-27 QDe.004 listed 2001-10-06
2018-10-29 QDe.004 listing-amended 2012-03-21
2015-03-27 TAe.012 listed 2012-11-05
2015-03-27 QDi.351 listed 2015-03-23
2018-10-29 QDi.351 delisted 2015-03-27/2018-10-29
2015-03-27 QDi.346 listed 2015-01-23
2018-10-29 QDi.346 listed 2015-01-23
2015-03-27 IRi.043 listed 2007-03-24
2015-03-27 IRi.043 listing-amended 2014-12-17
2015-03-27 TAi.171 listed 2014-07-31
2018-10-29 KPi.033 listed 2016-11-30
2018-10-29 KPi.034 listed 2016-11-30
2018-10-29 GBi.002 delisted 2015-03-27/2018-10-29
"""
#: Records of each list in the two files, counted by UN_LIST_TYPE.
_SIZES = {
    "list/un-1267-isil-al-qaida": (305, 347),
    "list/un-2127-central-african-republic": (2, 13),
    "list/un-1572-cote-d-ivoire": (6, 0),
    "list/un-1718-dprk": (32, 155),
    "list/un-1533-dr-congo": (40, 44),
    "list/un-2048-guinea-bissau": (11, 10),
    "list/un-1737-iran": (121, 84),
    "list/un-1518-iraq": (294, 238),
    "list/un-1521-liberia": (52, 0),
    "list/un-1970-libya": (22, 29),
    "list/un-751-somalia": (14, 16),
    "list/un-2206-south-sudan": (0, 8),
    "list/un-1591-sudan": (4, 4),
    "list/un-1988-taliban": (140, 140),
    "list/un-2140-yemen": (3, 5),
}


@cache
def everything() -> tuple[tuple[Record, ...], Counting]:
    counting = Counting()
    return tuple(read(LISTS, context({}, counting=counting))), counting


def claims(kind: str = "") -> list[Claim]:
    found = [each for each in everything()[0] if isinstance(each, Claim)]
    return [each for each in found if kind in ("", each.kind)]


def test_every_record_is_listed_in_its_snapshot() -> None:
    listed = Counter(claim.locator[:10] for claim in claims("listed"))
    assert listed == {FIRST: 622 + 424, SECOND: 703 + 390}
    assert everything()[1].total == everything()[1].read == 1046 + 1093


def test_each_list_has_as_many_entries_as_the_file_says() -> None:
    found = Counter((claim.list, claim.locator[:10]) for claim in claims("listed"))
    assert {
        name: (found[name, FIRST], found[name, SECOND])
        for name in {claim.list for claim in claims()}
    } == _SIZES


def test_who_vanished_was_taken_off_and_nobody_else() -> None:
    before, after = (
        {claim.target for claim in claims("listed") if claim.locator.startswith(day)}
        for day in (FIRST, SECOND)
    )
    delisted = claims("delisted")
    assert {claim.target for claim in delisted} == before - after
    assert {claim.date.edtf for claim in delisted} == {BETWEEN}
    assert Counter(claim.list for claim in delisted) == {
        "list/un-1518-iraq": 56,
        "list/un-1521-liberia": 52,
        "list/un-1267-isil-al-qaida": 38,
        "list/un-1737-iran": 37,
        "list/un-1572-cote-d-ivoire": 6,
        "list/un-2048-guinea-bissau": 1,
        "list/un-1988-taliban": 1,
    }
    whole = {claim.list for claim in delisted if "entries of this list" in claim.note}
    assert whole == {"list/un-1521-liberia", "list/un-1572-cote-d-ivoire"}


def test_hekmatyar_was_taken_off_on_a_day_that_the_interval_contains() -> None:
    (gone,) = [c for c in claims("delisted") if c.target == "person/unsc-qdi-088"]
    assert date(2017, 2, 3) in gone.date.days


@pytest.mark.parametrize("fact", _FACTS.strip().splitlines())
def test_a_fact_read_by_hand_is_claimed(fact: str) -> None:
    day, reference, kind, expected = fact.split()
    found = [
        str(claim.date)
        for claim in claims(kind)
        if claim.locator == f"{day}/consolidated.xml, {reference}"
    ]
    assert expected in found


def test_only_where_the_snapshots_differ_is_a_listing_contradicted() -> None:
    events = [each for each in derive(claims()).events if each.contradicted]
    assert [(each.key.target, each.kind) for each in events] == [
        ("person/unsc-gbi-008", "listed"),
        ("person/unsc-tai-004", "listed"),
    ]


def test_what_is_not_read_is_little_and_told() -> None:
    skips = [each for each in everything()[0] if isinstance(each, Skip)]
    counts = Counter(skip.reason for skip in skips)
    assert counts.pop(Reason.SPELLING) == 7 + 40
    assert counts.pop(Reason.COMMENT) < 120
    assert counts.pop(Reason.BIRTH_UNREADABLE) < 8
    assert counts == {}


def test_every_claim_says_where_and_in_which_words() -> None:
    assert [c for c in claims() if not (c.locator and c.date_text and c.note)] == []
    counts = Counter(claim.id for claim in claims())
    assert counts.most_common(1)[0][1] == 1


def test_everyone_is_described_once_with_the_reference_number() -> None:
    found = [
        each
        for each in everything()[0]
        if isinstance(each, Entity) and each.type != "list"
    ]
    assert Counter(each.id for each in found).most_common(1)[0][1] == 1
    assert {each.id for each in found} == {claim.target for claim in claims()}
    assert all(each.codes[0].startswith("unsc:") for each in found)
