"""Facts about an entity, as terms and values of a list.

Source: docs/design.md, section 1.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from recog.domain.spoken import spoken
from recog.exporters.documents import DateRow
from recog.web.sheets import link

#: Kin of an entity: the field of its row, and how it is worded.
KIN: Final[Mapping[str, str]] = {
    "governs": "Acts for",
    "organ_of": "Organ of",
    "keeper": "Kept by",
    "governments": "Governments",
    "organs": "Organs",
    "predecessors": "Followed",
    "successors": "Followed by",
}


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


def facts_of(row: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return the facts of an entity's row that have a value, in a fixed order."""
    found = [
        ("Existed", _existed(row["began"], row["ended"])),
        ("Posts", [Value(label=post) for post in row["posts"]]),
        *((words, _kin(row[name])) for name, words in KIN.items()),
        ("In other languages", _labels(row["labels"])),
        ("Also called", _names(row["names"], former=False)),
        ("Former names", _names(row["names"], former=True)),
    ]
    return tuple(
        Fact(name=name, values=tuple(values)) for name, values in found if values
    )


def _existed(began: DateRow | None, ended: DateRow | None) -> list[Value]:
    words = " ".join(
        f"{part} {spoken(when['edtf'])}"
        for part, when in (("from", began), ("until", ended))
        if when
    )
    return [Value(label=words)] if words else []


def _kin(found: Any) -> list[Value]:
    rows = found if isinstance(found, list) else [found] if found else []
    links = [link(row) for row in rows]
    return [Value(label=each.label, href=each.href) for each in links]


def _labels(labels: Mapping[str, str]) -> list[Value]:
    return [
        Value(label=text, language=language)
        for language, text in labels.items()
        if language not in ("en", "")
    ]


def _names(names: Iterable[Mapping[str, Any]], *, former: bool) -> list[Value]:
    return [
        Value(label=name["text"], language=name["language"], note=_used(name))
        for name in names
        if name["former"] is former
    ]


def _used(name: Mapping[str, Any]) -> str:
    parts = [
        f"{part} {spoken(name[field]['edtf'])}"
        for part, field in (("from", "began"), ("until", "ended"))
        if name[field]
    ]
    return " ".join(parts)
