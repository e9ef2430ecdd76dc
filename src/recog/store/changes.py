"""What a commit is asked to change, and what it swaps.

Source: docs/design.md, sections 1.7 and 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.store.others import OthersChange
from recog.store.reading import Extra

Swapped = TypeVar("Swapped", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap(Generic[Swapped]):
    """Something that a commit adds (no old), removes (no new) or changes."""

    old: Swapped | None
    new: Swapped | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be added, put in place of what has the same id, or withdrawn.

    A claim without `recorded_at` gets the moment of the commit. One that is stored
    already, equal in all else, stays as it is: the same import twice is no change. One
    that differs from it is a revision (`recog.domain.revisions`): the stored claim is
    retracted, and stays.
    """

    entities: Iterable[Entity] = ()
    sources: Iterable[Source] = ()
    releases: Iterable[Release] = ()
    claims: Iterable[Claim] = ()
    extras: Iterable[Extra] = ()
    judgements: Iterable[Judgement] = ()
    retract: Iterable[str] = ()  # ids of claims; of a revised one, its last revision
    undo: Iterable[str] = ()  # ids of judgements
    #: Releases given in full: what they, or older editions of their sources, held and
    #: is not given is retracted (claims), or removed where no claim names it (entities
    #: of the release itself); a retracted claim that is given stands again.
    replaces_release: Iterable[str] = ()
    #: Releases given in full, likewise, but older editions are left as they are, and
    #: newer ones are no hindrance: each speaks of a day of its own.
    renews_release: Iterable[str] = ()
    #: Records to be removed, by `recog.store.records.named`; nothing may name them.
    remove: Iterable[tuple[str, str, str]] = ()
    others: OthersChange = field(default_factory=OthersChange)  # in graphs of others
