"""Terms of one person at one receiver: where one goes over into the next.

POCOM begins a new record with each commission. A person who is promoted, or takes a
mission over that he led as chargé, goes on serving, so such an end is no end; and what
lies inside another term would contradict it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import Interval, of_interval
from recog.importers.pocom.endings import CONTINUING
from recog.importers.pocom.reasons import Reason
from recog.importers.pocom.terms import Moment, Term
from recog.importers.records import Skip

#: A new commission this soon after the end of the old one continues it.
_SOON: Final = timedelta(days=31)


@dataclass(slots=True)
class _Met:
    """Two terms, changed so that both can stand; None where one repeats the other."""

    before: Term | None
    after: Term | None
    skips: list[Skip] = field(default_factory=list)


def joined(
    terms: Sequence[Term], next_chief: Callable[[Term], Term | None]
) -> tuple[dict[Term, Term], list[Skip]]:
    """Return what becomes of the terms of one person at one receiver.

    A term that is not among the keys only repeats another.

    :param next_chief: the term at the mission that began next after a given one.
    """
    standing = {term: term for term in terms}
    skips: list[Skip] = []
    before: Term | None = None
    for after in sorted((term for term in terms if term.served), key=_start):
        if before is None:
            before = after
            continue
        met = _meet(standing[before], after, succeeds=next_chief(before) is after)
        skips += met.skips
        for given, made in ((before, met.before), (after, met.after)):
            if made is None:
                del standing[given]
            else:
                standing[given] = made
        if met.after is not None and not met.after.goes_on:
            before = after
    return standing, skips


def _meet(before: Term, after: Term, *, succeeds: bool) -> _Met:
    if _repeats(before, after):
        return _without_the_lesser(before, after)
    if after.began is None:
        if before.how in CONTINUING and _soon_after(before, after):
            return _going_on(before, after)
    elif before.end is None:
        if succeeds and not before.goes_on:
            return _going_on(before, after)
    elif after.entry and _first(before.end) > after.entry.date.days.last:
        return _overlapping(before, after)
    elif _last(before.end) > after.began.date.days.last:
        return _Met(_clipped(before, before.end, after.began), after)
    return _Met(before, after)


def _clipped(term: Term, end: Moment, began: Moment) -> Term:
    """Return a term whose end, not known to the day, is before the next one's start."""
    last = began.date.days.latest
    end = replace(
        end,
        date=of_interval(Interval(min(_first(end), began.date.days.last), last)),
        note=f"Inferred: before the person's next term began ({began.date.edtf}).",
    )
    return replace(term, end=end)


def _repeats(one: Term, other: Term) -> bool:
    return (
        one.entry is not None
        and one.entry == other.entry
        and one.namings == other.namings
        and (one.end is None or other.end is None or one.end == other.end)
    )


def _without_the_lesser(before: Term, after: Term) -> _Met:
    keeps_first = before.end is not None or after.end is None
    lesser = after if keeps_first else before
    steps = ", ".join(f"{each.kind} {each.text}" for each in lesser.moments())
    skip = Skip(where=lesser.chief.where, reason=Reason.DUPLICATE, detail=steps)
    return _Met(before if keeps_first else None, None if keeps_first else after, [skip])


def _soon_after(before: Term, after: Term) -> bool:
    named = after.last_named
    return named is not None and (
        before.end is None or abs(named - _first(before.end)) <= _SOON
    )


def _going_on(before: Term, after: Term) -> _Met:
    skip = Skip(
        where=before.chief.where,
        reason=Reason.CONTINUED,
        detail=before.chief.ended.text or "no end; the same person's next record",
    )
    return _Met(replace(before, end=None, goes_on=True), after, [skip])


def _overlapping(before: Term, after: Term) -> _Met:
    """Make one stretch of both: the first start and the last end."""
    outlasts = after.end is None or _last(after.end) >= _last(before.end)
    skips = [_inside(after, after.entry)]
    if outlasts or before.how in CONTINUING:
        skips.append(_inside(before, before.end))
        made = _Met(replace(before, end=None, goes_on=True), replace(after, entry=None))
    else:
        skips.append(_inside(after, after.end))
        inner = replace(after, entry=None, end=None, goes_on=True)
        made = _Met(before, inner)
    made.skips = skips
    return made


def _inside(term: Term, moment: Moment | None) -> Skip:
    detail = f"{moment.kind}: {moment.text}" if moment else "no day"
    return Skip(where=term.chief.where, reason=Reason.OVERLAP, detail=detail)


def _start(term: Term) -> tuple[date, date]:
    first = term.began or next(term.moments(), None)
    return (first.date.days.first if first else date.max, term.last_named or date.max)


def _first(moment: Moment) -> date:
    return moment.date.days.first


def _last(moment: Moment | None) -> date:
    return moment.date.days.last if moment else date.max
