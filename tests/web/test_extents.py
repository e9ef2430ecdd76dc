"""What is counted in the columns is what would be read."""

from __future__ import annotations

import pytest

from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.workbench import Workbench
from recog.web.extents import Extent, extent_of

PARTIES = ("state/russia", "state/kosovo", "person/zamir-kabulov", "state/atlantis")


@pytest.mark.parametrize("party", PARTIES)
def test_the_extent_of_a_party_is_the_number_of_its_rows(
    bench: Workbench, party: str
) -> None:
    view = bench.view()
    past, where = past_of(view, Question()), Where(either=party)
    events = [event.key.track for event in past.events(where)]
    spans = [span.key.track for span in past.spans(where)]
    extent = extent_of(view, party)
    assert dict(extent.events) == {track: events.count(track) for track in set(events)}
    rows = events + spans
    assert dict(extent.rows) == {track: rows.count(track) for track in set(rows)}


def test_small_tracks_are_taken_in_order_while_they_fit() -> None:
    extent = Extent({}, {"state-recognition": 5, "relations": 9, "listing": 3})
    assert extent.small_tracks(8) == ("state-recognition", "listing")
    assert extent.small_tracks(17) == ("state-recognition", "relations", "listing")
