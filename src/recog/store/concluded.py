"""What the spans of a chronicle conclude, in columns, made once for a version.

Rules are applied to patterns (the track, value and types of the parties), and each
pattern to all of its spans at once. Source: `recog.domain.implication`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from recog.domain.beginnings import BEGINNING, NEVER, window
from recog.domain.claims import Key
from recog.domain.implication import PREMISE_TRACKS, Conclusion, Kin, conclusions
from recog.domain.status import Certainty
from recog.store.chronicle import CERTAINTIES, KIND_NAMES, VALUE_NAMES, Chronicle
from recog.store.keys import TRACK_NAMES
from recog.store.tables import Ints, rows_between

CERTAIN: Final = CERTAINTIES.index(Certainty.CERTAIN)
CONTRADICTED: Final = CERTAINTIES.index(Certainty.CONTRADICTED)
_BEGINNING: Final = np.array([name in BEGINNING for name in KIND_NAMES])
#: The parties of a pattern, and the states that they govern.
_ROLES: Final = ("a", "b", "ga", "gb")


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of a chronicle, and the states that their governments govern."""

    ids: list[str]  # those of the chronicle first, in its order
    governs: Ints  # place of the state that each governs, -1 for none

    def code(self, track: Ints, actor: Ints, target: Ints) -> Ints:
        """Return one number for a key without person and list; sorted by track."""
        width = len(self.ids)
        code: Ints = (track.astype(np.int64) * width + actor) * width + target
        return code

    def key(self, code: int) -> Key:
        """Return the key of a number."""
        (track,), (actor,), (target,) = self.split(np.array([code]))
        return Key(TRACK_NAMES[track], self.ids[actor], self.ids[target])

    def split(self, codes: Ints) -> tuple[Ints, Ints, Ints]:
        """Return track, actor and target of numbers."""
        width = len(self.ids)
        pairs, targets = codes // width, codes % width
        return pairs // width, pairs % width, targets


@dataclass(frozen=True, slots=True)
class Concluded:
    """A row for each conclusion from a span, sorted by what is implied."""

    code: Ints  # of the implied key
    span: Ints  # row of the span
    chain: Ints  # place in `chains`
    may: Ints  # the days of the span as a `Premise` has them
    sure: Ints
    clash: Ints
    last: Ints
    least: Ints
    chains: tuple[tuple[str, ...], ...]  # rules, applied one after another


def parties_of(chronicle: Chronicle, kin: Kin) -> Parties:
    """Return the parties of a chronicle with what they govern."""
    states = {kin.governs[each] for each in chronicle.parties if each in kin.governs}
    ids = [*chronicle.parties, *sorted(states.difference(chronicle.parties))]
    place = {party: at for at, party in enumerate(ids)}
    governs = [place.get(kin.governs.get(party, ""), -1) for party in ids]
    return Parties(ids, np.array(governs, dtype=np.int64))


def concluded(chronicle: Chronicle, parties: Parties) -> Concluded:
    """Apply the rules to every span of a chronicle."""
    spans, keys = chronicle.spans_table, chronicle.keys.table
    numbers = [TRACK_NAMES.index(name) for name in PREMISE_TRACKS]
    wanted = np.flatnonzero(np.isin(keys["track"][spans["key"]], numbers))
    chains: list[tuple[str, ...]] = []
    parts = [np.empty((3, 0), dtype=np.int64)]
    for each, own in _patterns(chronicle, wanted):
        if each.rules not in chains:
            chains.append(each.rules)
        parts.append(_follows(chronicle, parties, each, own, chains.index(each.rules)))
    code, span, chain = np.concatenate(parts, axis=1)
    order = np.lexsort((span, code))
    code, span, chain = code[order], span[order], chain[order]
    days = _windows(chronicle, np.unique(span))[:, span]
    may, sure, clash, last, least = days
    return Concluded(code, span, chain, may, sure, clash, last, least, tuple(chains))


def _patterns(chronicle: Chronicle, spans: Ints) -> Iterator[tuple[Conclusion, Ints]]:
    """Yield each conclusion of a pattern with the rows of its spans."""
    table, keys = chronicle.spans_table, chronicle.keys.table
    key, value = table["key"][spans], table["value"][spans]
    types = np.array([party.partition("/")[0] for party in chronicle.parties] or [""])
    names, number = np.unique(types, return_inverse=True)
    sides = number[keys["actor"][key]], number[keys["target"][key]]
    pattern = np.stack((keys["track"][key], value, *sides), axis=1)
    kinds, which = np.unique(pattern, axis=0, return_inverse=True)
    for place, (track, held, one, other) in enumerate(kinds.tolist()):
        own = spans[which.ravel() == place]
        actor, target = f"{names[one]}/a", f"{names[other]}/b"
        stands_for = Key(TRACK_NAMES[track], actor, target)
        governs = {actor: "state/ga", target: "state/gb"}
        for each in conclusions(stands_for, VALUE_NAMES[held], governs):
            yield each, own


def _follows(
    chronicle: Chronicle, parties: Parties, each: Conclusion, spans: Ints, chain: int
) -> Ints:
    """Return code, span and chain where the parties of a pattern can stand so."""
    keys, governs = chronicle.keys.table, parties.governs
    key = chronicle.spans_table["key"][spans]
    actor, target = keys["actor"][key], keys["target"][key]
    stands = dict(
        zip(_ROLES, (actor, target, governs[actor], governs[target]), strict=True)
    )
    one, other = (stands[role.partition("/")[2]] for role in each.key[1:3])
    fits = (one >= 0) & (other >= 0)
    if each.key.track == "relations":
        one, other = np.minimum(one, other), np.maximum(one, other)
    else:  # nobody recognises himself
        fits &= (one != other) & (governs[one] != other) & (governs[other] != one)
    track = np.full(int(fits.sum()), TRACK_NAMES.index(each.key.track))
    code = parties.code(track, one[fits], other[fits])
    return np.stack((code, spans[fits], np.full(len(code), chain)))


def _windows(chronicle: Chronicle, rows: Ints) -> Ints:
    """Return when each span may and must begin: the columns of a `Window`.

    :param rows: the spans that are asked for, sorted; the others are not filled in.
    """
    stretches, spans = chronicle.stretches_table, chronicle.spans_table
    span, certainty = stretches["span"], stretches["certainty"]
    start = np.maximum(stretches["first"], 1)
    end = np.minimum(stretches["until"], NEVER)
    first, sure, clash = (np.full(len(spans), NEVER) for _ in range(3))
    until = np.zeros(len(spans), dtype=np.int64)
    np.minimum.at(first, span, start)
    np.maximum.at(until, span, end)
    for column, wanted in ((sure, CERTAIN), (clash, CONTRADICTED)):
        own = certainty == wanted
        np.minimum.at(column, span[own], start[own])
    may = np.maximum(spans["start_earliest"], 1)
    last = np.where(sure < NEVER, sure, until - 1)
    found = np.stack((may, sure, np.minimum(clash, sure), last, may))
    joined = _joined(chronicle, first, until)
    never_sure = (sure == NEVER) & (spans["start_earliest"] > 0)
    again = _may_begin_again(chronicle, rows, sure, until)
    for row in rows[joined[rows] | never_sure[rows] | again].tolist():
        key = chronicle.keys[int(spans["key"][row])]
        found[:, row] = window(
            chronicle.span(row),
            chronicle.stretches_of_span(row),
            chronicle.events_of(key),
            before=int(found[-1, row - 1]) if joined[row] else None,
        )
    return found


def _joined(chronicle: Chronicle, first: Ints, until: Ints) -> Ints:
    """Tell of each span whether no day lies between it and the one before."""
    spans = chronicle.spans_table
    joined = np.zeros(len(spans), dtype=bool)
    joined[1:] = until[:-1] == first[1:]
    for name in ("key", "value"):
        joined[1:] &= spans[name][:-1] == spans[name][1:]
    return joined


def _may_begin_again(chronicle: Chronicle, rows: Ints, sure: Ints, until: Ints) -> Ints:
    """Tell of each row whether an event can begin its span anew once it is sure.

    The columns tell less than the events: more rows may be named than have to.
    """
    events, keys = chronicle.events_table, chronicle.spans_table["key"][rows]
    opens = _BEGINNING[events["kind"]] | (events["contradicted"] > 0)
    opening = np.flatnonzero(opens)  # sorted by key, as the table is
    starts, ends = (
        np.searchsorted(events["key"][opening], keys, side)
        for side in ("left", "right")
    )
    event = opening[rows_between(starts, ends)]
    place = np.repeat(np.arange(len(rows)), ends - starts)
    row = rows[place]
    last = np.minimum(events["last"][event], until[row] - 1)
    again = np.zeros(len(rows), dtype=bool)
    again[place[(events["first"][event] < until[row]) & (last > sure[row])]] = True
    return again
