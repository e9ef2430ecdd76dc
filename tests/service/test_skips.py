from __future__ import annotations

from datetime import date

from recog.importers import Skip
from recog.importers.records import NAME_UNKNOWN
from recog.service.skips import Skips, Unresolved


def test_skips_are_counted_by_reason_and_kept_in_their_order() -> None:
    given = [
        Skip(where="row 2", reason="no date", detail="„o. D.“"),
        Skip(where="row 3", reason="given twice"),
        Skip(where="row 4", reason="no date", on=date(1990, 1, 2), name="A"),
    ]
    skips = Skips()
    for each in given:
        skips.add(each)
    assert (len(skips), dict(skips.reasons)) == (3, {"no date": 2, "given twice": 1})
    assert list(skips) == list(skips) == given
    assert skips.unresolved == []


def test_names_that_lead_nowhere_are_gathered_with_their_days() -> None:
    skips = Skips()
    for where, name, on in (
        ("row 1", "Zaire", date(1971, 5, 1)),
        ("row 2", "Burma", None),
        ("row 3", "Zaire", date(1965, 1, 1)),
        ("row 4", "Zaire", None),
    ):
        skips.add(Skip(where=where, reason=NAME_UNKNOWN, name=name, on=on))
    assert skips.unresolved == [
        Unresolved(
            name="Zaire",
            count=3,
            where="row 1",
            first=date(1965, 1, 1),
            last=date(1971, 5, 1),
        ),
        Unresolved(name="Burma", count=1, where="row 2"),
    ]
