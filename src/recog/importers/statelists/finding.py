"""Which entity a spell of a list is: by its number and by its name on its days."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import normalize

from recog.domain.dates import EdtfDate, Interval
from recog.domain.entities import Entity
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import Context
from recog.importers.statelists.spells import Spell

#: What recog itself describes: dates and names of others are put beside, not over it.
_OURS: Final = "release/recog-entities-"
_GAPS: Final = re.compile(r"[^a-z0-9]+")
#: Numbers from which a list has its own, which the Correlates of War do not have.
_OWN_NUMBERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what is known; a state that is not gets an id of its own."""

    context: Context

    def find(self, spell: Spell) -> Entity | None:
        """Return the entity that had the number or the name on days of the spell.

        The number says more of a state that is there still, the name of one that is
        not: 341 is Montenegro, and before 1918 the kingdom.
        """
        numbered, named = self._numbered(spell), self._named(spell)
        chosen = (*numbered, *named) if spell.goes_on else (*named, *numbered)
        return next((each for each in chosen if _lived(each, spell.days)), None)

    def is_of_another_time(self, spell: Spell) -> bool:
        """Tell whether the number is of a state that was not there on these days."""
        return any(True for _ in self._numbered(spell))

    def id_of(self, number: str, spell: Spell) -> str:
        """Return the entity of a number, such as that of a successor; or nothing."""
        for scheme in ("cow", "gw", "isd"):
            if found := self._resolved(f"{scheme}:{number}", spell):
                return found.id
        return ""

    def new_id(self, name: str, spell: Spell, *, taken: Container[str]) -> str:
        """Return an id for a state that is not known: its name, or that and a year."""
        plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = _GAPS.sub("-", plain.replace("'", "")).strip("-")
        id = f"state/{slug}"
        if self.context.known(id) is None and id not in taken:
            return id
        first = spell.days.earliest or spell.days.latest
        return f"{id}-{first.year if first else 2}"

    def _numbered(self, spell: Spell) -> Iterator[Entity]:
        if spell.number.isdigit() and int(spell.number) < _OWN_NUMBERS:
            for scheme in ("cow", "gw"):
                if found := self._resolved(f"{scheme}:{spell.number}", spell):
                    yield found

    def _named(self, spell: Spell) -> Iterator[Entity]:
        if found := self._resolved(spell.name, spell):
            yield found

    def _resolved(self, text: str, spell: Spell) -> Entity | None:
        try:
            return self.context.known(self.context.resolve(text, spell.middle))
        except (UnknownEntityError, AmbiguousEntityError):
            return None


def is_ours(entity: Entity) -> bool:
    """Tell whether recog itself describes an entity."""
    return entity.release.startswith(_OURS)


def _lived(entity: Entity, days: Interval) -> bool:
    """Tell whether an entity may have been there on one of the days."""
    if entity.type not in ("state", "government"):
        return False
    life = Interval(_first(entity.began), _last(entity.ended))
    return life.intersection(days) is not None


def _first(began: EdtfDate | None) -> date | None:
    return began.days.earliest if began else None


def _last(ended: EdtfDate | None) -> date | None:
    return ended.days.latest if ended else None
