"""One entity from several descriptions: whose word counts, and what is held beside."""

from __future__ import annotations

from build import entity, release, when
from recog.domain.entities import Name
from recog.store.uniting import united

OURS = release("release/recog-entities-2026", of="source/recog-entities")
LIST = release("release/a-list", of="source/a-list")
RELEASES = {each.id: each for each in (OURS, LIST)}


def former(text: str, began: str, ended: str) -> Name:
    return Name(
        text=text, language="en", former=True, began=when(began), ended=when(ended)
    )


def test_recog_s_own_label_and_dates_count_before_those_of_others() -> None:
    ours = entity(
        "state/burkina-faso",
        "Burkina Faso",
        began=when("1960-08-05"),
        release=OURS.id,
    )
    theirs = entity(
        "state/burkina-faso",
        "Upper Volta",
        codes=("isd:439",),
        began=when("1960"),
        ended=when("1984"),
        release=LIST.id,
    )
    found = united([theirs, ours], RELEASES)
    assert (found.label, found.began) == ("Burkina Faso", when("1960-08-05"))
    assert found.codes == ("isd:439",)
    assert found.release == OURS.id
    assert united([ours, theirs], RELEASES) == found


def test_a_former_name_that_is_there_is_not_given_other_days() -> None:
    exact = former("Upper Volta", "1958-12-11", "1984-08-04")
    again = former("Siam", "1945-09-08", "1948")
    ours = entity(
        "state/x",
        names=(exact, former("Siam", "1800", "1939"), again),
        release=OURS.id,
    )
    new = former("Haute Volta", "1919", "1932")
    theirs = entity(
        "state/x", names=(former("Upper Volta", "1960", "1984"), new), release=LIST.id
    )
    found = united([ours, theirs], RELEASES)
    assert set(found.names) == {*ours.names, new}
