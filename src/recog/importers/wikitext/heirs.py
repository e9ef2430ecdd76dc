"""Relations of today that a list dates by a state of the past.

"Russia, 28 October 1924" in a list of the states with which France has relations says
two things: relations with the Soviet Union began on that day, and there are relations
with Russia on the day of the edition. When these began, the list does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from recog.domain.claims import Claim
from recog.domain.dates import Interval, of_interval
from recog.domain.kinds import KINDS, Effect
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import Skip
from recog.importers.wikitext.env import Env, Moment, Place, day_of, made
from recog.importers.wikitext.spells import ESTABLISHED, RESUMED

_ENDS: Final = (Effect.CLOSES, Effect.SUSPENDS)
#: Sections that list what is no more.
_PAST: Final = re.compile(r"former|histor|past|ended|sever|broken|defunct", re.I)
_NOTE: Final = (
    "The page lists the two among relations of its day; the date that it gives is of a "
    "state before one of them."
)


def of_today(
    moments: Sequence[Moment],
    names: Sequence[str],
    found: Iterable[Claim | Skip],
    place: Place,
    env: Env,
) -> Iterator[Claim]:
    """Yield the claim that relations stood on the day of the edition, if one is needed.

    :param names: of the other party, the best first.
    :param found: what the row said so far; nothing is added where relations ended.
    """
    ended = any(
        isinstance(each, Claim) and KINDS[each.kind].effect in _ENDS for each in found
    )
    lasts = moments and moments[-1].kind in (ESTABLISHED, RESUMED)
    if not lasts or ended or _PAST.search(place.where.partition(", ")[2]):
        return
    last = moments[-1]
    then = _parties(names, day_of(last.date), env)
    now = _parties(names, env.last, env)
    if len(then) < 2 or len(set(now)) < 2 or then == now or not _last(now, env):
        return
    since = max((last.date.days.first, *_bounds(then, now, env)))
    if since <= env.last:
        when = of_interval(Interval(since, env.last))
        today = replace(last, kind=ESTABLISHED, date=when, note=_NOTE)
        yield made(today, "relations", now[0], now[1], place, env)


def _parties(names: Sequence[str], day: date | None, env: Env) -> list[str]:
    """Return whom the page and a row of it speak of on a day, as far as known."""
    found: list[str] = []
    for each in (env.subjects, names):
        try:
            found.append(env.first(each, day))
        except (UnknownEntityError, AmbiguousEntityError):
            continue
    return found


def _bounds(then: Sequence[str], now: Sequence[str], env: Env) -> Iterator[date]:
    """Yield the days before which the parties of today were not there."""
    for before, after in zip(then, now, strict=True):
        old, new = env.known(before), env.known(after)
        if new and new.began:
            yield new.began.days.first
        if before != after and old and old.ended:
            yield old.ended.days.first


def _last(parties: Iterable[str], env: Env) -> bool:
    """Tell whether both are parties to relations, and there on the edition's day."""
    for party in parties:
        entity = env.known(party)
        ended = entity.ended if entity else None
        if party.partition("/")[0] not in ("state", "government"):
            return False
        if ended is not None and ended.days.last < env.last:
            return False
    return True
