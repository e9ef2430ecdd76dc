"""Findings as rows: the claims, events or spans they are about, read and worded.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.checks import CHECKS
from recog.domain.claims import Claim, Key
from recog.domain.dates import Interval
from recog.exporters.rows import DateRow, FindingRow
from recog.service import finding_words as words_of
from recog.service.claim_words import claim_sentence
from recog.service.finding import Finding
from recog.service.rows import claim_row, date_row, entity_row, optional_row
from recog.store.columns import day_of
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a finding is about."""

    sentence: str
    about: tuple[str, ...]
    claims: Sequence[Claim]
    date: DateRow
    other: str = ""


def finding_rows(snapshot: Snapshot, found: Iterable[Finding]) -> list[FindingRow]:
    """Return the findings in the order given, each with its claims."""
    return [_row(snapshot, finding) for finding in found]


def _row(snapshot: Snapshot, finding: Finding) -> FindingRow:
    check = CHECKS[finding.check]
    told = _TOLD[check.level](snapshot, finding)
    keys = [snapshot.chronicle.keys[row] for row in finding.keys]
    key, days = keys[0], _days(finding)
    whole = days.earliest and days.latest
    return {
        "type": "finding",
        "id": finding.id,
        "check": check.name,
        "severity": str(check.severity),
        "sentence": told.sentence,
        "track": key.track,
        "actor": entity_row(snapshot, key.actor),
        "target": optional_row(snapshot, key.target),
        "person": optional_row(snapshot, key.person),
        "list": optional_row(snapshot, key.list),
        "other": optional_row(snapshot, told.other),
        "date": told.date,
        "days": finding.last - finding.first + 1 if whole else None,
        "witnesses": len(snapshot.lineage.witnesses(told.claims)),
        "about": list(told.about),
        "pages": list(dict.fromkeys(map(_page, keys))),
        "claims": [claim_row(snapshot, claim) for claim in told.claims],
    }


def _claim(snapshot: Snapshot, finding: Finding) -> _Told:
    claim = snapshot.claim_at(finding.rows[0])
    return _Told(
        sentence=claim_sentence(snapshot, finding.check, claim),
        about=(claim.id,),
        claims=[claim],
        date=date_row(claim.date, claim.date_text),
    )


def _event(snapshot: Snapshot, finding: Finding) -> _Told:
    event = snapshot.chronicle.event_at(finding.rows[0])
    claims = snapshot.claims(event.claims)
    if finding.check == "contradiction":
        by_id = {claim.id: claim for claim in claims}
        sentence = words_of.contradiction_sentence(snapshot, event, by_id)
    else:
        sentence = words_of.derived_sentence(snapshot, event, claims)
    return _Told(
        sentence=sentence,
        about=(event.id,),
        claims=claims,
        date=date_row(event.date),
    )


def _events(snapshot: Snapshot, finding: Finding) -> _Told:
    one, other = map(snapshot.chronicle.event_at, finding.rows)
    parting = {
        id
        for conflict in one.conflicts
        if other.id in (conflict.first, conflict.second)
        for id in conflict.claims
    }
    decisive = snapshot.claims(sorted(parting))
    return _Told(
        sentence=words_of.order_sentence(snapshot, one, other, decisive),
        about=(one.id, other.id),
        claims=decisive,
        date=date_row(_days(finding)),
    )


def _spans(snapshot: Snapshot, finding: Finding) -> _Told:
    chronicle, days = snapshot.chronicle, _days(finding)
    places = chronicle.stretches_table["span"][list(finding.rows)].tolist()
    spans = [chronicle.span(place) for place in places]
    party = chronicle.keys.parties[finding.party] if finding.party >= 0 else ""
    first, last = spans[0], spans[-1]
    match finding.check:
        case "overlapping-heads":
            other = last.key.person
            sentence = words_of.heads_sentence(snapshot, first, last, days)
        case "rivals-recognised":
            _, (_, other) = words_of.sides(first, last)
            sentence = words_of.rivals_sentence(snapshot, first, last, days)
        case _:
            other = party
            sentence = words_of.outlived_sentence(snapshot, first, party, days)
    ends = [id for span in spans for id in (*span.opened_by, *span.closed_by)]
    events = snapshot.events(dict.fromkeys(ends))
    ids = dict.fromkeys(id for event in events for id in event.claims)
    return _Told(
        sentence=sentence,
        about=tuple(span.id for span in spans),
        claims=snapshot.claims(ids),
        date=date_row(days),
        other=other,
    )


_TOLD: Final[Mapping[str, Callable[[Snapshot, Finding], _Told]]] = {
    "claim": _claim,
    "event": _event,
    "events": _events,
    "span": _spans,
}


def _days(finding: Finding) -> Interval:
    return Interval(day_of(finding.first), day_of(finding.last))


def _page(key: Key) -> str:
    """Return the address of the page that shows a key."""
    if key.target:
        return f"/relation/{key.actor}/{key.target}"
    return f"/entity/{key.actor}"
