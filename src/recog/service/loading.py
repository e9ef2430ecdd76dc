"""What an import has read so far: on disk, so that it may be as much as it likes.

Source: docs/design.md, section 4.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.errors import Fault, InvalidDataError
from recog.importers import Context, Importer, Record, Skip
from recog.service.decisions import NO_DECISIONS, Decisions
from recog.service.resolver import Resolver
from recog.service.skips import Skips
from recog.store.embedded import Change, Store
from recog.store.reading import Extra, Records
from recog.store.spool import gathered_claims, gathered_records, refuse_doubled

_MADE: Final = ("entities", "sources", "releases", "claims")

Kept = TypeVar("Kept", Entity, Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Told how far the work is; each may be left out."""

    source: Callable[[str], None] = lambda name: None  # of several: which comes now
    total: Callable[[int], None] = lambda records: None  # told once, when it is known
    advance: Callable[[], None] = lambda: None  # after each record
    phase: Callable[[str], None] = lambda name: None  # "reading", "deriving, 2,000" …


class Loading:
    """What has been read, over the current version of a store; to be closed."""

    def __init__(
        self, store: Store, tell: Progress, decisions: Decisions = NO_DECISIONS
    ) -> None:
        self.store = store
        self.snapshot = store.snapshot()
        self.tell = tell
        self.read = 0
        self.skips = Skips()
        self.claims = gathered_claims()
        self.kinds: Counter[str] = Counter()
        self.releases: list[Release] = []
        self._decisions = decisions
        self._records = gathered_records()  # entities and sources
        self._counts: Counter[str] = Counter()
        self._entities: set[str] = set()  # ids
        self._named: dict[str, str] = {}  # ids that claims name, each with the first
        self._judgements: list[Judgement] = []
        self._extras: list[Extra] = []

    def close(self) -> None:
        """Remove from the disk what was read; skips are kept for the report."""
        self.claims.close()
        self._records.close()

    @cached_property
    def resolver(self) -> Resolver:
        """What names mean, in the store and in what has been read.

        It is made when the first name is asked for, and learns from then on.
        """
        made = Resolver(self.snapshot.entities.values(), self._decisions)
        for record in self._records:
            if isinstance(record, Entity):
                made.add(record)
        return made

    def take(
        self,
        importer: Importer,
        path: Path,
        today: date,
        edition: str,
        *,
        encoding: str = "",
        mapping: Path | None = None,
    ) -> None:
        """Run an importer to its end."""

        def advance() -> None:
            self.read += 1
            self.tell.advance()

        context = Context(
            resolve=lambda text, on: self.resolver.resolve(
                text, on, source=importer.name
            ),
            known=lambda id: self.resolver.entity(id),
            parse_rdf=self._parsed,
            retrieved=today,
            edition=edition,
            encoding=encoding,
            mapping=mapping,
            releases_of=self._releases_of,
            claims_in=self._claims_in,
            total=self.tell.total,
            advance=advance,
        )
        for record in importer.read(path, context):
            self._keep(record)

    def add(self, records: Records) -> None:
        """Keep what a file of ours describes."""
        values = _values(records)
        self.read += len(values)
        self._extras += records.extras
        self._judgements += records.judgements
        for value in values:
            self._keep(value)

    @property
    def made(self) -> dict[str, int]:
        """How many things were given, by what they are."""
        return {name: self._counts[name] for name in _MADE}

    def change(self, whole: Sequence[str] = (), *, alone: bool = False) -> Change:
        """Return what is to be committed.

        :param whole: releases given in full.
        :param alone: whether each of them speaks of a day of its own.
        :raises InvalidDataError: when a claim names what is not there, or two things
            of one id differ.
        """
        refuse_doubled(self.claims.doubled, self._records.doubled)
        faults = list(self._dangling())
        if faults:
            raise InvalidDataError(
                f"{len(faults)} names lead nowhere; first: {faults[0].message}", faults
            )
        return Change(
            entities=_of(Entity, self._records),
            sources=_of(Source, self._records),
            releases=self.releases,
            claims=self.claims,
            judgements=self._judgements,
            extras=self._extras,
            replaces_release=() if alone else whole,
            renews_release=whole if alone else (),
        )

    def _dangling(self) -> Iterator[Fault]:
        """Yield every release and party that a claim names and that is nowhere."""
        releases = {release.id for release in self.releases}
        stored = self.snapshot
        for name, claim in self._named.items():
            if name.startswith("release/"):
                if name not in releases and name not in stored.releases:
                    yield Fault(where=claim, message=f"no release is {name}")
            elif name not in self._entities and name not in stored.entities:
                yield Fault(where=claim, message=f"no entity is {name}")
        for judgement in self._judgements:
            claim = judgement.claim
            if claim not in self.claims and stored.claim(claim) is None:
                yield Fault(where=judgement.id, message=f"no claim is {claim}")

    def _keep(self, record: Record) -> None:
        match record:
            case Claim():
                self._keep_claim(record)
            case Entity():
                self._counts["entities"] += self._records.add(record)
                self._entities.add(record.id)
                if self._resolves:
                    self.resolver.add(record)
            case Source():
                self._counts["sources"] += self._records.add(record)
            case Release():
                self._counts["releases"] += 1
                self.releases.append(record)
            case Skip():
                self.skips.add(record)

    def _keep_claim(self, claim: Claim) -> None:
        if self.claims.add(claim):
            self._counts["claims"] += 1
            self.kinds[claim.kind] += 1
        for name in (claim.release, *claim.key[1:]):
            if name:
                self._named.setdefault(name, claim.id)

    @property
    def _resolves(self) -> bool:
        return "resolver" in self.__dict__

    def _releases_of(self, source: str) -> Sequence[Release]:
        stored = self.snapshot.releases.values()
        return [release for release in stored if release.source == source]

    def _claims_in(self, release: str) -> Sequence[Claim]:
        claims = self.snapshot.claims_in(release)
        return [claim for claim in claims if claim.retracted_at is None]

    def _parsed(self, path: Path) -> Sequence[Record]:
        """Read RDF of others in a worker, held to the shapes; advice is listed."""
        checked = self.store.validate(path)
        records = checked.accepted()
        self._extras += records.extras
        self._judgements += records.judgements
        for advice in checked.warnings:
            self.skips.add(Skip(where=advice.where, reason=advice.message))
        return _values(records)


def _of(kind: type[Kept], records: Iterable[object]) -> Iterator[Kept]:
    return (record for record in records if isinstance(record, kind))


def _values(records: Records) -> list[Record]:
    return [*records.entities, *records.sources, *records.releases, *records.claims]
