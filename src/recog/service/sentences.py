"""Answers as sentences, no surer and no more precise than their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from recog.domain.kinds import KINDS
from recog.domain.spoken import spoken, spoken_day, spoken_when
from recog.domain.tracks import VALUES

#: So many rows are named in a sentence; the rest are counted.
NAMED: Final = 6

Row = Mapping[str, Any]


def status_sentence(rows: Sequence[Row], done: str, day: date) -> str:
    """Say whether something held on a day, from the rows of the values that may."""
    on = f"on {spoken_day(day)}"
    said = []
    for row in rows:
        value = VALUES[row["value"]].label
        since = f", since {_when(row['since'])}" if row["since"] else ""
        until = f", until {_when(row['until'])}" if row["until"] else ""
        told = {
            "certain": f"Yes, certainly: {value} {on}{since}{until}",
            "possible": f"Possibly: {value} {on} cannot be decided from the dates "
            f"known{since}{until}",
            "contradicted": f"Contradicted: {value} {on} depends on which source is "
            f"right{since}{until}",
        }[row["certainty"]]
        said.append(f"{told} ({_pair(row)}).")
    return f"{done}? " + " ".join(said)


def silence_sentence(row: Row, done: str, day: date) -> str:
    """Say that nothing held: known not to, or nobody looked."""
    on = f"on {spoken_day(day)}"
    if row["certainty"] == "unknown":
        return (
            f"{done}, {on}? Not known: no claim speaks of it and no source that is "
            "loaded sets out to cover it."
        )
    events = [f"{_kind(claim)} {_when(claim['date'])}" for claim in row["because"][:2]]
    looked = [release["label"] for release in row["coverage"]]
    reason = (
        f" ({'; '.join(events)})"
        if events
        else f" ({'; '.join(looked)} covers this and is silent)"
    )
    return f"{done}, {on}? No{reason}."


def holders_sentence(rows: Sequence[Row], done: str, day: date) -> str:
    """Say who is in a status on a day."""
    on = f"on {spoken_day(day)}"
    if not rows:
        return f"No one is known to have {done} {on}."
    sure = [row for row in rows if row["certainty"] == "certain"]
    rest = [row for row in rows if row["certainty"] != "certain"]
    said = []
    if sure:
        said.append(f"{_count(sure)} {on} {done}: {_holders(sure)}.")
    if rest:
        said.append(
            f"Not certain for {len(rest)}: "
            + _holders(rest, lambda row: f"{_holder(row)} ({row['certainty']})")
            + "."
        )
    return " ".join(said)


def spans_sentence(rows: Sequence[Row], done: str, today: date) -> str:
    """Say who was in a status since when and until when."""
    if not rows:
        return f"{done}: no claim says so."
    lasting = sum(row["until"] is None for row in rows)
    named = "; ".join(_span(row) for row in rows[:NAMED])
    more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    still = f" {lasting} last{'s' if lasting == 1 else ''} to {spoken_day(today)}."
    return f"{_spells(len(rows))}: {named}{more}.{still}"


def events_sentence(rows: Sequence[Row], done: str) -> str:
    """Say what happened when."""
    if not rows:
        return f"{done}: no claim says so."
    named = "; ".join(_event(row) for row in rows[:NAMED])
    more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return f"{named}{more}."


def changes_sentence(rows: Sequence[Row]) -> str:
    """Count what changed."""
    if not rows:
        return "Nothing that is recorded changed between the two days."
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["change"]] = counts.get(row["change"], 0) + 1
    told = ", ".join(
        f"{count} {change.replace('-', ' ')}" for change, count in counts.items()
    )
    return f"{len(rows)} changed: {told}."


def _spells(count: int) -> str:
    return "One spell" if count == 1 else f"{count} spells"


def _count(rows: Sequence[Row]) -> str:
    return "One" if len(rows) == 1 else str(len(rows))


def _holder(row: Row) -> str:
    if row["person"]:
        value = "" if row["value"] == "in-office" else f", {VALUES[row['value']].label}"
        return f"{row['person']['label']}{value}"
    suffix = " (suspended)" if row["value"] == "suspended" else ""
    return f"{row['actor']['label']}{suffix}"


def _holders(rows: Sequence[Row], name: Any = _holder) -> str:
    named = ", ".join(name(row) for row in rows[:NAMED])
    return f"{named} and {len(rows) - NAMED} more" if len(rows) > NAMED else named


def _pair(row: Row) -> str:
    on_list = f", {row['list']['label']}" if row["list"] else ""
    return f"{row['actor']['label']} → {row['target']['label']}{on_list}"


def _span(row: Row) -> str:
    who = row["person"]["label"] if row["person"] else row["actor"]["label"]
    value = f" ({VALUES[row['value']].label})" if row["value"] == "suspended" else ""
    since = f"since {_when(row['since'])}" if row["since"] else "since an unknown day"
    until = f" until {_when(row['until'])}" if row["until"] else ""
    return f"{who}{value} {since}{until}"


def _event(row: Row) -> str:
    target = f" → {row['target']['label']}" if row["target"] else ""
    person = f" ({row['person']['label']})" if row["person"] else ""
    doubt = ", contradicted" if row["contradicted"] else ""
    edtf = row["date"]["edtf"]
    return (
        f"{row['actor']['label']}{target}{person}: {KINDS[row['kind']].label} "
        f"{spoken_when(edtf)}{doubt}"
    )


def _kind(claim: Row) -> str:
    return KINDS[claim["kind"]].label


def _when(when: Row) -> str:
    return spoken(when["edtf"])
