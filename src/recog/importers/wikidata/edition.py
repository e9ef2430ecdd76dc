"""Wikidata, as releases of one source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.entities import Release, Source
from recog.domain.spoken import spoken
from recog.errors import FormatError

SOURCE: Final = Source(
    id="source/wikidata",
    title="Wikidata",
    publisher="Wikimedia Foundation",
    url="https://www.wikidata.org/",
)
#: What statements are drawn from that name a Wikimedia project as their reference.
WIKIPEDIA: Final = "release/wikipedia-foreign-relations-2025-11-30"
_LICENCE: Final = "CC0-1.0"


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of Wikidata: its own statements, and those taken from Wikipedia."""

    own: Release
    imported: Release
    day: date | None  # of which it is


def edition_of(edition: str) -> Edition:
    """Return an edition by its day; without one, Wikidata of no day.

    :raises FormatError: when it does not begin with a day.
    """
    day = _day(edition) if edition else None
    slug = f"-{day.isoformat()}" if day else ""
    when = f", {spoken(day.isoformat())}" if day else ""
    return Edition(
        own=Release(
            id=f"release/wikidata{slug}",
            source=SOURCE.id,
            title=f"Wikidata{when}",
            edition=edition,
            licence=_LICENCE,
        ),
        imported=Release(
            id=f"release/wikidata-from-wikipedia{slug}",
            source=SOURCE.id,
            title=f"Wikidata, statements imported from Wikipedia{when}",
            edition=edition,
            licence=_LICENCE,
            derived_from=(WIKIPEDIA,),
        ),
        day=day,
    )


def _day(edition: str) -> date:
    try:
        return date.fromisoformat(edition.partition(",")[0].strip())
    except ValueError as error:
        raise FormatError(
            f"not an edition: {edition!r}; right would be its day, e.g. 2026-11-02"
        ) from error
