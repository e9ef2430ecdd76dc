"""From what people call a party to its id: ids, codes, names, demonyms, seats.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.entities import Entity
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.name_index import NameIndex, of_types, type_of
from recog.service.names import Entry, Rank, entries, fold, lifetime

#: Where the ids of recog live; an address is this plus the id.
BASE: Final = "https://w3id.org/recog/id/"
_GOVERNMENT: Final = " government"


@dataclass(frozen=True, slots=True)
class Match:
    """An entity found by a search; a higher score is better, 1.0 is exact."""

    id: str
    label: str
    matched: str  # the name that fitted
    score: float


class Directory:
    """Finds entities by id, code or name; built once for one version."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities: Mapping[str, Entity] = {each.id: each for each in entities}
        self._names = NameIndex(
            entry
            for entity in sorted(self._entities.values(), key=lambda each: each.id)
            for entry in entries(entity)
        )
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._governments: dict[str, list[str]] = defaultdict(list)
        self._organs: dict[str, list[str]] = defaultdict(list)
        self._successors: dict[str, list[str]] = defaultdict(list)
        for entity in sorted(self._entities.values(), key=lambda each: each.id):
            for code in entity.codes:
                self._codes[code.casefold()].append(entity.id)
            if entity.governs:
                self._governments[entity.governs].append(entity.id)
            if entity.organ_of:
                self._organs[entity.organ_of].append(entity.id)
            for each in entity.predecessors:
                self._successors[each].append(entity.id)

    def __contains__(self, entity: str) -> bool:
        return entity in self._entities

    def __len__(self) -> int:
        return len(self._entities)

    def label(self, entity: str) -> str:
        """Return the English label of an id; the id itself where it is not known."""
        known = self._entities.get(entity)
        return known.label if known else entity

    def governments(self, state: str) -> tuple[str, ...]:
        """Return the governments that act or claim to act for a state, sorted."""
        return tuple(self._governments.get(state, ()))

    def organs(self, state: str) -> tuple[str, ...]:
        """Return the courts, ministries and agencies of a state, sorted."""
        return tuple(self._organs.get(state, ()))

    def successors(self, state: str) -> tuple[str, ...]:
        """Return the states that followed a former one, sorted."""
        return tuple(self._successors.get(state, ()))

    def names(self) -> Collection[str]:
        """Return every name in its folded form, sorted."""
        return self._names.forms

    def resolve(
        self, text: str, *, on: date | None = None, types: Collection[str] = ()
    ) -> str:
        """Return the id of the one entity that a text names.

        Accepted are an id, an address, a code (``iso:RU``), and any label, alternative
        or former name, "the … government", demonym and seat of government, whatever
        the case and accents. A name fits those best that existed `on` that day, then
        those that had existed before it; without a day, those that exist still.

        :raises UnknownEntityError: when nothing of these types has that name.
        :raises AmbiguousEntityError: when several fit equally well.
        """
        given = text.strip().removeprefix(BASE)
        if given in self._entities and (not types or type_of(given) in types):
            return given
        fitting = self._named(given, types)
        if not fitting:
            raise UnknownEntityError(self._unknown(text, types))
        best = self._best(fitting, on)
        if len(best) > 1:
            labels = "; ".join(f"{self.label(each)} ({each})" for each in best)
            raise AmbiguousEntityError(
                f"{text!r} may mean several: {labels}; give one of the ids", best
            )
        return best[0]

    def search(
        self, text: str, *, types: Collection[str] = (), limit: int = 20
    ) -> list[Match]:
        """Return the entities whose names fit best: exact, by beginning, by part.

        Sorted by score, then by type (states first), length of the name and id; an
        entity comes once.
        """
        code = text.strip().casefold()
        coded = (*self._codes.get(code, ()), *self._codes.get(f"iso:{code}", ()))
        exact = [Entry("", text.strip(), each, Rank.LABEL) for each in coded]
        found = self._names.search(fold(text), types=types, limit=limit, exact=exact)
        return [
            Match(entry.entity, self.label(entry.entity), entry.text, round(score, 2))
            for score, entry in found
        ]

    def near(self, text: str, *, types: Collection[str] = ()) -> tuple[str, ...]:
        """Return up to three entities with a name spelt almost like this."""
        return self._names.near(fold(text), types=types)

    def _named(self, text: str, types: Collection[str]) -> list[Entry]:
        """Return every entry of these types that the text may mean."""
        if ":" in text or (text.isupper() and text.isascii() and 2 <= len(text) <= 3):
            code = text.casefold() if ":" in text else f"iso:{text.casefold()}"
            coded = [
                Entry("", text, each, Rank.LABEL) for each in self._codes.get(code, ())
            ]
            if kept := of_types(coded, types):
                return kept
        name = fold(text)
        names = (name, name.removeprefix("the "))
        for form in dict.fromkeys(names):
            if kept := of_types(self._names.of(form), types):
                return kept
        return self._governing(names[-1], types)

    def _governing(self, name: str, types: Collection[str]) -> list[Entry]:
        """Read "Russian government" as Russia, and "Taliban" as its government."""
        state = name.removesuffix(_GOVERNMENT)
        if state == name:
            return of_types(self._names.of(name + _GOVERNMENT), types)
        named = self._names.of(state)
        if kept := of_types(named, types):
            return kept
        return [
            Entry(each.folded, each.text, government, each.rank)
            for each in named
            for government in self._governments.get(each.entity, ())
            if not types or "government" in types
        ]

    def _best(self, fitting: Iterable[Entry], on: date | None) -> list[str]:
        """Keep the entries that existed, then those of the lowest rank; sorted."""
        ranked: dict[str, tuple[bool, bool, Rank]] = {}
        for entry in fitting:
            place = (
                not self._exists(entry, on),
                self._is_yet_to_be(entry, on),
                entry.rank,
            )
            ranked[entry.entity] = min(place, ranked.get(entry.entity, place))
        lowest = min(ranked.values())
        best = {each for each, place in ranked.items() if place == lowest}
        if lowest[2] is Rank.SEAT:
            # Russia has no known beginning: in 1980 Moscow was the Soviet Union's.
            before = {each: self._entities[each].predecessors for each in best}
            best = {each for each in best if best.isdisjoint(before[each])}
        return sorted(best)

    def _exists(self, entry: Entry, on: date | None) -> bool:
        entity = self._entities[entry.entity]
        if on is None:
            return entity.ended is None
        return on in lifetime(entity.began, entity.ended) and on in lifetime(
            entry.began, entry.ended
        )

    def _is_yet_to_be(self, entry: Entry, on: date | None) -> bool:
        """Tell whether the entity began after a day: in 1920 Montenegro is the old."""
        began = self._entities[entry.entity].began
        return on is not None and began is not None and on < began.days.first

    def _unknown(self, text: str, types: Collection[str]) -> str:
        kinds = " or ".join(types) if types else "entity"
        others = sorted({each.entity for each in self._named(text, ())})[:3]
        if types and others:
            return f"{text!r} names no {kinds}; it names {', '.join(others)}"
        near = [f"{self.label(each)} ({each})" for each in self.near(text, types=types)]
        hint = f"near it: {'; '.join(near)}" if near else "search with entities?q="
        return f"no {kinds} is named {text!r}; {hint}"
