"""Answers as lines of text, for a terminal.

A date is shown as EDTF, exactly as precise as it is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from recog.service.answers import Answer

Row = Mapping[str, Any]

_MARKS: Final = {
    "gained": "+",
    "lost": "-",
    "changed": "~",
    "became-certain": "!",
    "became-uncertain": "?",
    "became-contradicted": "#",
}

#: What may have become of a claim between two knowledge times or versions.
_FATES: Final = ("came", "went", "judged", "amended")


def lines(answer: Answer) -> Iterator[str]:
    """Yield an answer as lines: its sentence if it has one, its rows, its releases."""
    if answer.more.get("reading"):
        yield f"Read as: {answer.more['reading']}"
    if answer.more.get("sentence"):
        yield str(answer.more["sentence"])
    if answer.more.get("counts"):
        yield from _counts(answer.more["counts"])
    for row in answer.rows:
        yield from _row_lines(row)
    for row in (*answer.more.get("because", ()),):
        yield f"    {claim_text(row)}"
    for example in answer.more.get("examples", ()):
        yield f"  e.g. {example}"
    if not answer.rows and "sentence" not in answer.more:
        yield "nothing found"
    if answer.next:
        yield f"… more: --cursor {answer.next}"


def row_text(row: Row) -> str:
    """Return one row as a line, without its claims."""
    return next(form for name, form in _FORMS if name in row)(row)


def _row_lines(row: Row) -> Iterator[str]:
    yield row_text(row)
    if row.get("implied"):
        yield from _implied(row["implied"])
    fate = {id: f"{name}: " for name in _FATES for id in row.get(name, ())}
    for claim in row.get("because") or row.get("claims") or ():
        yield f"    {fate.get(claim['id'], '')}{claim_text(claim)}"
    for outcome in row.get("outcomes", ()):
        yield f"    {outcome_text(outcome)}"
    for step in row.get("steps", ()):
        yield from _step_lines(step)


def outcome_text(row: Row) -> str:
    """Say what holds if some of the claims are right."""
    said = " or ".join(
        "; ".join(claim_text(claim) for claim in group) for group in row["believed"]
    )
    return f"{' or '.join(row['values']) or 'nothing'}, if this is right: {said}"


def _step_lines(step: Row) -> Iterator[str]:
    """Yield one step of an explanation: its event, rules, claims and effect."""
    yield f"  {step['position']}. {_event(step['event'])}"
    for rule in step["rules"]:
        yield f"     {rule['label']}: {rule['words'] or rule['definition']}"
    for claim in step["event"]["claims"]:
        yield f"       {claim_text(claim)}"
    yield f"     before: {_values(step['before'])}; after: {_values(step['after'])}"


def _why(row: Row) -> str:
    coverage = ", ".join(each["label"] for each in row["coverage"])
    silent = f" ({coverage} looked and is silent)" if coverage else ""
    held = _values(row["answer"]) if row["answer"] else f"nothing, {row['certainty']}"
    return f"{_parties(row)}: {held}{silent}"


def _pairs(row: Row) -> str:
    """Count the answers of one row of a matrix."""
    counts = Counter(cell["certainty"] for cell in row["cells"])
    told = ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
    return f"{row['actor']['label']}: {told}"


def _status(row: Row) -> str:
    value = row["value"] or "nothing"
    since = f", since {_date(row['since'])}" if row["since"] else ""
    until = f", until {_date(row['until'])}" if row["until"] else ""
    coverage = ", ".join(each["label"] for each in row.get("coverage", ()))
    silent = f" ({coverage} looked and is silent)" if coverage else ""
    return f"{_parties(row)}: {value}, {row['certainty']}{since}{until}{silent}"


def _implied(implied: Row) -> Iterator[str]:
    """Yield the rule, and each premise, of a status that no source asserts."""
    yield f"    implied: {implied['label']}"
    for premise in implied["premises"]:
        since = f", since {_date(premise['since'])}" if premise["since"] else ""
        parties = _parties({**premise, "list": None})
        yield f"      from {parties}: {premise['value']}{since}"
    more = implied["premises_count"] - len(implied["premises"])
    if more:
        yield f"      and {more} more"
    if implied["refused_by"]:
        yield "    against it:"
        yield from (f"      {claim_text(claim)}" for claim in implied["refused_by"])


def _counts(counts: Row) -> Iterator[str]:
    """Yield how many changes there are in all, then track by track."""
    if not counts["changes"]:
        return
    noun = "change" if counts["changes"] == 1 else "changes"
    yield f"{counts['changes']} {noun}: {_numbered(counts['by_change'])}"
    for track, numbers in counts["by_track"].items():
        yield f"  {track}: {_numbered(numbers)}"


def _numbered(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in numbers.items())


def _change(row: Row) -> str:
    before = _values(row["before"])
    after = _values(row["after"])
    mark = _MARKS[row["change"]]
    return f"{mark} {_parties(row)}: {row['change']}: {before} → {after}"


def _event(row: Row) -> str:
    contradicted = " (contradicted)" if row["contradicted"] else ""
    return f"{_date(row['date'])}  {row['kind']}: {_parties(row)}{contradicted}"


def _span(row: Row) -> str:
    since = _date(row["since"]) if row["since"] else ".."
    until = _date(row["until"]) if row["until"] else ".."
    contradicted = " (contradicted)" if row["contradicted"] else ""
    return f"{since} to {until}  {row['value']}: {_parties(row)}{contradicted}"


def _judgement(row: Row) -> str:
    about = f"about {row['about_event']}" if row["about_event"] else ""
    verdict = " and ".join(filter(None, (row["rank"], about)))
    undone = f", undone {row['retracted']}" if row["retracted"] else ""
    said = f"{row['claim']} {verdict}, by {row['author']}: {row['reason']}"
    return f"{row['recorded']}  {row['id']}: {said}{undone}"


def _entity(row: Row) -> str:
    return f"{row['id']}  {row['label']}"


def _finding(row: Row) -> str:
    return f"{row['severity']}, {row['check']}: {row['sentence']}"


#: A row is of the first form whose field it has.
_FORMS: Final[tuple[tuple[str, Callable[[Row], str]], ...]] = (
    ("steps", _why),
    ("cells", _pairs),
    ("check", _finding),
    ("certainty", _status),
    ("author", _judgement),
    ("change", _change),
    ("kind", _event),
    ("opened_by", _span),
    ("id", _entity),
)


def _parties(row: Row) -> str:
    parts = [f"{row['actor']['label']}"]
    if row["target"]:
        parts.append(f"→ {row['target']['label']}")
    if row["person"]:
        parts.append(f"({row['person']['label']})")
    if row["list"]:
        parts.append(f"on the {row['list']['label']}")
    track = f" [{row['track']}]" if row["track"] else ""
    return " ".join(parts) + track


def claim_text(claim: Row) -> str:
    """Return a claim as a line: its date, its source and the place in it."""
    place = f", {claim['locator']}" if claim["locator"] else ""
    denies = "denies, " if claim["stance"] == "denies" else ""
    return f"{denies}{_date(claim['date'])}: {claim['source']['label']}{place}"


def _values(values: Sequence[Row]) -> str:
    said = [f"{each['value']} ({each['certainty']})" for each in values]
    return " or ".join(said) or "nothing"


def _date(when: Row) -> str:
    return str(when["edtf"])
