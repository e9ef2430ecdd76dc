"""Statements in entity JSON, as dumps and Special:EntityData have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from recog.importers.wikidata.statements import (
    DESIGNATED,
    HOLDER,
    POST,
    RELATION,
    Position,
    Statement,
)
from recog.importers.wikidata.times import Time

AMBASSADOR: Final = "Q121998"
#: Properties by which a post, or the statement that someone holds it, names a state:
#: country, jurisdiction, of. Which is the sender's differs from item to item.
_STATES: Final = ("P17", "P1001", "P642")
_CITIZEN: Final = "P27"
_CIRCA: Final = "Q5727902"
_SOURCED: Final = ("P854", "P248")  # reference URL, stated in
_IMPORTED: Final = ("P143", "P4656")  # from a Wikimedia project, its address


def position(entity: Mapping[str, Any]) -> Position | None:
    """Read an item as a post of ambassador; None if it is none."""
    kinds = {*_items(entity, "P279"), *_items(entity, "P31")}
    if AMBASSADOR not in kinds and entity.get("id") != AMBASSADOR:
        return None
    states = (item for name in _STATES for item in _items(entity, name))
    return Position(frozenset(states))


def statements(
    entity: Mapping[str, Any], where: str, positions: Mapping[str, Position]
) -> Iterator[Statement]:
    """Yield what an item says of relations, posts and designations.

    :param positions: the posts of ambassadors; that someone holds another has no
        `person`.
    """
    for name in (RELATION, DESIGNATED, POST):
        for given in _claims(entity, name):
            found = _statement(entity, name, given, where)
            post = positions.get(found.value) if name == POST else None
            yield _between(found, entity, post, given) if post else found
    if position(entity):
        for given in _claims(entity, HOLDER):
            found = _statement(entity, HOLDER, given, where)
            yield replace(found, person=found.value, label="")


def name_of(entity: Mapping[str, Any]) -> str:
    """Return the English label of an item, or its first by language."""
    labels = entity.get("labels") or {}
    if not labels:
        return ""
    return str((labels.get("en") or labels[min(labels)]).get("value", ""))


def _statement(
    entity: Mapping[str, Any], name: str, given: Mapping[str, Any], where: str
) -> Statement:
    qualifiers: Mapping[str, Any] = given.get("qualifiers") or {}
    imported, reference = _references(given.get("references") or ())
    return Statement(
        id=str(given.get("id", "")),
        where=where,
        property_id=name,
        subject=str(entity.get("id", "")),
        value=_item(given.get("mainsnak") or {}),
        label=name_of(entity),
        rank=str(given.get("rank", "normal")),
        why_deprecated=", ".join(map(_item, qualifiers.get("P2241", ()))),
        starts=_times(qualifiers, "P580"),
        ends=_times(qualifiers, "P582"),
        points=_times(qualifiers, "P585"),
        earliest=_times(qualifiers, "P1319"),
        latest=_times(qualifiers, "P1326"),
        start_unknown=_is_unknown(qualifiers, "P580"),
        end_unknown=_is_unknown(qualifiers, "P582"),
        about=_CIRCA in map(_item, qualifiers.get("P1480", ())),
        imported=imported,
        reference=reference,
        seen=_day(str(entity.get("modified", ""))),
    )


def _between(
    statement: Statement,
    entity: Mapping[str, Any],
    post: Position,
    given: Mapping[str, Any],
) -> Statement:
    """Tell sender and receiver of a post, where that is certain.

    It stands between two states, and the holder is a citizen of one of them only.
    """
    qualifiers: Mapping[str, Any] = given.get("qualifiers") or {}
    named = (_item(snak) for name in _STATES for snak in qualifiers.get(name, ()))
    states = post.countries | {item for item in named if item}
    senders = states & set(_items(entity, _CITIZEN))
    told = len(states) == 2 and len(senders) == 1
    sender = next(iter(senders)) if told else ""
    receiver = next(iter(states - senders)) if told else ""
    return replace(
        statement, sender=sender, receiver=receiver, person=statement.subject
    )


def _claims(entity: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = (entity.get("claims") or {}).get(name, ())
    return [each for each in found if isinstance(each, dict)]


def _items(entity: Mapping[str, Any], name: str) -> list[str]:
    """Return the items that an item names by a property, deprecated ones left out."""
    found = (
        _item(each.get("mainsnak") or {})
        for each in _claims(entity, name)
        if each.get("rank") != "deprecated"
    )
    return [item for item in found if item]


def _item(snak: Mapping[str, Any]) -> str:
    value = (snak.get("datavalue") or {}).get("value")
    if not isinstance(value, dict):
        return ""
    number = value.get("numeric-id")
    return str(value.get("id") or (f"Q{number}" if number else ""))


def _times(qualifiers: Mapping[str, Any], name: str) -> tuple[Time, ...]:
    values = ((s.get("datavalue") or {}).get("value") for s in qualifiers.get(name, ()))
    return tuple(
        Time(
            text=str(value.get("time", "")),
            precision=int(value.get("precision", 11)),
            calendar=str(value.get("calendarmodel", "")).rpartition("/")[2],
        )
        for value in values
        if isinstance(value, dict)
    )


def _is_unknown(qualifiers: Mapping[str, Any], name: str) -> bool:
    return any(s.get("snaktype") == "somevalue" for s in qualifiers.get(name, ()))


def _references(given: Any) -> tuple[bool, str]:
    """Return whether all come from Wikimedia projects, and one that does not."""
    own, imports = "", 0
    for reference in given:
        snaks: Mapping[str, Any] = reference.get("snaks") or {}
        if any(name in snaks for name in _IMPORTED):
            imports += 1
            continue
        for name in _SOURCED:
            for snak in snaks.get(name, ()):
                value = (snak.get("datavalue") or {}).get("value")
                text = value if isinstance(value, str) else _item(snak)
                own = own or text
    return bool(imports) and imports == len(given), own


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
