"""How a dossier words each track, seen from the one who acts and from the other.

Source: docs/design.md, section 1.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The two headings of one track; both are the same where sides have no order."""

    name: str  # of the track
    acting: str
    acted_upon: str


HEADINGS: Final[Mapping[str, Heading]] = table(
    Heading(
        name="state-recognition",
        acting="Recognises as a state",
        acted_upon="Recognised as a state by",
    ),
    Heading(
        name="government-recognition",
        acting="Recognises as a government",
        acted_upon="Recognised as a government by",
    ),
    Heading(
        name="relations",
        acting="Diplomatic relations with",
        acted_upon="Diplomatic relations with",
    ),
    Heading(name="mission", acting="Missions sent", acted_upon="Missions received"),
    Heading(
        name="head-of-mission",
        acting="Heads of mission sent",
        acted_upon="Heads of mission received",
    ),
    Heading(name="listing", acting="Lists", acted_upon="Listed by"),
    Heading(name="membership", acting="Belongs to", acted_upon="Members"),
    Heading(name="rule", acting="In power in", acted_upon="In power there"),
)
