"""The source that a row of claims-csv cites, and its release."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from recog.domain.entities import Release, Source
from recog.errors import DateError, EntityError
from recog.importers.written import written_date

_RELEASE: Final = re.compile(r"release/[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IN_SLUGS: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True)
class Cited:
    """What a row cites; no records where the release is there already."""

    release: str
    records: tuple[Source | Release, ...]


def cited(cells: Mapping[str, str]) -> Cited:
    """Return the release that a row cites.

    Equal cells give equal ids; others never the same.

    :raises EntityError: when the row names no source, or two.
    :raises DateError: when a day of the source cannot be read.
    """
    release, title = cells["release"], cells["source_title"]
    if bool(release) == bool(title):
        both = "both release and source_title are given" if title else "no source"
        raise EntityError(f"{both}; right would be source_title, or release alone")
    if release:
        if not _RELEASE.fullmatch(release):
            raise EntityError(
                f"release: not the id of a release: {release!r}; e.g. release/"
                "historyatstate-pocom-2026-06-20"
            )
        return Cited(release, ())
    source = _source(cells)
    edition = tuple(cells[name] for name in ("edition", "licence", "retrieved"))
    retrieved = _day(cells["retrieved"])
    name = " ".join(part for part in (title, cells["edition"] or retrieved) if part)
    made = Release(
        id=f"release/{_slug(name)}-{_digest(source.id, *edition)}",
        source=source.id,
        title=title,
        edition=cells["edition"],
        licence=cells["licence"],
        retrieved=retrieved,
    )
    return Cited(made.id, (source, made))


def _source(cells: Mapping[str, str]) -> Source:
    published = cells["source_published"]
    names = [name for name in cells if name.startswith("source_")]
    return Source(
        id=f"source/{_slug(cells['source_title'])}-"
        f"{_digest(*(cells[name] for name in names))}",
        title=cells["source_title"],
        creator=cells["source_creator"],
        publisher=cells["source_publisher"],
        published=written_date(published) if published else None,
        url=cells["source_url"],
        language=cells["source_language"].casefold(),
    )


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        days = written_date(text).days
    except DateError:
        days = None
    if days is None or days.earliest is None or days.earliest != days.latest:
        raise DateError(
            f"retrieved: not a day: {text!r}; right would be e.g. 2026-06-20"
        )
    return days.earliest.isoformat()


def _slug(text: str) -> str:
    plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    slug = _NOT_IN_SLUGS.sub("-", plain)[:_LONGEST_SLUG].strip("-")
    return slug or "untitled"


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:8]
