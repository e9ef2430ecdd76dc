"""The editions of gsh, as releases of one source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from recog.domain.entities import Release, Source
from recog.domain.spoken import spoken
from recog.errors import FormatError

SOURCE: Final = Source(
    id="source/historyatstate-gsh",
    title="Geopolitical entities of the Office of the Historian (gsh)",
    creator="Office of the Historian",
    publisher="US Department of State",
    url="https://github.com/HistoryAtState/gsh",
    language="en",
)

#: The edition that is meant unless another is told; it calls itself a draft.
RELEASE: Final = Release(
    id="release/historyatstate-gsh-2026-02-23",
    source=SOURCE.id,
    title="Geopolitical entities of the Office of the Historian, 23 February 2026",
    edition="c8aea3fec913baa1daa8472e3a6becdf7277d8be",
    licence="CC0-1.0",
    retrieved="2026-11-23",
)


def release_of(edition: str) -> Release:
    """Return the release of an edition; of the one we know for an empty text.

    :raises FormatError: when it does not begin with a day.
    """
    day = edition.partition(",")[0].strip()
    if not day or day == "2026-02-23":
        return RELEASE
    try:
        spelt = date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise FormatError(
            f"not an edition: {edition!r}; right would be its day, e.g. 2026-02-23"
        ) from error
    return replace(
        RELEASE,
        id=f"release/historyatstate-gsh-{spelt}",
        title=f"Geopolitical entities of the Office of the Historian, {spoken(spelt)}",
        edition=edition,
    )
