from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from build import MOMENT, claim
from recog.domain.claims import Key, Rank, standing, track_of
from recog.errors import ClaimError, EntityError

ON_LIST = {
    "kind": "listed",
    "by": "organization/court",
    "of": "organization/group",
    "list": "list/l",
}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "recogniton", "track": "rule"}, "unknown kind 'recogniton'; known: "),
        ({"id": "event/a"}, "not the id of a claim"),
        ({"release": "source/a"}, "needs its release"),
        ({"track": "rule"}, "not of track 'rule'; right would be state-recognition or"),
        ({"track": ""}, "not of track ''"),
        ({"of": "government/a", "track": "state-recognition"}, "right would be state"),
        ({"by": "person/a"}, "actor of recognition .* right would be state or gov"),
        ({"by": ""}, "actor of recognition .* missing"),
        ({"person": "person/a"}, "person of recognition"),
        ({"list": "list/a"}, "list of recognition"),
        ({**ON_LIST, "list": ""}, "list of listed on track listing is missing"),
        ({"kind": "mission-opened"}, "needs a level"),
        ({"kind": "mission-level-changed"}, "needs a level"),
        ({"kind": "mission-opened", "level": "hut"}, "unknown level 'hut'"),
        ({"level": "in-office"}, "unknown level 'in-office'"),
        ({"kind": "statement", "by": "", "track": ""}, "actor of statement is missing"),
        (
            {"recorded_at": MOMENT, "retracted_at": MOMENT - timedelta(days=1)},
            "before it was recorded",
        ),
        ({"rank": Rank.PREFERRED}, "rank preferred needs a reason"),
    ],
)
def test_a_claim_that_breaks_the_model_says_what_would_be_right(
    fields: dict[str, Any], message: str
) -> None:
    with pytest.raises((ClaimError, EntityError), match=message):
        claim(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        ON_LIST,
        {"kind": "mission-opened", "level": "embassy"},
        {"kind": "credentials-presented"},  # the source does not name the person
        {"kind": "credentials-presented", "person": "person/a"},
        {"kind": "statement", "by": "person/a", "of": "", "track": ""},
        {"kind": "contact", "by": "organization/a", "of": "state/b", "track": "rule"},
        {"rank": Rank.DEPRECATED, "rank_reason": "withdrawn by its author"},
    ],
)
def test_a_claim_that_keeps_the_model_is_made(fields: dict[str, Any]) -> None:
    made = claim(**fields)
    assert made.row.name == made.kind


def test_symmetric_parties_share_one_key() -> None:
    one = claim("relations-established", by="state/a", of="state/b", track="relations")
    two = claim("relations-severed", by="state/b", of="state/a", track="relations")
    assert one.key == two.key == Key("relations", "state/a", "state/b")


def test_recognition_has_a_direction() -> None:
    assert claim(by="state/b", of="state/a").key.actor == "state/b"


@pytest.mark.parametrize(
    ("kind", "target", "track"),
    [
        ("recognition", "state/a", "state-recognition"),
        ("recognition", "government/a", "government-recognition"),
        ("recognition", "person/a", "state-recognition"),
        ("listed", "person/a", "listing"),
        ("statement", "person/a", ""),
    ],
)
def test_the_track_follows_from_what_is_recognised(
    kind: str, target: str, track: str
) -> None:
    assert track_of(kind, target) == track


def test_the_track_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ClaimError, match="unknown kind 'x'"):
        track_of("x", "state/a")


def test_a_claim_stands_from_its_recording_until_its_retraction() -> None:
    hour = timedelta(hours=1)
    always = claim(id="claim/always")
    late = claim(id="claim/late", recorded_at=MOMENT)
    gone = claim(id="claim/gone", recorded_at=MOMENT - hour, retracted_at=MOMENT)
    made = [always, late, gone]
    assert list(standing(made, MOMENT - 2 * hour)) == [always]
    assert list(standing(made, MOMENT - hour)) == [always, gone]
    assert list(standing(made, MOMENT)) == [always, late]
