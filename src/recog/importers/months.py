"""The names of the months, in the languages in which people keep their tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_NAMES: Final = (
    # English, with its abbreviations
    "january february march april may june july august september october november"
    " december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may june july aug sept oct nov dec",
    # French, German, Spanish, Italian, Portuguese
    "janvier février mars avril mai juin juillet août septembre octobre novembre"
    " décembre",
    "januar februar märz april mai juni juli august september oktober november"
    " dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre"
    " novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
)
#: Abbreviations that are no word of English: "set" and "out", of Portuguese, are.
_SHORT: Final = {
    **{"janv": 1, "jänner": 1, "ene": 1, "févr": 2, "fev": 2, "mär": 3, "mrz": 3},
    **{"avr": 4, "abr": 4, "juil": 7, "okt": 10, "déc": 12, "dez": 12, "dic": 12},
}
_NUMBERS: Final[Mapping[str, int]] = {
    name: number for names in _NAMES for number, name in enumerate(names.split(), 1)
} | _SHORT

#: Matches one of them, the longest first; to be used without regard to case.
MONTH: Final = "|".join(
    re.escape(name) for name in sorted(_NUMBERS, key=len, reverse=True)
)


def month_number(name: str) -> int:
    """Return the number of a month, from 1, whose name matches MONTH."""
    return _NUMBERS[name.casefold()]
