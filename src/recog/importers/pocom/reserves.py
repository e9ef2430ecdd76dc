"""What looks wrong in the source and stands all the same: listed, not mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import EdtfDate
from recog.errors import DateError
from recog.importers.pocom.dating import dated
from recog.importers.pocom.files import Chief, Step, iter_steps
from recog.importers.pocom.reasons import Reason
from recog.importers.pocom.terms import Term
from recog.importers.records import Skip

_LONG: Final = timedelta(days=60)


def reserves(chief: Chief) -> Iterator[Skip]:
    """Yield what is wrong with the dates of a record, in the order of its steps."""
    last: EdtfDate | None = None
    texts = [f"{name} {step.date}" for name, step in iter_steps(chief) if step.date]
    for name, step in iter_steps(chief):
        try:
            given = dated(Step(step.date, ""))
        except DateError as error:
            yield Skip(
                where=chief.where,
                reason=Reason.DATE_UNREADABLE,
                detail=f"{name}: {error}",
            )
            continue
        if given and last and given.days.last < last.days.first:
            yield Skip(
                where=chief.where, reason=Reason.DATE_ORDER, detail=", ".join(texts)
            )
            return
        last = given or last


def beside(terms: Sequence[Term]) -> Iterator[Skip]:
    """List the terms that surely lie beside another's for long: slips, as a rule."""
    for term in terms:
        for other in terms:
            if term.target != other.target or term.chief.person == other.chief.person:
                continue
            first, last = _surely(other)
            start, end = _surely(term)
            if start <= first and (min(end, last) - first) > _LONG:
                detail = f"{start} to {end}; {other.chief.id} from {first} to {last}"
                yield Skip(where=term.chief.where, reason=Reason.BESIDE, detail=detail)


def _surely(term: Term) -> tuple[date, date]:
    """Return the days between which a term certainly lasted."""
    if term.entry is None or term.end is None:
        return date.max, date.min
    return term.entry.date.days.last, term.end.date.days.first
