"""Which party a record means, where its chief resided, and who came after it.

`parties` has the table: the territory of the time, as POCOM calls it, on the day on
which the chief began.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from recog.domain.dates import of_interval, parse
from recog.errors import DateError
from recog.importers.pocom.dating import dates_in
from recog.importers.pocom.files import Chief, Step, iter_steps
from recog.importers.pocom.parties import ENDED, RECORDS, party_on
from recog.importers.pocom.terms import Moment

Resolve = Callable[[str, date | None], str]

_RESIDENT: Final = re.compile(r"\bresident (?:first )?(?:at|in) ", re.IGNORECASE)
_NON_RESIDENT: Final = re.compile(
    r"^Non-resident|\btenure as non-resident\b", re.IGNORECASE
)
_EXILED: Final = re.compile(r"\bnear the Government of .* established in\b")


def day_of(chief: Chief) -> date | None:
    """Return the day that decides which receiver is meant: the start, if it is known.

    Else the first other date of the record, or of its note; None when it has none.
    """
    steps = dict(iter_steps(chief))
    names = ("started", "arrived", "appointed", "ended")
    days = (_first(steps[name]) for name in names)
    noted = (named.date.days.first for named in dates_in(chief.note))
    return next((day for day in days if day), next(noted, None))


def with_own_party(chief: Chief) -> Chief:
    """Return the chief with the party that the record speaks of, if not the file's."""
    return replace(chief, territory=RECORDS.get(chief.id, chief.territory))


def receiver(chief: Chief, resolve: Resolve) -> str:
    """Return the id of the party that received the person.

    :raises UnknownEntityError: when nothing has the territory's code.
    :raises AmbiguousEntityError: when several things have it.
    """
    return party(chief.territory, day_of(chief), chief.role, resolve)


def party(territory: str, day: date | None, role: str, resolve: Resolve) -> str:
    """Return the id of the party that a territory was on a day.

    :raises UnknownEntityError: and AmbiguousEntityError, as `receiver` does.
    """
    return resolve(party_on(territory, day, role=role), day)


def receiver_of_territory(chief: Chief, territory: str, resolve: Resolve) -> str:
    """Return the receiver that a territory was when the person served.

    :raises UnknownEntityError: and AmbiguousEntityError, as `receiver` does.
    """
    return receiver(replace(chief, territory=territory), resolve)


def resides(chief: Chief, target: str, home: str) -> bool | None:
    """Tell whether the person resided with the receiver, as far as POCOM says.

    :param home: the receiver of the place where one accredited to several resided.

    An organisation has a seat and no territory; a government in exile was where those
    accredited to it resided.
    """
    if target.startswith("organization/"):
        return False if _NON_RESIDENT.search(chief.note) else None
    if home and (home == target or not _EXILED.search(chief.note)):
        return home == target
    if _RESIDENT.search(chief.note) or home:
        return True
    return False if _NON_RESIDENT.search(chief.note) else None


def successor(chief: Chief, target: str, resolve: Resolve) -> str:
    """Return the receiver that a person served next under the same record, if any.

    POCOM repeats such a term under both receivers for Czechoslovakia and the Czech
    Republic; elsewhere it has one record.
    """
    ended = ENDED.get(target)
    left = _first(chief.ended)
    if ended is None or left is None or left <= ended.days.last:
        return ""
    return resolve(ended.successor, left)


def end_of_receiver(target: str) -> Moment:
    """Return the end of a term that came with the end of the receiver."""
    ended = ENDED[target]
    return Moment(
        kind="mission-terminated",
        date=of_interval(ended.days),
        text=f"after the end of {ended.name}",
        how="the receiver ceased to exist",
        note="The record goes on for the state that followed, which is claimed apart.",
    )


def _first(step: Step) -> date | None:
    try:
        return parse(step.date).days.earliest if step.date else None
    except DateError:
        return None
