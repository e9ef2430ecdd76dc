"""Snapshots before and after: those read now, and those that are stored.

Any order of loading gives the same claims: each pair of neighbouring snapshots is
compared as soon as both are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from recog.domain.claims import Claim
from recog.importers.records import Context, Skip
from recog.importers.unsc.edition import SOURCE, day_of
from recog.importers.unsc.files import Snapshot
from recog.importers.unsc.removals import Listing, Roll, between, returned


@dataclass(slots=True)
class History:
    """Compares snapshots, which are read the newest first."""

    context: Context
    read: dict[date, Snapshot]  # that are read now
    _stored: dict[date, str] = field(default_factory=dict)  # releases
    _last: Roll | None = None  # the one read last
    _back: list[tuple[Roll, Roll]] = field(default_factory=list)
    _gone: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for release in self.context.releases_of(SOURCE.id):
            day = day_of(release.id)
            if day not in self.read:
                self._stored[day] = release.id

    def following(self, day: date) -> Roll | None:
        """Return the snapshot that comes after a day that is about to be read."""
        days = [each for each in (*self.read, *self._stored) if each > day]
        if not days:
            return None
        return self._last if min(days) in self.read else self._roll(min(days))

    def described(self, day: date) -> set[str]:
        """Return the reference numbers that a stored snapshot after a day describes."""
        later = [each for each in self._stored if each > day]
        return {each for day in later for each in self._roll(day).listings}

    def compare(self, roll: Roll, following: Roll | None) -> Iterator[Claim]:
        """Yield what a snapshot, just read, says with its neighbours."""
        if following is not None:
            yield from self._pair(roll, following)
        days = [each for each in (*self.read, *self._stored) if each < roll.day]
        if days and max(days) in self._stored:
            yield from self._pair(self._roll(max(days)), roll)
        self._last = roll

    def returns(self) -> Iterator[Claim | Skip]:
        """Yield who was put back on the list; when everything has been read."""
        later = sorted(day for day in self._stored if day > min(self.read))
        if not (pairs := [*self._back, *self._stored_pairs(later)]):
            return
        for release in self._stored.values():
            for claim in self.context.claims_in(release):
                if claim.kind == "delisted":
                    self._gone[claim.target].append(claim.date.days.last)
        for earlier, following in pairs:
            gone = {
                target
                for target, days in self._gone.items()
                if min(days) <= earlier.day
            }
            yield from returned(earlier, following, gone)

    def _pair(self, earlier: Roll, later: Roll) -> Iterator[Claim]:
        for claim in between(earlier, later):
            self._gone[claim.target].append(claim.date.days.last)
            yield claim
        if later.old_since(earlier):
            self._back.append((earlier, later))

    def _stored_pairs(self, days: list[date]) -> Iterator[tuple[Roll, Roll]]:
        """Yield neighbours both of which are stored, and that someone came back to."""
        known = sorted({*self.read, *self._stored})
        for earlier, later in zip(known, known[1:], strict=False):
            if earlier in days and later in days:
                pair = self._roll(earlier), self._roll(later)
                if pair[1].old_since(pair[0]):
                    yield pair

    def _roll(self, day: date) -> Roll:
        """Return a stored snapshot, from its claims."""
        release = self._stored[day]
        file = ""
        listings: dict[str, Listing] = {}
        for claim in self.context.claims_in(release):
            if claim.kind != "listed":
                continue
            place, _, reference = claim.locator.rpartition(", ")
            file = place.rpartition("/")[2]
            since = claim.date.days.last
            if reference in listings:
                since = min(since, listings[reference].since)
            listings[reference] = Listing(claim.target, claim.list, since)
        return Roll(day, release, file, listings)
