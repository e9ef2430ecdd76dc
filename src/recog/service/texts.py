"""Answers as lines of text, for a terminal.

A date is shown as EDTF, exactly as precise as it is known.
"""

from __future__ import annotations

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
}


def lines(answer: Answer) -> Iterator[str]:
    """Yield an answer as lines: its sentence if it has one, its rows, its releases."""
    if answer.more.get("reading"):
        yield f"Read as: {answer.more['reading']}"
    if answer.more.get("sentence"):
        yield str(answer.more["sentence"])
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
    for claim in row.get("because") or row.get("claims") or ():
        yield f"    {claim_text(claim)}"
    for outcome in row.get("outcomes", ()):
        yield f"    {_outcome(outcome)}"
    for step in row.get("steps", ()):
        yield from _step_lines(step)


def _outcome(row: Row) -> str:
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


def _status(row: Row) -> str:
    value = row["value"] or "nothing"
    since = f", since {_date(row['since'])}" if row["since"] else ""
    until = f", until {_date(row['until'])}" if row["until"] else ""
    coverage = ", ".join(each["label"] for each in row.get("coverage", ()))
    silent = f" ({coverage} looked and is silent)" if coverage else ""
    return f"{_parties(row)}: {value}, {row['certainty']}{since}{until}{silent}"


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
