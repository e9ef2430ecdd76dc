"""Claims: what one source says. The only thing that is ever entered.

Source: docs/design.md, sections 1.1, 1.4, 1.5 and 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from recog.domain.dates import EdtfDate
from recog.domain.entities import ENTITY_TYPES, split_id
from recog.domain.kinds import KINDS, Effect, Kind, known
from recog.domain.tracks import TRACKS
from recog.errors import ClaimError


class Mode(StrEnum):
    """How far a recognition goes."""

    DE_JURE = "de-jure"
    DE_FACTO = "de-facto"
    UNSPECIFIED = "unspecified"


class Stance(StrEnum):
    """Whether the source says that it happened, or that it did not."""

    ASSERTS = "asserts"
    DENIES = "denies"


class Rank(StrEnum):
    """A person's verdict on a claim."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Key(NamedTuple):
    """What one status is about: all claims of a key are reconciled together."""

    track: str  # empty for statements and contacts
    actor: str
    target: str
    person: str = ""
    list: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one source says happened; valid once made.

    :raises ClaimError: when kind, track and parties do not go together.
    """

    id: str  # claim/…
    kind: str
    actor: str
    date: EdtfDate
    release: str  # release/…
    track: str = ""  # one of the kind's tracks; empty for a kind of no track
    target: str = ""  # may be empty only for a kind of no track
    person: str = ""
    list: str = ""
    date_text: str = ""  # the words of the source
    old_style: str = ""  # the EDTF date in the Julian calendar, if the source gives it
    mode: Mode = Mode.UNSPECIFIED
    level: str = ""  # a value of the mission track, for missions
    resident: bool | None = None  # for missions and heads of mission
    how: str = ""  # how a listing or function ended: "removed", "died at post"
    stance: Stance = Stance.ASSERTS
    rank: Rank = Rank.NORMAL
    rank_reason: str = ""
    locator: str = ""  # the place in the source
    note: str = ""  # what it says, in our words
    recorded_at: datetime | None = None  # None: when it is committed
    retracted_at: datetime | None = None
    about_event: str = ""  # event/…: joined or separated by hand
    revises: str = ""  # claim/…: the one that this one was put in place of

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ClaimError(f"unknown kind {self.kind!r}; known: {known(KINDS)}")
        if split_id(self.id)[0] != "claim":
            raise ClaimError(f"not the id of a claim: {self.id!r}; e.g. claim/3f9c")
        if not self.release.startswith("release/"):
            raise ClaimError(
                f"{self.id}: a claim needs its release, e.g. release/pocom-2026-06-20; "
                f"given: {self.release!r}"
            )
        self._check_track()
        for role, types in self._needs().items():
            self._check_party(role, types)
        self._check_level()
        if self.rank is not Rank.NORMAL and not self.rank_reason:
            raise ClaimError(f"{self.id}: rank {self.rank} needs a reason")
        if self.revises and (
            split_id(self.revises)[0] != "claim" or self.revises == self.id
        ):
            raise ClaimError(
                f"{self.id}: revises {self.revises}; right would be another claim"
            )
        if self.recorded_at and self.retracted_at:
            self._check_retraction(self.recorded_at, self.retracted_at)

    @property
    def row(self) -> Kind:
        """The kind's row of the table."""
        return KINDS[self.kind]

    @property
    def key(self) -> Key:
        """The key whose status it speaks of; symmetric parties are sorted."""
        actor, target = self.actor, self.target
        if self.track and TRACKS[self.track].symmetric and target < actor:
            actor, target = target, actor
        return Key(self.track, actor, target, self.person, self.list)

    def _check_track(self) -> None:
        tracks = self.row.tracks
        if self.track not in (tracks or ("", *TRACKS)):
            raise ClaimError(
                f"{self.id}: kind {self.kind} is not of track {self.track!r}; "
                f"right would be {' or '.join(tracks or TRACKS)}"
            )

    @property
    def _on_track(self) -> str:
        return f" on track {self.track}" if self.track else ""

    def _check_retraction(self, recorded: datetime, retracted: datetime) -> None:
        if retracted < recorded:
            raise ClaimError(
                f"{self.id}: retracted at {retracted}, before it was recorded at "
                f"{recorded}"
            )

    def _needs(self) -> dict[str, tuple[str, ...]]:
        """Return the entity types that each role takes; what has no track takes any."""
        if not self.row.tracks:
            return {"actor": tuple(ENTITY_TYPES)}
        track = TRACKS[self.track]
        return {
            "actor": track.actors,
            "target": track.targets,
            "person": ("person",) if track.person else (),
            "list": ("list",) if track.list else (),
        }

    def _check_level(self) -> None:
        levels = TRACKS["mission"].values
        sets_a_level = self.row.effect in (Effect.OPENS, Effect.SETS)
        if sets_a_level and not self.row.value and not self.level:
            raise ClaimError(f"{self.id}: kind {self.kind} needs a level")
        if self.level and self.level not in levels:
            raise ClaimError(
                f"{self.id}: unknown level {self.level!r}; known: {', '.join(levels)}"
            )

    def _check_party(self, role: str, types: tuple[str, ...]) -> None:
        party: str = getattr(self, role)
        if not party and (not types or role == "person"):
            return  # a source need not name the person
        given = split_id(party)[0] if party else ""
        if given not in types:
            raise ClaimError(
                f"{self.id}: {role} of {self.kind}{self._on_track} is "
                f"{party or 'missing'}; right would be "
                f"{' or '.join(types) or 'none'} (of {', '.join(ENTITY_TYPES)})"
            )


def track_of(kind: str, target: str) -> str:
    """Return the track a kind changes when its target is of this type.

    Recognition is of a state or of a government by what is recognised.

    :raises ClaimError: when the kind is unknown.
    """
    if kind not in KINDS:
        raise ClaimError(f"unknown kind {kind!r}; known: {known(KINDS)}")
    tracks = KINDS[kind].tracks
    target_type = target.partition("/")[0]
    fitting = [name for name in tracks if target_type in TRACKS[name].targets]
    return fitting[0] if fitting else (tracks[0] if tracks else "")


class Recorded(Protocol):
    """What was recorded at a moment, and perhaps retracted at another."""

    @property
    def recorded_at(self) -> datetime | None:
        """The moment from which it stands; None: it always did."""

    @property
    def retracted_at(self) -> datetime | None:
        """The moment from which it no longer stands; None: it stands."""


Entered = TypeVar("Entered", bound=Recorded)


def standing(given: Iterable[Entered], at: datetime | None) -> Iterator[Entered]:
    """Yield the claims or judgements that stood at a moment, in the order given.

    Each stands from its `recorded_at`, included, until its `retracted_at`.

    :param at: None: now, when everything stands that is not retracted.
    """
    for each in given:
        recorded = at is None or each.recorded_at is None or each.recorded_at <= at
        lasts = each.retracted_at is None or (at is not None and at < each.retracted_at)
        if recorded and lasts:
            yield each
