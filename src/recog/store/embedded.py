"""The embedded store: commits, snapshots and queries over one home folder.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from recog.errors import OutdatedError
from recog.store import drafts
from recog.store.answers import Answer, Wish, answered
from recog.store.audit import LOCAL, Audit, Origin
from recog.store.changes import Change
from recog.store.drafts import Note, Progress
from recog.store.editing import tried
from recog.store.edits import Edit, Edited
from recog.store.imports import Imported
from recog.store.limits import Limits
from recog.store.manifest import Manifest
from recog.store.planning import Plan, plan
from recog.store.remembered import Memory
from recog.store.serving import Served
from recog.store.snapshot import Snapshot
from recog.store.soundness import refuse_altered
from recog.store.tokens import Tokens
from recog.store.turns import Gone
from recog.store.uploads import Checked, Upload, checked
from recog.store.versions import TRIAL, Versions
from recog.store.workers import Workers
from recog.store.writing import Writer

__all__ = [
    "Answer",
    "Change",
    "Checked",
    "Limits",
    "Manifest",
    "Plan",
    "Progress",
    "Snapshot",
    "Store",
]


class Store:
    """The store in one home folder; several threads may use one object."""

    def __init__(self, home: Path, limits: Limits) -> None:
        self.limits = limits
        self._versions = Versions(home)
        self._served = Served(self._versions)
        self.tokens = Tokens(home)
        self.audit = Audit(home)
        self._writer = Writer(self._versions, self._served, self.audit, limits)
        self._memory = Memory(limits.cache_bytes)
        self._workers = Workers(home / "spool", limits, self._current_rdf)

    @staticmethod
    def open(home: Path, limits: Limits | None = None) -> Store:
        """Open the store in a folder, which is made if it is not there.

        What a crash left behind is removed, unless another process is writing.

        :raises StoreError: when the folder is empty and another process is writing.
        """
        store = Store(home, limits or Limits())
        store.prepare()
        return store

    def prepare(self) -> None:
        """Remove what a crash left behind, and make the version usable.

        :raises StoreError: when the folder is empty and another process is writing.
        """
        self._writer.prepare()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; answers that nobody has fetched are removed."""
        self._workers.close()

    def snapshot(self, version: str = "") -> Snapshot:
        """Return the current version, or another.

        When another process makes a version current that cannot be read, the last one
        that could goes on answering, and `trouble` says why.

        :raises NotFoundError: when there is no such version.
        :raises StoreError: when it is damaged, or made by a recog that keeps other
            files.
        """
        return self._served.snapshot(version)

    @property
    def trouble(self) -> str:
        """Why the current version cannot be read, and an older one answers."""
        return self._served.trouble

    def refuse_altered(self) -> None:
        """Read every file of the current version, and raise if one is not as written.

        :raises StoreError: which names version and file.
        """
        refuse_altered(self._versions.current_path())

    def version(self, name: str = "") -> str:
        """Return the name of the version that answers, or this one if it is there.

        :raises NotFoundError: when it is not.
        """
        return self._versions.path(name).name if name else self.snapshot().version

    def named_versions(self) -> dict[str, str]:
        """Return the versions that have a name, by name; they are kept for ever."""
        return self._versions.named()

    def name_version(self, version: str, name: str) -> None:
        """Give a version a name, taking it from any other.

        :raises NotFoundError: when there is no such version.
        :raises StoreError: when another process writes.
        """
        with self._writer.turn():
            self._versions.name(version, name)

    def warm_up(self) -> None:
        """Start the workers now, so that the first query does not wait for them."""
        self._workers.warm_up()

    def query(
        self,
        text: str,
        *,
        accept_media_type: str = "",
        timeout_s: float | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        version: str = "",
        union: bool = True,
        client: str = "",
        gone: Gone | None = None,
    ) -> Answer:
        """Run a SPARQL query in a worker, once, and return its whole answer.

        Without graphs, here or in the query, the default graph is the union of all,
        or with `union=False` the one without a name.

        :param accept_media_type: one of `formats.media_types`; by default the first.
        :param client: who asks; empty: recog itself.
        :param gone: tells that nobody waits any more; then its worker is killed.
        :raises CancelledQueryError: when that is so.
        :raises QueryError: when it is not SPARQL; with line and column.
        :raises ForbiddenQueryError: when it would fetch or change something.
        :raises FormatError: when a query of its form has no such media type.
        :raises QuestionError: when the time asked for is more than is given.
        :raises LimitError: when it is too long or too deep, or, as `DeadlineError`,
            `MemoryBoundError`, `ResultSizeError` or `BusyError`, needs too much.
        :raises NotFoundError: when there is no such version.
        """
        wish = Wish(
            text=text,
            media_type=accept_media_type,
            timeout_s=timeout_s,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
            union=union,
            client=client,
            gone=gone,
        )
        rdf = self._versions.path(self.version(version)) / "rdf"
        return answered(wish, rdf, self._workers, self.limits, self._memory)

    def validate(
        self, data: bytes | Path, media_type: str = "", *, timeout_s: float = 0
    ) -> Checked:
        """Read RDF that someone brings, in a worker, and hold it to the shapes.

        What it names must be described in it or in the current version. Nothing lands:
        commit `Checked.accepted()` for that.

        :param media_type: of `parsing.FORMATS`; without one, a path's suffix decides.
        :raises FormatError: when the format is not known, or the file breaks its
            grammar.
        :raises LimitError: as `DeadlineError`, `MemoryBoundError`, `ResultSizeError` or
            `BusyError`, when it needs too much.
        """
        upload = Upload(data=data, media_type=media_type, timeout_s=timeout_s)
        return checked(upload, self._current_rdf(), self._workers, self.limits)

    def versions(self) -> list[Manifest]:
        """Return the manifests of all versions, oldest first."""
        return self._versions.manifests()

    def commit(
        self,
        change: Change,
        *,
        author: str,
        message: str,
        at: datetime,
        progress: Progress | None = None,
        imported: Imported | None = None,
        origin: Origin = LOCAL,
    ) -> Manifest:
        """Make a new version in which the change is made, and return its manifest.

        Everything lands or nothing does; on return the disk holds it. A change that
        changes nothing makes no version: the manifest of the current one is returned.

        :param at: the moment it is recorded. Versions follow one another in time, or
            what was known at a moment would change afterwards; so a clock that went
            back counts as the moment just after the current version.
        :param imported: what is kept of an import beside its releases.
        :param origin: whom it comes from, for the audit log.
        :raises StoreError: when another process writes, or the disk does not take it.
        :raises NotFoundError: when a claim to be retracted is not there.
        :raises InvalidDataError: when one id is given twice with different content.
        """
        tell = progress or (lambda phase: None)
        with self._writer.turn() as before:
            tell("comparing")
            note = Note(
                author=author,
                message=message,
                time=drafts.after(before.manifest, at),
                imported=imported,
                origin=origin,
            )
            return self._writer.next_version(before, change, note, tell)

    def edit(
        self,
        edit: Edit,
        *,
        author: str,
        message: str,
        at: datetime,
        origin: Origin = LOCAL,
        only_after: str = "",
    ) -> Edited:
        """Do a SPARQL update, or write a graph, and make a version as `commit` does.

        It is tried on a draft in a worker; what it changes of a claim is a revision or
        a retraction, and graphs of others are kept word for word.

        :param only_after: the version that must be the current one; empty: any.
        :raises OutdatedError: when it is not.
        :raises StoreError: when another process writes.
        :raises RecogError: as `recog.store.editing.tried` and `commit` do.
        """
        with self._writer.turn() as before:
            if only_after not in ("", before.version):
                raise OutdatedError(
                    f"version {before.version} is current, not {only_after}: "
                    "nothing was written"
                )
            moment = drafts.after(before.manifest, at)
            note = Note(author=author, message=message, time=moment, origin=origin)
            with tried(edit, before, self._workers, self.limits) as found:
                manifest = self._writer.next_version(
                    before, found.change, note, lambda phase: None
                )
            return Edited(
                manifest=manifest,
                changed=manifest.version != before.version,
                existed=found.existed,
                added=found.added,
                removed=found.removed,
            )

    @contextmanager
    def planned(self, change: Change, *, at: datetime) -> Iterator[Plan]:
        """Give what a commit of a change would do; nothing is written.

        :raises NotFoundError: as `commit` does.
        :raises InvalidDataError: as `commit` does.
        """
        with closing(plan(self.snapshot(), change, at=at)) as made:
            yield made

    @contextmanager
    def copied(self) -> Iterator[Store]:
        """Give a store of its own that begins with the current version of this one.

        It lies beside this one, shares what it can with it, and is gone afterwards.
        """
        trial = f"{TRIAL}{os.getpid()}-"
        with TemporaryDirectory(dir=self._versions.home, prefix=trial) as folder:
            copy = Path(folder)
            self._versions.copy_current(copy)
            with Store.open(copy, self.limits) as store:
                yield store

    def _current_rdf(self) -> Path:
        return self.snapshot().folder / "rdf"
