"""What changed: how what holds at one time differs from what holds at another.

The two may be days, moments of knowledge or versions; here both are only what holds.
Source: docs/design.md, sections 1.6 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from recog.domain.claims import Key
from recog.domain.status import Certainty

#: What may hold of one key: certain, possible or contradicted, by value.
Values = Mapping[str, Certainty]
Holding = Mapping[Key, Values]


class Change(StrEnum):
    """How a status differs; named for what is known afterwards."""

    GAINED = "gained"  # surely nothing held, and now something surely holds
    LOST = "lost"  # something surely held, and now surely nothing does
    CHANGED = "changed"  # another value holds; or, in doubt as before, others may
    CERTAIN = "became-certain"  # it was in doubt; now it surely holds, or does not
    UNCERTAIN = "became-uncertain"  # it was sure, or contradicted; now it may hold
    CONTRADICTED = "became-contradicted"  # now it depends on which claim is right


_BECAME: Final = {
    Certainty.CERTAIN: Change.CERTAIN,
    Certainty.POSSIBLE: Change.UNCERTAIN,
    Certainty.CONTRADICTED: Change.CONTRADICTED,
}


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What may hold of one key before and after; the two differ."""

    key: Key
    before: Values
    after: Values

    @property
    def change(self) -> Change:
        """The name of the change."""
        return change_between(self.before, self.after)


def difference(before: Holding, after: Holding) -> tuple[KeyChange, ...]:
    """Return what differs, sorted by key; a key without values does not hold."""
    return tuple(
        KeyChange(key, was, now)
        for key in sorted({*before, *after})
        if (was := before.get(key, {})) != (now := after.get(key, {}))
    )


def applied(changes: Iterable[KeyChange], before: Holding) -> dict[Key, Values]:
    """Return what holds afterwards: `applied(difference(a, b), a)` is b."""
    held = {key: values for key, values in before.items() if values}
    for each in changes:
        held.pop(each.key, None)
        if each.after:
            held[each.key] = each.after
    return held


def change_between(before: Values, after: Values) -> Change:
    """Name the change between two different sets of values.

    A change of how sure one can be is named before a change of what holds.

    >>> recognised = {"recognised": Certainty.CERTAIN}
    >>> change_between({}, recognised), change_between(recognised, {})
    (<Change.GAINED: 'gained'>, <Change.LOST: 'lost'>)
    """
    sure = certainty_of(after)
    if certainty_of(before) is not sure:
        return _BECAME[sure]
    if sure is Certainty.CERTAIN and not before:
        return Change.GAINED
    if sure is Certainty.CERTAIN and not after:
        return Change.LOST
    return Change.CHANGED


def certainty_of(values: Values) -> Certainty:
    """Return how sure one can be of what holds; that nothing does is certain."""
    found = set(values.values())
    if Certainty.CONTRADICTED in found:
        return Certainty.CONTRADICTED
    return Certainty.POSSIBLE if Certainty.POSSIBLE in found else Certainty.CERTAIN
