"""Making versions: the first, the next, and one renewed for newer code.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import Store as Rdf

from recog.domain.entities import Release
from recog.errors import InvalidDataError
from recog.store import graphs, vocab, vocabulary
from recog.store.audit import LOCAL, Origin
from recog.store.building import build, is_current
from recog.store.chronicle import Chronicle
from recog.store.codec import Value, quads_of
from recog.store.imports import Imported, write_imports
from recog.store.manifest import Manifest
from recog.store.others import is_ours
from recog.store.planning import Plan
from recog.store.reading import Records, read
from recog.store.snapshot import Snapshot
from recog.store.tabulating import Difference, everything
from recog.store.versions import Versions

#: Told at each phase of a commit what is being done.
Progress = Callable[[str], None]

_AUTHOR: Final = "recog"
_MADE: Final = (vocab.EVENTS_GRAPH, vocab.SPANS_GRAPH, vocab.VOCABULARY_GRAPH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who makes a version, when and why."""

    author: str
    message: str
    time: datetime
    imported: Imported | None = None  # what is kept of an import
    origin: Origin = LOCAL  # for the audit log


def next_version(
    versions: Versions, before: Snapshot, plan: Plan, note: Note, tell: Progress
) -> Manifest:
    """Make and publish the version in which a plan is done; only for the writer."""

    def edit(rdf: Rdf, made: Chronicle) -> None:
        told = _counting(tell, "writing statements")
        graphs.apply(rdf, before, plan, made, told)
        plan.others.apply(rdf, graphs.add_all)

    return _publish(
        versions,
        _Work(
            note=note,
            base=before.folder,
            edit=edit,
            old=before.chronicle,
            difference=plan.difference,
            vocabulary_hash=before.manifest.vocabulary_hash,
        ),
        tell,
    )


def ensure_usable(versions: Versions, at: datetime) -> None:
    """Make the first version, or renew the last where newer code needs it.

    Only for the writer. A version is renewed when the vocabulary's files or the form
    of the chronicle have changed since it was made.
    """
    current = versions.current()
    if not current:
        note = Note(author=_AUTHOR, message="An empty store", time=at)
        _publish(versions, _Work(note=note), _tell_nobody)
        return
    folder = versions.path(current)
    manifest = Manifest.read(folder / "manifest.json")
    if not is_current(folder / "chronicle"):
        note = Note(author=_AUTHOR, message="Derived anew by a newer recog", time=at)
        _publish(versions, _rederived(folder, note), _tell_nobody)
    elif manifest.vocabulary_hash != vocabulary.files_hash():
        note = Note(author=_AUTHOR, message="The vocabulary as installed", time=at)
        work = _Work(note=note, base=folder, old=Chronicle(folder / "chronicle"))
        _publish(versions, work, _tell_nobody)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What goes into one new version."""

    note: Note
    base: Path | None = None  # the version to start from
    edit: Callable[[Rdf, Chronicle], None] = lambda rdf, made: vocabulary.put(rdf)
    old: Chronicle | None = None
    difference: Difference = Difference()
    vocabulary_hash: str = ""  # empty: of the files as they are


def _publish(versions: Versions, work: _Work, tell: Progress) -> Manifest:
    name = versions.next_name()
    with versions.draft() as draft:
        tell("deriving")
        built = build(
            draft / "chronicle",
            name=name,
            old=work.old,
            difference=work.difference,
            tell=_counting(tell, "deriving"),
        )
        tell("writing statements")
        _write_rdf(draft, work)
        tell("publishing")
        manifest = Manifest(
            version=name,
            parent=versions.current(),
            time=work.note.time,
            author=work.note.author,
            message=work.note.message,
            counts=built.counts,
            content_hash=built.content_hash,
            vocabulary_hash=work.vocabulary_hash or vocabulary.files_hash(),
        )
        manifest.write(draft / "manifest.json")
        write_imports(draft, work.base, work.note.imported)
        versions.publish(draft)
    return manifest


def _write_rdf(draft: Path, work: _Work) -> None:
    """Write the RDF of a version; it is closed again when this returns."""
    folder = str(draft / "rdf")
    if work.base is not None:
        Rdf.read_only(str(work.base / "rdf")).backup(folder)
    rdf = Rdf(folder)
    work.edit(rdf, Chronicle(draft / "chronicle"))
    rdf.flush()


def _counting(tell: Progress, phase: str) -> Callable[[int], None]:
    """Return what tells a phase with how much of it is done."""
    return lambda done: tell(f"{phase}, {done:,}" if done else phase)


def _rederived(folder: Path, note: Note) -> _Work:
    """Derive everything anew from what was entered, as the RDF of a version has it."""
    stored = Rdf.read_only(str(folder / "rdf"))
    quads = (q for q in stored if is_ours(q) and q.graph_name not in _MADE)
    records, faults = read(quads)
    if faults:
        raise InvalidDataError(
            f"version {folder.name} holds {len(faults)} things that this recog cannot "
            f"read; first: {faults[0].where}: {faults[0].message}",
            faults,
        )
    releases = list(_recorded(records))

    def edit(rdf: Rdf, made: Chronicle) -> None:
        vocabulary.put(rdf)
        for graph in (vocab.EVENTS_GRAPH, vocab.SPANS_GRAPH):
            rdf.remove_graph(graph)
        values = chain[Value](releases, made.events(), made.spans())
        graphs.add_all(rdf, (quad for value in values for quad in quads_of(value)))

    difference = everything(
        records.claims,
        records=(
            *records.entities,
            *records.sources,
            *releases,
            *records.judgements,
            *records.extras,
        ),
        judgements=records.judgements,
    )
    return _Work(note=note, base=folder, edit=edit, difference=difference)


def _recorded(records: Records) -> Iterator[Release]:
    """Yield the releases; of one without a moment, that of its first claim."""
    first: dict[str, datetime] = {}
    for claim in records.claims:
        if claim.recorded_at is not None:
            known = first.get(claim.release, claim.recorded_at)
            first[claim.release] = min(known, claim.recorded_at)
    for release in records.releases:
        yield replace(release, recorded_at=release.recorded_at or first.get(release.id))


def _tell_nobody(phase: str) -> None:
    """Do nothing: nobody asked to be told."""
