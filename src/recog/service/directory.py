"""From what people call a party to its id: ids, codes, names, demonyms, seats.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recog.domain.entities import Entity
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.name_index import NameIndex, of_types, type_of
from recog.service.names import Entry, Rank, entries, fold, lifetime
from recog.service.spellings import both, spellings

#: Where the ids of recog live; an address is this plus the id.
BASE: Final = "https://w3id.org/recog/id/"
_GOVERNMENT: Final = " government"
_GOVERNMENT_OF: Final = "government of "
#: Codes that are known without their scheme, in the order in which they are tried.
_BARE: Final = ("iso", "ioc")


@dataclass(frozen=True, slots=True)
class Match:
    """An entity found by a search; a higher score is better, 1.0 is exact."""

    id: str
    label: str
    matched: str  # the name that fitted
    score: float


class Directory:
    """Finds entities by id, code or name; made for one version, and can grow."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._entities: dict[str, Entity] = {}
        self._names = NameIndex(())
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._governments: dict[str, list[str]] = defaultdict(list)
        self._organs: dict[str, list[str]] = defaultdict(list)
        self._successors: dict[str, list[str]] = defaultdict(list)
        for entity in sorted(entities, key=lambda each: each.id):
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Know one more entity, or more names of one that is known.

        Of one that is known, what the new description leaves empty stays.
        """
        known = self._entities.get(entity.id)
        self._entities[entity.id] = _grown(known, entity) if known else entity
        for entry in entries(entity):
            self._names.add(entry)
        for code in entity.codes:
            _put(self._codes, code.casefold(), entity.id)
        _put(self._governments, entity.governs, entity.id)
        _put(self._organs, entity.organ_of, entity.id)
        for each in entity.predecessors:
            _put(self._successors, each, entity.id)

    def __contains__(self, entity: str) -> bool:
        return entity in self._entities

    def __len__(self) -> int:
        return len(self._entities)

    def label(self, entity: str) -> str:
        """Return the English label of an id; the id itself where it is not known."""
        known = self._entities.get(entity)
        return known.label if known else entity

    def entity(self, entity: str) -> Entity | None:
        """Return what is known of an id."""
        return self._entities.get(entity)

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
        the case and accents. A name fits those best that had it `on` that day, then
        those nearest to it in time; without a day, those that exist still.

        :raises UnknownEntityError: when nothing of these types has that name.
        :raises AmbiguousEntityError: when several fit equally well.
        """
        given = text.strip().removeprefix(BASE)
        if given in self._entities and (not types or type_of(given) in types):
            return given
        fitting, told = self._named(given, types)
        if not fitting:
            raise UnknownEntityError(_Later(lambda: self._unknown(text, types)))
        best = self._best(fitting, on or told)
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

    def _named(
        self, text: str, types: Collection[str]
    ) -> tuple[list[Entry], date | None]:
        """Return every entry of these types that the text may mean, and its day."""
        if kept := of_types(self._coded(text), types):
            return kept, None
        ways = spellings(text)
        plain = [each for each in ways if not each.loose]
        for find, readings in (
            (self._names.of, plain),
            (self._governing, plain),
            (self._names.like, [each for each in ways if each.loose]),
        ):
            for each in readings:
                if kept := of_types(find(each.form), types):
                    return kept, each.on
        return self._named_twice(text, types), None

    def _named_twice(self, text: str, types: Collection[str]) -> list[Entry]:
        """Read "Myanmar (Burma)": what has both names."""
        pair = both(text)
        if pair is None:
            return []
        one, other = (self._names.of(fold(name)) for name in pair)
        shared = {each.entity for each in one} & {each.entity for each in other}
        return of_types((each for each in one if each.entity in shared), types)

    def _coded(self, text: str) -> list[Entry]:
        """Return what has a code: "iso:RU", or "RU", "RUS" in capitals."""
        if ":" in text:
            codes: tuple[str, ...] = (text.casefold(),)
        elif text.isupper() and text.isascii() and 2 <= len(text) <= 3:
            codes = tuple(f"{each}:{text.casefold()}" for each in _BARE)
        else:
            return []
        for code in codes:
            if found := self._codes.get(code):
                return [Entry("", text, each, Rank.LABEL) for each in found]
        return []

    def _governing(self, name: str) -> Sequence[Entry]:
        """Read "Russian government" as Russia and its governments; "Taliban" too."""
        state = name.removesuffix(_GOVERNMENT)
        state = state.removeprefix(_GOVERNMENT_OF).removeprefix("the ")
        if state == name:
            return self._names.of(name + _GOVERNMENT)
        named = self._names.of(state)
        return [
            *named,
            *(
                Entry(each.folded, each.text, government, Rank.SEAT)
                for each in named
                for government in self._governments.get(each.entity, ())
            ),
        ]

    def _best(self, fitting: Iterable[Entry], on: date | None) -> list[str]:
        """Keep the entries that existed, then those of the lowest rank; sorted."""
        found = list(fitting)
        living = {each.entity for each in found if self._exists(each, on)}
        ranked: dict[str, tuple[bool, bool, int, Rank]] = {}
        for entry in found:
            place = (
                not self._exists(entry, on),
                self._is_after_another(entry.entity, living, on),
                self._days_off(entry, on),
                self._rank(entry, on),
            )
            ranked[entry.entity] = min(place, ranked.get(entry.entity, place))
        lowest = min(ranked.values())
        return sorted(each for each, place in ranked.items() if place == lowest)

    def _exists(self, entry: Entry, on: date | None) -> bool:
        entity = self._entities[entry.entity]
        if on is None:
            return entity.ended is None
        return on in lifetime(entity.began, entity.ended) and on in lifetime(
            entry.began, entry.ended
        )

    def _rank(self, entry: Entry, on: date | None) -> Rank:
        """Return the rank: a former name is one of the names of its days."""
        dated = entry.began is not None and entry.ended is not None
        if on and entry.rank is Rank.FORMER and dated and self._exists(entry, on):
            return Rank.OTHER
        return entry.rank

    def _is_after_another(
        self, entity: str, living: Collection[str], on: date | None
    ) -> bool:
        """Tell whether a predecessor of that name existed still.

        Russia has no known beginning: in 1980 Moscow was the Soviet Union's.
        """
        before = self._entities[entity].predecessors
        return on is not None and any(each in living for each in before)

    def _days_off(self, entry: Entry, on: date | None) -> int:
        """Count the days to a day on which the name was in use for its entity.

        In 1920 Montenegro is the old one, and in 1930 Saudi Arabia that of 1932.
        """
        if on is None or self._exists(entry, on):
            return 0
        entity = self._entities[entry.entity]
        life = lifetime(entity.began, entity.ended)
        use = lifetime(entry.began, entry.ended)
        both = life.intersection(use) or life
        if both.earliest and on < both.earliest:
            return (both.earliest - on).days
        return (on - both.latest).days if both.latest else 0

    def _unknown(self, text: str, types: Collection[str]) -> str:
        kinds = " or ".join(types) if types else "entity"
        others = sorted({each.entity for each in self._named(text, ())[0]})[:3]
        if types and others:
            return f"{text!r} names no {kinds}; it names {', '.join(others)}"
        looked = () if ":" in text else self.near(text, types=types)
        near = [f"{self.label(each)} ({each})" for each in looked]
        hint = f"near it: {'; '.join(near)}" if near else "search with entities?q="
        return f"no {kinds} is named {text!r}; {hint}"


class _Later:
    """A text that is made when someone reads it: most of these nobody does."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make
        self._made: str | None = None

    def __str__(self) -> str:
        if self._made is None:
            self._made = self._make()
        return self._made


def _put(lists: dict[str, list[str]], key: str, entity: str) -> None:
    if key and entity not in lists[key]:
        insort(lists[key], entity)


def _grown(known: Entity, more: Entity) -> Entity:
    """Return an entity with what another description adds to it."""
    return replace(
        known,
        names=(*known.names, *more.names),
        codes=tuple(dict.fromkeys((*known.codes, *more.codes))),
        predecessors=tuple(dict.fromkeys((*known.predecessors, *more.predecessors))),
        began=known.began or more.began,
        ended=known.ended or more.ended,
        governs=known.governs or more.governs,
        organ_of=known.organ_of or more.organ_of,
    )
