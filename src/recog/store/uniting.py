"""One entity from the descriptions that several releases give of it.

Of the editions of one source only the newest that describes it counts. Labels, names
and codes are united, and of the rest the first description that says something counts:
that of recog itself before those of others. A former name that an earlier description
has is not taken with other days from a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from recog.domain.editions import newest
from recog.domain.entities import Entity, Name, Release
from recog.store.entity_pairs import canonical

#: What recog says itself: it has looked at the others.
_OURS: Final = "source/recog-entities"


def united(entities: Sequence[Entity], releases: Mapping[str, Release]) -> Entity:
    """Return descriptions of one entity as one.

    :param releases: those that are known, by id.
    """
    if len(entities) == 1:
        return entities[0]
    known = [releases[e.release] for e in entities if e.release in releases]
    outdated = {each.id for each in known} - {each.id for each in newest(known)}
    kept = sorted(
        (entity for entity in entities if entity.release not in outdated),
        key=lambda entity: (_is_of_others(entity, releases), entity.release),
    )
    return kept[0] if len(kept) == 1 else _one_entity(kept)


def _one_entity(entities: Sequence[Entity]) -> Entity:
    """Unite descriptions; a second label in one language becomes another name."""
    labels: dict[str, Name] = {}
    names: list[Name] = []
    for entity in entities:
        for label in entity.labels:
            if labels.setdefault(label.language, label) != label:
                names.append(label)
        said = {(name.text, name.language) for name in (*labels.values(), *names)}
        names.extend(
            name
            for name in entity.names
            if not name.former or (name.text, name.language) not in said
        )
    rest: dict[str, Any] = {
        name: next((v for e in entities if (v := getattr(e, name))), default)
        for name, default in (
            ("began", None),
            ("ended", None),
            ("governs", ""),
            ("organ_of", ""),
            ("keeper", ""),
            ("note", ""),
        )
    }
    united = replace(
        entities[0],
        labels=tuple(labels.values()),
        names=tuple(names),
        demonyms=_joined(entity.demonyms for entity in entities),
        seats=_joined(entity.seats for entity in entities),
        codes=_joined(entity.codes for entity in entities),
        predecessors=_joined(entity.predecessors for entity in entities),
        posts=_joined(entity.posts for entity in entities),
        residences=_joined(entity.residences for entity in entities),
        **rest,
    )
    return canonical(united)


def _is_of_others(entity: Entity, releases: Mapping[str, Release]) -> bool:
    release = releases.get(entity.release)
    return release is None or release.source != _OURS


Item = TypeVar("Item")


def _joined(groups: Iterable[tuple[Item, ...]]) -> tuple[Item, ...]:
    return tuple(item for group in groups for item in group)
