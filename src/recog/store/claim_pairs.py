"""Claims, judgements, events and spans as properties and values.

Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from recog.domain.claims import Claim, Key, Mode, Recorded
from recog.domain.dates import Interval
from recog.domain.judgements import Judgement
from recog.domain.kinds import KINDS
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.domain.tracks import TRACKS, VALUES
from recog.store import literals, vocab
from recog.store.vocab import iri, term

Pair = tuple[NamedNode, NamedNode | Literal]


def of_claim(claim: Claim) -> Iterator[Pair]:
    """Yield what a claim says of itself, in the order of the design."""
    yield term("kind"), term(KINDS[claim.kind].term)
    yield from _parties(claim.track, claim.actor, claim.target)
    yield from links({"person": claim.person, "list": claim.list})
    yield term("date"), literals.of_date(claim.date)
    yield from days(claim.date.days)
    if claim.date.approximate:
        yield term("approximate"), literals.of_flag(True)
    if claim.date.uncertain:
        yield term("uncertain"), literals.of_flag(True)
    yield from texts({"dateText": claim.date_text, "oldStyleDate": claim.old_style})
    yield term("mode"), term(vocab.MODES[claim.mode])
    yield from _level(claim.level)
    if claim.resident is not None:
        yield term("resident"), literals.of_flag(claim.resident)
    yield from texts({"how": claim.how})
    yield term("stance"), term(vocab.STANCES[claim.stance])
    yield term("rank"), term(vocab.RANKS[claim.rank])
    yield from texts({"rankReason": claim.rank_reason, "locator": claim.locator})
    if claim.note:
        yield vocab.COMMENT, literals.of_text(claim.note)
    yield vocab.PRIMARY_SOURCE, iri(claim.release)
    if claim.revises:
        yield vocab.REVISION_OF, iri(claim.revises)
    yield from _moments(claim)
    yield from links({"aboutEvent": claim.about_event})


def of_judgement(judgement: Judgement) -> Iterator[Pair]:
    """Yield what a person decides of a claim."""
    yield term("judges"), iri(judgement.claim)
    if judgement.rank is not None:
        yield term("rank"), term(vocab.RANKS[judgement.rank])
    yield from links({"aboutEvent": judgement.about_event})
    yield from texts({"rankReason": judgement.reason})
    yield vocab.CREATOR, literals.of_text(judgement.author)
    yield from _moments(judgement)


def of_event(event: Event) -> Iterator[Pair]:
    """Yield what an event is; its alternatives are kept in the chronicle.

    `earliest` and `latest` are what its claims say; `notBefore` and `notAfter` what the
    order of events leaves of them, where that is less.
    """
    yield term("kind"), term(KINDS[event.kind].term)
    yield from _key(event.key)
    if event.days.earliest or event.days.latest:
        yield term("date"), literals.of_date(event.date)
    yield from days(event.days)
    yield from _order(event)
    yield from _mode(event.mode)
    yield from _level(event.level)
    yield from texts({"how": event.how})
    for claim in event.claims:
        yield term("claim"), iri(claim)
    yield term("contradicted"), literals.of_flag(event.contradicted)


def _order(event: Event) -> Iterator[Pair]:
    for narrowing in event.narrowings:
        if narrowing.not_before is not None:
            yield term("notBefore"), literals.of_day(narrowing.not_before)
        if narrowing.not_after is not None:
            yield term("notAfter"), literals.of_day(narrowing.not_after)
    for id in sorted({each.because for each in event.narrowings}):
        yield term("narrowedBy"), iri(id)
    pairs = {id for each in event.conflicts for id in (each.first, each.second)}
    for id in sorted(pairs - {event.id}):
        yield term("conflictsWith"), iri(id)


def of_span(span: Span) -> Iterator[Pair]:
    """Yield what a span is."""
    yield from _key(span.key)
    yield term("value"), term(VALUES[span.value].term)
    bounds = {
        "startEarliest": span.start_earliest,
        "startLatest": span.start_latest,
        "endEarliest": span.end_earliest,
        "endLatest": span.end_latest,
    }
    for name, day in bounds.items():
        if day is not None:
            yield term(name), literals.of_day(day)
    for event in span.opened_by:
        yield term("openedBy"), iri(event)
    for event in span.closed_by:
        yield term("closedBy"), iri(event)
    yield term("contradicted"), literals.of_flag(span.contradicted)
    yield from _mode(span.mode)


def _moments(entered: Recorded) -> Iterator[Pair]:
    if entered.recorded_at is not None:
        yield term("recordedAt"), literals.of_moment(entered.recorded_at)
    if entered.retracted_at is not None:
        yield term("retractedAt"), literals.of_moment(entered.retracted_at)


def _key(key: Key) -> Iterator[Pair]:
    yield from _parties(key.track, key.actor, key.target)
    yield from links({"person": key.person, "list": key.list})


def _parties(track: str, actor: str, target: str) -> Iterator[Pair]:
    if track:
        yield term("track"), term(TRACKS[track].term)
    if actor:
        yield term("actor"), iri(actor)
    if target:
        yield term("target"), iri(target)


def links(ids: Mapping[str, str]) -> Iterator[Pair]:
    """Yield a link for each id that is not empty; the keys are our properties."""
    for name, id in ids.items():
        if id:
            yield term(name), iri(id)


def texts(given: Mapping[str, str]) -> Iterator[Pair]:
    """Yield a text for each that is not empty; the keys are our properties."""
    for name, text in given.items():
        if text:
            yield term(name), literals.of_text(text)


def days(interval: Interval) -> Iterator[Pair]:
    """Yield the first and the last day, where they are known."""
    if interval.earliest is not None:
        yield term("earliest"), literals.of_day(interval.earliest)
    if interval.latest is not None:
        yield term("latest"), literals.of_day(interval.latest)


def _level(level: str) -> Iterator[Pair]:
    if level:
        yield term("level"), term(VALUES[level].term)


def _mode(mode: Mode) -> Iterator[Pair]:
    yield term("mode"), term(vocab.MODES[mode])
