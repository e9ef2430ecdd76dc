"""Answers as sentences, no surer and no more precise than their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from recog.domain.kinds import KINDS, Effect
from recog.domain.spoken import spoken, spoken_day, spoken_when
from recog.domain.tracks import VALUES
from recog.exporters.rows import CountsRow

#: So many rows are named in a sentence; the rest are counted.
NAMED: Final = 6

_OPENING: Final = frozenset(
    kind.name for kind in KINDS.values() if kind.effect is Effect.OPENS
)

Row = Mapping[str, Any]


def status_sentence(rows: Sequence[Row], day: date) -> str:
    """Say whether something held on a day, from the rows of the values that may."""
    return " ".join(_verdict(row, f"on {spoken_day(day)}") for row in rows)


def _verdict(row: Row, on: str) -> str:
    held = f"{_pair(row)}: {VALUES[row['value']].label} {on}"
    times = _times(row)
    if row["certainty"] == "certain":
        return f"Yes, certainly. {held}{times}."
    said = _sides(row["because"])
    if row["certainty"] == "contradicted":
        return f"It depends on which source is right. {held}{times} or not: {said}."
    return f"Possibly: the dates known do not decide it. {held}{times} or not: {said}."


def silence_sentence(row: Row, day: date) -> str:
    """Say that nothing held: known not to, or nobody looked."""
    if row["certainty"] == "unknown":
        return (
            "Not known: no claim decides it, and no source that is loaded sets out "
            "to cover it."
        )
    on = f"on {spoken_day(day)}"
    if row["because"]:
        return f"No, not {on}: {_sides(row['because'])}."
    looked = "; ".join(release["label"] for release in row["coverage"])
    return f"No, not {on}: {looked} sets out to cover this and is silent."


def _sides(claims: Sequence[Row]) -> str:
    """Say what the claims say, each different word once, with its sources."""
    sources: dict[str, list[str]] = {}
    for claim in claims:
        words = f"{KINDS[claim['kind']].label} {spoken_when(claim['date']['edtf'])}"
        if claim["stance"] == "denies":
            words = f"no {words}"
        sources.setdefault(words, []).append(_title(claim))
    told = [
        f"{words} ({', '.join(dict.fromkeys(names))})"
        for words, names in list(sources.items())[:NAMED]
    ]
    return "; ".join(told)


def _times(row: Row) -> str:
    since = f"since {_when(row['since'])}" if row["since"] else ""
    until = f"until {_when(row['until'])}" if row["until"] else ""
    told = ", ".join(part for part in (since, until) if part)
    return f" ({told})" if told else ""


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


def spans_sentence(rows: Sequence[Row], today: date) -> str:
    """Say who was in a status from when to when; rows must not be empty."""
    lasting = sum(row["until"] is None for row in rows)
    named = "; ".join(_span(row) + _differing(row, rows) for row in rows[:NAMED])
    more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    still = f"{lasting} of {len(rows)} have no end recorded by {spoken_day(today)}."
    return f"{named}{more}. {still}"


def events_sentence(rows: Sequence[Row], done: str) -> str:
    """Say what happened when."""
    if not rows:
        return f"No claim says that {done}."
    named = "; ".join(_event(row) + _differing(row, rows) for row in rows[:NAMED])
    more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return f"{named}{more}."


def changes_sentence(counts: CountsRow) -> str:
    """Say how many changed, all of them and not only those shown."""
    if not counts["changes"]:
        return "Nothing that is recorded changed between the two days."
    told = ", ".join(
        f"{count} {change.replace('-', ' ')}"
        for change, count in counts["by_change"].items()
    )
    return f"{counts['changes']} changed: {told}."


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
    start = _when(row["since"]) if row["since"] else "an unknown day"
    end = f" to {_when(row['until'])}" if row["until"] else ""
    return f"{who}{value}, from {start}{end}"


def _differing(row: Row, rows: Sequence[Row]) -> str:
    """Name the sources that date the beginning otherwise, where there is room."""
    shown = (row.get("since") or row.get("date") or {}).get("edtf")
    if len(rows) > NAMED or shown is None:
        return ""
    kinds = {row.get("kind")} if "kind" in row else _OPENING
    said: dict[str, list[str]] = {}
    for claim in row["claims"]:
        if claim["kind"] in kinds and claim["date"]["edtf"] != shown:
            when = spoken_when(claim["date"]["edtf"])
            said.setdefault(when, []).append(_title(claim))
    told = [f"{when} by {', '.join(names)}" for when, names in said.items()]
    return f" ({'; '.join(told)})" if told else ""


def _event(row: Row) -> str:
    target = f" → {row['target']['label']}" if row["target"] else ""
    person = f" ({row['person']['label']})" if row["person"] else ""
    doubt = ", contradicted" if row["contradicted"] else ""
    edtf = row["date"]["edtf"]
    return (
        f"{row['actor']['label']}{target}{person}: {KINDS[row['kind']].label} "
        f"{spoken_when(edtf)}{doubt}"
    )


def _when(when: Row) -> str:
    return spoken(when["edtf"])


def _title(claim: Row) -> str:
    return f"“{claim['source']['label'].strip('[]')}”"
