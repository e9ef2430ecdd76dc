"""Places on rings around one party, for a network with a middle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin
from typing import Final

Places = Mapping[str, tuple[float, float]]

_DIGITS: Final = 4


def rings(centre: str, steps: Sequence[Iterable[str]]) -> Places:
    """Return places on rings around one party: the first ring is one step away.

    Within a ring, parties stand in the order of their ids, clockwise from the top.
    """
    placed: dict[str, tuple[float, float]] = {centre: (0.0, 0.0)}
    for step, parties in enumerate(steps, start=1):
        ring = sorted(set(parties) - set(placed))
        radius = step / len(steps)
        for place, party in enumerate(ring):
            turn = 2 * pi * place / len(ring)
            placed[party] = (
                round(radius * sin(turn), _DIGITS),
                round(-radius * cos(turn), _DIGITS),
            )
    return placed
