"""Against the data set itself, where it lies beside the checkout."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from importing import POCOM, Counting, context
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.importers import Record, Skip
from recog.importers.pocom import Reason, read
from recog.importers.pocom.endings import how_it_ended
from recog.importers.pocom.files import mission_files, read_mission

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not POCOM.is_dir(), reason="the data set is not here"),
]
#: Reasons for which nothing of a record becomes a claim.
_WHOLE = {
    Reason.NO_DATE,
    Reason.DUPLICATE,
    Reason.RECEIVER_UNKNOWN,
}
PRC = "government/peoples-republic-of-china"
ROC = "government/republic-of-china"
#: Read by hand in the files: record, kind, receiver, date, how.
_FACTS = """
ir-1977-sull-01 appointment iran 1977-05-26
ir-1977-sull-01 credentials-presented iran 1977-06-18
ir-1977-sull-01 mission-terminated iran 1979-04-06 left post
ir--lain-01 entered-on-duty iran 1979-04-06/1979-11-04
ir--lain-01 mission-terminated iran 1980-04-07
ir-1979-cutl-01 agrement-refused iran 1979-05-19/.. refused by the receiver
ni-1851-kerr-01 appointment nicaragua 1851-03-12
ni-1851-kerr-01 credentials-presented nicaragua 1852-02-18
ni-1851-kerr-01 mission-terminated nicaragua 1853-06-01 left post
ni-1857-lama-01 mission-terminated nicaragua 1857-12-24/1858-01-19 appointment revoked
gb-1785-adam-01 credentials-presented united-kingdom 1785-06-01
gb-1785-adam-01 mission-terminated united-kingdom 1788-02-20 took leave
fr-1778-fran-01 mission-terminated france 1785-05-17 superseded
fr-1785-jeff-01 credentials-presented france 1785-05-17
jp-1932-grew-01 credentials-presented japan 1932-06-14
jp-1932-grew-01 mission-terminated japan 1941-12-08 war declared
gb-1938-kenn-01 credentials-presented united-kingdom 1938-03-08
cn-1843-cush-01 credentials-presented china 1844-06-12~
cn-1868-brow-01 credentials-presented china 1868-09-29/1868-10-28
cn-1909-calh-01 mission-terminated china 1912-02-12 relations interrupted
cn-1953-rank-01 credentials-presented ROC 1953-04-02
cn-1950-rank-01 mission-terminated ROC 1953-04-01/1953-04-02
cn-1974-unge-01 mission-terminated ROC 1979-01-19 left post
cn-1973-bruc-01 entered-on-duty PRC 1973-05-14
cn-1974-bush-01 entered-on-duty PRC 1974-10-21
cn-1977-wood-01 mission-terminated PRC 1979-02-27 promoted
cn-1979-wood-01 credentials-presented PRC 1979-03-07
ru-1780-dana-01 mission-terminated russia 1783-09 not received
ru-1952-kenn-01 credentials-presented soviet-union 1952-05-14
ru-1991-stra-01 mission-terminated russia 1992-11-19 left post
de-1913-gera-01 mission-terminated germany 1917-02-03 relations severed
bg-1947-heat-01 persona-non-grata bulgaria 1950-01-19 declared persona non grata
af-1978-dubs-01 mission-terminated afghanistan 1979-02-14 assassinated
ly-2012-stev-01 mission-terminated libya 2012-09-11 assassinated
mx-1823-jack-01 mission-terminated mexico 1823-01-28/1825-06-01 declined
xh-1973-mart-01 mission-terminated south-vietnam-1975 1975-04-29 the mission closed
cu--brad-01 entered-on-duty cuba 1960-10-28/1961-01-03
at-1913-penf-01 credentials-presented austria-hungary 1913-09-26
tr-1916-elku-01 relations-severed united-states 1917-04-20
xi-1996-mile-01 mission-closed serbia-and-montenegro 1999-03-23
bg-1967-mcsw-01 mission-level-changed bulgaria 1966-11-28
sd-2002-mill-01 mission-opened sudan 2002-05-23
gq-1980-hora-01 entered-on-duty equatorial-guinea 1981-06-11
un-1961-stev credentials-presented representative-to-un 1961-01-23
nato-1969-ells appointment representative-to-nato 1969-05-13
nato-1969-ells mission-terminated representative-to-nato 1971-06-30
oas-1948-daws entered-on-duty representative-to-oas 1948-05-18
ru-1952-kenn-01 persona-non-grata soviet-union 1952-10-03
bg-1947-heat-01 relations-suspended bulgaria 1950-02-21
iaea-2004-cunn mission-terminated representative-to-iaea 2004-10-08 nomination withdrawn
""".replace("PRC", PRC).replace("ROC", ROC)


@cache
def everything() -> tuple[tuple[Record, ...], Counting]:
    counting = Counting()
    return tuple(read(POCOM, context(counting=counting))), counting


def claims() -> list[Claim]:
    return [each for each in everything()[0] if isinstance(each, Claim)]


def skips() -> list[Skip]:
    return [each for each in everything()[0] if isinstance(each, Skip)]


def test_every_record_is_claims_or_a_skip_and_never_both() -> None:
    records = {
        chief.where
        for path in mission_files(POCOM)
        for chief in read_mission(path).chiefs
    }
    claimed = {claim.locator for claim in claims() if ", chief " in claim.locator}
    gone = {skip.where for skip in skips() if skip.reason in _WHOLE}
    assert len(records) == 5743 + 225
    assert claimed | gone == records
    assert claimed & gone == set()


def test_every_note_is_counted() -> None:
    counting = everything()[1]
    notes = [skip for skip in skips() if skip.reason is Reason.MISSION_NOTE]
    assert len(notes) == 20
    claimed = {claim.locator for claim in claims() if ", note " in claim.locator}
    assert len({skip.where for skip in notes} | claimed) == 44
    assert counting.total == counting.read == 5743 + 225 + 44


def test_no_claims_contradict_each_other_but_those_of_one_record() -> None:
    events = derive(claims()).events
    found = [(e.key.person, e.kind, e.days.edtf) for e in events if e.contradicted]
    assert found == [
        ("person/thompson-john-edgar-west", "credentials-presented", "1885-03-01"),
        ("person/thompson-john-edgar-west", "appointment", "1885-05-07"),
    ]


def test_ids_are_unique() -> None:
    counts = Counter(claim.id for claim in claims())
    assert counts.most_common(1)[0][1] == 1


def test_every_end_with_a_note_says_how() -> None:
    chiefs = [c for path in mission_files(POCOM) for c in read_mission(path).chiefs]
    unread = {
        c.ended.note for c in chiefs if c.ended.note and not how_it_ended(c.ended)
    }
    assert unread == set()


def test_few_records_are_skipped_for_another_reason_than_having_no_date() -> None:
    counts = Counter(skip.reason for skip in skips() if skip.reason in _WHOLE)
    assert counts == {Reason.NO_DATE: 85, Reason.DUPLICATE: 1}


def test_the_other_skips_are_few_and_those_that_were_read_by_hand() -> None:
    counts = Counter(skip.reason for skip in skips() if skip.reason not in _WHOLE)
    assert counts == {
        Reason.START_UNKNOWN: 178,  # 140 of them at organisations
        Reason.OUTCOME_OVERTAKEN: 27,
        Reason.CONTINUED: 24,
        Reason.MISSION_NOTE: 20,
        Reason.BESIDE: 18,
        Reason.OVERLAP: 6,
        Reason.ID_TWICE: 6,
        Reason.NAMED_UNKNOWN: 4,
        Reason.DATE_ORDER: 3,
        Reason.START_OF_NONE: 1,
        Reason.RECEIVER_SLIP: 1,
    }


def test_every_claim_has_a_place_and_the_words_of_its_date() -> None:
    assert all(claim.locator for claim in claims())
    wordless = [claim for claim in claims() if not claim.date_text]
    assert [claim for claim in wordless if "POCOM" not in claim.note] == []


def test_nobody_is_in_office_whom_a_note_says_never_served() -> None:
    never = {
        claim.person + claim.target
        for claim in claims()
        if "id not proceed to post" in claim.note and claim.kind != "appointment"
    }
    served = {
        claim.person + claim.target
        for claim in claims()
        if claim.kind in ("credentials-presented", "entered-on-duty")
        and "id not proceed to post" in claim.note
    }
    assert len(never) > 40
    assert served == set()


@pytest.mark.parametrize(
    "fact",
    _FACTS.strip().splitlines(),
    ids=lambda line: " ".join(line.split()[:2]),
)
def test_a_fact_read_by_hand_is_claimed(fact: str) -> None:
    record, kind, target, date, *how = fact.split()
    found = [
        (claim.target, str(claim.date), claim.how)
        for claim in claims()
        if claim.locator.endswith(f"chief {record}") and claim.kind == kind
    ]
    state = target if "/" in target else f"state/{target}"
    assert (state, date, " ".join(how)) in found
