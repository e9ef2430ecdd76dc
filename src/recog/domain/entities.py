"""Entities: states, governments, organisations, people, lists, sources, releases.

An id is ``type/slug``: ``state/russia``; its address is that of the namespace plus
the id. Source: docs/design.md, sections 1.2 and 2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from recog.domain.dates import EdtfDate, Interval
from recog.domain.shown import shown
from recog.domain.tables import table
from recog.errors import EntityError

_ID: Final = re.compile(r"([a-z]+)/([a-z0-9]+(?:-[a-z0-9]+)*)")
_CODE: Final = re.compile(r"[a-z0-9-]+:\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType:
    """One type of node."""

    name: str  # first part of an id, and the value of `type=`
    label: str
    term: str  # class in recog.ttl
    plural: str


ENTITY_TYPES: Final[Mapping[str, EntityType]] = table(
    EntityType(name="state", label="state", term="State", plural="states"),
    EntityType(
        name="government", label="government", term="Government", plural="governments"
    ),
    EntityType(
        name="organization",
        label="organization",
        term="Organization",
        plural="organizations",
    ),
    EntityType(name="person", label="person", term="Person", plural="people"),
    EntityType(
        name="list", label="designation list", term="DesignationList", plural="lists"
    ),
)


def split_id(entity: str) -> tuple[str, str]:
    """Split an id into its type and slug.

    :raises EntityError: when the text is not ``type/slug`` in lower-case ASCII.
    """
    match = _ID.fullmatch(entity)
    if match is None:
        raise EntityError(f"not an id: {entity!r}; right would be e.g. state/russia")
    return match[1], match[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in one language; for former names, with the days it was used."""

    text: str
    language: str = ""  # BCP 47, lower case; empty: a name of no language
    former: bool = False
    began: EdtfDate | None = None
    ended: EdtfDate | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise EntityError("a name needs a text; given: " + repr(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A node of the graph, as one release describes it."""

    id: str
    labels: tuple[Name, ...]  # at most one a language; English first where known
    names: tuple[Name, ...] = ()  # alternative and former names
    demonyms: tuple[Name, ...] = ()  # "Russian"
    seats: tuple[Name, ...] = ()  # "Moscow": a city that stands for it
    codes: tuple[str, ...] = ()  # "iso:RU", "cow:365", "gw:365", "wikidata:Q159"
    began: EdtfDate | None = None
    ended: EdtfDate | None = None
    governs: str = ""  # the state a government acts or claims to act for
    organ_of: str = ""  # the state an organisation is an organ of
    keeper: str = ""  # the authority that keeps a designation list
    predecessors: tuple[str, ...] = ()  # former states that this one followed
    posts: tuple[str, ...] = ()  # a person's posts, as the source words them
    residences: tuple[str, ...] = ()  # where a person's home is, as the source has it
    note: str = ""
    release: str = ""  # release/…

    def __post_init__(self) -> None:
        kind, _ = split_id(self.id)
        if kind not in ENTITY_TYPES:
            raise EntityError(
                f"unknown entity type {kind!r} in {self.id!r}; "
                f"known: {', '.join(ENTITY_TYPES)}"
            )
        if not self.labels:
            raise EntityError(f"{self.id}: an entity needs a label")
        for code in self.codes:
            if _CODE.fullmatch(code) is None:
                raise EntityError(f"{self.id}: not a code: {code!r}; e.g. iso:RU")
        bare = [
            name.text for name in (*self.demonyms, *self.seats) if not name.language
        ]
        if bare:
            raise EntityError(f"{self.id}: {bare[0]!r} needs its language, e.g. en")
        if kind == "government" and not self.governs:
            raise EntityError(f"{self.id}: a government needs the state it governs")

    @property
    def type(self) -> str:
        """The name of its type in ENTITY_TYPES."""
        return self.id.partition("/")[0]

    @property
    def label(self) -> str:
        """The English label, or the first, as it may be shown."""
        english = (name.text for name in self.labels if name.language == "en")
        return shown(next(english, self.labels[0].text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article, decree, page or data set that says things."""

    id: str  # source/…
    title: str
    creator: str = ""
    publisher: str = ""
    published: EdtfDate | None = None
    published_text: str = ""  # "5 July 2025, 10:34", where a time is known
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a release sets out to be complete for; empty means: not restricted."""

    tracks: tuple[str, ...]
    days: Interval
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.tracks:
            raise EntityError("a coverage needs at least one track, e.g. relations")

    def covers(self, track: str, actor: str, target: str, day: date) -> bool:
        """Tell whether the release speaks of this pair on this track and day."""
        return (
            track in self.tracks
            and day in self.days
            and (not self.actors or actor in self.actors)
            and (not self.targets or target in self.targets)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One dated edition of a source."""

    id: str  # release/…
    source: str  # source/…
    title: str
    edition: str = ""  # its date, version or commit
    licence: str = ""
    retrieved: str = ""  # ISO day
    derived_from: tuple[str, ...] = ()  # releases it draws on: no second witness
    coverage: tuple[Coverage, ...] = ()
    recorded_at: datetime | None = None  # None: when it is committed
