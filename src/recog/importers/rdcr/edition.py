"""The editions of RDCR, as releases of one source."""

from __future__ import annotations

from datetime import date
from typing import Final

from recog.domain.dates import Interval
from recog.domain.entities import Coverage, Release, Source
from recog.importers.editions import edition_of

AMERICA: Final = "state/united-states"

SOURCE: Final = Source(
    id="source/historyatstate-rdcr",
    title="A Guide to the United States' History of Recognition, Diplomatic, and "
    "Consular Relations, by Country, since 1776",
    creator="Office of the Historian, U.S. Department of State",
    publisher="U.S. Department of State",
    url="https://history.state.gov/countries",
    language="en",
)
_SHORT: Final = "Guide to Recognition, Diplomatic, and Consular Relations"

#: The edition that is meant unless another is told.
#: The articles set out to tell of every recognition of a state by the United States
#: and of the relations with it; most were written in 2008 and 2009, and only some were
#: brought further, so silence means "no" until the end of 2008. They do not set out to
#: tell of every recognition of a government, nor of every mission and consulate.
RELEASE: Final = Release(
    id="release/historyatstate-rdcr-2026-07-24",
    source=SOURCE.id,
    title=f"{_SHORT}, edition of 24 July 2026",
    edition="2026-07-24, commit f3c53549557dd8cf5d9d85096140ed58208f91c6",
    licence="CC0-1.0",
    coverage=(
        Coverage(
            tracks=("state-recognition",),
            actors=(AMERICA,),
            days=Interval(date(1776, 7, 4), date(2008, 12, 31)),
        ),
        Coverage(
            tracks=("relations",),
            actors=(AMERICA,),
            days=Interval(date(1776, 7, 4), date(2008, 12, 31)),
        ),
    ),
)


def release_of(edition: str) -> Release:
    """Return the release of an edition; of the one we know for an empty text.

    Coverage and licence of another edition are taken to be the same.

    :param edition: its day, and perhaps more after a comma.
    :raises FormatError: when it does not begin with a day.
    """
    return edition_of(RELEASE, edition, name=_SHORT)
