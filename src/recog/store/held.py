"""What holds on a day: as values, and as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from recog.domain.claims import Key
from recog.domain.status import Certainty
from recog.store.tables import Ints


class Held(NamedTuple):
    """A value that holds, or may hold, on the day asked."""

    key: Key
    value: str
    certainty: Certainty
    span_index: int  # row of the span, for `Chronicle.span`


@dataclass(frozen=True, slots=True)
class HeldColumns:
    """What holds on a day, in columns of equal length; sorted by key."""

    track: Ints  # place in TRACK_NAMES
    actor: Ints  # place in `Chronicle.parties`
    target: Ints
    person: Ints  # -1 where there is none
    list: Ints
    value: Ints  # place in VALUE_NAMES
    certainty: Ints  # place in CERTAINTIES
    span: Ints  # row of the span
    key: Ints  # row of the key
