"""Snapshots of the list, as releases of one source."""

from __future__ import annotations

from datetime import date
from typing import Final

from recog.domain.dates import Interval
from recog.domain.entities import Coverage, Release, Source
from recog.domain.spoken import spoken
from recog.importers.unsc.lists import COUNCIL

SOURCE: Final = Source(
    id="source/un-sc-consolidated-list",
    title="United Nations Security Council Consolidated List",
    publisher="United Nations Security Council",
    url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    language="en",
)
_PREFIX: Final = "release/un-sc-consolidated-list-"


def release_of(day: date) -> Release:
    """Return the release that is the list as it was published on a day.

    It names everyone whom the Council has listed, on that day and on no other.
    """
    return Release(
        id=f"{_PREFIX}{day.isoformat()}",
        source=SOURCE.id,
        title=f"{SOURCE.title}, as of {spoken(day.isoformat())}",
        edition=day.isoformat(),
        licence="United Nations publication; the UN's terms of use apply",
        coverage=(
            Coverage(tracks=("listing",), actors=(COUNCIL,), days=Interval(day, day)),
        ),
    )


def day_of(release: str) -> date:
    """Return the day of a snapshot from the id of its release."""
    return date.fromisoformat(release.removeprefix(_PREFIX))
