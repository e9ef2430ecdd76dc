"""The records behind an answer as Turtle, for files.

Source: docs/design.md, sections 2 and 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from recog.domain.events import Event
from recog.domain.explanation import Explanation
from recog.domain.spans import Span
from recog.domain.spans import spans as made_spans
from recog.service.rows import claims_of
from recog.service.workbench import View
from recog.store.codec import Value, turtle
from recog.store.provenance import provenance


def reasons_turtle(view: View, found: Sequence[Explanation]) -> bytes:
    """Return explanations as PROV, with everything that they name."""
    events = [step.event for each in found for step in each.steps]
    spans = [
        span
        for each in found
        for span in made_spans([step.event for step in each.steps])[0]
    ]
    return provenance(found, spans, _described(view, events))


def timeline_turtle(view: View, found: list[Event | Span]) -> bytes:
    """Return the events and spans as RDF, with their claims and all that they name."""
    spans = [each for each in found if isinstance(each, Span)]
    events = [each for each in found if isinstance(each, Event)]
    return turtle([*_described(view, [*events, *spans]), *spans])


def _described(view: View, found: Sequence[Event | Span]) -> list[Value]:
    """Return the events with their claims, sources and all parties."""
    snapshot = view.snapshot
    events = [each for each in found if isinstance(each, Event)]
    claims = [claim for own in claims_of(snapshot, events).values() for claim in own]
    verdicts = (each for claim in claims for each in snapshot.verdicts.on(claim.id))
    releases = sorted({claim.release for claim in claims} & set(snapshot.releases))
    sources = sorted({snapshot.releases[each].source for each in releases})
    parties = sorted({party for each in found for party in each.key[1:] if party})
    return [
        *(snapshot.entities[each] for each in parties if each in snapshot.entities),
        *(snapshot.sources[each] for each in sources if each in snapshot.sources),
        *(snapshot.releases[each] for each in releases),
        *claims,
        *verdicts,
        *events,
    ]
