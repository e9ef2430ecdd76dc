"""Which party a record means: territories by their code, three of them by day.

China: the state until its republic, then the government that the United States dealt
with: the Republic of China until 1978, the People's Republic for the Liaison Office of
1973 and from 1 January 1979 on. Russia: the Soviet Union from 30 December 1922 to 25
December 1991. Montenegro: the kingdom before the state of 2006. Everything else is what
POCOM calls the territory of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from recog.domain.dates import Interval, of_interval
from recog.importers.pocom.files import Chief, iter_steps
from recog.importers.pocom.terms import Moment

Resolve = Callable[[str, date | None], str]

_REPUBLIC: Final = date(1912, 1, 1)
_NORMALISED: Final = date(1979, 1, 1)
_UNION: Final = date(1922, 12, 30)
_DISSOLVED: Final = Interval(date(1991, 12, 25), date(1991, 12, 26))
_INDEPENDENT: Final = date(2006, 6, 3)
_RESIDENT: Final = re.compile(r"\bresident (?:first )?(?:at|in) ", re.IGNORECASE)
_SOVIET_UNION: Final = "state/soviet-union"
_KINGDOM: Final = "state/kingdom-of-montenegro"


def day_of(chief: Chief) -> date | None:
    """Return the day that decides which receiver is meant: the start, if it is known.

    Else the first other date of the record; None when it has none.
    """
    steps = dict(iter_steps(chief))
    for name in ("started", "arrived", "appointed", "ended"):
        year, _, rest = steps[name].date.partition("-")
        if year.isdigit():
            month, _, day = rest.partition("-")
            try:
                return date(int(year), int(month or 1), int(day or 1))
            except ValueError:
                continue
    return None


def receiver(chief: Chief, resolve: Resolve) -> str:
    """Return the id of the party that received the person.

    :raises UnknownEntityError: when nothing has the territory's code.
    :raises AmbiguousEntityError: when several things have it.
    """
    day = day_of(chief)
    if chief.territory == "china" and day is not None:
        return resolve(_china(chief, day), day)
    if chief.territory == "russia" and day and _UNION <= day < _DISSOLVED.first:
        return resolve(_SOVIET_UNION, day)
    if chief.territory == "montenegro" and day and day < _INDEPENDENT:
        return resolve(_KINGDOM, day)
    return resolve(f"pocom:{chief.territory}", day)


def receiver_of_territory(chief: Chief, territory: str, resolve: Resolve) -> str:
    """Return the receiver that a territory was when the person served.

    :raises UnknownEntityError: and AmbiguousEntityError, as `receiver` does.
    """
    return receiver(replace(chief, territory=territory), resolve)


def resides(note: str) -> bool:
    """Tell whether a note names a place of residence of the mission's own."""
    return bool(_RESIDENT.search(note))


def successor(chief: Chief, target: str, resolve: Resolve) -> str:
    """Return the receiver that a person served next under the same record, if any.

    POCOM repeats such a term under both receivers for Czechoslovakia and the Czech
    Republic; for the Soviet Union and Russia it has one record.
    """
    if target != _SOVIET_UNION or chief.ended.date[:4] < "1992":
        return ""
    return resolve(f"pocom:{chief.territory}", _DISSOLVED.last)


def end_of_receiver() -> Moment:
    """Return the end of a term that came with the end of the Soviet Union."""
    return Moment(
        kind="mission-terminated",
        date=of_interval(_DISSOLVED),
        text="after the dissolution of the Soviet Union",
        how="the receiver ceased to exist",
        note="The record goes on for Russia, which is claimed apart.",
    )


def _china(chief: Chief, day: date) -> str:
    if chief.role == "chief" or day >= _NORMALISED:
        return "government/peoples-republic-of-china"
    if day >= _REPUBLIC:
        return "government/republic-of-china"
    return "state/china"
