"""What a version's statuses imply on a day: all pairs of a track at once, from columns.

Each answer is that of `recog.domain.implied`. Source: docs/design.md, 1.3 and 3.3.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import numpy as np

from recog.domain.beginnings import NEVER
from recog.domain.claims import Key
from recog.domain.extremes import ABSENT, UNTOUCHED, Extremes, Premise
from recog.domain.implication import IMPLIED_VALUES, Conclusion, Kin
from recog.domain.implied import Implied, strongest
from recog.domain.status import Certainty
from recog.store.chronicle import CERTAINTIES, VALUE_NAMES, Chronicle
from recog.store.columns import id_text
from recog.store.concluded import (
    CERTAIN,
    CONTRADICTED,
    concluded,
    parties_of,
)
from recog.store.keys import TRACK_NAMES
from recog.store.opposing import Opposing
from recog.store.tables import Ints

_POSSIBLE: Final = CERTAINTIES.index(Certainty.POSSIBLE)
_NONE: Final = CERTAINTIES.index(Certainty.NONE)


class ImpliedColumns(NamedTuple):
    """What is implied on a day, in columns of equal length; sorted by track."""

    track: Ints  # place in TRACK_NAMES
    actor: Ints  # place in `Implications.parties`
    target: Ints
    certainty: Ints  # place in CERTAINTIES; none: what is said against it prevails
    group: Ints  # for `Implications.detail`


class Implications:
    """What the spans of one chronicle imply; nothing in it ever changes."""

    def __init__(self, chronicle: Chronicle, kin: Kin) -> None:
        self._chronicle = chronicle
        self._named = parties_of(chronicle, kin)
        self._rows = concluded(chronicle, self._named)
        self._codes, self._starts = np.unique(self._rows.code, return_index=True)
        steps = [Conclusion(Key("", "", ""), chain) for chain in self._rows.chains]
        self._overtakes = np.array([each.overtakes for each in steps], dtype=bool)
        self._lasts = np.array([each.lasts for each in steps], dtype=bool)
        self._ends = self._ended(kin)
        group_of_key = self._groups()
        self._opposing = Opposing(chronicle, group_of_key)
        stretches = chronicle.stretches_table
        group = group_of_key[stretches["key"]]
        self._sure = np.flatnonzero((stretches["certainty"] == CERTAIN) & (group >= 0))
        self._sure_group = group[self._sure]

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def parties(self) -> list[str]:
        """Ids of everyone of whom something may be implied; columns point into it."""
        return self._named.ids

    def key(self, group: int) -> Key:
        """Return the key of which a group is."""
        return self._named.key(int(self._codes[group]))

    def on(self, day: date, *, track: str | None = None) -> ImpliedColumns:
        """Return what is implied on a day, on one track or on all."""
        on = day.toordinal()
        low, high = self._bounds(track)
        if low == high:
            return ImpliedColumns(*[np.empty(0, dtype=np.int64)] * 5)
        begun, starts = self._begun(on, low, high)
        against = self._opposing.by(on, len(self))
        surely, chosen, possibly, spurned = (
            start > other[low:high]
            for start, other in zip(starts, against, strict=True)
        )
        certainty = np.full(high - low, _POSSIBLE)
        certainty[chosen & ~spurned] = CONTRADICTED
        certainty[surely] = CERTAIN
        certainty[on >= self._ends[0][low:high]] = _POSSIBLE
        certainty[~possibly] = _NONE
        shown = begun & (on < self._ends[1][low:high]) & ~self._said(on)[low:high]
        group = np.flatnonzero(shown) + low
        parts = self._named.split(self._codes[group])
        return ImpliedColumns(*parts, certainty[shown], group)

    def detail(self, group: int, certainty: int, day: date) -> Implied:
        """Return one answer of `on` with its premises and what is said against it."""
        on = day.toordinal()
        rows = self._of_group(group)
        numbers, valid = self._numbers(on, rows)
        found = [
            (self._premise(rows.start + at), Extremes(*(int(n[at]) for n in numbers)))
            for at in np.flatnonzero(valid).tolist()
        ]
        key = self.key(group)
        ordered = sorted(found, key=lambda each: strongest(*each))
        return Implied(
            key=key,
            value=IMPLIED_VALUES[key.track],
            certainty=CERTAINTIES[certainty],
            premises=tuple(premise for premise, _ in ordered),
            refused_by=self._opposing.ids(group, on),
        )

    def _begun(self, on: int, low: int, high: int) -> tuple[Ints, list[Ints]]:
        """Return which groups have begun, and the four numbers of each."""
        rows = slice(self._of_group(low).start, self._of_group(high - 1).stop)
        numbers, valid = self._numbers(on, rows)
        starts = self._starts[low:high] - rows.start
        columns = [np.where(valid, each, ABSENT) for each in numbers]
        return (
            np.logical_or.reduceat(valid, starts),
            [np.maximum.reduceat(each, starts) for each in columns],
        )

    def _numbers(self, on: int, among: slice) -> tuple[list[Ints], Ints]:
        """Return the extremes of the beginning of premises, and which have begun.

        Those of what does not last count only while they hold.
        """
        rows = self._rows
        sure, clash, chain = (
            column[among] for column in (rows.sure, rows.clash, rows.chain)
        )
        begun = rows.may[among] <= on
        passing = ~self._lasts[chain]
        if passing.any():
            now = self._now(on)[rows.span[among]]
            begun &= ~passing | (now >= 0)
            sure = np.where(passing & (now != CERTAIN), NEVER, sure)
            clash = np.where(passing & (now == _POSSIBLE), NEVER, clash)
        overtakes = self._overtakes[chain]
        first = np.where(overtakes, rows.least[among], UNTOUCHED)
        late = np.where(overtakes, np.minimum(on, rows.last[among]), UNTOUCHED)
        clashes = clash <= on
        return [
            np.where(sure <= on, first, ABSENT),
            np.where(clashes, first, ABSENT),
            late,
            np.where(clashes & (sure > on), ABSENT, late),
        ], begun

    def _now(self, on: int) -> Ints:
        """Return the certainty of each span on a day, -1 where it does not hold."""
        table = self._chronicle.stretches_table
        held = np.flatnonzero((table["first"] <= on) & (on < table["until"]))
        now = np.full(len(self._chronicle.spans_table), -1)
        now[table["span"][held]] = table["certainty"][held]
        return now

    def _said(self, on: int) -> Ints:
        """Return which groups have an explicit status for certain."""
        table, rows = self._chronicle.stretches_table, self._sure
        held = (table["first"][rows] <= on) & (on < table["until"][rows])
        said = np.zeros(len(self), dtype=bool)
        said[self._sure_group[held]] = True
        return said

    def _bounds(self, track: str | None) -> tuple[int, int]:
        if track is None:
            return 0, len(self)
        zero = np.zeros(2, dtype=np.int64)
        tracks = TRACK_NAMES.index(track) + np.arange(2)
        edges = self._named.code(tracks, zero, zero)
        low, high = np.searchsorted(self._codes, edges).tolist()
        return low, high

    def _of_group(self, group: int) -> slice:
        following = group + 1
        last = len(self._rows.code)
        end = int(self._starts[following]) if following < len(self) else last
        return slice(int(self._starts[group]), end)

    def _premise(self, row: int) -> Premise:
        rows, spans = self._rows, self._chronicle.spans_table
        span = int(rows.span[row])
        return Premise(
            key=self._chronicle.keys[int(spans["key"][span])],
            value=VALUE_NAMES[spans["value"][span]],
            span=id_text("span", int(spans["id"][span])),
            rules=rows.chains[rows.chain[row]],
            may=int(rows.may[row]),
            sure=int(rows.sure[row]),
            clash=int(rows.clash[row]),
            last=int(rows.last[row]),
            least=int(rows.least[row]),
        )

    def _ended(self, kin: Kin) -> tuple[Ints, Ints]:
        """Return the days from which a party of each group may have, and has, ended."""
        first, last = (np.full(len(self.parties), NEVER) for _ in range(2))
        for place, party in enumerate(self.parties):
            if party in kin.ended:
                first[place] = kin.ended[party].first.toordinal()
                last[place] = kin.ended[party].last.toordinal()
        _, actor, target = self._named.split(self._codes)
        return (
            np.minimum(first[actor], first[target]),
            np.minimum(last[actor], last[target]),
        )

    def _groups(self) -> Ints:
        """Return the group of each key of the chronicle, -1 where it is not implied."""
        keys = self._chronicle.keys.table
        if not len(self):
            return np.full(len(keys), -1)
        codes = self._named.code(keys["track"], keys["actor"], keys["target"])
        tracks = [TRACK_NAMES.index(name) for name in IMPLIED_VALUES]
        at = np.minimum(np.searchsorted(self._codes, codes), len(self) - 1)
        fits = (self._codes[at] == codes) & np.isin(keys["track"], tracks)
        return np.where(fits, at, -1)
