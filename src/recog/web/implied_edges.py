"""What is implied through time, as edges of the interactive graph.

Source: docs/design.md, sections 1.3 and 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from recog.domain.dates import Interval
from recog.domain.implication import IMPLIED_VALUES, PREMISE_TRACKS
from recog.domain.implied import ImpliedStretch, implied_stretches
from recog.domain.spoken import spoken
from recog.domain.status import Certainty
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.workbench import View
from recog.web.networks import Edge, Stretch, drawn_stretch


def implied_edges(
    view: View, question: Question, *, day: date | None = None
) -> list[Edge]:
    """Return an edge for each key that is implied on some day, or on a day, sorted.

    What is refused has no edge. With `around`, only what is implied of that party
    itself, whatever `depth` says.
    """
    found = implied_through_time(view, question)
    return [
        Edge(key=key, about="implied", stretches=shown, implied=True)
        for key, own in groupby(found, key=lambda each: each.key)
        if (shown := tuple(_shown(own, day)))
    ]


def implied_through_time(view: View, question: Question) -> list[ImpliedStretch]:
    """Return what is implied on every day, also where it is refused, sorted by key."""
    around = question.around or None
    by = [around, *view.directory.governments(around)] if around else [None]
    tracks = dict.fromkeys((*PREMISE_TRACKS, *IMPLIED_VALUES))
    wanted = [Where(track=track, either=party) for track in tracks for party in by]
    past = past_of(view, Question(as_known=view.moment))
    derived = past.derived(wanted)
    found = implied_stretches(
        derived.spans, derived.stretches, derived.events, view.snapshot.kin
    )
    return [
        each
        for each in found
        if question.track in ("", each.key.track)
        and around in (None, each.key.actor, each.key.target)
    ]


def _shown(own: Iterable[ImpliedStretch], day: date | None) -> Iterator[Stretch]:
    for run in _runs(each for each in own if each.certainty is not Certainty.NONE):
        since, ends = _began(run), _until(run)
        for each in run:
            if day is None or each.first <= day < each.until:
                yield drawn_stretch(each, since, ends)


def _runs(own: Iterable[ImpliedStretch]) -> Iterator[list[ImpliedStretch]]:
    """Divide the stretches of a key where there is a gap."""
    run: list[ImpliedStretch] = []
    for each in own:
        if run and run[-1].until != each.first:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _began(run: Sequence[ImpliedStretch]) -> str:
    """Word the beginning of a run: from when it may hold to when it must."""
    first = None if run[0].first == date.min else run[0].first
    sure = (each.first for each in run if each.certainty is not Certainty.POSSIBLE)
    latest = next(sure, None)
    if latest in (None, date.min):
        return spoken(Interval(first, None).edtf) if first else "an unknown day"
    return spoken(Interval(first, latest).edtf)


def _until(run: Sequence[ImpliedStretch]) -> str:
    """Word the end of a run: from when it may have ended to when it must have."""
    if run[-1].until == date.max:
        return "it lasts"
    sure = [each.until for each in run if each.certainty is not Certainty.POSSIBLE]
    return spoken(Interval(sure[-1] if sure else None, run[-1].until).edtf)
