"""From what people call a party to its id: ids, codes, names, demonyms, seats.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from recog.domain.entities import ENTITY_TYPES, Entity
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.names import Entry, Rank, entries, fold, lifetime

#: Where the ids of recog live; an address is this plus the id.
BASE: Final = "https://w3id.org/recog/id/"
_ID: Final = re.compile(r"[a-z]+/[a-z0-9-]+")
_GOVERNMENT: Final = " government"
_TYPE_ORDER: Final = {name: place for place, name in enumerate(ENTITY_TYPES)}
_NEAR: Final = 0.72  # similarity from which a name is worth proposing
_NEAR_LOOKS: Final = 400  # names compared at most for a proposal


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
        self._names: dict[str, list[Entry]] = defaultdict(list)
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._governments: dict[str, list[str]] = defaultdict(list)
        self._organs: dict[str, list[str]] = defaultdict(list)
        self._successors: dict[str, list[str]] = defaultdict(list)
        for entity in sorted(self._entities.values(), key=lambda each: each.id):
            for entry in entries(entity):
                if entry.folded:
                    self._names[entry.folded].append(entry)
            for code in entity.codes:
                self._codes[code.casefold()].append(entity.id)
            if entity.governs:
                self._governments[entity.governs].append(entity.id)
            if entity.organ_of:
                self._organs[entity.organ_of].append(entity.id)
            for each in entity.predecessors:
                self._successors[each].append(entity.id)
        self._sorted = sorted(self._names)

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
        return self._sorted

    def resolve(
        self, text: str, *, on: date | None = None, types: Collection[str] = ()
    ) -> str:
        """Return the id of the one entity that a text names.

        Accepted are an id, an address, a code (``iso:RU``), and any label, alternative
        or former name, "the … government", demonym and seat of government, whatever
        the case and accents. A name fits those best that existed `on` that day; without
        a day, those that exist still.

        :raises UnknownEntityError: when nothing of these types has that name.
        :raises AmbiguousEntityError: when several fit equally well.
        """
        given = text.strip().removeprefix(BASE)
        if given in self._entities and (not types or _type(given) in types):
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
        wanted = fold(text)
        found: dict[str, tuple[float, Entry]] = {}
        for code in (text.strip().casefold(), f"iso:{text.strip().casefold()}"):
            for entity in self._codes.get(code, ()):
                self._keep(found, 1.0, Entry("", code, entity, Rank.LABEL), types)
        for score, names in self._stages(wanted):
            for name in names:
                for entry in self._names[name]:
                    self._keep(found, score - 0.02 * entry.rank, entry, types)
            if len(found) >= limit:
                break
        ranked = sorted(found.items(), key=lambda each: _order(*each[1]))
        return [
            Match(entity, self.label(entity), entry.text, round(score, 2))
            for entity, (score, entry) in ranked[:limit]
        ]

    def near(self, text: str, *, types: Collection[str] = ()) -> tuple[str, ...]:
        """Return up to three entities with a name spelt almost like this."""
        wanted = fold(text)
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        scores: dict[str, float] = {}
        for name in self._spelt_like(wanted):
            matcher.set_seq1(name)
            if matcher.quick_ratio() < _NEAR or (ratio := matcher.ratio()) < _NEAR:
                continue
            for entry in self._names[name]:
                if not types or _type(entry.entity) in types:
                    scores[entry.entity] = max(ratio, scores.get(entry.entity, 0.0))
        return tuple(sorted(scores, key=lambda each: (-scores[each], each))[:3])

    def _named(self, text: str, types: Collection[str]) -> list[Entry]:
        """Return every entry of these types that the text may mean."""
        if ":" in text or (text.isupper() and text.isascii() and 2 <= len(text) <= 3):
            code = text.casefold() if ":" in text else f"iso:{text.casefold()}"
            coded = [Entry("", text, each, Rank.LABEL) for each in self._codes[code]]
            if kept := _of_types(coded, types):
                return kept
        name = fold(text)
        names = (name, name.removeprefix("the "))
        for form in dict.fromkeys(names):
            if kept := _of_types(self._names.get(form, ()), types):
                return kept
        return self._governing(names[-1], types)

    def _governing(self, name: str, types: Collection[str]) -> list[Entry]:
        """Read "Russian government" as Russia, and "Taliban" as its government."""
        state = name.removesuffix(_GOVERNMENT)
        if state == name:
            return _of_types(self._names.get(name + _GOVERNMENT, ()), types)
        named = self._names.get(state, [])
        if kept := _of_types(named, types):
            return kept
        return [
            Entry(each.folded, each.text, government, each.rank)
            for each in named
            for government in self._governments.get(each.entity, ())
            if not types or "government" in types
        ]

    def _best(self, fitting: Iterable[Entry], on: date | None) -> list[str]:
        """Keep the entries that existed, then those of the lowest rank; sorted."""
        ranked: dict[str, tuple[bool, Rank]] = {}
        for entry in fitting:
            place = (not self._exists(entry, on), entry.rank)
            ranked[entry.entity] = min(place, ranked.get(entry.entity, place))
        lowest = min(ranked.values())
        best = {each for each, place in ranked.items() if place == lowest}
        if lowest[1] is Rank.SEAT:
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

    def _unknown(self, text: str, types: Collection[str]) -> str:
        kinds = " or ".join(types) if types else "entity"
        others = sorted({each.entity for each in self._named(text, ())})[:3]
        if types and others:
            return f"{text!r} names no {kinds}; it names {', '.join(others)}"
        near = [f"{self.label(each)} ({each})" for each in self.near(text, types=types)]
        hint = f"near it: {'; '.join(near)}" if near else "search with entities?q="
        return f"no {kinds} is named {text!r}; {hint}"

    def _stages(self, wanted: str) -> Iterable[tuple[float, list[str]]]:
        """Yield the names that fit, the closest fit first, computed as needed."""
        if not wanted:
            return
        yield 1.0, [wanted] if wanted in self._names else []
        first = bisect_left(self._sorted, wanted)
        last = bisect_left(self._sorted, wanted + "\U0010ffff")
        yield 0.9, self._sorted[first:last]
        inner = f" {wanted}"
        yield 0.8, [name for name in self._sorted if inner in name]
        words = sorted(wanted.split(), key=len, reverse=True)
        if len(words[0]) >= 3:
            part = [name for name in self._sorted if words[0] in name]
            yield 0.6, [name for name in part if all(word in name for word in words)]

    def _spelt_like(self, wanted: str) -> list[str]:
        """Return names of about this length that begin or end alike."""
        if not wanted:
            return []
        start, end = wanted[:2], wanted[-3:]
        near = [
            name
            for name in self._sorted
            if abs(len(name) - len(wanted)) <= 3
            and (name.startswith(start) or name.endswith(end))
        ]
        return near[:_NEAR_LOOKS]

    @staticmethod
    def _keep(
        found: dict[str, tuple[float, Entry]],
        score: float,
        entry: Entry,
        types: Collection[str],
    ) -> None:
        if types and _type(entry.entity) not in types:
            return
        if entry.entity not in found or found[entry.entity][0] < score:
            found[entry.entity] = (score, entry)


def _type(entity: str) -> str:
    return entity.partition("/")[0]


def _of_types(found: Iterable[Entry], types: Collection[str]) -> list[Entry]:
    return [each for each in found if not types or _type(each.entity) in types]


def _order(score: float, entry: Entry) -> tuple[float, int, int, str]:
    place = _TYPE_ORDER.get(_type(entry.entity), len(_TYPE_ORDER))
    return -score, place, len(entry.text), entry.entity
