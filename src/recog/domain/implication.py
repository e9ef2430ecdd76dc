"""Rules of implication: what one status says about another, as a table.

A rule takes a status that a source asserts, its premise, and implies another between
the same two parties. Rules apply to a fixed point: a legation or embassy implies
relations, relations imply that each recognises the other, and what is implied towards
a government is implied towards the state it governs. What is left out of the table
implies nothing: consulates (Vienna Convention on Consular Relations, 1963, art. 2 (3)
keeps consular and diplomatic relations apart), interests sections (Vienna Convention on
Diplomatic Relations, 1961, art. 46), liaison offices, chargés d'affaires ad interim
(art. 19) and membership of an organisation.

Source: docs/design.md, section 1.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from recog.domain.claims import Key
from recog.domain.dates import Interval
from recog.domain.tables import table
from recog.domain.tracks import TRACKS


class Towards(StrEnum):
    """Which keys a premise between two parties implies."""

    EACH_OTHER = "each other"  # both recognise the other, as state or government
    BOTH = "both"  # the one status that the two parties share
    STATE = "the state"  # the actor, the state that the target governs


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a status implies."""

    name: str  # "relations": in the API and on pages
    label: str
    definition: str
    source: str
    track: str  # of the premise
    values: tuple[str, ...]  # of the premise
    towards: Towards
    #: Whether it outlives its premise: recognition is not withdrawn by severing.
    lasts: bool
    #: Whether a premise that begins after a refusal is an act that overtakes it.
    overtakes: bool


RULES: Final[Mapping[str, Rule]] = table(
    Rule(
        name="relations",
        label="relations imply recognition",
        definition="Two parties that establish diplomatic relations recognise each "
        "other.",
        source="Institut de droit international, Brussels resolution on recognition "
        "(1936), art. 4; Montevideo Convention (1933), art. 7",
        track="relations",
        values=("established",),
        towards=Towards.EACH_OTHER,
        lasts=True,
        overtakes=True,
    ),
    Rule(
        name="mission",
        label="an embassy or legation implies relations",
        definition="A party that keeps an embassy or legation with another has "
        "diplomatic relations with it.",
        source="Vienna Convention on Diplomatic Relations (1961), art. 2",
        track="mission",
        values=("legation", "embassy"),
        towards=Towards.BOTH,
        lasts=False,
        overtakes=True,
    ),
    Rule(
        name="credentials",
        label="accepted credentials imply recognition",
        definition="A party that accepts the credentials of a head of mission "
        "recognises the sender, and the sender recognises it.",
        source="Montevideo Convention (1933), art. 7; Vienna Convention on Diplomatic "
        "Relations (1961), arts. 4 and 13",
        track="head-of-mission",
        values=("in-office",),
        towards=Towards.EACH_OTHER,
        lasts=True,
        overtakes=False,
    ),
    Rule(
        name="government",
        label="a government implies its state",
        definition="A party that recognises a government recognises the state that "
        "it governs.",
        source="Lauterpacht, Recognition in International Law (1947), part II",
        track="government-recognition",
        values=("recognised",),
        towards=Towards.STATE,
        lasts=True,
        overtakes=True,
    ),
)

#: The tracks on which something can be implied, with the value.
IMPLIED_VALUES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "state-recognition": "recognised",
        "government-recognition": "recognised",
        "relations": "established",
    }
)
#: The tracks whose statuses are premises.
PREMISE_TRACKS: Final = tuple(dict.fromkeys(rule.track for rule in RULES.values()))


@dataclass(frozen=True, slots=True)
class Kin:
    """What the rules ask of the parties themselves."""

    governs: Mapping[str, str] = field(default_factory=dict)  # government to state
    ended: Mapping[str, Interval] = field(default_factory=dict)  # when it ended


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows from a value of one key by rules applied one after another."""

    key: Key
    rules: tuple[str, ...]  # names in RULES, the first applies to the premise

    @property
    def lasts(self) -> bool:
        """Whether it outlives its premise."""
        return RULES[self.rules[-1]].lasts

    @property
    def overtakes(self) -> bool:
        """Whether a premise that begins after a refusal overtakes it."""
        return all(RULES[name].overtakes for name in self.rules)


def conclusions(key: Key, value: str, governs: Mapping[str, str]) -> list[Conclusion]:
    """Return everything that a value of a key implies, nearest first.

    No track of the table leads back to itself, so that this ends with each key once.
    A party never recognises itself, nor a government its own state or the reverse.
    """
    found: list[Conclusion] = []
    open_ends = [Conclusion(key, ())]
    while open_ends:
        premise = open_ends.pop(0)
        held = IMPLIED_VALUES[premise.key.track] if premise.rules else value
        steps = [
            Conclusion(implied, (*premise.rules, rule.name))
            for rule in RULES.values()
            if rule.track == premise.key.track and held in rule.values
            for implied in _implied(rule, premise.key, governs)
        ]
        found += steps
        open_ends += steps
    return found


def _implied(rule: Rule, key: Key, governs: Mapping[str, str]) -> Iterator[Key]:
    one, other = key.actor, key.target
    if rule.towards is Towards.BOTH:
        if _fits("relations", one, other):
            yield Key("relations", *sorted((one, other)))
        return
    pairs = [(one, other), (other, one)]
    if rule.towards is Towards.STATE:
        pairs = [(one, governs.get(other, ""))]
    for actor, target in pairs:
        track = _recognition_of(target)
        own = actor in (target, governs.get(target)) or governs.get(actor) == target
        if track and not own and _fits(track, actor, target):
            yield Key(track, actor, target)


def _recognition_of(party: str) -> str:
    """Return the track on which a party of this type is recognised, if there is one."""
    kind = party.partition("/")[0]
    return {"state": "state-recognition", "government": "government-recognition"}.get(
        kind, ""
    )


def _fits(track: str, actor: str, target: str) -> bool:
    row = TRACKS[track]
    types = actor.partition("/")[0], target.partition("/")[0]
    return types[0] in row.actors and types[1] in row.targets
