from __future__ import annotations

from dataclasses import dataclass

import pytest

from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS, Effect, Kind, known
from recog.domain.tables import table
from recog.domain.tracks import TRACKS, VALUES

#: docs/design.md 1.3, row by row: what opens and what closes each track.
OPENS_AND_CLOSES = {
    "state-recognition": ({"recognition"}, {"recognition-withdrawn"}),
    "government-recognition": ({"recognition"}, {"recognition-withdrawn"}),
    "relations": ({"relations-established"}, {"relations-severed"}),
    "mission": ({"mission-opened"}, {"mission-closed"}),
    "head-of-mission": (
        {
            "nomination",
            "appointment",
            "arrival",
            "copies-presented",
            "credentials-presented",
            "entered-on-duty",
        },
        {"agrement-refused", "persona-non-grata", "mission-terminated"},
    ),
    "listing": ({"listed"}, {"delisted"}),
    "membership": ({"admitted", "observer-admitted"}, {"withdrew", "expelled"}),
    "rule": ({"took-power"}, {"lost-power"}),
}


def of_track(track: str, effect: Effect) -> set[str]:
    return {
        kind.name
        for kind in KINDS.values()
        if track in kind.tracks and kind.effect is effect
    }


@pytest.mark.parametrize("track", TRACKS)
def test_each_track_has_the_kinds_of_the_design(track: str) -> None:
    opens, closes = OPENS_AND_CLOSES[track]
    assert of_track(track, Effect.OPENS) == opens
    assert of_track(track, Effect.CLOSES) == closes


@pytest.mark.parametrize("row", KINDS.values(), ids=list(KINDS))
def test_a_kind_opens_to_a_value_of_its_tracks(row: Kind) -> None:
    for track in row.tracks:
        assert track in TRACKS
        assert not row.value or row.value in TRACKS[track].values
    if row.effect is Effect.NONE:
        assert row.repeats


def test_values_and_types_of_a_track_are_known() -> None:
    for track in TRACKS.values():
        assert set(track.values) <= set(VALUES)
        assert set(track.actors) | set(track.targets) <= set(ENTITY_TYPES)


def test_no_two_rows_share_a_term() -> None:
    terms = [
        *(kind.term for kind in KINDS.values()),
        *(track.term for track in TRACKS.values()),
        *(value.term for value in VALUES.values()),
        *(type_.term for type_ in ENTITY_TYPES.values()),
    ]
    assert sorted(set(terms)) == sorted(terms)


def test_recognition_of_states_and_of_governments_are_two_tracks() -> None:
    assert KINDS["recognition"].tracks == (
        "state-recognition",
        "government-recognition",
    )


@dataclass(frozen=True)
class Row:
    name: str


def test_a_table_refuses_a_name_that_stands_twice() -> None:
    with pytest.raises(ValueError, match="twice in one table: a$"):
        table(Row("a"), Row("b"), Row("a"))


def test_an_error_message_lists_the_known_names_sorted() -> None:
    assert known(table(Row("b"), Row("a"))) == "a, b"
