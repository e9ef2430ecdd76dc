"""The editions of POCOM, as releases of one source."""

from __future__ import annotations

from datetime import date
from typing import Final

from recog.domain.dates import Interval
from recog.domain.entities import Coverage, Release, Source
from recog.importers.editions import edition_of

SENDER: Final = "state/united-states"

SOURCE: Final = Source(
    id="source/historyatstate-pocom",
    title="Principal Officers and Chiefs of Mission",
    publisher="Office of the Historian, U.S. Department of State",
    url="https://github.com/HistoryAtState/pocom",
    language="en",
)

#: The first day of the last month that the terms speak of.
LAST_MONTH: Final = date(2021, 1, 1)

#: The edition that is meant unless another is told.
#: Its terms end in January 2021, although the files were edited later.
RELEASE: Final = Release(
    id="release/historyatstate-pocom-2026-06-20",
    source=SOURCE.id,
    title="Principal Officers and Chiefs of Mission, edition of 20 June 2026",
    edition="2026-06-20, commit 44d2226df6b26f8f5807215ec40e3a6c4d706bbb",
    licence="CC0-1.0",
    coverage=(
        Coverage(
            tracks=("head-of-mission",),
            actors=(SENDER,),
            days=Interval(date(1778, 1, 1), date(2021, 1, 31)),
        ),
    ),
)


def release_of(edition: str) -> Release:
    """Return the release of an edition; of the one we know for an empty text.

    Coverage and licence of another edition are taken to be the same.

    :param edition: its day, and perhaps more after a comma.
    :raises FormatError: when it does not begin with a day.
    """
    return edition_of(RELEASE, edition, name=SOURCE.title)
