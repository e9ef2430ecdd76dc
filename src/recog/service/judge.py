"""What a person decides of claims: judging, undoing that, and retracting.

Source: docs/design.md, sections 1.5, 1.7 and 4.2.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from recog.domain.claims import Claim, Rank
from recog.domain.judgements import Judgement
from recog.domain.revisions import head
from recog.errors import ClaimError, Fault, InvalidDataError, NotFoundError
from recog.service.workbench import Workbench
from recog.store.audit import LOCAL, Origin
from recog.store.embedded import Change

_NEEDED: Final = ("claim", "reason", "author")
_VERDICT: Final = (*_NEEDED, "rank", "about_event")
_RANKS: Final = tuple(map(str, Rank))


def judge(
    workbench: Workbench, given: object, *, origin: Origin = LOCAL
) -> dict[str, Any]:
    """Record a judgement; return the version it stands in, and its id.

    :param given: a JSON object with `claim` (an id), `reason`, `author`, and `rank` or
        `about_event` or both.
    :raises InvalidDataError: when it is not that; every fault is listed.
    :raises NotFoundError: when there is no such claim.
    :raises ClaimError: when the claim does not stand; the message names its revision.
    """
    told = _texts(given, _VERDICT)
    claim = _standing(workbench, told["claim"])
    now = workbench.now()
    said = json.dumps([told, now.isoformat()], sort_keys=True)
    judgement = Judgement(
        id=f"judgement/{sha256(said.encode()).hexdigest()[:16]}",
        claim=claim.id,
        rank=Rank(told["rank"]) if told.get("rank") else None,
        about_event=told.get("about_event", ""),
        reason=told["reason"],
        author=told["author"],
        recorded_at=now,
    )
    manifest = workbench.store.commit(
        Change(judgements=[judgement]),
        author=judgement.author,
        message=f"judgement of {claim.id}: {judgement.reason}",
        at=now,
        origin=origin,
    )
    return {"version": manifest.version, "judgement": judgement.id}


def undo(
    workbench: Workbench, id: str, *, author: str = "api", origin: Origin = LOCAL
) -> dict[str, Any]:
    """Undo a judgement, if it stands; return the version in which it does not.

    :raises NotFoundError: when there is no such judgement.
    """
    manifest = workbench.store.commit(
        Change(undo=[id]),
        author=author,
        message=f"undone: {id}",
        at=workbench.now(),
        origin=origin,
    )
    return {"version": manifest.version, "judgement": id}


def retract(
    workbench: Workbench, claim: str, given: object, *, origin: Origin = LOCAL
) -> dict[str, Any]:
    """Retract a claim; return the version in which it no longer stands, and its id.

    The reason is kept with that version.

    :param given: a JSON object with `reason`, and perhaps `author`.
    :raises InvalidDataError: when it is not that; every fault is listed.
    :raises NotFoundError: when there is no such claim.
    :raises ClaimError: when the claim does not stand; the message names its revision.
    """
    told = _texts(given, ("reason", "author"), needed=("reason",))
    found = _standing(workbench, claim)
    manifest = workbench.store.commit(
        Change(retract=[found.id]),
        author=told.get("author", "api"),
        message=f"retraction of {found.id}: {told['reason']}",
        at=workbench.now(),
        origin=origin,
    )
    return {"version": manifest.version, "claim": found.id}


def _standing(workbench: Workbench, id: str) -> Claim:
    snapshot = workbench.view().snapshot
    found = snapshot.claim(id)
    if found is None:
        raise NotFoundError(f"no claim has the id {id!r}; e.g. claim/3f9c")
    last = head(found, snapshot.claim)
    if last.retracted_at is not None:
        raise ClaimError(f"{last.id} was retracted at {last.retracted_at}")
    if last != found:
        raise ClaimError(f"{id} was revised; {last.id} stands in its place")
    return found


def _texts(
    given: object, known: tuple[str, ...], *, needed: tuple[str, ...] = _NEEDED
) -> dict[str, str]:
    """Return the fields of an object that are not empty.

    :raises InvalidDataError: with everything that is wrong.
    """
    if not isinstance(given, Mapping):
        raise _invalid([f"not an object: {json.dumps(given)[:80]}"])
    problems = [
        f"unknown field {name!r}; known: {', '.join(known)}"
        for name in given
        if name not in known
    ]
    told: dict[str, str] = {}
    for name in known:
        text = given.get(name)
        if isinstance(text, str) and text.strip():
            told[name] = text.strip()
        elif text not in (None, "") and not isinstance(text, str):
            problems.append(f"{name}: not a text: {json.dumps(text)[:80]}")
        elif name in needed:
            problems.append(f"{name} is missing")
    if "rank" in known:
        problems += _verdict_problems(told)
    if problems:
        raise _invalid(problems)
    return told


def _verdict_problems(told: Mapping[str, str]) -> list[str]:
    rank, event = told.get("rank"), told.get("about_event")
    if rank is not None and rank not in _RANKS:
        return [f"rank: {rank!r}; known: {', '.join(_RANKS)}"]
    if rank is None and event is None:
        return [f"a judgement needs a rank ({', '.join(_RANKS)}) or an about_event"]
    return []


def _invalid(problems: list[str]) -> InvalidDataError:
    faults = [Fault(where="body", message=each) for each in problems]
    return InvalidDataError(f"nothing was recorded; {'; '.join(problems)}", faults)
