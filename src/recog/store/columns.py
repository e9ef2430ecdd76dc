"""What the numbers in the columns of a chronicle stand for."""

from __future__ import annotations

from datetime import date
from typing import Final

from recog.domain.kinds import KINDS
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS, VALUES
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE

TRACK_NAMES: Final = tuple(sorted(TRACKS))
KIND_NAMES: Final = tuple(sorted(KINDS))
VALUE_NAMES: Final = tuple(sorted(VALUES))
CERTAINTIES: Final = tuple(Certainty)

#: A party or track that no key has.
MISSING: Final = -2

_ALL_BITS: Final = 2**64 - 1


def track_number(track: str) -> int:
    """Return the place of a track in TRACK_NAMES, -1 for no track, else MISSING."""
    if not track:
        return -1
    return TRACK_NAMES.index(track) if track in TRACK_NAMES else MISSING


def id_number(id: str) -> int:
    """Return the 16 hexadecimal digits of a derived id as a signed number."""
    digits = id.partition("/")[2]
    number = int(digits, 16) if len(digits) == 16 else 0
    return number - 2**64 if number >= 2**63 else number


def id_text(type: str, number: int) -> str:
    """Return the derived id of a signed number: ``event/0123456789abcdef``."""
    return f"{type}/{number & _ALL_BITS:016x}"


def ordinal_of(day: date | None, otherwise: int) -> int:
    """Return the ordinal of a day, or what stands for a day that is open."""
    return otherwise if day is None else day.toordinal()


def day_of(ordinal: int) -> date | None:
    """Return the day of an ordinal, None where it is open."""
    if ordinal in (NEVER_BEFORE, NEVER_AFTER):
        return None
    return date.fromordinal(ordinal)
