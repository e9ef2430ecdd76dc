"""Grading: what is held against what is known, by kind: recall, precision, dates.

A known event is found when a claim of one of its kinds, between its parties, has days
in common with its date. It is looked for where its locator says: in the same part of
the source, not only at the same row, so that two ways to count rows agree. Precision is
measured within scopes, the parts of a source for which the table is complete.

Source: docs/grading.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from recog.domain.claims import Claim
from recog.domain.gold import Known, parts_of


class Agreement(StrEnum):
    """How the best claim of a known event stands to it."""

    SAME = "same days"
    COMPATIBLE = "compatible"  # days in common
    DIFFERENT = "date differs"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of a known event."""

    known: Known
    agreement: Agreement
    claims: tuple[Claim, ...]  # those that agree; where the date differs, those

    @property
    def is_found(self) -> bool:
        """Whether a claim agrees."""
        return self.agreement in (Agreement.SAME, Agreement.COMPATIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A claim within a scope that no row of the table agrees with."""

    claim: Claim
    other: Known | None  # the row that says the same of another day


@dataclass(slots=True)
class Score:
    """How much of what is known is found, and of what is held is right."""

    wanted: int = 0
    found: int = 0
    same: int = 0  # of those found: with the same days
    different: int = 0  # of those not found: held with other days
    right: int = 0  # claims within scopes
    wrong: int = 0

    @property
    def recall(self) -> float | None:
        """The part of the wanted that is found; None where nothing is wanted."""
        return self.found / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """The part of the claims within scopes that is right; None without claims."""
        held = self.right + self.wrong
        return self.right / held if held else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A table graded."""

    total: Score
    kinds: Mapping[str, Score]  # sorted by name
    releases: Mapping[str, Score]  # sorted by id; all rows are wanted of each
    findings: Sequence[Finding]  # of the required rows, in their order
    extras: Sequence[Extra]  # sorted by locator, kind and id

    @property
    def unresolved(self) -> list[Known]:
        """The rows that name a party which is not known here."""
        return [each.known for each in self.findings if each.known.unresolved]


def graded_with(
    known: Sequence[Known], claims: Iterable[Claim], *, anywhere: bool = False
) -> Grade:
    """Compare claims with known events; each claim is looked at once.

    :param anywhere: look for each event in all claims, wherever they stand.
    """
    table = _Table(known, anywhere=anywhere)
    held = _Held(table)
    for claim in claims:
        held.take(claim)
    return _grade(table, held)


class _Table:
    """The rows, and what of the claims they are about."""

    def __init__(self, known: Sequence[Known], *, anywhere: bool) -> None:
        self.rows = [row for row in known if row.kinds]
        self.anywhere = anywhere
        self.kinds = {kind for row in self.rows for kind in row.kinds}
        self.scopes = {scope for row in known for scope in row.scopes}
        self.areas = {area for row in self.rows for area in self.areas_of(row)}
        self.open_kinds = {
            kind for row in self.rows if not self.areas_of(row) for kind in row.kinds
        }

    def areas_of(self, row: Known) -> tuple[str, ...]:
        """Return where a row is looked for; empty: everywhere."""
        return () if self.anywhere and row.targets else row.areas


@dataclass(slots=True)
class _Held:
    """The claims that matter, by the part of the source in which they stand."""

    table: _Table
    by_area: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    by_kind: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    in_scope: dict[str, Claim] = field(default_factory=dict)

    def take(self, claim: Claim) -> None:
        """Keep a claim if a row may be about it."""
        table = self.table
        if claim.kind not in table.kinds:
            return
        if claim.kind in table.open_kinds:
            self.by_kind[claim.kind].append(claim)
        for part in set(parts_of(claim.locator)):
            if part in table.areas:
                self.by_area[part].append(claim)
            if part in table.scopes:
                self.in_scope[claim.id] = claim

    def candidates(self, row: Known) -> Iterator[Claim]:
        """Yield each claim that stands where a row is looked for."""
        areas = self.table.areas_of(row)
        found = (
            (claim for area in areas for claim in self.by_area.get(area, ()))
            if areas
            else (claim for kind in row.kinds for claim in self.by_kind.get(kind, ()))
        )
        yield from {claim.id: claim for claim in found}.values()


def _grade(table: _Table, held: _Held) -> Grade:
    facts = [
        [claim for claim in held.candidates(row) if row.is_said_by(claim)]
        for row in table.rows
    ]
    agreeing = [
        [claim for claim in claims if row.is_dated_by(claim)]
        for row, claims in zip(table.rows, facts, strict=True)
    ]
    right = {claim.id for claims in agreeing for claim in claims}
    findings: list[Finding] = []
    others: dict[str, Known] = {}
    for row, claims, agreed in zip(table.rows, facts, agreeing, strict=True):
        astray = [claim for claim in claims if claim.id not in right]
        others |= {claim.id: row for claim in astray if claim.id not in others}
        if row.required:
            findings.append(_finding(row, agreed, astray))
    extras = sorted(
        (
            Extra(claim=claim, other=others.get(claim.id))
            for claim in held.in_scope.values()
            if claim.id not in right
        ),
        key=lambda each: (each.claim.locator, each.claim.kind, each.claim.id),
    )
    good = [claim for id, claim in held.in_scope.items() if id in right]
    return _scored(findings, extras, good)


def _finding(row: Known, agreed: Sequence[Claim], astray: Sequence[Claim]) -> Finding:
    """Say what became of a row, from the claims that agree and that say another day."""
    if any(row.date and claim.date.days == row.date.days for claim in agreed):
        agreement = Agreement.SAME
    elif agreed:
        agreement = Agreement.COMPATIBLE
    else:
        agreement = Agreement.DIFFERENT if astray else Agreement.MISSING
    return Finding(known=row, agreement=agreement, claims=tuple(agreed or astray))


def _scored(
    findings: Sequence[Finding], extras: Sequence[Extra], right: Sequence[Claim]
) -> Grade:
    total = Score()
    kinds: dict[str, Score] = defaultdict(Score)
    releases: dict[str, Score] = defaultdict(Score)
    for finding in findings:
        _count(total, finding)
        _count(kinds[finding.known.kinds[0]], finding)
    for claims, name in ((right, "right"), ([each.claim for each in extras], "wrong")):
        setattr(total, name, len(claims))
        for kind, number in Counter(claim.kind for claim in claims).items():
            setattr(kinds[kind], name, number)
        for release, number in Counter(claim.release for claim in claims).items():
            setattr(releases[release], name, number)
    for finding in findings:
        for release in {claim.release for claim in finding.claims}:
            _count(releases[release], finding)
    for score in releases.values():
        score.wanted = len(findings)
    return Grade(
        total=total,
        kinds=dict(sorted(kinds.items())),
        releases=dict(sorted(releases.items())),
        findings=findings,
        extras=extras,
    )


def _count(score: Score, finding: Finding) -> None:
    score.wanted += 1
    score.found += finding.is_found
    score.same += finding.agreement is Agreement.SAME
    score.different += finding.agreement is Agreement.DIFFERENT
