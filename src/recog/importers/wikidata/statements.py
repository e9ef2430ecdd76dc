"""A statement of Wikidata, whichever form of file it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.importers.wikidata.times import Time

RELATION: Final = "P530"
POST: Final = "P39"
HOLDER: Final = "P1308"
DESIGNATED: Final = "P3461"
READ: Final = (RELATION, POST, HOLDER, DESIGNATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an item says by one property, with its qualifiers and references."""

    id: str  # "Q142$…"
    where: str  # the file and the item, for skips
    property_id: str
    subject: str  # an item: "Q142"
    value: str  # an item; empty for an unknown value or none
    sender: str = ""  # of a head of mission
    receiver: str = ""
    person: str = ""
    label: str = ""  # the name of the person
    rank: str = "normal"
    why_deprecated: str = ""
    starts: tuple[Time, ...] = ()
    ends: tuple[Time, ...] = ()
    points: tuple[Time, ...] = ()  # on which it is said to hold
    earliest: tuple[Time, ...] = ()  # of a start that is not known
    latest: tuple[Time, ...] = ()
    start_unknown: bool = False  # it began at an unknown time
    end_unknown: bool = False  # it has ended at an unknown time
    about: bool = False  # its times are "circa"
    imported: bool = False  # its references name a Wikimedia project only
    reference: str = ""  # a source or address that it refers to
    seen: date | None = None  # a day on which it stood in Wikidata

    @property
    def locator(self) -> str:
        """The place of the statement."""
        place = f"{self.subject}, {self.property_id}, {self.id}"
        return f"{place}; ref: {self.reference}" if self.reference else place


@dataclass(frozen=True, slots=True)
class Position:
    """The item of a post of ambassador: which states it stands between."""

    countries: frozenset[str]
