"""Findings about claims as sentences.

Source: docs/design.md, section 1.4: no date is worded more precisely than its claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from recog.domain.claims import Claim
from recog.domain.kinds import KINDS
from recog.domain.quality import last_possible_day, missing_of_source
from recog.domain.spoken import spoken_day, spoken_when
from recog.service.finding_names import day_count, parties, title_of
from recog.store.snapshot import Snapshot


def claim_sentence(snapshot: Snapshot, check: str, claim: Claim) -> str:
    """Say what is doubtful about a claim."""
    what = f"{parties(snapshot, claim.key)}: {KINDS[claim.kind].label}"
    return _SENTENCES[check](snapshot, claim, what, title_of(snapshot, claim))


def _impossible(snapshot: Snapshot, claim: Claim, what: str, title: str) -> str:
    release = snapshot.releases[claim.release]
    last = last_possible_day(release, snapshot.sources.get(release.source))
    known = f"after {spoken_day(last)}" if last else "of it"
    when = spoken_when(claim.date.edtf)
    return f"{what} {when}, says {title}, which can know of nothing {known}."


def _unsourced(snapshot: Snapshot, claim: Claim, what: str, title: str) -> str:
    release = snapshot.releases.get(claim.release)
    source = snapshot.sources.get(release.source) if release else None
    lacks = " and ".join(missing_of_source(claim.locator, release, source))
    when = spoken_when(claim.date.edtf)
    return f"{what} {when}, says {title}; a reader cannot look it up: {lacks}."


def _denial(_: Snapshot, claim: Claim, what: str, title: str) -> str:
    return (
        f"{what} {spoken_when(claim.date.edtf)}: {title} says that it did not happen."
    )


def _imprecise(_: Snapshot, claim: Claim, what: str, title: str) -> str:
    days = claim.date.days
    if days.earliest is None or days.latest is None:
        side = "beginning" if days.earliest is None else "end"
        leaves = f"open at the {side}"
    else:
        leaves = (
            f"which leaves {day_count((days.latest - days.earliest).days + 1)} open"
        )
    return f"{what}: {title} dates it {spoken_when(claim.date.edtf)}, {leaves}."


_SENTENCES: Final[Mapping[str, Callable[[Snapshot, Claim, str, str], str]]] = {
    "impossible-date": _impossible,
    "unsourced": _unsourced,
    "denial": _denial,
    "imprecise": _imprecise,
}
