"""Grading what is held with a table of known events.

Source: docs/grading.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from recog.domain.claims import Claim, standing
from recog.domain.grading import Agreement, Extra, Finding, Grade, Score, graded_with
from recog.errors import QuestionError
from recog.exporters.grades import DisagreementRow, GradeReport, ScoreRow
from recog.importers.gold_csv import read_gold
from recog.service.workbench import View
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade, and the report of it."""

    grade: Grade
    report: GradeReport


def grade_table(
    view: View, path: Path, *, sources: Collection[str] = (), anywhere: bool = False
) -> Graded:
    """Compare the claims that stand with a gold table.

    :param sources: ids of releases or sources whose claims count; empty: all.
    :param anywhere: look for each event in all claims, wherever they stand.
    :raises FormatError: when the table cannot be read.
    :raises InvalidDataError: with every fault of the table.
    :raises QuestionError: when there is no such source or release.
    """

    @lru_cache(maxsize=10_000)
    def resolve(text: str, on: date | None) -> str:
        return view.directory.resolve(text, on=on)

    known = read_gold(path, resolve)
    claims = _claims(view.snapshot, _releases(view.snapshot, sources))
    grade = graded_with(known, claims, anywhere=anywhere)
    report = GradeReport(
        table=path.name,
        version=view.version,
        sources=sorted(sources),
        scores=list(_scores(grade)),
        disagreements=list(_disagreements(grade)),
    )
    return Graded(grade=grade, report=report)


def _releases(snapshot: Snapshot, sources: Collection[str]) -> set[str] | None:
    """Return the releases whose claims count; None: all."""
    if not sources:
        return None
    found: set[str] = set()
    for source in sources:
        fitting = {
            each.id
            for each in snapshot.releases.values()
            if source in (each.id, each.source)
        }
        if not fitting:
            raise QuestionError(
                f"no release or source is {source!r}; right would be an id, e.g. "
                "release/historyatstate-pocom-2026-06-20; see recog releases"
            )
        found |= fitting
    return found


def _claims(snapshot: Snapshot, releases: set[str] | None) -> Iterator[Claim]:
    for claim in standing(snapshot.all_claims(), None):
        if releases is None or claim.release in releases:
            yield claim


def _scores(grade: Grade) -> Iterator[ScoreRow]:
    yield _score("total", "", grade.total)
    for kind, score in grade.kinds.items():
        yield _score("kind", kind, score)
    for release, score in grade.releases.items():
        yield _score("release", release, score)


def _score(part: str, name: str, score: Score) -> ScoreRow:
    return ScoreRow(
        part=part,
        name=name,
        wanted=score.wanted,
        found=score.found,
        recall=score.recall,
        same_days=score.same,
        compatible=score.found - score.same,
        date_differs=score.different,
        right=score.right,
        wrong=score.wrong,
        precision=score.precision,
    )


def _disagreements(grade: Grade) -> Iterator[DisagreementRow]:
    """Yield rows that are not found, in their order, then claims that are not known."""
    told: set[str] = set()
    for finding in grade.findings:
        if finding.is_found:
            continue
        if finding.agreement is Agreement.MISSING:
            yield _lacking(finding)
        for claim in finding.claims:
            told.add(claim.id)
            yield _differing(finding, claim)
    for extra in grade.extras:
        if extra.claim.id not in told:
            yield _unknown(extra)


def _lacking(finding: Finding) -> DisagreementRow:
    known = finding.known
    parties = [known.actors, known.targets, known.persons, known.lists]
    unresolved = ", ".join(known.unresolved)
    return DisagreementRow(
        what="not known here" if unresolved else str(finding.agreement),
        row=known.row,
        kind="|".join(known.kinds),
        parties=unresolved or " → ".join("|".join(each) for each in parties if each),
        known=str(known.date),
        held="",
        locator="|".join(known.places),
        claim="",
        link="",
        note=known.note,
    )


def _differing(finding: Finding, claim: Claim) -> DisagreementRow:
    row = _of_claim(claim, str(finding.agreement))
    row["row"] = finding.known.row
    row["known"] = str(finding.known.date)
    return row


def _unknown(extra: Extra) -> DisagreementRow:
    row = _of_claim(extra.claim, "not in the table")
    if extra.other is not None:
        row["what"] = str(Agreement.DIFFERENT)
        row["row"] = extra.other.row
        row["known"] = str(extra.other.date)
    return row


def _of_claim(claim: Claim, what: str) -> DisagreementRow:
    parties = (claim.actor, claim.target, claim.person, claim.list)
    return DisagreementRow(
        what=what,
        row=None,
        kind=claim.kind,
        parties=" → ".join(each for each in parties if each),
        known="",
        held=str(claim.date),
        locator=claim.locator,
        claim=claim.id,
        link=f"/id/{claim.id}",
        note=claim.note,
    )
