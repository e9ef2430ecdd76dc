"""Claims that people send: all of them land, or none, with every fault named.

Source: docs/design.md, sections 1.7 and 4.2.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from recog.domain.claims import Claim, Mode, Rank, Stance, track_of
from recog.domain.dates import parse
from recog.errors import ClaimError, Fault, InputError, InvalidDataError
from recog.service.workbench import View, Workbench
from recog.store.audit import LOCAL, Origin
from recog.store.embedded import Change

_REQUIRED: Final = ("kind", "actor", "date", "release")

Reader = Callable[[View, Any], object]


def add_claims(
    workbench: Workbench, given: object, *, origin: Origin = LOCAL
) -> dict[str, Any]:
    """Record claims; return the version they stand in, and their ids.

    :param given: a claim or a list of them, as JSON objects; parties are ids, codes or
        names, `date` is EDTF, `release` is the id of one that is known.
    :raises InvalidDataError: when any claim has a fault; all faults are listed.
    """
    rows = given if isinstance(given, list) else [given]
    claims, faults = read_claims(workbench.view(), rows)
    if not rows:
        faults = [Fault(where="body", message="no claim is given")]
    if faults:
        raise InvalidDataError(
            f"nothing was recorded; faults: {len(faults)}, claims: {len(rows)}", faults
        )
    manifest = workbench.store.commit(
        Change(claims=claims),
        author="api",
        message=f"claims by the API: {len(claims)}",
        at=workbench.now(),
        origin=origin,
    )
    return {"version": manifest.version, "claims": [claim.id for claim in claims]}


def read_claims(view: View, rows: Sequence[object]) -> tuple[list[Claim], list[Fault]]:
    """Read claims from JSON objects; a fault names its claim by place, from 1."""
    claims: list[Claim] = []
    faults: list[Fault] = []
    for place, row in enumerate(rows, start=1):
        values, problems = _values(view, row)
        if not problems:
            try:
                claims.append(_claim(values))
            except InputError as error:
                problems = [str(error)]
        where = f"claim {place}"
        faults.extend(Fault(where=where, message=each, line=place) for each in problems)
    return claims, faults


def _values(view: View, row: object) -> tuple[dict[str, Any], list[str]]:
    """Read every field of one claim, and say everything that is wrong with it."""
    if not isinstance(row, Mapping):
        return {}, [f"not an object: {json.dumps(row)[:80]}"]
    problems = [f"{name} is missing" for name in _REQUIRED if not row.get(name)]
    values: dict[str, Any] = {}
    for name, given in row.items():
        if name not in _READERS:
            known = ", ".join(sorted(_READERS))
            problems.append(f"unknown field {name!r}; known: {known}")
            continue
        if given in ("", None):
            continue
        try:
            values[name] = _READERS[name](view, given)
        except InputError as error:
            problems.append(f"{name}: {error}")
    return values, problems


def _claim(values: Mapping[str, Any]) -> Claim:
    """Make a claim; its track follows from its kind and target unless given."""
    fields = dict(values)
    fields.setdefault("track", track_of(fields["kind"], fields.get("target", "")))
    if "id" not in fields:
        said = json.dumps(fields, default=str, sort_keys=True)
        fields["id"] = f"claim/{sha256(said.encode()).hexdigest()[:16]}"
    return Claim(**fields)


def _text(_view: View, given: Any) -> str:
    if not isinstance(given, str):
        raise ClaimError(f"not a text: {json.dumps(given)[:80]}")
    return given


def _date(view: View, given: Any) -> object:
    return parse(_text(view, given))


def _party(*types: str) -> Reader:
    def read(view: View, given: Any) -> str:
        return view.directory.resolve(_text(view, given), types=types)

    return read


def _release(view: View, given: Any) -> str:
    name = _text(view, given)
    if name not in view.snapshot.releases:
        raise ClaimError(f"no release has the id {name!r}; see /api/v1/releases")
    return name


def _choice(choices: type[Mode | Stance | Rank]) -> Reader:
    def read(view: View, given: Any) -> object:
        text = _text(view, given)
        if text not in {str(each) for each in choices}:
            raise ClaimError(f"{text!r}; known: {', '.join(map(str, choices))}")
        return choices(text)

    return read


def _truth(_view: View, given: Any) -> bool:
    if not isinstance(given, bool):
        raise ClaimError(f"not true or false: {json.dumps(given)[:80]}")
    return given


_READERS: Final[Mapping[str, Reader]] = {
    "id": _text,
    "kind": _text,
    "track": _text,
    "actor": _party(),
    "target": _party(),
    "person": _party("person"),
    "list": _party("list"),
    "date": _date,
    "date_text": _text,
    "old_style": _text,
    "mode": _choice(Mode),
    "level": _text,
    "resident": _truth,
    "how": _text,
    "stance": _choice(Stance),
    "rank": _choice(Rank),
    "rank_reason": _text,
    "locator": _text,
    "note": _text,
    "release": _release,
    "about_event": _text,
}
