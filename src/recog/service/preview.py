"""What an import would change, told before anything lands.

Source: docs/importing.md, "Before anything lands".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.errors import Fault, InvalidDataError
from recog.service.decisions import NO_DECISIONS, Decisions
from recog.service.load import Given, Report, read, report
from recog.service.loading import Loading, Progress
from recog.store.embedded import Plan, Store
from recog.store.record_lines import Record

#: What may happen to a thing, in the order in which it is told.
DONE = ("added", "revised", "retracted", "changed", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do."""

    report: Report  # what was read; its version is the current one
    counts: Mapping[str, int]  # "claims added", "claims revised", "entities added" …
    first: Mapping[str, Sequence[str]]  # some of each, in words
    faults: Sequence[Fault] = ()  # any of these, and nothing would land
    refused: str = ""  # why nothing would land

    @property
    def is_empty(self) -> bool:
        """Whether everything stands already as it is given."""
        return not self.counts and not self.refused


def preview(
    store: Store,
    wanted: Given,
    *,
    at: datetime,
    shown: int = 10,
    decisions: Decisions = NO_DECISIONS,
    progress: Progress | None = None,
) -> Preview:
    """Read what is to be imported, and compare it with what stands.

    :param shown: how many of each kind of change are told in words.
    :raises FormatError: when it cannot be read at all.
    """
    with closing(Loading(store, progress or Progress(), decisions)) as loading:
        try:
            read(wanted, loading, at)
            return compared(loading, wanted, at=at, shown=shown)
        except InvalidDataError as error:
            return refused(loading, wanted, error, shown=shown)


def compared(loading: Loading, wanted: Given, *, at: datetime, shown: int) -> Preview:
    """Compare what was read with what stands.

    :raises InvalidDataError: with every fault of it.
    """
    change = loading.change(wanted.whole, alone=wanted.importer.has_snapshots)
    loading.tell.phase("comparing")
    counts: dict[str, int] = defaultdict(int)
    first: dict[str, list[str]] = defaultdict(list)
    with loading.store.planned(change, at=at) as plan:
        for what, value in _changes(plan):
            counts[what] += 1
            if counts[what] <= shown:
                first[what].append(_words(loading, value))
    return Preview(
        report=_report(loading, wanted, changed=bool(counts)),
        counts=counts,
        first=first,
    )


def refused(
    loading: Loading, wanted: Given, error: InvalidDataError, *, shown: int
) -> Preview:
    """Tell why nothing would land, and the first claims that were read till then."""
    told: list[str] = []
    for claim in loading.claims:
        if len(told) == shown:
            break
        told.append(_words(loading, claim))
    return Preview(
        report=_report(loading, wanted, changed=False),
        counts={},
        first={"claims read": told} if told else {},
        faults=error.faults,
        refused=str(error),
    )


def _report(loading: Loading, wanted: Given, *, changed: bool) -> Report:
    return report(loading, wanted, version=loading.snapshot.version, changed=changed)


def _changes(plan: Plan) -> Iterator[tuple[str, Claim | Record]]:
    """Yield what would be done, with what it would be done to."""
    revised = {swap.new.revises for swap in plan.claims.swaps() if swap.new}
    for swap in plan.claims.swaps():
        claim = swap.new
        if claim is None or (swap.old is not None and claim.id in revised):
            continue  # the revision is told
        if swap.old is not None:
            yield "claims retracted", claim
        else:
            yield f"claims {'revised' if claim.revises else 'added'}", claim
    for record in plan.record_swaps():
        value = record.new or record.old
        if value is not None:
            done = "changed" if record.old and record.new else "added"
            yield f"{_plural(value)} {done if record.new else 'removed'}", value


def _plural(record: Record) -> str:
    match record:
        case Entity():
            return "entities"
        case Source():
            return "sources"
        case Release():
            return "releases"
        case _:
            return "remarks"


def _words(loading: Loading, value: Claim | Record) -> str:
    match value:
        case Claim():
            parties = [value.actor, value.target, value.person, value.list]
            named = [loading.resolver.label(each) for each in parties if each]
            where = f" ({value.locator})" if value.locator else ""
            denies = " denied" if value.stance == "denies" else ""
            return f"{value.date.edtf} {value.kind}{denies}: {' – '.join(named)}{where}"
        case Entity():
            return f"{value.label} ({value.id})"
        case Source() | Release():
            return f"{value.title} ({value.id})"
        case _:
            return str(getattr(value, "id", getattr(value, "about", "")))
