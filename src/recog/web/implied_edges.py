"""What is implied through time, as edges of the interactive graph.

Source: docs/design.md, sections 1.3 and 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from recog.domain.implication import PREMISE_TRACKS
from recog.domain.implied import ImpliedStretch, implied_stretches
from recog.domain.spans import Span
from recog.domain.spoken import spoken_day
from recog.domain.status import Certainty
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.networks import Edge, Stretch
from recog.web.words import value_label


def implied_edges(
    view: View, question: Question, *, day: date | None = None
) -> list[Edge]:
    """Return an edge for each key that is implied on some day, or on a day, sorted.

    What is refused has no edge. With `around`, only what is implied of that party
    itself, whatever `depth` says.
    """
    chronicle, around = view.snapshot.chronicle, question.around or None
    spans: list[Span] = []
    for track in PREMISE_TRACKS:
        spans += chronicle.spans(track=track, either=around)
    spans += chronicle.spans(track="state-recognition", either=around)
    keys = sorted({span.key for span in spans})
    found = implied_stretches(
        spans,
        [each for key in keys for each in chronicle.stretches_of(key)],
        chronicle.events(either=around),
        view.snapshot.kin,
    )
    return [
        Edge(key=key, about="implied", stretches=shown, implied=True)
        for key, own in groupby(found, key=lambda each: each.key)
        if question.track in ("", key.track)
        and around in (None, key.actor, key.target)
        and (shown := tuple(_shown(own, day)))
    ]


def _shown(own: Iterator[ImpliedStretch], day: date | None) -> Iterator[Stretch]:
    for each in own:
        holds = day is None or each.first <= day < each.until
        if holds and each.certainty is not Certainty.NONE:
            lasts = each.until == date.max
            yield Stretch(
                first=each.first.isoformat(),
                until=each.until.isoformat(),
                certainty=str(each.certainty),
                value=each.value,
                words=value_label(each.value),
                since=spoken_day(each.first),
                ends="it lasts" if lasts else spoken_day(each.until),
            )
