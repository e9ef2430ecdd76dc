"""Values as lines of JSON: the form in which the chronicle keeps what has no column.

Lists in a fixed order, so that a line is short and read fast; the order may change only
together with `recog.store.tables.FORMAT`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from recog.domain.claims import Claim, Key, Mode, Rank, Stance
from recog.domain.dates import EdtfDate, Interval, parse
from recog.domain.entities import Coverage, Entity, Name, Release, Source
from recog.domain.reconcile import Alternative, Event
from recog.domain.spans import Span
from recog.store.reading import Extra

Record = Entity | Source | Release | Extra

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MODES: Final = {str(mode): mode for mode in Mode}
_STANCES: Final = {str(stance): stance for stance in Stance}
_RANKS: Final = {str(rank): rank for rank in Rank}

_parse = lru_cache(maxsize=50_000)(parse)


def dumped(content: object) -> bytes:
    """Return JSON without spaces and line breaks: the same bytes every time."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def of_claim(claim: Claim) -> bytes:
    """Return the line of a claim."""
    return dumped(
        [
            claim.id,
            claim.kind,
            claim.track,
            claim.actor,
            claim.target,
            claim.person,
            claim.list,
            claim.date.edtf,
            claim.date_text,
            claim.old_style,
            claim.release,
            claim.locator,
            claim.note,
            claim.mode,
            claim.level,
            claim.resident,
            claim.how,
            claim.stance,
            claim.rank,
            claim.rank_reason,
            claim.about_event,
            _microseconds(claim.recorded_at),
            _microseconds(claim.retracted_at),
        ]
    )


def to_claim(line: bytes) -> Claim:
    """Read a claim from its line."""
    of = json.loads(line)
    return Claim(
        id=of[0],
        kind=of[1],
        track=of[2],
        actor=of[3],
        target=of[4],
        person=of[5],
        list=of[6],
        date=_parse(of[7]),
        date_text=of[8],
        old_style=of[9],
        release=of[10],
        locator=of[11],
        note=of[12],
        mode=_MODES[of[13]],
        level=of[14],
        resident=of[15],
        how=of[16],
        stance=_STANCES[of[17]],
        rank=_RANKS[of[18]],
        rank_reason=of[19],
        about_event=of[20],
        recorded_at=_moment(of[21]),
        retracted_at=_moment(of[22]),
    )


def of_event(event: Event) -> bytes:
    """Return the line of an event; its id, key, kind and days stand in columns."""
    options = [
        [*_ordinals(o.days), o.kind, o.mode, o.level, *o.claims]
        for o in event.alternatives
    ]
    return dumped(
        [options, event.mode, event.level, event.how, event.resident, *event.claims]
    )


def to_event(line: bytes, *, id: str, key: Key, kind: str, days: Interval) -> Event:
    """Read an event from its line and its columns."""
    options, mode, level, how, resident, *claims = json.loads(line)
    return Event(
        id=id,
        key=key,
        kind=kind,
        days=days,
        alternatives=tuple(
            Alternative(
                days=_interval(first, last),
                kind=option_kind,
                mode=_MODES[option_mode],
                level=option_level,
                claims=tuple(ids),
            )
            for first, last, option_kind, option_mode, option_level, *ids in options
        ),
        claims=tuple(claims),
        mode=_MODES[mode],
        level=level,
        how=how,
        resident=resident,
    )


def of_span(span: Span) -> bytes:
    """Return the line of a span; its id, key, value and days stand in columns."""
    return dumped(
        [span.mode, span.contradicted, span.tied, span.opened_by, span.closed_by]
    )


def to_span(
    line: bytes, *, id: str, key: Key, value: str, days: Sequence[date | None]
) -> Span:
    """Read a span from its line and its columns."""
    mode, contradicted, tied, opened_by, closed_by = json.loads(line)
    return Span(
        id=id,
        key=key,
        value=value,
        start_earliest=days[0],
        start_latest=days[1],
        end_earliest=days[2],
        end_latest=days[3],
        opened_by=tuple(opened_by),
        closed_by=tuple(closed_by),
        contradicted=contradicted,
        tied=tied,
        mode=_MODES[mode],
    )


def of_record(record: Record) -> bytes:
    """Return the line of an entity, source, release or extra."""
    match record:
        case Entity():
            return dumped(["entity", *_entity(record)])
        case Source():
            return dumped(["source", *_source(record)])
        case Release():
            return dumped(["release", *_release(record)])
        case Extra():
            return dumped(["extra", record.about, record.release, record.triples])


def to_record(line: bytes) -> Record:
    """Read an entity, source, release or extra from its line."""
    type, *of = json.loads(line)
    match type:
        case "entity":
            return _to_entity(of)
        case "source":
            return _to_source(of)
        case "release":
            return _to_release(of)
        case _:
            return Extra(of[0], of[1], tuple(of[2]))


def _entity(entity: Entity) -> Iterable[Any]:
    return (
        entity.id,
        entity.release,
        [[name.text, name.language] for name in entity.labels],
        [_name(name) for name in entity.names],
        [[name.text, name.language] for name in entity.demonyms],
        entity.codes,
        _edtf(entity.began),
        _edtf(entity.ended),
        entity.governs,
        entity.organ_of,
        entity.keeper,
        entity.predecessors,
        entity.posts,
        entity.note,
        [[name.text, name.language] for name in entity.seats],
    )


def _to_entity(of: Sequence[Any]) -> Entity:
    return Entity(
        id=of[0],
        release=of[1],
        labels=tuple([Name(text=text, language=tag) for text, tag in of[2]]),
        names=tuple([_to_name(*name) for name in of[3]]),
        demonyms=tuple([Name(text=text, language=tag) for text, tag in of[4]]),
        codes=tuple(of[5]),
        began=_date(of[6]),
        ended=_date(of[7]),
        governs=of[8],
        organ_of=of[9],
        keeper=of[10],
        predecessors=tuple(of[11]),
        posts=tuple(of[12]),
        note=of[13],
        seats=tuple([Name(text=text, language=tag) for text, tag in of[14]]),
    )


def _name(name: Name) -> list[Any]:
    if not name.former:
        return [name.text, name.language]
    return [name.text, name.language, _edtf(name.began), _edtf(name.ended)]


def _to_name(text: str, language: str, *days: str) -> Name:
    if not days:
        return Name(text=text, language=language)
    began, ended = _date(days[0]), _date(days[1])
    return Name(text=text, language=language, former=True, began=began, ended=ended)


def _source(source: Source) -> Iterable[Any]:
    return (
        source.id,
        source.title,
        source.creator,
        source.publisher,
        _edtf(source.published),
        source.published_text,
        source.url,
        source.language,
    )


def _to_source(of: Sequence[Any]) -> Source:
    return Source(
        id=of[0],
        title=of[1],
        creator=of[2],
        publisher=of[3],
        published=_date(of[4]),
        published_text=of[5],
        url=of[6],
        language=of[7],
    )


def _release(release: Release) -> Iterable[Any]:
    return (
        release.id,
        release.source,
        release.title,
        release.edition,
        release.licence,
        release.retrieved,
        release.derived_from,
        [
            [*_ordinals(each.days), each.tracks, each.actors, each.targets]
            for each in release.coverage
        ],
    )


def _to_release(of: Sequence[Any]) -> Release:
    return Release(
        id=of[0],
        source=of[1],
        title=of[2],
        edition=of[3],
        licence=of[4],
        retrieved=of[5],
        derived_from=tuple(of[6]),
        coverage=tuple(
            Coverage(
                days=_interval(first, last),
                tracks=tuple(tracks),
                actors=tuple(actors),
                targets=tuple(targets),
            )
            for first, last, tracks, actors, targets in of[7]
        ),
    )


def _edtf(value: EdtfDate | None) -> str:
    return "" if value is None else value.edtf


def _date(text: str) -> EdtfDate | None:
    return _parse(text) if text else None


def _ordinals(days: Interval) -> tuple[int, int]:
    return (
        days.earliest.toordinal() if days.earliest else 0,
        days.latest.toordinal() if days.latest else 0,
    )


def _interval(first: int, last: int) -> Interval:
    return Interval(
        date.fromordinal(first) if first else None,
        date.fromordinal(last) if last else None,
    )


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // timedelta(microseconds=1)


def _moment(microseconds: int | None) -> datetime | None:
    if microseconds is None:
        return None
    return _EPOCH + timedelta(microseconds=microseconds)
