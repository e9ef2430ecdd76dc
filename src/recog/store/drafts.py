"""Making versions: the first, the next, and one renewed for newer code.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Quad
from pyoxigraph import Store as Rdf

from recog.errors import StoreError
from recog.store import graphs, vocabulary
from recog.store.audit import LOCAL, Origin
from recog.store.building import build, is_current
from recog.store.chronicle import Chronicle
from recog.store.codec import Value, quads_of
from recog.store.entered import DERIVED, Entered
from recog.store.imports import Imported, write_imports
from recog.store.manifest import Manifest
from recog.store.planning import Plan
from recog.store.snapshot import Snapshot
from recog.store.soundness import refuse_damaged
from recog.store.sums import write_sums
from recog.store.tabulating import Difference
from recog.store.versions import Versions

#: Told at each phase of a commit what is being done.
Progress = Callable[[str], None]

#: Makes the change of a commit to an RDF store.
Apply = Callable[[Any], None]

#: Brings a finished version to where it is kept besides, before it becomes current: its
#: manifest, its folder, and what makes the same change to another RDF store.
Landing = Callable[[Manifest, Path, Apply], None]

Quads = Iterable[Quad]

#: The finest that a moment is written with.
TICK: Final = timedelta(microseconds=1)
_AUTHOR: Final = "recog"
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who makes a version, when and why."""

    author: str
    message: str
    time: datetime
    imported: Imported | None = None  # what is kept of an import
    origin: Origin = LOCAL  # for the audit log


def next_version(
    versions: Versions,
    before: Snapshot,
    plan: Plan,
    note: Note,
    tell: Progress,
    landing: Landing | None = None,
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
        landing,
    )


def ensure_usable(
    versions: Versions, at: datetime, landing: Landing | None = None
) -> None:
    """Make the first version, or renew the last where newer code needs it.

    Only for the writer. A version is renewed when the vocabulary's files or the form
    of the chronicle have changed since it was made.
    """
    current = versions.current()
    if not current:
        note = Note(author=_AUTHOR, message="An empty store", time=at)
        _publish(versions, _Work(note=note), _tell_nobody)
        return
    folder = versions.current_path()
    refuse_damaged(folder)
    manifest = Manifest.read(folder / "manifest.json")
    at = max(at, manifest.time + TICK)
    if not is_current(folder / "chronicle"):
        note = Note(author=_AUTHOR, message="Derived anew by a newer recog", time=at)
        _publish(versions, _rederived(folder, note), _tell_nobody)
    elif manifest.vocabulary_hash != vocabulary.files_hash():
        note = Note(author=_AUTHOR, message="The vocabulary as installed", time=at)
        work = _Work(note=note, base=folder, old=Chronicle(folder / "chronicle"))
        _publish(versions, work, _tell_nobody, landing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What goes into one new version."""

    note: Note
    base: Path | None = None  # the version to start from
    edit: Callable[[Rdf, Chronicle], None] = lambda rdf, made: vocabulary.put(rdf)
    old: Chronicle | None = None
    difference: Difference = Difference()
    vocabulary_hash: str = ""  # empty: of the files as they are


def _publish(
    versions: Versions, work: _Work, tell: Progress, landing: Landing | None = None
) -> Manifest:
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
        write_sums(draft, work.base)
        if landing is not None:
            landing(
                manifest,
                draft,
                lambda rdf: work.edit(rdf, Chronicle(draft / "chronicle")),
            )
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
    entered = Entered(folder)

    def edit(rdf: Rdf, made: Chronicle) -> None:
        vocabulary.put(rdf)
        for graph in DERIVED:
            rdf.remove_graph(graph)
        values = chain[Value](entered.releases, made.events(), made.spans())
        graphs.add_all(rdf, (quad for value in values for quad in quads_of(value)))

    return _Work(note=note, base=folder, edit=edit, difference=entered.difference)


def publish_copy(
    versions: Versions, manifest: Manifest, imports: Sequence[Imported], rdf: Quads
) -> None:
    """Make a version of another store this one's only one, derived anew from its RDF.

    :raises StoreError: when what is derived is not what its manifest tells.
    """
    with versions.draft() as draft:
        store = Rdf(str(draft / "rdf"))
        graphs.add_all(store, rdf)
        store.flush()
        del store
        built = build(
            draft / "chronicle",
            name=manifest.version,
            old=None,
            difference=Entered(draft).difference,
        )
        if built.content_hash != manifest.content_hash:
            raise StoreError(
                f"what was copied is not version {manifest.version}: it was written "
                "meanwhile, or changed by others"
            )
        manifest.write(draft / "manifest.json")
        for each in imports:
            write_imports(draft, draft, each)
        write_sums(draft, None)
        versions.clear()
        versions.publish(draft, manifest.version)


def _tell_nobody(phase: str) -> None:
    """Do nothing: nobody asked to be told."""


def after(before: Manifest, moment: datetime) -> datetime:
    """Return a moment, or, where that is not later, one just after a version.

    The first version is empty: what is known at a moment does not depend on its time.
    """
    if not before.parent or moment > before.time:
        return moment
    if moment < before.time:
        _LOG.warning(
            "the clock says %s, but version %s was made at %s: what comes is recorded "
            "as just after it",
            *(moment, before.version, before.time),
        )
    return before.time + TICK
