"""What two snapshots say together: who was taken off between them.

A record that is gone is no longer on the list; no word tells when or why. So the day
lies between those of the two snapshots, and the later one is the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from recog.domain.claims import Claim
from recog.domain.dates import Interval, of_interval
from recog.domain.spoken import spoken
from recog.importers.records import Skip, claim_id
from recog.importers.unsc.edition import SOURCE
from recog.importers.unsc.lists import COUNCIL
from recog.importers.unsc.reasons import Reason


@dataclass(frozen=True, slots=True)
class Listing:
    """Whom a snapshot lists under a reference number."""

    target: str
    list: str
    since: date  # the last day on which it can have been put on the list


@dataclass(frozen=True, slots=True)
class Roll:
    """All that one snapshot lists, by reference number."""

    day: date
    release: str
    file: str  # its name, for locators
    listings: Mapping[str, Listing]

    def where(self, reference: str) -> str:
        """Return the place of a reference number, also of one that is not there."""
        return f"{self.day.isoformat()}/{self.file}, {reference}"

    def old_since(self, earlier: Roll) -> list[str]:
        """Return who is new since an earlier snapshot with a day before it, sorted."""
        return sorted(
            reference
            for reference in self.listings.keys() - earlier.listings.keys()
            if self.listings[reference].since <= earlier.day
        )


def between(earlier: Roll, later: Roll) -> Iterator[Claim]:
    """Yield a delisting for each that the later one of two snapshots lacks."""
    gone = sorted(earlier.listings.keys() - later.listings.keys())
    left = {listing.list for listing in later.listings.values()}
    count = Counter(earlier.listings[reference].list for reference in gone)
    for reference in gone:
        listing = earlier.listings[reference]
        note = (
            f"On the list of {_said(earlier)}, not on that of {_said(later)}. recog "
            "infers that it was taken off between the two; how and why is not said."
        )
        if listing.list not in left:
            note += f" All {count[listing.list]} entries of this list are gone."
        yield _claim("delisted", earlier, later, reference, listing, note)


def returned(
    earlier: Roll, later: Roll, gone: Collection[str]
) -> Iterator[Claim | Skip]:
    """Yield a new listing for each that came back with its old day of listing.

    :param gone: the subjects that had been taken off before the earlier one.
    """
    for reference in later.old_since(earlier):
        listing = later.listings[reference]
        if listing.target not in gone:
            continue  # published later than it was listed
        note = (
            f"Not on the list of {_said(earlier)}, again on that of {_said(later)}, "
            "with its old day of listing. recog infers that it was put back between."
        )
        yield Skip(
            where=later.where(reference),
            reason=Reason.BACK,
            detail=listing.since.isoformat(),
        )
        yield _claim("listed", earlier, later, reference, listing, note)


def _claim(
    kind: str, earlier: Roll, later: Roll, reference: str, listing: Listing, note: str
) -> Claim:
    days = Interval(earlier.day, later.day)
    where = later.where(reference)
    return Claim(
        id=claim_id(SOURCE.id, kind, days.edtf, where, listing.target),
        kind=kind,
        track="listing",
        actor=COUNCIL,
        target=listing.target,
        list=listing.list,
        date=of_interval(days),
        date_text=f"between the lists of {_said(earlier)} and {_said(later)}",
        locator=where,
        note=note,
        release=later.release,
    )


def _said(roll: Roll) -> str:
    return spoken(roll.day.isoformat())
