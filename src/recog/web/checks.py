"""The page of quality: every check with its count, and the findings of one.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from recog.domain.checks import CHECKS
from recog.domain.entities import Entity
from recog.exporters import exporters_of
from recog.exporters.rows import FindingRow
from recog.service.answers import API
from recog.service.finding import Finding
from recog.service.quality import found, quality
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.lines import ClaimLine, Link
from recog.web.receipts import cite_href
from recog.web.sheets import claim_lines, told_by, track_choices
from recog.web.words import track_label

PARAMETERS: Final = (
    *("check", "entity", "actor", "target", "track", "width", "cursor", "limit"),
)
MOST_ROWS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check, counted."""

    name: str
    label: str
    definition: str
    why: str
    severity: str
    count: int
    href: str  # its findings, with the filters as they are
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding, with what each source says."""

    id: str
    sentence: str
    track: str
    track_label: str
    sources: str  # how many, and how many of them are independent
    pages: tuple[Link, ...]
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """The counts, and the findings of the check that was chosen."""

    title: str
    about: str  # what the filters leave, in words; empty: everything
    checks: tuple[CheckLine, ...]
    chosen: CheckLine | None
    findings: tuple[FindingLine, ...]
    next: str
    downloads: tuple[Link, ...]
    cite: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]  # filters that the form has no box for
    entity: str
    tracks: list[tuple[str, str, bool]]
    width: int


def quality_page(view: View, question: Question) -> QualityPage:
    """Return the page; without a check, only the counts."""
    limit = min(question.limit, MOST_ROWS) if question.check else 1
    answer = quality(view, replace(question, limit=limit))
    given = question.parameters()
    filters = {n: t for n, t in given.items() if n not in ("cursor", "limit")}
    lines = tuple(_check_line(row, filters) for row in answer.more["checks"])
    chosen = next((line for line in lines if line.chosen), None)
    following = _address({**filters, "cursor": answer.next}) if answer.next else ""
    return QualityPage(
        title=f"Quality: {chosen.label}" if chosen else "Quality",
        about=_about(view, question),
        checks=lines,
        chosen=chosen,
        findings=tuple(_finding_line(view, row) for row in answer.rows)
        if chosen
        else (),
        next=following if chosen else "",
        downloads=_downloads(filters),
        cite=(Link("these findings", cite_href(view, "quality", filters)),),
        hidden=tuple((n, filters[n]) for n in ("actor", "target") if n in filters),
        entity=question.entity,
        tracks=track_choices(question.track),
        width=question.width,
    )


def findings_link(view: View, of: Mapping[str, str], about: str) -> Link | None:
    """Return a link to the findings about something; None when there are none.

    :param of: parameters of the question, ids by name.
    """
    findings = found(view, Question(**of))  # type: ignore[arg-type]
    return _counted(findings, of, about) if findings else None


def findings_between(view: View, one: Entity, other: Entity) -> tuple[Link, ...]:
    """Return links to the findings about what two parties did, each way.

    The second is left out when it says nothing new, as on symmetric tracks.
    """
    links: list[Link] = []
    told: set[str] = set()
    for a, b in ((one, other), (other, one)):
        of = {"actor": a.id, "target": b.id}
        findings = found(view, Question(actor=a.id, target=b.id))
        ids = {finding.id for finding in findings}
        if not ids <= told:
            links.append(_counted(findings, of, f"{a.label} → {b.label}"))
        told |= ids
    return tuple(links)


def _counted(findings: Sequence[Finding], of: Mapping[str, str], about: str) -> Link:
    counts = Counter(finding.check for finding in findings)
    told = ", ".join(f"{CHECKS[name].label} ({counts[name]})" for name in counts)
    total = len(findings)
    words = "1 finding" if total == 1 else f"{total} findings"
    return Link(f"{words} about the data on {about}: {told}", _address(of))


def _check_line(row: Mapping[str, Any], filters: Mapping[str, str]) -> CheckLine:
    return CheckLine(
        name=row["name"],
        label=row["label"],
        definition=row["definition"],
        why=row["why"],
        severity=row["severity"],
        count=row["count"],
        href=_address({**filters, "check": row["name"]}) + "#findings",
        chosen=row["name"] == filters.get("check"),
    )


def _finding_line(view: View, row: FindingRow) -> FindingLine:
    return FindingLine(
        id=row["id"].replace("/", "-"),
        sentence=row["sentence"],
        track=row["track"],
        track_label=track_label(row["track"]),
        sources=told_by(row),
        pages=tuple(_page(view, page) for page in row["pages"]),
        claims=claim_lines(row["claims"]),
    )


def _page(view: View, page: str) -> Link:
    """Return a link to a page, named for the parties in its address."""
    parts = page.split("/")[2:]
    ids = ["/".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    return Link(" and ".join(view.directory.label(each) for each in ids), page)


def _about(view: View, question: Question) -> str:
    label = view.directory.label
    pair = [label(each) for each in (question.actor, question.target) if each]
    parts = [
        label(question.entity) if question.entity else "",
        " → ".join(pair),
        track_label(question.track) if question.track else "",
    ]
    return ", ".join(part for part in parts if part)


def _downloads(filters: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(
            form.upper(),
            f"{API}/quality?{urlencode({**filters, 'format': form}, safe='/')}",
        )
        for form in exporters_of("findings")
    )


def _address(parameters: Mapping[str, str]) -> str:
    return f"/quality?{urlencode(parameters, safe='/')}"
