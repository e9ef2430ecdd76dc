"""Territories as states: which entity each is, and what it adds to that.

A state that recog comes with gets names and codes; what differs is listed. A state
that recog does not know is described in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from recog.domain.dates import EdtfDate, parse
from recog.domain.entities import Entity, Name
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.gsh.territories import Territory
from recog.importers.records import Context, Record, Skip


class Reason(StrEnum):
    """Why a territory, or something of it, is not taken."""

    DEPENDENCY = "dependency or part of a state that no source here needs"
    TYPE_UNKNOWN = "territory of no stated type"
    ANOTHERS_NAME = "name of another entity on those days"
    FIRST_YEAR = "first year differs from ours"
    LAST_YEAR = "last year differs from ours"
    SUCCESSION = "predecessor that recog does not give"
    YEARS_REVERSED = "years in the wrong order"


#: What gsh calls independent and was not, or gives with years that cannot be right.
_NOT: Final = {
    "prussia-1918": "a part of the German Empire since 1871",
    "korea-1948": "occupied by the Soviet Union and the United States",
    "durrani-empire-1978": "said to have ended in 1978",
}
#: What recog itself describes: gsh adds to it, and changes nothing.
_OURS: Final = "release/recog-entities-"
_SUFFIX: Final = re.compile(r"-(?:\d{3,4}|TBD)$")


@dataclass(slots=True, kw_only=True)
class Reader:
    """Sorts territories by the entity that each is, then describes each entity."""

    context: Context
    release: str
    stems: frozenset[str]  # the id of every territory there is
    ours: dict[str, list[Territory]] = field(default_factory=lambda: defaultdict(list))
    theirs: dict[str, Territory] = field(default_factory=dict)

    def sorted_in(self, each: Territory) -> Iterator[Skip]:
        """Find what entity a territory is; skip it if it is none of a state."""
        if entity := self.entity(each.id):
            self.ours[entity].append(each)
        elif not each.is_independent or each.id in _NOT:
            unknown = not each.type
            reason = Reason.TYPE_UNKNOWN if unknown else Reason.DEPENDENCY
            detail = _NOT.get(each.id, _words(each))
            yield Skip(where=each.where, reason=reason, detail=detail)
        else:
            self.theirs[self.own_id(each.id)] = each

    def entity(self, territory: str) -> str:
        """Return the entity that a territory is; empty when recog comes with none."""
        try:
            found = self.context.resolve(f"gsh:{territory}", None)
        except (UnknownEntityError, AmbiguousEntityError):
            return ""
        return found if self._is_ours(found) else ""

    def own_id(self, territory: str) -> str:
        """Return the id of a state that recog does not come with."""
        slug = _SUFFIX.sub("", territory)
        alike = [each for each in self.stems if _SUFFIX.sub("", each) == slug]
        chosen = slug if alike == [territory] else territory
        return f"state/{chosen.lower()}"

    def states(self) -> Iterator[Record]:
        """Yield each state, new ones first, with what is not taken of it."""
        for id, each in sorted(self.theirs.items()):
            yield from self._new(id, each)
        for id, territories in sorted(self.ours.items()):
            yield from self._known(id, territories)

    def _new(self, id: str, each: Territory) -> Iterator[Record]:
        if each.ends_before_it_begins:
            yield _reversed(each)
            each = replace(each, since="", until="")
        long = (each.long_name,) if each.long_name not in ("", each.name) else ()
        before = (
            self.entity(other) or self.own_id(other) for other in each.predecessors
        )
        yield Entity(
            id=id,
            labels=(Name(text=each.name, language="en"),),
            names=tuple(Name(text=text, language="en") for text in long),
            codes=(f"gsh:{each.id}",),
            began=_date(each.since),
            ended=_date(each.until),
            predecessors=tuple(sorted(b for b in before if self._followed(b, id))),
            release=self.release,
        )

    def _followed(self, before: str, id: str) -> bool:
        """Tell whether something is a state of the past that another can follow."""
        if before in self.theirs:
            return before != id
        known = self.context.known(before)
        return (
            known is not None and known.type == "state" and known.ended is not None
        ) and before != id

    def _known(self, id: str, territories: Sequence[Territory]) -> Iterator[Record]:
        known = self.context.known(id)
        if known is None:
            return
        names: list[Name] = []
        for each in territories:
            if each.ends_before_it_begins:
                yield _skip(
                    each, Reason.YEARS_REVERSED, f"{each.since} to {each.until}"
                )
                each = replace(each, since="", until="")
            for name in _names(each, known):
                if other := self._other(name, id):
                    detail = f"{name.text!r} is {other}"
                    yield _skip(each, Reason.ANOTHERS_NAME, detail)
                elif name not in names:
                    names.append(name)
            yield from self._succession(each, known)
        yield from _years(known, territories)
        yield Entity(
            id=id,
            labels=(Name(text=known.label, language="en"),),
            names=tuple(names),
            codes=tuple(sorted(f"gsh:{each.id}" for each in territories)),
            governs=known.governs,
            release=self.release,
        )

    def _other(self, name: Name, id: str) -> str:
        """Return the other entities of recog that a name means on its days, if any."""
        ends = [each.days.first for each in (name.began, name.ended) if each]
        day = ends[0] + (ends[-1] - ends[0]) / 2 if ends else None
        try:
            found: tuple[str, ...] = (self.context.resolve(name.text, day),)
        except UnknownEntityError:
            return ""
        except AmbiguousEntityError as error:
            found = error.candidates
        return ", ".join(each for each in found if each != id and self._is_ours(each))

    def _is_ours(self, id: str) -> bool:
        known = self.context.known(id)
        return known is not None and known.release.startswith(_OURS)

    def _succession(self, each: Territory, known: Entity) -> Iterator[Skip]:
        """List predecessors that are states here and are not given by recog."""
        for other in each.predecessors:
            before = self.entity(other)
            if before in ("", known.id, *known.predecessors):
                continue
            yield _skip(each, Reason.SUCCESSION, f"{other} ({before})")


def _names(each: Territory, known: Entity) -> Iterator[Name]:
    """Yield the names of a territory that the label of its state does not say."""
    for text in dict.fromkeys((each.name, each.long_name)):
        if not text or text == known.label or text.casefold() == "none":
            continue
        if each.today:
            yield Name(text=text, language="en")
        else:
            yield Name(
                text=text,
                language="en",
                former=True,
                began=_date(each.since),
                ended=_date(each.until),
            )


def _years(known: Entity, territories: Sequence[Territory]) -> Iterator[Skip]:
    """List the first and the last year of a state that are other than ours."""
    states = [each for each in territories if each.is_independent]
    first = min((each for each in states if each.since), key=_since, default=None)
    if first and known.began and not _in_year(known.began, first.since):
        detail = f"{first.since}; recog has {known.began.edtf}"
        yield _skip(first, Reason.FIRST_YEAR, f"{known.id}: {detail}")
    if any(each.today for each in states) or not states:
        return
    last = max((each for each in states if each.until), key=_until, default=None)
    if last and (known.ended is None or not _in_year(known.ended, last.until)):
        ended = known.ended.edtf if known.ended else "no end"
        yield _skip(
            last, Reason.LAST_YEAR, f"{known.id}: {last.until}; recog has {ended}"
        )


def _since(each: Territory) -> int:
    return int(each.since)


def _until(each: Territory) -> int:
    return int(each.until)


def _in_year(day: EdtfDate, year: str) -> bool:
    return day.days.intersection(parse(year).days) is not None


def _date(year: str) -> EdtfDate | None:
    return parse(year) if year else None


def _skip(each: Territory, reason: Reason, detail: str) -> Skip:
    return Skip(where=each.where, reason=reason, detail=detail)


def _reversed(each: Territory) -> Skip:
    return _skip(each, Reason.YEARS_REVERSED, f"{each.since} to {each.until}")


def _words(each: Territory) -> str:
    years = "–".join((each.since, "" if each.today else each.until)).strip("–")
    return f"{each.name} ({years})" if years else each.name
