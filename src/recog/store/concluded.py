"""What the spans of a chronicle conclude, in columns, made once for a version.

Rules are applied to patterns (the track, value and types of the parties), and each
pattern to all of its spans at once. Source: `recog.domain.implication`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from recog.domain.claims import Key
from recog.domain.extremes import BEGINNING, NEVER, begins
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
    may, sure, clash, last = (column[span] for column in _windows(chronicle))
    return Concluded(code, span, chain, may, sure, clash, last, tuple(chains))


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


def _windows(chronicle: Chronicle) -> tuple[Ints, Ints, Ints, Ints]:
    """Return of each span when it may and must begin, as a `Premise` has it."""
    stretches, spans = chronicle.stretches_table, chronicle.spans_table
    span, certainty = stretches["span"], stretches["certainty"]
    first, end = (
        np.maximum(stretches["first"], 1),
        np.minimum(stretches["until"], NEVER),
    )
    sure, clash = (np.full(len(spans), NEVER) for _ in range(2))
    for column, wanted in ((sure, CERTAIN), (clash, CONTRADICTED)):
        own = certainty == wanted
        np.minimum.at(column, span[own], first[own])
    until, doubtful = (np.zeros(len(spans), dtype=np.int64) for _ in range(2))
    np.maximum.at(until, span, end)
    own = certainty == CERTAIN
    np.maximum.at(doubtful, span[own], end[own])
    last = np.where(sure < NEVER, sure, until - 1)
    rows, again = _again(chronicle, doubtful, until)
    np.maximum.at(last, rows, again)
    start = spans["start_earliest"]
    for row in np.flatnonzero((sure == NEVER) & (start > 0)).tolist():
        last[row] = min(_latest(chronicle, row, int(last[row])), int(last[row]))
    return np.maximum(start, 1), sure, np.minimum(clash, sure), last


def _again(chronicle: Chronicle, doubtful: Ints, until: Ints) -> tuple[Ints, Ints]:
    """Return the spans that may have begun again, with the last day of each event.

    :param doubtful: for each span the day from which it is no longer sure, 0 for never.
    """
    events, spans = chronicle.events_table, chronicle.spans_table
    opens = _BEGINNING[events["kind"]]
    for other in np.flatnonzero(~opens & (events["contradicted"] > 0)).tolist():
        opens[other] = begins(chronicle.event_at(other))
    opening = np.flatnonzero(opens)  # sorted by key, as the table is
    rows = np.flatnonzero((doubtful > 0) & (doubtful < until))
    starts, ends = (
        np.searchsorted(events["key"][opening], spans["key"][rows], side)
        for side in ("left", "right")
    )
    event = opening[rows_between(starts, ends)]
    row = np.repeat(rows, ends - starts)
    first, last = (
        events["first"][event],
        np.minimum(events["last"][event], until[row] - 1),
    )
    fits = (first < until[row]) & (last >= doubtful[row])
    return row[fits], last[fits]


def _latest(chronicle: Chronicle, row: int, otherwise: int) -> int:
    """Return the last day of the events that can open the span of a row."""
    opening = map(chronicle.event, chronicle.span(row).opened_by)
    days = (event.days.last.toordinal() for event in opening if event)
    return max(days, default=otherwise)
