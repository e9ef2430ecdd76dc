"""From claims to everything derived: one pure function, key by key.

Source: docs/design.md, sections 1.1 and 6.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recog.domain.claims import Claim
from recog.domain.reconcile import Event, reconcile
from recog.domain.spans import Span, Stretch, spans


@dataclass(frozen=True, slots=True)
class Derivation:
    """What follows from a set of claims; each tuple sorted by key first."""

    events: tuple[Event, ...]
    spans: tuple[Span, ...]
    stretches: tuple[Stretch, ...]


def derive(claims: Iterable[Claim]) -> Derivation:
    """Derive events, spans and stretches from the claims that stand.

    Deriving a key alone gives what deriving everything gives for it. Pass only claims
    that stand (`standing`); deprecated ones are left out here.
    """
    events = reconcile(claims)
    made, stretches = spans(events)
    return Derivation(events, made, stretches)
