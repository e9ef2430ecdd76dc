"""Known events: the rows of a gold table, and where in a source each is looked for.

Source: docs/grading.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recog.domain.claims import Claim, Stance
from recog.domain.dates import EdtfDate
from recog.domain.tracks import TRACKS

#: What ends a part of a locator: "article, item 3; ref: a title".
_ENDS: Final = (", ", "; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One row of a gold table; of several kinds or parties, any one is right."""

    row: int  # the line of the table
    kinds: tuple[str, ...] = ()  # empty: the scope holds nothing
    track: str = ""  # empty: any
    actors: tuple[str, ...] = ()  # ids; empty: any
    targets: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    level: str = ""
    date: EdtfDate | None = None  # None only where there is no kind
    stance: Stance = Stance.ASSERTS
    required: bool = True  # else it may be held, and need not be
    places: tuple[str, ...] = ()  # locators; empty: it is looked for everywhere
    scopes: tuple[str, ...] = ()
    note: str = ""
    unresolved: tuple[str, ...] = ()  # parties that no one entity fits

    @property
    def areas(self) -> tuple[str, ...]:
        """The parts of the source in which the event is looked for.

        A row that names no target is told from others by its place alone.
        """
        if not self.targets:
            return self.places
        return tuple(dict.fromkeys((*map(section_of, self.places), *self.scopes)))

    def is_said_by(self, claim: Claim) -> bool:
        """Tell whether a claim says what the row says, of whatever day."""
        if self.unresolved or claim.kind not in self.kinds:
            return False
        if claim.stance is not self.stance:
            return False
        return self._agrees(claim) and any(
            self._fits(actor, target) for actor, target in _ways(claim)
        )

    def is_dated_by(self, claim: Claim) -> bool:
        """Tell whether a claim may be of the same day."""
        return self.date is not None and (
            self.date.days.intersection(claim.date.days) is not None
        )

    def _agrees(self, claim: Claim) -> bool:
        """Tell whether track, person, list and level are right, where given."""
        return (
            self.track in ("", claim.track)
            and (not self.persons or claim.person in self.persons)
            and (not self.lists or claim.list in self.lists)
            and (not self.level or claim.level in ("", self.level))
        )

    def _fits(self, actor: str, target: str) -> bool:
        return (not self.actors or actor in self.actors) and (
            not self.targets or target in self.targets
        )


def within(locator: str, area: str) -> bool:
    """Tell whether a place lies in a part of a source.

    >>> within("articles/chad.xml, item 3", "articles/chad.xml")
    True
    >>> within("articles/chad.xml, item 31", "articles/chad.xml, item 3")
    False
    """
    return area in parts_of(locator)


def section_of(place: str) -> str:
    """Return the part of the source in which a row, item or paragraph stands.

    >>> section_of("Foreign relations of Chad, Asia, row 3; ref: a title")
    'Foreign relations of Chad, Asia'
    """
    return place.partition("; ")[0].rpartition(", ")[0] or place


def parts_of(locator: str) -> Iterator[str]:
    """Yield a locator and each of the parts it lies in."""
    yield locator
    for end in _ENDS:
        at = locator.find(end)
        while at >= 0:
            yield locator[:at]
            at = locator.find(end, at + 1)


def _ways(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield actor and target of a claim, both ways where they have no order."""
    yield claim.actor, claim.target
    if claim.track and TRACKS[claim.track].symmetric:
        yield claim.target, claim.actor
