"""Loading: files of others, or the facts that come with recog, in one commit.

An importer reads; everything lands, or nothing does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.domain.kinds import known
from recog.errors import Fault, FormatError, InvalidDataError
from recog.importers import IMPORTERS, Context, Importer, Record, Skip
from recog.service.decisions import NO_DECISIONS, Decisions
from recog.service.resolver import Resolver
from recog.store.embedded import Change, Store
from recog.store.files import data_dir
from recog.store.parsing import records_of
from recog.store.reading import Extra, Records
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Told how far the work is; each may be left out."""

    total: Callable[[int], None] = lambda records: None  # told once, when it is known
    advance: Callable[[], None] = lambda: None  # after each record
    phase: Callable[[str], None] = lambda name: None  # "reading", "writing …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did."""

    read: int  # records of the input: chiefs, rows, things described
    made: Mapping[str, int]  # entities, sources, releases, claims: how many were given
    claims: Mapping[str, int]  # by kind, sorted by name
    skipped: Mapping[str, int]  # by reason, the most frequent first
    skips: Sequence[Skip]
    version: str  # the version in which it all stands
    changed: bool  # whether that is a new one


def load(
    store: Store,
    format: str,
    path: Path,
    *,
    at: datetime,
    author: str = "import",
    edition: str = "",
    decisions: Decisions = NO_DECISIONS,
    progress: Progress | None = None,
) -> Report:
    """Import a file or folder in a format of IMPORTERS; twice the same adds nothing.

    :param edition: of the data set, where it has several; empty: the one that the
        importer knows.
    :param decisions: what people decided that names mean.
    :raises FormatError: when the format is not known or has no such edition, or the
        input cannot be read.
    :raises InvalidDataError: with every fault of the input, or when a newer edition
        has been loaded; nothing of it landed.
    """
    importer = IMPORTERS.get(format)
    if importer is None:
        raise FormatError(f"unknown format {format!r}; known: {known(IMPORTERS)}")
    if edition and not importer.has_editions:
        raise FormatError(f"{format} has no editions; given: {edition!r}")
    if not path.exists():
        raise FormatError(f"{path}: there is no such file or folder")
    tell = progress or Progress()
    loading = _Loading(store, store.snapshot(), tell)
    tell.phase("reading")
    resolver = Resolver(loading.snapshot.entities.values(), decisions)
    loading.take(importer, path, at.date(), edition, resolver)
    return loading.landed(
        at=at,
        author=author,
        message=f"import of {importer.name}: {path.name}",
        whole=importer.whole(path, edition),
    )


def load_data(
    store: Store, *, at: datetime, progress: Progress | None = None
) -> Report:
    """Load the facts that come with recog: data/*.ttl and data/cases/*.ttl.

    :raises StoreError: when this installation has no data folder.
    :raises InvalidDataError: when a file of it is not valid; tests see to that.
    """
    tell = progress or Progress()
    folder = data_dir()
    files = sorted([*folder.glob("*.ttl"), *folder.glob("cases/*.ttl")])
    tell.phase("reading")
    tell.total(len(files))
    loading = _Loading(store, store.snapshot(), tell)
    for file in files:
        loading.add(records_of(file))
        tell.advance()
    return loading.landed(
        at=at, author="recog", message="the facts that come with recog"
    )


@dataclass(slots=True)
class _Loading:
    """What has been read so far, over one version."""

    store: Store
    snapshot: Snapshot
    tell: Progress
    read: int = 0
    entities: list[Entity] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)

    def take(
        self,
        importer: Importer,
        path: Path,
        today: date,
        edition: str,
        resolver: Resolver,
    ) -> None:
        """Run an importer to its end; the resolver learns the entities it yields."""

        def advance() -> None:
            self.read += 1
            self.tell.advance()

        context = Context(
            resolve=resolver.resolving(importer.name),
            known=resolver.entity,
            parse_rdf=self._parsed,
            retrieved=today,
            edition=edition,
            total=self.tell.total,
            advance=advance,
        )
        for record in importer.read(path, context):
            self._keep(record)
            if isinstance(record, Entity):
                resolver.add(record)

    def add(self, records: Records) -> None:
        """Keep what a file of ours describes."""
        values = _values(records)
        self.read += len(values)
        self.extras += records.extras
        self.judgements += records.judgements
        for value in values:
            self._keep(value)

    def landed(
        self,
        *,
        at: datetime,
        author: str,
        message: str,
        whole: Sequence[str] = (),
    ) -> Report:
        """Commit everything kept, and report on it.

        :raises InvalidDataError: when a claim names what is not there.
        """
        faults = list(_dangling(self))
        if faults:
            raise InvalidDataError(
                f"{len(faults)} names lead nowhere; first: {faults[0].message}", faults
            )
        change = Change(
            entities=self.entities,
            sources=self.sources,
            releases=self.releases,
            claims=self.claims,
            judgements=self.judgements,
            extras=self.extras,
            replaces_release=whole,
        )
        before = self.snapshot.version
        manifest = self.store.commit(
            change, author=author, message=message, at=at, progress=self.tell.phase
        )
        return self._report(manifest.version, changed=manifest.version != before)

    def _report(self, version: str, *, changed: bool) -> Report:
        kinds = Counter(claim.kind for claim in self.claims)
        reasons = Counter(str(skip.reason) for skip in self.skips)
        return Report(
            read=self.read,
            made={
                "entities": len(self.entities),
                "sources": len(self.sources),
                "releases": len(self.releases),
                "claims": len(self.claims),
            },
            claims=dict(sorted(kinds.items())),
            skipped=dict(reasons.most_common()),
            skips=tuple(self.skips),
            version=version,
            changed=changed,
        )

    def _parsed(self, path: Path) -> Sequence[Record]:
        """Read RDF of others in a worker, held to the shapes; advice is listed."""
        checked = self.store.validate(path)
        records = checked.accepted()
        self.extras += records.extras
        self.judgements += records.judgements
        self.skips += [
            Skip(where=advice.where, reason=advice.message)
            for advice in checked.warnings
        ]
        return _values(records)

    def _keep(self, record: Record) -> None:
        match record:
            case Claim():
                self.claims.append(record)
            case Entity():
                self.entities.append(record)
            case Source():
                self.sources.append(record)
            case Release():
                self.releases.append(record)
            case Skip():
                self.skips.append(record)


def _values(records: Records) -> list[Record]:
    return [*records.entities, *records.sources, *records.releases, *records.claims]


def _dangling(loading: _Loading) -> Iterator[Fault]:
    """Yield every release and party that a claim names and that is nowhere."""
    releases = {release.id for release in loading.releases}
    entities = {entity.id for entity in loading.entities}
    stored = loading.snapshot
    for claim in loading.claims:
        if claim.release not in releases and claim.release not in stored.releases:
            yield Fault(where=claim.id, message=f"no release is {claim.release}")
        for party in (claim.actor, claim.target, claim.person, claim.list):
            if party and party not in entities and party not in stored.entities:
                yield Fault(where=claim.id, message=f"no entity is {party}")
    claims = {claim.id for claim in loading.claims}
    for judgement in loading.judgements:
        if judgement.claim not in claims and stored.claim(judgement.claim) is None:
            yield Fault(where=judgement.id, message=f"no claim is {judgement.claim}")
