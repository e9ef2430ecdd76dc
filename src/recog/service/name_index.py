"""Every name of every entity, found by its form, its beginning or its spelling."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from recog.domain.entities import ENTITY_TYPES
from recog.service.names import Entry, core

_TYPE_ORDER: Final = {name: place for place, name in enumerate(ENTITY_TYPES)}
_NEAR: Final = 0.72  # similarity from which a name is worth proposing
_NEAR_KEPT: Final = 5_000  # proposals that are kept ready
_NEAR_LOOKS: Final = 400  # names compared at most for a proposal

Scored = tuple[float, Entry]


class NameIndex:
    """Names by their folded form; only ever added to."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._cores: dict[str, list[Entry]] = defaultdict(list)
        self._sorted: Sequence[str] | None = None
        self._near: dict[tuple[str, ...], tuple[str, ...]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add a name."""
        if not entry.folded:
            return
        self._entries[entry.folded].append(entry)
        self._sorted = None
        if type_of(entry.entity) != "person":  # there are many, without articles
            for form in {core(entry.text), core(entry.folded)}:
                self._cores[form].append(entry)
            self._near.clear()

    @property
    def forms(self) -> Sequence[str]:
        """Every folded form, sorted."""
        if self._sorted is None:
            self._sorted = sorted(self._entries)
        return self._sorted

    def of(self, form: str) -> Sequence[Entry]:
        """Return the entries of a folded form."""
        return self._entries.get(form, ())

    def like(self, form: str) -> Sequence[Entry]:
        """Return the entries whose form has this core."""
        return self._cores.get(form, ())

    def search(
        self,
        wanted: str,
        *,
        types: Collection[str],
        limit: int,
        exact: Iterable[Entry] = (),
    ) -> list[Scored]:
        """Return the best entry of each entity that fits, with its score, best first.

        :param wanted: a folded form.
        :param exact: what fits exactly in another way, such as by a code.
        """
        found: dict[str, Scored] = {}
        for entry in of_types(exact, types):
            found[entry.entity] = (1.0, entry)
        for score, forms in self._stages(wanted):
            for form in forms:
                for entry in of_types(self._entries[form], types):
                    scored = (score - 0.02 * entry.rank, entry)
                    if scored[0] > found.get(entry.entity, (0.0,))[0]:
                        found[entry.entity] = scored
            if len(found) >= limit:
                break
        return sorted(found.values(), key=_order)[:limit]

    def near(self, wanted: str, *, types: Collection[str]) -> tuple[str, ...]:
        """Return up to three entities with a name spelt almost like a folded form."""
        asked = (wanted, *types)
        if asked not in self._near:
            if len(self._near) >= _NEAR_KEPT:
                self._near.clear()
            self._near[asked] = self._looked_near(wanted, types)
        return self._near[asked]

    def _looked_near(self, wanted: str, types: Collection[str]) -> tuple[str, ...]:
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        scores: dict[str, float] = {}
        for form in self._spelt_like(wanted):
            matcher.set_seq1(form)
            if matcher.quick_ratio() < _NEAR or (ratio := matcher.ratio()) < _NEAR:
                continue
            for entry in of_types(self._entries[form], types):
                scores[entry.entity] = max(ratio, scores.get(entry.entity, 0.0))
        return tuple(sorted(scores, key=lambda each: (-scores[each], each))[:3])

    def _stages(self, wanted: str) -> Iterable[tuple[float, Sequence[str]]]:
        """Yield the names that fit, the closest fit first, computed as needed."""
        if not wanted:
            return
        yield 1.0, [wanted] if wanted in self._entries else []
        first = bisect_left(self.forms, wanted)
        last = bisect_left(self.forms, wanted + "\U0010ffff")
        yield 0.9, self.forms[first:last]
        inner = f" {wanted}"
        yield 0.8, [form for form in self.forms if inner in form]
        words = sorted(wanted.split(), key=len, reverse=True)
        if len(words[0]) >= 3:
            part = [form for form in self.forms if words[0] in form]
            yield 0.6, [form for form in part if all(word in form for word in words)]

    def _spelt_like(self, wanted: str) -> list[str]:
        """Return names of about this length that begin or end alike."""
        if not wanted:
            return []
        start, end = wanted[:2], wanted[-3:]
        near = [
            form
            for form in self.forms
            if abs(len(form) - len(wanted)) <= 3
            and (form.startswith(start) or form.endswith(end))
        ]
        return near[:_NEAR_LOOKS]


def type_of(entity: str) -> str:
    """Return the type of an id: "state" of "state/russia"."""
    return entity.partition("/")[0]


def of_types(found: Iterable[Entry], types: Collection[str]) -> list[Entry]:
    """Return the entries of entities of these types; without types, all."""
    return [each for each in found if not types or type_of(each.entity) in types]


def _order(scored: Scored) -> tuple[float, int, int, str]:
    score, entry = scored
    place = _TYPE_ORDER.get(type_of(entry.entity), len(_TYPE_ORDER))
    return -score, place, len(entry.text), entry.entity
