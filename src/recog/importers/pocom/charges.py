"""Chargés and their like: who takes charge of a mission without letters of his own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from recog.domain.dates import EdtfDate
from recog.importers.pocom.dating import dates_in
from recog.importers.pocom.files import Chief

#: Roles that take charge of a mission without letters of their own.
_CHARGES: Final = frozenset(
    {
        "charge-daffaires-ad-interim",
        "principal-officer",
        "acting-principal-officer",
        "chief",
        "director",
        "personal-representative-of-the-president",
    }
)
#: Roles that present letters when they are commissioned, or have a letter of credence.
_CHARGES_AT_TIMES: Final = re.compile("charge-daffaires|representative$")
_TOOK_CHARGE: Final = re.compile(
    "^(?:entered on duty|assumed charge|no record found of presentation|"
    "in lieu of a letter of credence|the secretary general .* acknowledged receipt)",
    re.IGNORECASE,
)
_NO_LETTERS: Final = re.compile("not given new credentials", re.IGNORECASE)
_SERVING: Final = re.compile(
    r"serving as Charg[ée] d.Affaires|\bwith [^;]+ as Charg[ée] d.Affaires",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[\w)]{2}[.;]) ")


def is_charge(chief: Chief) -> bool:
    """Tell whether the role takes charge of the mission without letters of its own."""
    if chief.role in _CHARGES:
        return True
    lettered = chief.appointed.date or "letter of credence" in chief.note
    return bool(_CHARGES_AT_TIMES.search(chief.role)) and not lettered


def serving_on(chief: Chief) -> EdtfDate | None:
    """Return a day on which the note says that the chargé was serving."""
    if not _SERVING.search(chief.note):
        return None
    return next((named.date for named in dates_in(chief.note)), None)


def with_mission_notes(chief: Chief, notes: Iterable[str]) -> Chief:
    """Return a record of unknown start with what the mission's notes say of it.

    Only for a chargé whom a note names by his surname as serving on a day.
    """
    if chief.started.date or chief.arrived.date or chief.appointed.date:
        return chief
    surname = chief.person.partition("-")[0]
    for note in notes:
        for sentence in _SENTENCE.split(note):
            if _SERVING.search(sentence) and surname in sentence.casefold():
                return replace(chief, note=f"{chief.note} {sentence}".strip())
    return chief


def took_charge(chief: Chief) -> bool:
    """Tell whether the note says that the person took charge, and no more."""
    return bool(_TOOK_CHARGE.search(chief.started.note))


def entry_kind(chief: Chief) -> str:
    """Return the kind of the claim that the start of a term becomes."""
    if _NO_LETTERS.search(chief.started.note):
        return "arrival"
    if is_charge(chief) or took_charge(chief):
        return "entered-on-duty"
    return "credentials-presented"
