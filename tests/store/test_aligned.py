from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import arbitrary
from recog.domain.claims import Claim
from recog.store.aligned import aligned
from recog.store.building import build
from recog.store.chronicle import Chronicle
from recog.store.columns import track_number
from recog.store.tabulating import everything

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
some_claims = st.lists(arbitrary.claims(), max_size=12)


def built(folder: Path, claims: list[Claim]) -> Chronicle:
    difference = everything(claims)
    build(folder, name="000001", old=None, difference=difference)
    return Chronicle(folder)


@SOME
@given(some_claims, some_claims)
def test_keys_of_two_versions_stand_in_one_order(
    one: list[Claim], other: list[Claim]
) -> None:
    with TemporaryDirectory() as folder:
        sides = built(Path(folder, "a"), one).keys, built(Path(folder, "b"), other).keys
        found = aligned(*sides)
        whole = sorted({claim.key for claim in (*one, *other)})
        assert [found[place] for place in range(len(whole))] == whole
        for keys, places in zip(sides, found.places, strict=True):
            listed = [found[place] for place in places.tolist()]
            assert listed == [keys[row] for row in range(len(keys))]
        tracks = found.tracks(np.arange(len(whole))).tolist()
        assert tracks == [track_number(key.track) for key in whole]
