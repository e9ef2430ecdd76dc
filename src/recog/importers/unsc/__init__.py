"""The UN Security Council's Consolidated List, by snapshots.

A snapshot says who is on the list and since when; two of them say who was taken off.
docs/importing.md tells how. Source: https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import NAME_UNKNOWN, Context, Record, Skip
from recog.importers.unsc.edition import SOURCE, release_of
from recog.importers.unsc.entries import Entry, reference_of, regime_of
from recog.importers.unsc.files import RECORDS, Snapshot, snapshots, text_of
from recog.importers.unsc.history import History
from recog.importers.unsc.reasons import Reason
from recog.importers.unsc.removals import Listing, Roll
from recog.importers.unsc.subjects import name_of, subject

__all__ = ["SOURCE", "Reason", "read", "whole"]


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the release of each snapshot; a file of the list is always all of it."""
    return tuple(release_of(each.day).id for each in snapshots(path))


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield source, releases, lists, subjects, claims and skips, the newest first.

    :param path: a file of the list, or a folder with several.
    :raises FormatError: when there is none, or one cannot be read.
    """
    files = snapshots(path)
    context.total(sum(file.count() for file in files))
    yield SOURCE
    history = History(context, {file.day: file for file in files})
    read_later: set[str] = set()
    for file in files:
        following = history.following(file.day)
        described = read_later | history.described(file.day)
        reading = _Reading(context, file, described)
        yield release_of(file.day)
        yield from reading.records()
        yield from history.compare(reading.roll(), following)
        read_later |= reading.listings.keys()
    yield from history.returns()


@dataclass(slots=True)
class _Reading:
    """Reads one snapshot."""

    context: Context
    file: Snapshot
    described: Collection[str]  # whom a later snapshot describes
    listings: dict[str, Listing] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)

    @property
    def release(self) -> str:
        return release_of(self.file.day).id

    def roll(self) -> Roll:
        """Return all that was listed."""
        return Roll(self.file.day, self.release, self.file.path.name, self.listings)

    def records(self) -> Iterator[Record]:
        """Yield what the records of the snapshot say."""
        for number, record in enumerate(self.file.records(), 1):
            yield from self._record(record, number)
            self.context.advance()

    def _record(self, record: Element, number: int) -> Iterator[Record]:
        reference, written = reference_of(record)
        where = f"{self.file.where}, {reference or f'record {number}'}"
        regime = regime_of(reference)
        if reason := self._unread(reference, known=regime is not None):
            detail = written.strip() or name_of(record)
            yield Skip(where=where, reason=reason, detail=detail)
        if regime is None or reference in self.listings:
            return
        try:
            target = self._target(record.tag, reference)
        except AmbiguousEntityError as error:
            yield Skip(
                where=where, reason=NAME_UNKNOWN, detail=str(error), name=reference
            )
            return
        if regime.id not in self.lists:
            self.lists.add(regime.id)
            yield regime.entity(self.release)
        yield from _reserves(record, where, written, reference, regime.words)
        entry = Entry(
            reference=reference,
            regime=regime,
            target=target,
            name=name_of(record) or reference,
            where=where,
        )
        yield from self._entry(entry, record)

    def _entry(self, entry: Entry, record: Element) -> Iterator[Record]:
        if entry.reference not in self.described:
            entity, skips = subject(
                record,
                entry.target,
                name=entry.name,
                code=f"unsc:{entry.reference}",
                where=entry.where,
                release=self.release,
            )
            yield entity
            yield from skips
        listed, text, doubts = entry.listed(record, self.file.day)
        yield from doubts
        yield entry.claim("listed", listed, text, self.release)
        yield from entry.amended(record, self.release)
        self.listings[entry.reference] = Listing(
            entry.target, entry.regime.id, listed.days.last
        )

    def _unread(self, reference: str, *, known: bool) -> Reason | None:
        if not reference:
            return Reason.NO_REFERENCE
        if not known:
            return Reason.LIST_UNKNOWN
        return Reason.TWICE if reference in self.listings else None

    def _target(self, tag: str, reference: str) -> str:
        """Return whom recog knows by the reference number; else one of that name."""
        try:
            return self.context.resolve(f"unsc:{reference}", None)
        except UnknownEntityError:
            slug = reference.lower().replace(".", "-")
            return f"{RECORDS[tag]}/unsc-{slug}"


def _reserves(
    record: Element, where: str, written: str, reference: str, words: tuple[str, ...]
) -> Iterator[Skip]:
    """Yield what is written otherwise than it should be."""
    if written != reference:
        yield Skip(where=where, reason=Reason.SPELLING, detail=repr(written))
    named = text_of(record, "UN_LIST_TYPE")
    if named not in words:
        yield Skip(where=where, reason=Reason.LIST_NAME, detail=named)
    if not name_of(record):
        yield Skip(where=where, reason=Reason.NO_NAME)
