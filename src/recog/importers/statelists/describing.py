"""Spells of a list as descriptions of states.

A state that recog describes keeps recog's dates: what the list says stands in the
graph of its own release, and each date that differs is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from recog.domain.entities import Entity, Name
from recog.domain.spoken import spoken
from recog.importers.records import Context, Record, Skip
from recog.importers.statelists.finding import Finder, is_ours
from recog.importers.statelists.reasons import Reason
from recog.importers.statelists.spells import Spell, compared

#: Other names that a row gives; the description has them only for states of its own.
OtherNames = Callable[[Spell], Sequence[str]]


@dataclass(slots=True, kw_only=True)
class Describer:
    """Turns the spells of one list into one description of each state, and skips."""

    context: Context
    release: str
    scheme: str = ""  # of the list's own numbers: "isd"; empty: none
    other_names: OtherNames = lambda spell: ()
    spells: dict[str, list[Spell]] = field(default_factory=lambda: defaultdict(list))
    before: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    made: dict[str, str] = field(default_factory=dict)  # ids of new states by number

    def described(self, spells: Iterable[Spell]) -> Iterator[Record]:
        """Yield an entity for each state, sorted by id, after what is not taken."""
        finder = Finder(self.context)
        yield from self._sorted_in(finder, sorted(spells, key=_order))
        yield from self._succession(finder)
        for id in sorted({*self.spells, *self.before}):
            yield from self._entity(id)

    def _sorted_in(self, finder: Finder, spells: Sequence[Spell]) -> Iterator[Skip]:
        """Find the state of each spell, or make one."""
        unknown: dict[tuple[str, str], list[Spell]] = defaultdict(list)
        for spell in spells:
            if found := finder.find(spell):
                self.spells[found.id].append(spell)
                if not (is_ours(found) or finder.is_of_another_time(spell)):
                    self.made[spell.number] = found.id
            elif finder.is_of_another_time(spell):
                yield _skip(spell, Reason.ANOTHER_TIME, _words(spell))
            else:
                unknown[spell.number, spell.name].append(spell)
        for (number, name), group in sorted(unknown.items()):
            if all(each.goes_on for each in group):
                yield _skip(group[0], Reason.NO_STATE, _words(group[0]))
                continue
            id = finder.new_id(name, group[0], taken=self.spells)
            self.spells[id] = group
            self.made[number] = id

    def _succession(self, finder: Finder) -> Iterator[Skip]:
        """Note, of each successor, the states of the past that it followed."""
        for id, spells in sorted(self.spells.items()):
            last, seen = spells[-1], {id, ""}
            for number in () if last.goes_on else last.successors:
                after = self.made.get(number) or finder.id_of(number, last)
                if not after:
                    yield _skip(last, Reason.SUCCESSOR_UNKNOWN, f"{id}: {number}")
                elif after not in seen:
                    yield from self._link(id, after, last)
                seen.add(after)

    def _link(self, id: str, after: str, spell: Spell) -> Iterator[Skip]:
        old, new = self.context.known(id), self.context.known(after)
        if old is None or not is_ours(old):
            if after.startswith("state/"):
                self.before[after].add(id)
        elif new is None or id not in new.predecessors:
            yield _skip(spell, Reason.SUCCESSION, f"{id} to {after}")

    def _entity(self, id: str) -> Iterator[Record]:
        known, spells = self.context.known(id), self.spells.get(id, ())
        if known is not None and is_ours(known):
            if spells:
                yield from compared(known, spells)
            yield self._beside(known, spells)
        elif spells:
            yield self._alone(id, spells)
        elif known is not None:
            yield self._beside(known, spells)

    def _beside(self, known: Entity, spells: Sequence[Spell]) -> Entity:
        """Describe a state of others: with dates only where those have them."""
        starts = [each.began for each in spells if each.began]
        ends = [each.ended for each in spells if each.ended]
        return Entity(
            id=known.id,
            labels=(Name(text=known.label, language="en"),),
            codes=self._codes(spells),
            began=starts[0] if starts and known.began else None,
            ended=ends[-1] if ends and known.ended else None,
            governs=known.governs,
            predecessors=tuple(sorted(self.before.get(known.id, ()))),
            release=self.release,
        )

    def _alone(self, id: str, spells: Sequence[Spell]) -> Entity:
        name = spells[0].name
        others = {text: None for each in spells for text in self.other_names(each)}
        return Entity(
            id=id,
            labels=(Name(text=name, language="en"),),
            names=tuple(
                Name(text=text, language="en") for text in others if text != name
            ),
            codes=self._codes(spells),
            began=spells[0].began,
            ended=None if spells[-1].goes_on else spells[-1].ended,
            predecessors=tuple(sorted(self.before.get(id, ()))),
            note=_gaps(spells),
            release=self.release,
        )

    def _codes(self, spells: Sequence[Spell]) -> tuple[str, ...]:
        numbers = {each.number for each in spells if each.number and self.scheme}
        return tuple(sorted(f"{self.scheme}:{number}" for number in numbers))


def _order(spell: Spell) -> tuple[bool, str, str]:
    first = spell.days.earliest
    return first is None, first.isoformat() if first else "", spell.row.where


def _gaps(spells: Sequence[Spell]) -> str:
    """Word the times of a state that was not there throughout."""
    times = [
        f"{spoken(each.began.edtf)} to {spoken(each.ended.edtf)}"
        for each in spells
        if each.began and each.ended
    ]
    if len(times) < 2:
        return ""
    return f"Independent, by this list, from {' and from '.join(times)}."


def _words(spell: Spell) -> str:
    first, last = spell.days.earliest, spell.days.latest
    years = f"{first.year if first else ''}–{last.year if last else ''}"
    return f"{spell.name} ({years})"


def _skip(spell: Spell, reason: Reason, detail: str) -> Skip:
    return Skip(where=spell.row.where, reason=reason, detail=detail)
