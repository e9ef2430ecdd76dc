"""Chargés whom only a note names: "…, with Joanne Thompson as Chargé d'Affaires …".

They have no record of their own; most have a file among the people who are pending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from recog.importers.pocom.files import Chief, Mission, Step
from recog.importers.pocom.prose import facts_of, is_elsewhere, sentences
from recog.importers.pocom.reasons import Reason
from recog.importers.records import Skip

_NAME: Final = (
    r"(?P<name>(?:[A-Z][\w.'’-]* )+[A-Z][\w'’-]+(?:,? (?:Jr\.|Sr\.|I{2,3}))?),?"
)
_AS_CHARGE: Final = r"Charg[ée] d.Affaires ad interim"
_NAMED: Final = re.compile(
    rf"\bwith {_NAME} as {_AS_CHARGE}|{_NAME.replace('name', 'other')} was serving as "
    rf"{_AS_CHARGE}",
    re.IGNORECASE,
)
_GENERATION: Final = re.compile(r",? (?:Jr\.|Sr\.|I{2,3})$")
_NOTHING: Final = Step("", "")


def charges_of(mission: Mission, root: Path) -> Iterator[Chief | Skip]:
    """Yield the chargés whom the notes of a mission and of its chiefs name in full.

    Their records are made of the sentence: when the mission was opened they entered on
    duty; on another day they were serving. Not those who have a record of their own.
    """
    given = {chief.person for chief in mission.chiefs}
    for where, territory, sentence in _sentences(mission):
        match = _NAMED.search(sentence)
        name = (match["name"] or match["other"]) if match else ""
        if " " not in name:
            continue
        found = [] if is_elsewhere(sentence) else _people(name, root)
        if len(found) != 1:
            detail = f"{name}: {len(found)} people may be meant"
            yield Skip(where=where, reason=Reason.NAMED_UNKNOWN, detail=detail)
        elif found[0] not in given:
            given.add(found[0])
            yield _chief(where, territory, sentence, found[0])


def _sentences(mission: Mission) -> Iterator[tuple[str, str, str]]:
    for number, note in enumerate(mission.notes, start=1):
        for sentence in sentences(note):
            yield f"{mission.file}, note {number}", mission.territory, sentence
    for chief in mission.chiefs:
        for sentence in sentences(chief.note):
            yield chief.where, chief.territory, sentence


def _people(name: str, root: Path) -> list[str]:
    """Return the ids of the people whose surname and first name are those of a name.

    Of those who are pending, if any: they are there because notes name them.
    """
    first, *_, last = _GENERATION.sub("", name).casefold().split()
    pattern = f"{last}-{first.rstrip('.')}*.xml"
    pending = sorted((root / "people-pending").glob(pattern))
    found = pending or sorted((root / "people" / last[:1]).glob(pattern))
    return [file.stem for file in found]


def _chief(where: str, territory: str, sentence: str, person: str) -> Chief:
    opened = (fact for fact in facts_of(sentence) if fact.kind == "mission-opened")
    day = next((fact.date.edtf for fact in opened), "")
    return Chief(
        where=where,
        id="",
        person=person,
        role="charge-daffaires-ad-interim",
        territory=territory,
        appointed=_NOTHING,
        arrived=_NOTHING,
        started=Step(day, ""),
        ended=_NOTHING,
        note=sentence,
        nominee=False,
    )
