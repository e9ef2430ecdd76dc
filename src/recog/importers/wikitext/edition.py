"""The editions of the pages, as releases of one source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from recog.domain.entities import Release, Source
from recog.importers.editions import edition_of

SOURCE: Final = Source(
    id="source/wikipedia-foreign-relations",
    title="Wikipedia, pages on the foreign relations of each state",
    creator="Wikipedia contributors",
    publisher="Wikimedia Foundation",
    url="https://github.com/benj3542/IP_graph",
    language="en",
)

#: The edition that is meant unless another is told. Its day is that of the commit.
RELEASE: Final = Release(
    id="release/wikipedia-foreign-relations-2025-11-30",
    source=SOURCE.id,
    title="Wikipedia, pages on foreign relations, edition of 30 November 2025",
    edition="2025-11-30, commit 8755b2cacc488be37a584a549698c44a95c8bb4b",
    licence="CC BY-SA 4.0",
)


#: The site of the Office of the Historian, whose data recog reads itself.
HISTORIAN: Final = "history.state.gov"
#: The data set behind that site: what cites it is no second witness.
_RDCR: Final = "release/historyatstate-rdcr-2026-07-24"


def after_historian(release: Release) -> Release:
    """Return the release of what the pages took from the Office of the Historian."""
    return replace(
        release,
        id=f"{release.id}-after-office-of-the-historian",
        title=f"{release.title}: what cites the Office of the Historian",
        derived_from=(_RDCR,),
    )


def day_of(release: Release) -> date:
    """Return the day of an edition: nothing in it is later."""
    return date.fromisoformat(release.edition.partition(",")[0].strip())


def release_of(edition: str) -> Release:
    """Return the release of an edition; of the one we know for an empty text.

    :param edition: its day, and perhaps more after a comma.
    :raises FormatError: when it does not begin with a day.
    """
    return edition_of(RELEASE, edition, name="Wikipedia, pages on foreign relations")
