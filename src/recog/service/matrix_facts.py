"""What is known of the pairs of a track on a day: from columns, or as it was known.

Source: docs/design.md, section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from recog.domain.kinds import KINDS, Effect
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from recog.service.implying import found_implied
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.workbench import View
from recog.store.chronicle import CERTAINTIES, KIND_NAMES, VALUE_NAMES, Chronicle
from recog.store.columns import id_text
from recog.store.implications import Implications
from recog.store.tables import Ints

#: Kinds of event that say whether something holds; statements do not.
_DECIDING: Final = np.array(
    [
        KINDS[name].effect is not Effect.NONE or KINDS[name].refuses
        for name in KIND_NAMES
    ]
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value between two parties on the day."""

    actor: str
    target: str
    value: str
    certainty: Certainty
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the cells of a matrix rest on, but for coverage."""

    actors: Sequence[str]  # who ever appears on the track, on either side
    targets: Sequence[str]
    held: Sequence[Fact]
    implied: Sequence[Fact]
    #: The event that leaves a pair without a status: the last before, or the next.
    decided: Mapping[tuple[str, str], str]


def facts_of(view: View, asked: Question, day: date) -> Facts:
    """Return what is known of the pairs of the track asked for."""
    if asked.as_known is not None:
        return _recalled(view, asked, day)
    chronicle = view.snapshot.chronicle
    keys, symmetric = chronicle.keys, TRACKS[asked.track].symmetric
    rows = np.asarray(keys.select(track=asked.track), dtype=np.int64)
    sides = [
        [keys.parties[at] for at in np.unique(keys.table[role][rows]).tolist()]
        for role in ("actor", "target")
    ]
    implied: list[Fact] = []
    if asked.implied:
        implied = list(_implied(view.snapshot.implications, day, asked.track))
    everyone = [*sides[0], *sides[1]]
    actors, targets = (everyone, everyone) if symmetric else sides
    return Facts(
        actors=_with(actors, (each.actor for each in implied)),
        targets=_with(targets, (each.target for each in implied)),
        held=list(_held(chronicle, day, asked.track)),
        implied=implied,
        decided=_decided(chronicle, rows, day, symmetric=symmetric),
    )


def _held(chronicle: Chronicle, day: date, track: str) -> Iterator[Fact]:
    found, names = chronicle.held(day, track=track), chronicle.parties
    for actor, target, value, certainty in zip(
        found.actor.tolist(),
        found.target.tolist(),
        found.value.tolist(),
        found.certainty.tolist(),
        strict=True,
    ):
        yield Fact(
            names[actor], names[target], VALUE_NAMES[value], CERTAINTIES[certainty]
        )


def _implied(implications: Implications, day: date, track: str) -> Iterator[Fact]:
    found, names = implications.on(day, track=track), implications.parties
    value = TRACKS[track].values[-1]
    for actor, target, certainty in zip(
        found.actor.tolist(),
        found.target.tolist(),
        found.certainty.tolist(),
        strict=True,
    ):
        yield Fact(
            names[actor], names[target], value, CERTAINTIES[certainty], implied=True
        )


def _decided(
    chronicle: Chronicle, keys: Ints, day: date, *, symmetric: bool
) -> dict[tuple[str, str], str]:
    events, table = chronicle.events_table, chronicle.keys.table
    bounds = (keys[0], keys[-1] + 1) if len(keys) else (0, 0)
    low, high = np.searchsorted(events["key"], bounds).tolist()
    rows = np.arange(low, high)[_DECIDING[events["kind"][low:high]]]
    before = events["first"][rows] <= day.toordinal()
    # the last before the day comes last, so that it is the one that is kept
    order = np.lexsort(
        (np.where(before, events["first"][rows], -events["first"][rows]), before)
    )
    rows = rows[order]
    key = events["key"][rows]
    names = chronicle.parties
    found: dict[tuple[str, str], str] = {}
    for actor, target, id in zip(
        table["actor"][key].tolist(),
        table["target"][key].tolist(),
        events["id"][rows].tolist(),
        strict=True,
    ):
        pair = names[actor], names[target]
        found[pair] = id_text("event", id)
        if symmetric:
            found[pair[::-1]] = found[pair]
    return found


def _recalled(view: View, asked: Question, day: date) -> Facts:
    """Return the same from the claims that stood at a moment."""
    past, where = past_of(view, asked), Where(track=asked.track)
    symmetric = TRACKS[asked.track].symmetric
    events = sorted(past.events(where), key=lambda each: each.days.first)
    decided: dict[tuple[str, str], str] = {}
    later = [event for event in events if event.days.first > day]
    for event in (*reversed(later), *(each for each in events if each not in later)):
        kind = KINDS[event.kind]
        if kind.effect is not Effect.NONE or kind.refuses:
            pair = event.key.actor, event.key.target
            decided[pair] = event.id
            if symmetric:
                decided[pair[::-1]] = event.id
    actors = {event.key.actor for event in events}
    targets = {event.key.target for event in events}
    implied = found_implied(view, past, day, where) if asked.implied else []
    if symmetric:
        actors = targets = actors | targets
    return Facts(
        actors=_with(actors, (each.key.actor for each in implied)),
        targets=_with(targets, (each.key.target for each in implied)),
        held=[
            Fact(each.key.actor, each.key.target, each.value, each.certainty)
            for each in past.on(day, where)
        ],
        implied=[
            Fact(
                each.key.actor,
                each.key.target,
                each.value,
                each.certainty,
                implied=True,
            )
            for each in implied
        ],
        decided=decided,
    )


def _with(parties: Iterable[str], more: Iterable[str]) -> list[str]:
    return sorted({*parties, *more})
