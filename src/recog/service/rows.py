"""The rows of every answer: entities, dates, claims, events, spans, sources.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from recog.domain.claims import Claim
from recog.domain.dates import EdtfDate, Interval
from recog.domain.events import Alternative, Event
from recog.domain.spans import Span
from recog.exporters.rows import (
    AlternativeRow,
    ClaimRow,
    DateRow,
    EntityRow,
    EventRow,
    SourceRow,
    SpanRow,
)
from recog.service import order
from recog.store.snapshot import Snapshot

#: The claims of events, by the event's id.
Claims = Mapping[str, Sequence[Claim]]


def entity_row(snapshot: Snapshot, entity: str) -> EntityRow:
    """Return an entity with its English label, or its id where it is not known."""
    known = snapshot.entities.get(entity)
    return {"id": entity, "label": known.label if known else entity}


def optional_row(snapshot: Snapshot, entity: str) -> EntityRow | None:
    """Return an entity's row; None for no entity."""
    return entity_row(snapshot, entity) if entity else None


def date_row(when: EdtfDate | Interval, text: str = "") -> DateRow:
    """Return a date with its days and the words of its sources."""
    days = when.days if isinstance(when, EdtfDate) else when
    return {
        "edtf": when.edtf,
        "earliest": _iso(days.earliest),
        "latest": _iso(days.latest),
        "text": text,
    }


def span_date(
    earliest: date | None, latest: date | None, text: str = ""
) -> DateRow | None:
    """Return one end of a span; None where it is open on both sides."""
    if earliest is None and latest is None:
        return None
    return date_row(Interval(earliest, latest), text)


def claim_row(snapshot: Snapshot, claim: Claim) -> ClaimRow:
    """Return what one source says, with the source's title."""
    release = snapshot.releases.get(claim.release)
    source = snapshot.sources.get(release.source) if release else None
    verdict = snapshot.verdicts.of_rank(claim.id)
    counted = snapshot.verdicts.applied(claim)
    return {
        "id": claim.id,
        "source": {
            "id": source.id if source else claim.release,
            "label": source.title if source else claim.release,
        },
        "release": {
            "id": claim.release,
            "label": release.title if release else claim.release,
        },
        "url": source.url if source else "",
        "locator": claim.locator,
        "kind": claim.kind,
        "date": date_row(claim.date, claim.date_text),
        "stance": str(claim.stance),
        "rank": str(counted.rank),
        "rank_reason": counted.rank_reason,
        "rank_author": verdict.author if verdict else "",
        "note": claim.note,
    }


def words(claims: Iterable[Claim]) -> str:
    """Return the different words in which claims give a date, joined by "; "."""
    return "; ".join(dict.fromkeys(each.date_text for each in claims if each.date_text))


def claims_of(snapshot: Snapshot, events: Iterable[Event]) -> Claims:
    """Return the claims of each event by its id; the store is asked once."""
    wanted = list(events)
    ids = dict.fromkeys(each for event in wanted for each in event.claims)
    found = {claim.id: claim for claim in snapshot.claims(list(ids))}
    return {
        event.id: [found[each] for each in event.claims if each in found]
        for event in wanted
    }


def event_rows(snapshot: Snapshot, events: Sequence[Event]) -> list[EventRow]:
    """Return the events in the order given, each with its claims."""
    known = {event.id: event for event in events}
    missing = [each for each in order.others(events) if each not in known]
    found = (snapshot.chronicle.event(each) for each in missing)
    known.update((event.id, event) for event in found if event)
    claims = claims_of(snapshot, known.values())
    return [_event_row(snapshot, event, known, claims) for event in events]


def _event_row(
    snapshot: Snapshot, event: Event, events: Mapping[str, Event], claims: Claims
) -> EventRow:
    key, own = event.key, claims[event.id]
    options = event.alternatives if len(event.alternatives) > 1 else ()
    return {
        "type": "event",
        "id": event.id,
        "kind": event.kind,
        "track": key.track,
        "actor": entity_row(snapshot, key.actor),
        "target": optional_row(snapshot, key.target),
        "person": optional_row(snapshot, key.person),
        "list": optional_row(snapshot, key.list),
        "date": date_row(event.date, words(own)),
        "mode": str(event.mode),
        "level": event.level,
        "how": event.how,
        "contradicted": event.contradicted,
        "alternatives": [_alternative_row(snapshot, each, own) for each in options],
        "narrowed": [
            order.narrowing_row(snapshot, each, events, claims)
            for each in event.narrowings
        ],
        "conflicts": [
            order.conflict_row(snapshot, each, event.id, events, claims)
            for each in event.conflicts
        ],
        "witnesses": len(snapshot.lineage.witnesses(own)),
        "claims": [claim_row(snapshot, claim) for claim in own],
    }


def _alternative_row(
    snapshot: Snapshot, option: Alternative, claims: Sequence[Claim]
) -> AlternativeRow:
    told = [claim for claim in claims if claim.id in option.claims]
    return {
        "kind": option.kind,
        "date": date_row(option.days),
        "witnesses": len(snapshot.lineage.witnesses(told)),
        "claims": list(option.claims),
    }


def span_rows(
    snapshot: Snapshot, spans: Sequence[Span], events: Iterable[Event]
) -> list[SpanRow]:
    """Return the spans in the order given; their dates carry the sources' words.

    :param events: at least those that open or close the spans (`ends`).
    """
    claims = claims_of(snapshot, events)
    return [_span_row(snapshot, span, claims) for span in spans]


def ends(spans: Iterable[Span]) -> list[str]:
    """Return the ids of the events that open or close spans, each once."""
    ids = (each for span in spans for each in (*span.opened_by, *span.closed_by))
    return list(dict.fromkeys(ids))


def since_until(span: Span, claims: Claims) -> tuple[DateRow | None, DateRow | None]:
    """Return both ends of a span; the status no longer holds on the second."""
    return (
        span_date(
            span.start_earliest, span.start_latest, _said(span.opened_by, claims)
        ),
        span_date(span.end_earliest, span.end_latest, _said(span.closed_by, claims)),
    )


def claim_rows(
    snapshot: Snapshot, events: Iterable[str], claims: Claims
) -> list[ClaimRow]:
    """Return the claims of events, each once, in order."""
    of_events = (claim for event in events for claim in claims.get(event, ()))
    once = {claim.id: claim for claim in of_events}
    return [claim_row(snapshot, claim) for claim in once.values()]


def _span_row(snapshot: Snapshot, span: Span, claims: Claims) -> SpanRow:
    since, until = since_until(span, claims)
    return {
        "type": "span",
        "id": span.id,
        "track": span.key.track,
        "value": span.value,
        "actor": entity_row(snapshot, span.key.actor),
        "target": optional_row(snapshot, span.key.target),
        "person": optional_row(snapshot, span.key.person),
        "list": optional_row(snapshot, span.key.list),
        "since": since,
        "until": until,
        "mode": str(span.mode),
        "contradicted": span.contradicted,
        "opened_by": list(span.opened_by),
        "closed_by": list(span.closed_by),
        "claims": claim_rows(snapshot, (*span.opened_by, *span.closed_by), claims),
    }


def source_rows(snapshot: Snapshot, releases: Iterable[str]) -> list[SourceRow]:
    """Return releases with their sources, sorted by id; unknown ones are left out."""
    rows: list[SourceRow] = []
    for name in sorted(set(releases)):
        release = snapshot.releases.get(name)
        if release is None:
            continue
        source = snapshot.sources.get(release.source)
        rows.append(
            {
                "id": release.id,
                "source": release.source,
                "title": source.title if source else release.title,
                "creator": source.creator if source else "",
                "publisher": source.publisher if source else "",
                "published": str(source.published or "") if source else "",
                "url": source.url if source else "",
                "edition": release.edition,
                "licence": release.licence,
            }
        )
    return rows


def _said(events: Iterable[str], claims: Claims) -> str:
    return words(claim for event in events for claim in claims.get(event, ()))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
