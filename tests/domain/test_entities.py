from __future__ import annotations

from typing import Any

import pytest

from build import coverage, day, entity
from recog.domain.dates import parse
from recog.domain.entities import Coverage, Name, split_id
from recog.errors import EntityError


@pytest.mark.parametrize(
    "text", ["russia", "state/", "state/Russia", "State/russia", "state/a--b", "a/b/c"]
)
def test_an_id_is_a_type_and_a_slug(text: str) -> None:
    with pytest.raises(EntityError, match="state/russia"):
        split_id(text)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": "planet/mars"}, "unknown entity type 'planet'"),
        ({"id": "state/a", "labels": ()}, "needs a label"),
        ({"id": "state/a", "codes": ("RU",)}, "not a code: 'RU'"),
        ({"id": "government/a", "governs": ""}, "needs the state it governs"),
        ({"demonyms": (Name(text="Russian"),)}, "'Russian' needs its language"),
        ({"seats": (Name(text="Moscow"),)}, "'Moscow' needs its language"),
    ],
)
def test_an_entity_that_breaks_the_model_is_refused(
    fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(EntityError, match=message):
        entity(**fields)


def test_the_label_is_the_english_one_or_the_first() -> None:
    russian, english = (
        Name(text="Россия", language="ru"),
        Name(text="Russia", language="en"),
    )
    made = entity("state/russia", labels=(russian, english), codes=("iso:RU",))
    assert (made.label, made.type) == ("Russia", "state")
    assert entity("state/russia", labels=(russian,)).label == "Россия"


@pytest.mark.parametrize(
    ("track", "actor", "target", "at", "covered"),
    [
        ("head-of-mission", "state/us", "state/iran", "1979-01-01", True),
        ("relations", "state/us", "state/iran", "1979-01-01", False),
        ("head-of-mission", "state/uk", "state/iran", "1979-01-01", False),
        ("head-of-mission", "state/us", "state/peru", "1979-01-01", False),
        ("head-of-mission", "state/us", "state/iran", "2022-01-01", False),
    ],
)
def test_coverage_names_tracks_parties_and_days(
    track: str, actor: str, target: str, at: str, covered: bool
) -> None:
    made = coverage(
        "head-of-mission",
        first="1778-01-01",
        last="2021-01-31",
        actors=("state/us",),
        targets=("state/iran",),
    )
    assert made.covers(track, actor, target, day(at)) is covered
    anyone = coverage("head-of-mission")
    assert anyone.covers("head-of-mission", actor, target, day("2000-01-01"))


def test_a_name_without_a_text_is_refused() -> None:
    with pytest.raises(EntityError, match="a name needs a text"):
        Name(text=" ")


def test_a_coverage_of_no_track_is_refused() -> None:
    with pytest.raises(EntityError, match="at least one track"):
        Coverage(tracks=(), days=parse("1990/2000").days)
