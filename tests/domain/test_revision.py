from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from build import MOMENT, claim, when
from recog.domain.claims import Rank
from recog.domain.revision import Revision, revision

ONE = claim(id="claim/one", recorded_at=MOMENT)
TWO = claim(id="claim/two", on="2009")


def test_claims_that_stay_as_they_are_are_no_revision() -> None:
    assert revision([ONE, TWO], [TWO, ONE]) == Revision()


def test_claims_come_and_go() -> None:
    found = revision([ONE], [TWO])
    assert (found.came, found.went) == ((TWO,), (ONE,))
    assert found.claims == (TWO, ONE)


def test_a_verdict_of_a_person_is_no_other_claim() -> None:
    ranked = replace(ONE, rank=Rank.PREFERRED, rank_reason="the decree itself")
    joined = replace(TWO, about_event="event/0123456789abcdef")
    found = revision([ONE, TWO], [ranked, joined])
    assert found == Revision(judged=(ranked, joined))
    assert revision([ranked], [ONE]) == Revision(judged=(ONE,))


def test_a_claim_that_revises_one_that_stood_is_an_amendment() -> None:
    later = replace(
        ONE, id="claim/one-r2", revises="claim/one", date=when("2008-02-19")
    )
    assert revision([ONE, TWO], [TWO, later]) == Revision(amended=(later,))
    third = replace(later, id="claim/one-r3", revises="claim/one-r2")
    assert revision([ONE], [third]) == Revision(came=(third,), went=(ONE,))


def test_when_a_claim_was_recorded_is_not_what_it_says() -> None:
    again = replace(ONE, recorded_at=MOMENT + timedelta(days=1))
    assert revision([ONE], [again]) == Revision()
