"""Which party a territory was on a day: POCOM files former states under later ones.

A table of those whose file speaks of more than one state. What is not here is the
entity that has the territory's code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.dates import Interval

CHINA: Final = "china"
_REPUBLIC: Final = date(1912, 1, 1)
_NORMALISED: Final = date(1979, 1, 1)


@dataclass(frozen=True, slots=True)
class Ended:
    """A party whose end a record of POCOM may run across, and who came after it."""

    days: Interval  # on which it ended
    name: str
    successor: str


#: Until which day (not included) a territory's file speaks of which party.
_UNTIL: Final[Mapping[str, tuple[tuple[date, str], ...]]] = {
    "austria": (
        (date(1867, 6, 8), "state/austrian-empire"),
        (date(1918, 11, 12), "state/austria-hungary"),
    ),
    "colombia": ((date(1831, 1, 1), "state/gran-colombia"),),
    "germany": ((date(1871, 1, 18), "state/prussia"),),
    "guatemala": ((date(1839, 1, 1), "state/central-american-federation"),),
    "italy": ((date(1861, 3, 17), "state/sardinia"),),
    "montenegro": ((date(2006, 6, 3), "state/kingdom-of-montenegro"),),
    "russia": (
        (date(1922, 12, 30), "pocom:russia"),
        (date(1991, 12, 25), "state/soviet-union"),
    ),
    "serbia": (
        (date(1918, 12, 1), "state/kingdom-of-serbia"),
        (date(2006, 6, 3), "state/serbia-and-montenegro"),
    ),
    "socialist-federal-republic-of-yugoslavia-1992": (
        (date(1992, 4, 27), "pocom:yugoslavia"),
        (date.max, "state/serbia-and-montenegro"),
    ),
    "tanzania": ((date(1964, 4, 26), "state/tanganyika"),),
    "turkey": ((date(1922, 11, 1), "state/ottoman-empire"),),
    "yemen": ((date(1990, 5, 22), "state/north-yemen"),),
    "yugoslavia": (
        (date(1992, 4, 27), "pocom:yugoslavia"),
        (date.max, "state/serbia-and-montenegro"),
    ),
}

#: Records that speak of another party than their file does at the time: the
#: government at Frankfurt of 1848, and the embassy in Aden.
RECORDS: Final[Mapping[str, str]] = {
    "de-1848-done-01": "state/germany",
    "ye--kell-01": "state/south-yemen",
}

ENDED: Final[Mapping[str, Ended]] = {
    "state/gran-colombia": Ended(
        Interval(date(1831, 1, 1), date(1831, 12, 31)),
        "Gran Colombia",
        "pocom:colombia",
    ),
    "state/north-yemen": Ended(
        Interval(date(1990, 5, 22), date(1990, 5, 22)), "North Yemen", "pocom:yemen"
    ),
    "state/serbia-and-montenegro": Ended(
        Interval(date(2006, 6, 3), date(2006, 6, 5)),
        "Serbia and Montenegro",
        "pocom:serbia",
    ),
    "state/soviet-union": Ended(
        Interval(date(1991, 12, 25), date(1991, 12, 26)),
        "the Soviet Union",
        "pocom:russia",
    ),
    "state/tanganyika": Ended(
        Interval(date(1964, 4, 26), date(1964, 4, 26)), "Tanganyika", "pocom:tanzania"
    ),
}


def party_on(territory: str, day: date | None, *, role: str) -> str:
    """Return the id or code of what a territory was on a day.

    :param territory: POCOM's id of it, or the id of a party.
    :param role: of the chief; a "chief" led the liaison office in Beijing.
    """
    if "/" in territory:
        return territory
    if day is not None:
        if territory == CHINA:
            return _china(role, day)
        for until, party in _UNTIL.get(territory, ()):
            if day < until:
                return party
    return f"pocom:{territory}"


def _china(role: str, day: date) -> str:
    if role == "chief" or day >= _NORMALISED:
        return "government/peoples-republic-of-china"
    if day >= _REPUBLIC:
        return "government/republic-of-china"
    return "state/china"
