"""Entities, sources, releases, judgements and extras as lines of JSON.

As in `recog.store.lines`, the order of fields may change only with `tables.FORMAT`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from recog.domain.claims import Rank
from recog.domain.dates import EdtfDate
from recog.domain.entities import Coverage, Entity, Name, Release, Source
from recog.domain.judgements import Judgement
from recog.store import lines
from recog.store.reading import Extra

Record = Entity | Source | Release | Extra | Judgement


def of_record(record: Record) -> bytes:
    """Return the line of a record."""
    match record:
        case Entity():
            return lines.dumped(["entity", *_entity(record)])
        case Source():
            return lines.dumped(["source", *_source(record)])
        case Release():
            return lines.dumped(["release", *_release(record)])
        case Judgement():
            return lines.dumped(["judgement", *_judgement(record)])
        case Extra():
            return lines.dumped(["extra", record.about, record.release, record.triples])


def to_record(line: bytes) -> Record:
    """Read a record from its line."""
    type, *of = json.loads(line.decode())
    match type:
        case "entity":
            return _to_entity(of)
        case "source":
            return _to_source(of)
        case "release":
            return _to_release(of)
        case "judgement":
            return _to_judgement(of)
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
        entity.residences,
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
        residences=tuple(of[15]),
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
            [*lines.ordinals(each.days), each.tracks, each.actors, each.targets]
            for each in release.coverage
        ],
        lines.microseconds(release.recorded_at),
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
                days=lines.interval(first, last),
                tracks=tuple(tracks),
                actors=tuple(actors),
                targets=tuple(targets),
            )
            for first, last, tracks, actors, targets in of[7]
        ),
        recorded_at=lines.moment(of[8]),
    )


def _judgement(judgement: Judgement) -> Iterable[Any]:
    return (
        judgement.id,
        judgement.claim,
        judgement.rank or "",
        judgement.about_event,
        judgement.reason,
        judgement.author,
        lines.microseconds(judgement.recorded_at),
        lines.microseconds(judgement.retracted_at),
    )


def _to_judgement(of: Sequence[Any]) -> Judgement:
    return Judgement(
        id=of[0],
        claim=of[1],
        rank=Rank(of[2]) if of[2] else None,
        about_event=of[3],
        reason=of[4],
        author=of[5],
        recorded_at=lines.moment(of[6]),
        retracted_at=lines.moment(of[7]),
    )


def _edtf(value: EdtfDate | None) -> str:
    return "" if value is None else value.edtf


def _date(text: str) -> EdtfDate | None:
    return lines.edtf(text) if text else None
