from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np

from build import MOMENT, claim
from desks import desk
from recog.domain.claims import Rank, Stance
from recog.store.outlines import outlines
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE


def test_an_outline_says_what_its_claim_says(tmp_path: Path) -> None:
    claims = (
        claim(on="2008-02", locator="page 1"),
        claim(on="../2009-01-01", stance=Stance.DENIES, locator=" "),
        claim(on="2010-01-01/..", by="state/serbia"),
    )
    with desk(tmp_path, *claims) as bench:
        snapshot = bench.view().snapshot
        found = outlines(snapshot, np.arange(len(claims)))
        for at, row in enumerate(found.row.tolist()):
            said = snapshot.claim_at(row)
            days = said.date.days
            first = days.earliest.toordinal() if days.earliest else NEVER_BEFORE
            last = days.latest.toordinal() if days.latest else NEVER_AFTER
            assert (found.first[at], found.last[at]) == (first, last)
            assert found.releases[found.release[at]] == said.release
            assert found.located[at] == bool(said.locator.strip())
            assert found.denies[at] == (said.stance is Stance.DENIES)
    assert sorted(found.row.tolist()) == [0, 1, 2]


def test_a_claim_that_does_not_count_has_no_outline(tmp_path: Path) -> None:
    gone = claim(recorded_at=MOMENT, retracted_at=MOMENT + timedelta(hours=1))
    judged = claim(on="2009", rank=Rank.DEPRECATED, rank_reason="a misprint")
    with desk(tmp_path, gone, judged) as bench:
        found = outlines(bench.view().snapshot, np.arange(2))
    assert found.row.tolist() == []
