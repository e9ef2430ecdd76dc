"""Who looked: the releases that set out to be complete for parties, a track and a day.

Source: docs/design.md, section 1.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from recog.domain.editions import newest
from recog.domain.entities import Coverage, Release
from recog.domain.tracks import TRACKS
from recog.service.workbench import View


class CoverageRow(TypedDict):
    """A release that sets out to be complete for what was asked."""

    id: str
    label: str


def covering(
    view: View, tracks: Sequence[str], actor: str, target: str, day: date
) -> list[CoverageRow]:
    """Return the releases that set out to be complete for a pair on a day, by id.

    Of several editions of one source, the newest of those that do.
    """
    releases = {
        release.id: release
        for track in tracks
        for release, part in parts_on(view, track, day)
        for one, other in ((actor, target), (target, actor))
        if (one == actor or TRACKS[track].symmetric)
        and part.covers(track, one, other, day)
    }
    return [coverage_row(release) for release in newest(releases.values())]


def parts_on(view: View, track: str, day: date) -> Iterator[tuple[Release, Coverage]]:
    """Yield what releases cover of a track on a day, by the release's id."""
    releases = view.snapshot.releases.values()
    for release in sorted(releases, key=lambda release: release.id):
        for part in release.coverage:
            if track in part.tracks and day in part.days:
                yield release, part


def coverage_row(release: Release) -> CoverageRow:
    """Return a release as the answer names it."""
    return {"id": release.id, "label": release.title}
