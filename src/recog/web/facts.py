"""Facts about an entity, as terms and values of a list.

Source: docs/design.md, section 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recog.domain.dates import EdtfDate
from recog.domain.entities import Entity, Name
from recog.domain.spoken import spoken
from recog.service.workbench import View
from recog.web.sheets import entity_href


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A word or a link, in a language if it has one."""

    label: str
    href: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A term and its values."""

    name: str
    values: tuple[Value, ...]


def facts_of(view: View, known: Entity) -> tuple[Fact, ...]:
    """Return the facts of an entity that have a value, in a fixed order."""
    names = view.directory
    found = [
        ("Existed", _during(known.began, known.ended)),
        ("Posts", [Value(label=post) for post in known.posts]),
        ("Resident in", [Value(label=place) for place in known.residences]),
        ("Acts for", _kin(view, [known.governs])),
        ("Organ of", _kin(view, [known.organ_of])),
        ("Kept by", _kin(view, [known.keeper])),
        ("Governments", _kin(view, names.governments(known.id))),
        ("Organs", _kin(view, names.organs(known.id))),
        ("Followed", _kin(view, known.predecessors)),
        ("Followed by", _kin(view, names.successors(known.id))),
        ("In other languages", _foreign(known.labels)),
        ("Also called", _names(known.names, former=False)),
        ("Former names", _names(known.names, former=True)),
    ]
    return tuple(
        Fact(name=name, values=tuple(values)) for name, values in found if values
    )


def _during(began: EdtfDate | None, ended: EdtfDate | None) -> list[Value]:
    words = _from_until(began, ended)
    return [Value(label=words)] if words else []


def _from_until(began: EdtfDate | None, ended: EdtfDate | None) -> str:
    parts = [("from", began), ("until", ended)]
    return " ".join(f"{word} {spoken(when.edtf)}" for word, when in parts if when)


def _kin(view: View, ids: Iterable[str]) -> list[Value]:
    label = view.directory.label
    return [Value(label=label(id), href=entity_href(id)) for id in ids if id]


def _foreign(labels: Iterable[Name]) -> list[Value]:
    return [
        Value(label=name.text, language=name.language)
        for name in labels
        if name.language not in ("en", "")
    ]


def _names(names: Iterable[Name], *, former: bool) -> list[Value]:
    return [
        Value(
            label=name.text,
            language=name.language,
            note=_from_until(name.began, name.ended),
        )
        for name in names
        if name.former is former
    ]
