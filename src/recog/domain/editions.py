"""Editions: the releases of one source, of which the one recorded last is the newest.

Source: docs/design.md, sections 1.2 and 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from recog.domain.entities import Release

_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)


def edition_order(release: Release) -> tuple[datetime, str]:
    """Return where a release stands among the editions of its source."""
    return (release.recorded_at or _ALWAYS, release.id)


def newest(releases: Iterable[Release]) -> list[Release]:
    """Return the newest of each source, sorted by id."""
    found: dict[str, Release] = {}
    for release in sorted(releases, key=edition_order):
        found[release.source] = release
    return sorted(found.values(), key=lambda release: release.id)


def older_editions(
    release: Release, releases: Mapping[str, Release]
) -> tuple[Release, ...]:
    """Return the editions of a release's source that are older, oldest first.

    :param releases: those that are stored, by id; of one that is not among them, all
        editions are older.
    """
    others = [
        each
        for each in releases.values()
        if each.source == release.source and each.id != release.id
    ]
    stored = releases.get(release.id)
    older = [
        each
        for each in others
        if stored is None or edition_order(each) < edition_order(stored)
    ]
    return tuple(sorted(older, key=edition_order))
