"""Where each present-day state stands on the tile map: one tile for each, all equal.

A tile stands about where its state lies, so that neighbours are near each other and a
small state is seen as well as a large one. The letters are those of ISO 3166-1 alpha-2
(XK is Kosovo's, TW that of the government in Taipei); small letters are of our own, for
parties that have no code there. Source: docs/design.md, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from recog.domain.entities import Entity

#: The map, as it is read: two letters a tile, two points where there is none.
GRID: Final = """
.. .. .. .. .. .. .. .. .. IS .. .. NO SE FI .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. .. .. .. EE .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. IE GB .. .. DK .. .. LV .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. BE NL DE PL LT BY RU .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. FR LU .. CZ SK UA .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. CA .. .. .. .. .. .. .. AD MC CH LI AT HU MD tr .. ab os KZ .. .. .. .. .. .. .. .. .. .. ..
.. US .. .. .. .. .. .. PT ES .. IT SM SI HR RS RO .. GE .. UZ KG .. .. MN .. KP .. .. .. .. ..
.. MX .. BS .. .. .. .. .. .. .. VA om BA ME XK BG TR AM AZ TM TJ .. .. CN .. KR JP .. .. .. ..
GT BZ .. CU HT DO .. .. .. .. .. MT .. .. AL MK GR nc SY IQ IR AF PK NP BT .. TW .. .. .. .. ..
SV HN .. JM .. .. KN AG .. .. .. .. .. MA DZ TN .. CY LB JO KW BH .. IN BD MM LA VN .. .. .. ..
.. NI .. .. .. .. .. DM .. .. .. .. EH MR ML NE LY EG IL PS SA QA AE .. LK TH KH .. PH .. .. ..
.. CR .. .. .. .. .. LC .. .. CV GM SN BF BJ NG TD SD ER .. .. YE OM .. .. MY BN .. PW FM MH ..
.. .. PA .. .. .. VC BB .. .. .. GW GN CI GH TG CM CF SS ET DJ sl .. MV .. SG ID TL PG NR KI ..
.. .. .. CO VE TT GD .. .. .. .. .. SL LR .. GQ GA CG CD UG KE SO .. .. .. .. .. .. .. SB TV WS
.. .. EC PE GY SR .. .. .. .. .. .. .. .. ST .. .. AO RW BI TZ .. SC .. .. .. .. AU .. VU FJ TO
.. .. .. BO PY BR .. .. .. .. .. .. .. .. .. .. .. NA ZM MW MZ KM .. .. .. .. .. .. .. .. NU CK
.. .. .. CL AR UY .. .. .. .. .. .. .. .. .. .. .. .. BW ZW SZ .. MG MU .. .. .. .. .. NZ .. ..
.. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ZA LS .. .. .. .. .. .. .. .. .. .. .. ..
"""  # noqa: E501 - a line of the map is one line

#: Who has a tile and no code of ISO 3166-1.
UNCODED: Final = {
    "ab": "state/abkhazia",
    "nc": "state/northern-cyprus",
    "om": "state/sovereign-order-of-malta",
    "os": "state/south-ossetia",
    "sl": "state/somaliland",
    "tr": "state/transnistria",
}
#: Codes of ISO 3166-1 that stand for a government, not for a state.
GOVERNMENTS: Final = ("TW",)
_EMPTY: Final = ".."


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of the map; columns go east, rows south, both from 0."""

    code: str
    column: int
    row: int


#: Every tile, from north to south and west to east.
TILES: Final = tuple(
    Tile(code, column, row)
    for row, line in enumerate(GRID.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != _EMPTY
)
COLUMNS: Final = 1 + max(tile.column for tile in TILES)
ROWS: Final = 1 + max(tile.row for tile in TILES)


def placed(entities: Iterable[Entity]) -> dict[str, Tile]:
    """Return the tile of each party that has one, in the order of the tiles."""
    held = {
        code: entity.id
        for entity in entities
        if entity.type in ("state", "government") and entity.ended is None
        for code in _letters(entity)
    }
    return {held[tile.code]: tile for tile in TILES if tile.code in held}


def _letters(entity: Entity) -> list[str]:
    """Return the letters that may stand for a party on the map."""
    iso = [code[4:] for code in entity.codes if code.startswith("iso:")]
    own = [letters for letters, party in UNCODED.items() if party == entity.id]
    state = entity.type == "state"
    return own + [code for code in iso if state is not (code in GOVERNMENTS)]
