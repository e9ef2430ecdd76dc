"""Editions: the releases of one source, each newer than those recorded before it.

Releases of one source that were recorded at one moment lie side by side: none of them
is newer. Source: docs/design.md, sections 1.2 and 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from recog.domain.entities import Release

_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)


def newest(releases: Iterable[Release]) -> list[Release]:
    """Return the newest of each source, sorted by id."""
    given = sorted(releases, key=lambda release: release.id)
    last: dict[str, datetime] = {}
    for each in given:
        last[each.source] = max(_moment(each), last.get(each.source, _ALWAYS))
    return [each for each in given if _moment(each) == last[each.source]]


def older(release: Release, releases: Iterable[Release]) -> list[Release]:
    """Return the editions of a release's source that came before it, oldest first.

    :param releases: those that are stored; without this one, all of its source came
        before it.
    """
    stored, others = _editions(release, releases)
    return [each for each in others if not stored or _moment(each) < _moment(stored)]


def newer(release: Release, releases: Iterable[Release]) -> list[Release]:
    """Return the editions of a release's source that came after it, oldest first."""
    stored, others = _editions(release, releases)
    return [each for each in others if stored and _moment(stored) < _moment(each)]


def _editions(
    release: Release, releases: Iterable[Release]
) -> tuple[Release | None, list[Release]]:
    """Return a release as it is stored, and the others of its source, oldest first."""
    stored: Release | None = None
    others: list[Release] = []
    for each in sorted(releases, key=lambda each: (_moment(each), each.id)):
        if each.id == release.id:
            stored = each
        elif each.source == release.source:
            others.append(each)
    return stored, others


def _moment(release: Release) -> datetime:
    return release.recorded_at or _ALWAYS
