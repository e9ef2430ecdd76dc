"""What an import did, for people and as JSON.

Source: docs/importing.md, "The report".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, TextIO

import numpy as np

from recog.importers import Skip
from recog.service.resolver import Resolver
from recog.service.skips import Skips, Unresolved
from recog.store.snapshot import Snapshot
from recog.store.tables import number_of

_WITH_CANDIDATES: Final = 1_000  # names for which it is looked what they may mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """Events of an import that its sources, or others, tell in another way."""

    own: int = 0  # the source contradicts itself
    others: int = 0  # a claim of another source takes part

    @property
    def total(self) -> int:
        """Both together."""
        return self.own + self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did."""

    name: str = ""  # of the importer
    path: str = ""
    releases: tuple[str, ...] = ()  # that it describes
    read: int  # records of the input: chiefs, rows, things described
    made: Mapping[str, int]  # entities, sources, releases, claims: how many were given
    claims: Mapping[str, int]  # by kind, sorted by name
    skipped: Mapping[str, int]  # by reason, the most frequent first
    skips: Skips = field(default_factory=Skips)
    unresolved: Sequence[Unresolved] = ()  # the most frequent first
    contradictions: Contradictions = Contradictions()
    seconds: float = 0.0
    version: str  # the version in which it all stands
    changed: bool  # whether that is a new one

    @property
    def kept(self) -> dict[str, Any]:
        """What the store keeps of it beside the releases."""
        return {
            "importer": self.name,
            "releases": list(self.releases),
            "read": self.read,
            "made": dict(self.made),
            "skipped": dict(self.skipped),
            "unresolved": len(self.unresolved),
        }


def with_candidates(
    names: Sequence[Unresolved], resolver: Resolver
) -> list[Unresolved]:
    """Return names with what they may mean, where there are not too many."""
    first = [
        replace(each, candidates=resolver.candidates(each.name, each.first))
        for each in names[:_WITH_CANDIDATES]
    ]
    return [*first, *names[_WITH_CANDIDATES:]]


def contradictions(snapshot: Snapshot, releases: Iterable[str]) -> Contradictions:
    """Count the contradicted events in which claims of some releases take part."""
    given = set(releases)
    chronicle = snapshot.chronicle
    ours = np.isin(chronicle.claims["release"], [number_of(each) for each in given])
    keys = np.zeros(len(chronicle.keys), dtype=bool)
    keys[chronicle.claims["key"][ours]] = True
    events = chronicle.events_table
    rows = np.flatnonzero((events["contradicted"] != 0) & keys[events["key"]])
    counts = [0, 0]
    for row in rows.tolist():
        event = chronicle.event_at(row)
        ids = {*event.claims, *(id for each in event.conflicts for id in each.claims)}
        told = {claim.release for claim in snapshot.claims(sorted(ids))}
        if told & given:
            counts[bool(told - given)] += 1
    return Contradictions(own=counts[0], others=counts[1])


def write_reports(
    reports: Iterable[Report], failed: Mapping[str, str], to: TextIO
) -> None:
    """Write reports as JSON, with every skip; what is long is written as it comes.

    :param failed: what was wrong, by path, where nothing landed.
    """
    to.write('{"failed": ' + json.dumps(failed, ensure_ascii=False) + ',\n"imports": [')
    between = "\n"
    for report in reports:
        to.write(between)
        _write(report, to)
        between = ",\n"
    to.write("\n]}\n")


def _write(report: Report, to: TextIO) -> None:
    said = {
        "importer": report.name,
        "path": report.path,
        "releases": list(report.releases),
        "version": report.version,
        "changed": report.changed,
        "seconds": round(report.seconds, 1),
        "read": report.read,
        "made": dict(report.made),
        "claims": dict(report.claims),
        "skipped": dict(report.skipped),
        "contradictions": asdict(report.contradictions),
        "unresolved": [_name(each) for each in report.unresolved],
    }
    text = json.dumps(said, ensure_ascii=False, indent=1)
    to.write(text.removesuffix("\n}") + ',\n "skips": [')
    to.writelines(_separated(map(_skip, report.skips)))
    to.write("]}")


def _separated(lines: Iterable[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield f",\n{line}" if at else f"\n{line}"


def _skip(skip: Skip) -> str:
    said = {"where": skip.where, "reason": str(skip.reason), "detail": skip.detail}
    if skip.name:
        said["name"] = skip.name
    return json.dumps(said, ensure_ascii=False)


def _name(name: Unresolved) -> dict[str, Any]:
    return {
        "name": name.name,
        "count": name.count,
        "where": name.where,
        "first": name.first.isoformat() if name.first else None,
        "last": name.last.isoformat() if name.last else None,
        "candidates": list(name.candidates),
    }
