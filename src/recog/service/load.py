"""Loading: files of others, or the facts that come with recog, in one commit.

An importer reads; everything lands, or nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import monotonic

from recog.domain.kinds import known
from recog.errors import FormatError
from recog.importers import IMPORTERS, Importer
from recog.service.decisions import NO_DECISIONS, Decisions
from recog.service.import_report import Report, contradictions, with_candidates
from recog.service.loading import Loading, Progress
from recog.service.skips import Unresolved
from recog.store.embedded import Store
from recog.store.files import data_dir
from recog.store.parsing import records_of

__all__ = ["Given", "Progress", "Report", "given", "load", "load_data", "load_given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file or folder to be imported, and how it is to be read."""

    importer: Importer
    path: Path
    edition: str = ""  # of a data set that has several; empty: the one that is known
    encoding: str = ""  # of a text file; empty: as it shows
    mapping: Path | None = None  # what the columns of a table mean

    @property
    def whole(self) -> tuple[str, ...]:
        """The releases that it holds in full."""
        return self.importer.whole(self.path, self.edition)


def given(
    format: str,
    path: Path,
    edition: str = "",
    *,
    encoding: str = "",
    mapping: Path | None = None,
) -> Given:
    """Return what is to be imported.

    :param edition: of the data set, where it has several; empty: the one that the
        importer knows.
    :param encoding: of a text file; empty: the one that it shows to have.
    :param mapping: the file that says what the columns of a table mean.
    :raises FormatError: when the format is not known or has no such edition, encoding
        or mapping, or there is nothing at the path.
    """
    importer = IMPORTERS.get(format)
    if importer is None:
        raise FormatError(f"unknown format {format!r}; known: {known(IMPORTERS)}")
    if edition and not importer.has_editions:
        raise FormatError(f"{format} has no editions; given: {edition!r}")
    if encoding and not importer.has_encodings:
        raise FormatError(f"{format} has no encodings; given: {encoding!r}")
    if mapping is not None and not importer.has_mapping:
        able = ", ".join(name for name, each in IMPORTERS.items() if each.has_mapping)
        raise FormatError(f"{format} takes no mapping; those that do: {able}")
    if not path.exists():
        raise FormatError(f"{path}: there is no such file or folder")
    return Given(
        importer=importer,
        path=path,
        edition=edition,
        encoding=encoding,
        mapping=mapping,
    )


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

    :param decisions: what people decided that names mean.
    :raises FormatError: as `given` does, or when the input cannot be read.
    :raises InvalidDataError: with every fault of the input, or when a newer edition
        has been loaded; nothing of it landed.
    """
    return load_given(
        store,
        given(format, path, edition),
        at=at,
        author=author,
        decisions=decisions,
        progress=progress,
    )


def load_given(
    store: Store,
    wanted: Given,
    *,
    at: datetime,
    author: str = "import",
    decisions: Decisions = NO_DECISIONS,
    progress: Progress | None = None,
) -> Report:
    """Import what is given.

    :raises FormatError: when the input cannot be read.
    :raises InvalidDataError: as `load` does.
    """
    with closing(Loading(store, progress or Progress(), decisions)) as loading:
        started = monotonic()
        read(wanted, loading, at)
        told = landed(loading, wanted, at=at, author=author)
        return replace(told, seconds=monotonic() - started)


def read(wanted: Given, loading: Loading, at: datetime) -> None:
    """Read what is to be imported to its end.

    :raises FormatError: when it cannot be read.
    :raises InvalidDataError: with every fault of it.
    """
    loading.tell.phase("reading")
    loading.take(
        wanted.importer,
        wanted.path,
        at.date(),
        wanted.edition,
        encoding=wanted.encoding,
        mapping=wanted.mapping,
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
    with closing(Loading(store, tell)) as loading:
        for file in files:
            loading.add(records_of(file))
            tell.advance()
        manifest = store.commit(
            loading.change(),
            author="recog",
            message="the facts that come with recog",
            at=at,
            progress=tell.phase,
        )
        changed = manifest.version != loading.snapshot.version
        return report(loading, version=manifest.version, changed=changed)


def report(
    loading: Loading, wanted: Given | None = None, *, version: str, changed: bool
) -> Report:
    """Return what was read; without what only the store can tell."""
    return Report(
        name=wanted.importer.name if wanted else "",
        path=str(wanted.path) if wanted else "",
        releases=tuple(dict.fromkeys(release.id for release in loading.releases)),
        read=loading.read,
        made=loading.made,
        claims=dict(sorted(loading.kinds.items())),
        skipped=dict(loading.skips.reasons.most_common()),
        skips=loading.skips,
        unresolved=_unresolved(loading),
        version=version,
        changed=changed,
    )


def landed(loading: Loading, wanted: Given, *, at: datetime, author: str) -> Report:
    """Commit what was read, and report on it.

    :raises InvalidDataError: with every fault of it; nothing landed.
    """
    before = loading.snapshot.version
    told = report(loading, wanted, version=before, changed=False)
    manifest = loading.store.commit(
        loading.change(wanted.whole, alone=wanted.importer.has_snapshots),
        author=author,
        message=f"import of {wanted.importer.name}: {wanted.path.name}",
        at=at,
        progress=loading.tell.phase,
        imported=told.kept,
    )
    return replace(
        told,
        contradictions=contradictions(loading.store.snapshot(), told.releases),
        version=manifest.version,
        changed=manifest.version != before,
    )


def _unresolved(loading: Loading) -> Sequence[Unresolved]:
    names = loading.skips.unresolved
    return with_candidates(names, loading.resolver) if names else ()
