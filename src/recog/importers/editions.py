"""Editions of a data set, named by their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from recog.domain.entities import Release
from recog.domain.spoken import spoken
from recog.errors import FormatError


def edition_of(known: Release, edition: str, *, name: str) -> Release:
    """Return the release of an edition; the one that is known for an empty text.

    Coverage and licence of another edition are taken to be the same.

    :param known: its id ends with the day with which its edition begins.
    :param edition: its day, and perhaps more after a comma.
    :param name: of the data set, for the title.
    :raises FormatError: when it does not begin with a day.
    """
    day, known_day = (text.partition(",")[0] for text in (edition, known.edition))
    if not edition or day.strip() == known_day:
        return known
    try:
        spelt = date.fromisoformat(day.strip()).isoformat()
    except ValueError as error:
        raise FormatError(
            f"not an edition: {edition!r}; right would be its day, e.g. {known_day}"
        ) from error
    return replace(
        known,
        id=known.id.removesuffix(known_day) + spelt,
        title=f"{name}, edition of {spoken(spelt)}",
        edition=edition,
    )
