"""The sanctions lists of the Security Council, by the prefix of reference numbers.

Source: https://main.un.org/securitycouncil/en/sanctions/information.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.entities import Entity, Name
from recog.domain.tables import table

COUNCIL: Final = "organization/un-security-council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One list, and the committee that keeps it."""

    name: str  # the prefix of its reference numbers: "TA" of TAi.001
    slug: str
    label: str
    words: tuple[str, ...]  # how UN_LIST_TYPE names it
    resolution: str  # by which its committee was set up
    more: str = ""

    @property
    def id(self) -> str:
        """The id of the list as an entity."""
        return f"list/{self.slug}"

    def entity(self, release: str) -> Entity:
        """Return the list as a release describes it."""
        note = f"Kept by the Committee pursuant to resolution {self.resolution}."
        return Entity(
            id=self.id,
            labels=(Name(text=self.label, language="en"),),
            names=(Name(text=f"UN {self._number} sanctions list", language="en"),),
            keeper=COUNCIL,
            note=f"{note} {self.more}".strip(),
            release=release,
        )

    @property
    def _number(self) -> str:
        return self.resolution.partition(" ")[0]


def _regime(
    prefix: str, slug: str, place: str, words: str, resolution: str, more: str = ""
) -> Regime:
    number = resolution.partition(" ")[0]
    return Regime(
        name=prefix,
        slug=slug,
        label=f"United Nations {number} ({place}) sanctions list",
        words=tuple(words.split("|")),
        resolution=resolution,
        more=more,
    )


REGIMES: Final[Mapping[str, Regime]] = table(
    Regime(
        name="QD",
        slug="un-1267-isil-al-qaida",
        label="United Nations ISIL (Da'esh) and Al-Qaida sanctions list",
        words=("Al-Qaida",),
        resolution="1267 (1999)",
    ),
    _regime(
        "TA",
        "un-1988-taliban",
        "Taliban",
        "Taliban",
        "1988 (2011)",
        "Until 17 June 2011 its entries were part of the list of resolution 1267.",
    ),
    _regime("SO", "un-751-somalia", "Somalia", "Somalia", "751 (1992)"),
    _regime("IQ", "un-1518-iraq", "Iraq", "Iraq", "1518 (2003)"),
    _regime(
        "LR",
        "un-1521-liberia",
        "Liberia",
        "Liberia",
        "1521 (2003)",
        "Ended by resolution 2288 (2016).",
    ),
    _regime(
        "CD",
        "un-1533-dr-congo",
        "Democratic Republic of the Congo",
        "DRC",
        "1533 (2004)",
    ),
    _regime(
        "CI",
        "un-1572-cote-d-ivoire",
        "Côte d'Ivoire",
        "CdI",
        "1572 (2004)",
        "Ended by resolution 2283 (2016).",
    ),
    _regime("SD", "un-1591-sudan", "Sudan", "Sudan", "1591 (2005)"),
    _regime("KP", "un-1718-dprk", "North Korea", "DPRK", "1718 (2006)"),
    _regime(
        "IR",
        "un-1737-iran",
        "Iran",
        "Iran",
        "1737 (2006)",
        "From 16 January 2016 resolution 2231 (2015) took its place; those who stayed "
        "listed kept their reference numbers and days.",
    ),
    _regime("LY", "un-1970-libya", "Libya", "Libya", "1970 (2011)"),
    _regime(
        "GB",
        "un-2048-guinea-bissau",
        "Guinea-Bissau",
        "GB|Guinea-Bissau",
        "2048 (2012)",
    ),
    _regime(
        "CF",
        "un-2127-central-african-republic",
        "Central African Republic",
        "CAR",
        "2127 (2013)",
    ),
    _regime("YE", "un-2140-yemen", "Yemen", "Yemen", "2140 (2014)"),
    _regime(
        "SS",
        "un-2206-south-sudan",
        "South Sudan",
        "SouthSudan|South Sudan",
        "2206 (2015)",
    ),
    _regime("ML", "un-2374-mali", "Mali", "Mali", "2374 (2017)"),
    _regime("HT", "un-2653-haiti", "Haiti", "Haiti", "2653 (2022)"),
)
