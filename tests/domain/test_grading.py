from __future__ import annotations

from typing import Any

from build import claim
from recog.domain.claims import Claim
from recog.domain.dates import parse
from recog.domain.gold import Known
from recog.domain.grading import Agreement, Extra, Grade, Score, graded_with

PAGE = "page, Asia"


def known(row: int = 2, on: str = "2008-02-18", **more: Any) -> Known:
    place = f"{PAGE}, row {row}"
    fields: dict[str, Any] = {
        "row": row,
        "kinds": ("recognition",),
        "actors": ("state/france",),
        "targets": ("state/kosovo",),
        "date": parse(on),
        "places": (place,),
        "scopes": (place,),
    }
    return Known(**(fields | more))


def said(row: int = 2, on: str = "2008-02-18", **more: Any) -> Claim:
    return claim(on=on, **({"locator": f"{PAGE}, row {row}; ref: x"} | more))


def fates(grade: Grade) -> list[tuple[int, Agreement, tuple[str, ...]]]:
    return [
        (each.known.row, each.agreement, tuple(str(c.date) for c in each.claims))
        for each in grade.findings
    ]


def test_the_same_days_agree_best() -> None:
    grade = graded_with([known()], [said(), said(on="2008")])
    assert fates(grade) == [(2, Agreement.SAME, ("2008-02-18", "2008"))]
    assert grade.total == Score(wanted=1, found=1, same=1, right=2)
    assert (grade.total.recall, grade.total.precision) == (1.0, 1.0)
    assert grade.extras == []


def test_days_in_common_are_compatible() -> None:
    grade = graded_with([known(on="2008")], [said()])
    assert fates(grade) == [(2, Agreement.COMPATIBLE, ("2008-02-18",))]
    assert grade.total == Score(wanted=1, found=1, right=1)


def test_another_day_is_neither_found_nor_right() -> None:
    other = said(on="2009")
    grade = graded_with([known()], [other])
    assert fates(grade) == [(2, Agreement.DIFFERENT, ("2009",))]
    assert grade.total == Score(wanted=1, different=1, wrong=1)
    assert grade.extras == [Extra(claim=other, other=known())]


def test_what_another_row_knows_is_no_other_day_of_this_one() -> None:
    grade = graded_with([known(), known(3, on="1999")], [said()])
    assert fates(grade) == [
        (2, Agreement.SAME, ("2008-02-18",)),
        (3, Agreement.MISSING, ()),
    ]
    assert grade.total == Score(wanted=2, found=1, same=1, right=1)


def test_a_claim_in_scope_that_no_row_knows_is_wrong() -> None:
    stranger = said(by="state/italy")
    grade = graded_with([known()], [said(), stranger])
    assert grade.extras == [Extra(claim=stranger, other=None)]
    assert grade.total.precision == 0.5


def test_a_scope_may_hold_nothing() -> None:
    nothing = Known(row=3, scopes=(f"{PAGE}, row 3",))
    grade = graded_with([known(), nothing], [said(), said(3, by="state/italy")])
    assert [each.claim.actor for each in grade.extras] == ["state/italy"]
    assert len(grade.findings) == 1


def test_kinds_that_the_table_does_not_grade_are_passed_over() -> None:
    contact = claim("contact", track="", locator=f"{PAGE}, row 2")
    grade = graded_with([known()], [contact])
    assert grade.extras == []


def test_a_row_is_found_at_another_row_of_its_section_and_not_beyond() -> None:
    assert graded_with([known()], [said(9)]).total.found == 1
    beyond = said(locator="page, Europe, row 2")
    assert graded_with([known()], [beyond]).total.found == 0
    assert graded_with([known()], [beyond], anywhere=True).total.found == 1


def test_a_row_without_a_place_is_looked_for_everywhere() -> None:
    open_row = known(places=(), scopes=())
    grade = graded_with([open_row], [said(locator="")])
    assert grade.total == Score(wanted=1, found=1, same=1)
    assert grade.total.precision is None


def test_a_row_without_a_target_is_known_by_its_place_alone() -> None:
    row = known(targets=())
    assert graded_with([row], [said()], anywhere=True).total.found == 1
    assert graded_with([row], [said(9)], anywhere=True).total.found == 0


def test_what_may_be_held_need_not_be() -> None:
    row = known(required=False)
    assert graded_with([row], []).total == Score()
    assert graded_with([row], []).total.recall is None
    grade = graded_with([row], [said()])
    assert grade.total == Score(right=1)
    assert graded_with([row], [said(on="1999")]).total == Score(wrong=1)


def test_a_row_with_a_party_that_is_not_known_is_never_found() -> None:
    row = known(unresolved=("Atlantis",), targets=())
    grade = graded_with([row], [said()])
    assert grade.unresolved == [row]
    assert grade.total == Score(wanted=1, wrong=1)


def test_scores_are_told_by_kind_and_by_release() -> None:
    rows = [known(), known(3, kinds=("relations-established", "relations-resumed"))]
    claims = [
        said(),
        said(3, kind="relations-resumed", release="release/other"),
        said(2, on="1999", release="release/other"),
    ]
    grade = graded_with(rows, claims)
    assert grade.kinds == {
        "recognition": Score(wanted=1, found=1, same=1, right=1, wrong=1),
        "relations-established": Score(wanted=1, found=1, same=1),
        "relations-resumed": Score(right=1),
    }
    assert grade.releases == {
        "release/other": Score(wanted=2, found=1, same=1, right=1, wrong=1),
        "release/test": Score(wanted=2, found=1, same=1, right=1),
    }


def test_a_claim_of_two_areas_is_looked_at_once() -> None:
    grade = graded_with([known(scopes=("page",))], [said()])
    assert fates(grade) == [(2, Agreement.SAME, ("2008-02-18",))]
