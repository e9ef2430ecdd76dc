"""Entities, sources and releases as properties and values, and their canonical form.

Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from recog.domain.dates import EdtfDate
from recog.domain.entities import Coverage, Entity, Name, Release, Source
from recog.domain.tracks import TRACKS
from recog.errors import EntityError
from recog.store import claim_pairs, literals, vocab
from recog.store.claim_pairs import Pair
from recog.store.vocab import iri, term

_WIKIDATA: Final = "wikidata:"


def canonical(entity: Entity) -> Entity:
    """Return the entity with its tuples in the order in which they are read back.

    English comes first among labels, other languages in order; the rest is sorted,
    and nothing stands twice.
    """
    return replace(
        entity,
        labels=_sorted_names(entity.labels),
        names=_sorted_names(entity.names),
        demonyms=_sorted_names(entity.demonyms),
        seats=_sorted_names(entity.seats),
        codes=tuple(sorted(set(entity.codes))),
        predecessors=tuple(sorted(set(entity.predecessors))),
        posts=tuple(sorted(set(entity.posts))),
        residences=tuple(sorted(set(entity.residences))),
    )


def canonical_release(release: Release) -> Release:
    """Return the release with its tuples in the order in which they are read back."""
    coverage = {_covered(each) for each in release.coverage}
    return replace(
        release,
        derived_from=tuple(sorted(set(release.derived_from))),
        coverage=tuple(sorted(coverage, key=repr)),
    )


def _covered(coverage: Coverage) -> Coverage:
    return replace(
        coverage,
        tracks=tuple(sorted(set(coverage.tracks))),
        actors=tuple(sorted(set(coverage.actors))),
        targets=tuple(sorted(set(coverage.targets))),
    )


def _sorted_names(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(set(names), key=_name_order))


def _name_order(name: Name) -> tuple[Any, ...]:
    return (
        name.former,
        name.language != "en",
        name.language,
        name.text,
        str(name.began or ""),
        str(name.ended or ""),
    )


def of_entity(entity: Entity) -> Iterator[Pair]:
    """Yield what an entity is.

    :raises EntityError: when an alternative name that is not former has dates.
    """
    yield from _names(entity)
    for code in entity.codes:
        yield term("code"), literals.of_text(code)
        if code.startswith(_WIKIDATA):
            item = code.removeprefix(_WIKIDATA)
            yield vocab.SAME_AS, NamedNode(vocab.WIKIDATA + item)
    yield from _existed(entity.began, entity.ended)
    yield from claim_pairs.links(
        {
            "governs": entity.governs,
            "organOf": entity.organ_of,
            "keeper": entity.keeper,
        }
    )
    for predecessor in entity.predecessors:
        yield term("predecessor"), iri(predecessor)
    for post in entity.posts:
        yield vocab.JOB_TITLE, literals.of_text(post)
    for residence in entity.residences:
        yield vocab.HOME_LOCATION, literals.of_text(residence)
    if entity.note:
        yield vocab.COMMENT, literals.of_text(entity.note)
    if entity.release:
        yield vocab.PRIMARY_SOURCE, iri(entity.release)


def _names(entity: Entity) -> Iterator[Pair]:
    for label in entity.labels:
        yield vocab.LABEL, literals.of_text(label.text, label.language)
    for name in entity.names:
        if name.former:
            yield term("formerName"), iri(name_id(entity, name))
        elif name.began or name.ended:
            raise EntityError(
                f"{entity.id}: name {name.text!r} has dates but is not a former name"
            )
        else:
            yield vocab.ALT_LABEL, literals.of_text(name.text, name.language)
    for name in entity.demonyms:
        yield term("demonym"), literals.of_text(name.text, name.language)
    for name in entity.seats:
        yield term("seat"), literals.of_text(name.text, name.language)


def of_former_name(name: Name) -> Iterator[Pair]:
    """Yield what a former name is."""
    yield vocab.LABEL, literals.of_text(name.text, name.language)
    yield from _existed(name.began, name.ended)


def of_source(source: Source) -> Iterator[Pair]:
    """Yield what a source is."""
    for predicate, text in (
        (vocab.TITLE, source.title),
        (vocab.CREATOR, source.creator),
        (vocab.PUBLISHER, source.publisher),
        (term("issuedText"), source.published_text),
        (vocab.LANGUAGE, source.language),
    ):
        if text:
            yield predicate, literals.of_text(text)
    if source.published is not None:
        yield vocab.ISSUED, literals.of_date(source.published)
    if source.url:
        yield vocab.URL, Literal(source.url, datatype=vocab.XSD_ANY_URI)


def of_release(release: Release) -> Iterator[Pair]:
    """Yield what a release is."""
    yield vocab.TITLE, literals.of_text(release.title)
    yield term("releaseOf"), iri(release.source)
    yield from claim_pairs.texts({"edition": release.edition})
    if release.licence:
        yield vocab.LICENSE, literals.of_text(release.licence)
    if release.retrieved:
        day = date.fromisoformat(release.retrieved)
        yield term("retrieved"), literals.of_day(day)
    for parent in release.derived_from:
        yield term("derivedFrom"), iri(parent)
    for coverage in release.coverage:
        yield term("coverage"), iri(coverage_id(release, coverage))
    if release.recorded_at is not None:
        yield term("recordedAt"), literals.of_moment(release.recorded_at)


def of_coverage(coverage: Coverage) -> Iterator[Pair]:
    """Yield what a coverage is."""
    for track in coverage.tracks:
        yield term("coversTrack"), term(TRACKS[track].term)
    for actor in coverage.actors:
        yield term("coversActor"), iri(actor)
    for target in coverage.targets:
        yield term("coversTarget"), iri(target)
    yield from claim_pairs.days(coverage.days)


def _existed(began: EdtfDate | None, ended: EdtfDate | None) -> Iterator[Pair]:
    if began is not None:
        yield term("began"), literals.of_date(began)
    if ended is not None:
        yield term("ended"), literals.of_date(ended)


def name_id(entity: Entity, name: Name) -> str:
    """Return the id of a former name, made from all that it says."""
    slug = entity.id.partition("/")[2]
    return f"name/{slug}-{_digest(entity.id, entity.release, repr(_name_order(name)))}"


def coverage_id(release: Release, coverage: Coverage) -> str:
    """Return the id of a coverage, made from all that it says."""
    slug = release.id.partition("/")[2]
    return f"coverage/{slug}-{_digest(release.id, repr(_covered(coverage)))}"


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]
