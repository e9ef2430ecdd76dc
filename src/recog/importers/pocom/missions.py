"""What a mission's records say together: the days that a single one leaves open.

Three things are inferred, and each claim made so says so in its note:

- an end without a day lies between the start and the entry of the next chief; without
  a next one it came in the last month of the data or later;
- a chargé whose entry has no day entered between the end before and his own end;
- who never served ceased to be named before the next head of mission entered, or
  before being named again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.importers.pocom.charges import is_charge, serving_on
from recog.importers.pocom.continuity import joined
from recog.importers.pocom.edition import LAST_MONTH
from recog.importers.pocom.outcomes import REFUSED, Outcome
from recog.importers.pocom.reasons import Reason
from recog.importers.pocom.reserves import beside
from recog.importers.pocom.terms import Moment, Term
from recog.importers.records import Skip

_DAY: Final = timedelta(days=1)


def settle(terms: Sequence[Term]) -> tuple[list[Term], list[Skip]]:
    """Return the terms of one mission with what follows from one another.

    In the order given, which is that of the file; without those that repeat another.
    """
    mission = _Mission(terms)
    standing: dict[Term, Term] = {}
    skips: list[Skip] = []
    for own in mission.by_person.values():
        kept, more = joined(own, mission.next_chief)
        standing |= kept
        skips += more
    result = []
    for given in terms:
        if given not in standing:
            continue
        term, more = mission.completed(standing[given], given)
        result.append(term)
        skips += more
    return result, [*skips, *beside(result)]


class _Mission:
    """The records of one file, by the day they begin and by person and receiver."""

    def __init__(self, terms: Sequence[Term]) -> None:
        began = [term for term in terms if term.served and term.began]
        self._begun = sorted(began, key=_first_day)
        self._named = [term for term in terms if term.served and term.namings]
        self._ended = [term for term in terms if term.end]
        self.by_person: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in terms:
            self.by_person[term.target, term.chief.person].append(term)

    def next_chief(self, term: Term) -> Term | None:
        """Return the term that began next after a given one, of whatever role."""
        known = _known(term)
        return self._after(known.days.first) if known else None

    def completed(self, term: Term, given: Term) -> tuple[Term, list[Skip]]:
        """Fill in what the other records tell.

        :param given: the term as it was read, which the index knows.
        """
        if not term.served:
            return self._with_outcome(term, given)
        if given.began is None and not given.namings:
            term = self._with_entry(term, given)
        term = self._with_end(term)
        if given.began is None and term.namings:
            named = term.namings[-1].text
            return term, [_skip(term, Reason.START_UNKNOWN, f"named {named}")]
        return term, []

    def _with_entry(self, term: Term, given: Term) -> Term:
        """Infer when a chargé entered of whom only the end is known."""
        serving = serving_on(term.chief)
        known = serving or (term.end.date if term.end else None)
        if known is None or known.days.latest is None:
            return term
        last = known.days.latest
        before = [
            day
            for each in self._ended
            if each is not given and (day := _end_day(each)) and day <= last
        ] or [_first_day(each) for each in self._begun if _first_day(each) <= last]
        entry = Moment(
            kind="entered-on-duty",
            date=of_interval(Interval(max(before, default=None), last)),
            text=term.chief.note if serving else "",
            note="POCOM gives no day; inferred: after the chief before left, and "
            + ("by the day on which he was serving." if serving else "before he left."),
        )
        return replace(term, entry=entry)

    def _with_end(self, term: Term) -> Term:
        """Bound an end without a day by the entry of the next chief, if any."""
        if term.goes_on or (term.end and term.end.date.days.latest):
            return term
        known = term.end.date if term.end else _known(term)
        if known is None:
            return term
        following = self._after(known.days.first)
        first, note = known.days.first, "POCOM gives no day on which the term ended"
        named = self._named_after(term) if following is None else None
        if named is not None:
            note = f"{note}; the next chief, {named.chief.person}, was named later"
        elif following is None and not term.how:
            first = max(first, LAST_MONTH - _DAY)
            note = "POCOM ends in January 2021 and gives no day on which the term ended"
        end = Moment(
            kind="mission-terminated",
            date=of_interval(
                _from_the_next_day(
                    first, _end_day(named) if named else _entered(following)
                )
            ),
            text=term.chief.ended.text,
            how=term.how,
            note=_until(following, note),
        )
        return replace(term, end=end)

    def _with_outcome(self, term: Term, given: Term) -> tuple[Term, list[Skip]]:
        """Say how and when a nomination ended that led to no service."""
        named, outcome = term.last_named, term.outcome
        if outcome is None or named is None or term.end is not None:
            return term, []
        own = self.by_person[term.target, term.chief.person]
        others = [each for each in own if each is not given]
        if any(_overtakes(each, named) for each in others):
            detail = term.chief.note or "no outcome given"
            return term, [_skip(term, Reason.OUTCOME_OVERTAKEN, detail)]
        end = Moment(
            kind="agrement-refused" if outcome.how == REFUSED else "mission-terminated",
            date=self._outcome_date(outcome, named, others),
            text=term.chief.note,
            how=outcome.how or "did not serve",
            note=self._outcome_note(outcome, named, others),
        )
        return replace(term, end=end), []

    def _outcome_date(
        self, outcome: Outcome, named: date, others: Sequence[Term]
    ) -> EdtfDate:
        if outcome.ended is not None:
            return outcome.ended
        following = self._after(named, heads_only=True)
        bounds = [_entered(following), _named_again(named, others)]
        last = min((day for day in bounds if day), default=None)
        return of_interval(_from_the_next_day(named, last))

    def _outcome_note(
        self, outcome: Outcome, named: date, others: Sequence[Term]
    ) -> str:
        if outcome.ended is not None:
            return ""
        why = "POCOM gives no day for the outcome"
        following = self._after(named, heads_only=True)
        again, entered = _named_again(named, others), _entered(following)
        if again and (entered is None or again < entered):
            return (
                f"{why}; inferred: before the person was named again on {again + _DAY}."
            )
        return _until(following, why)

    def _named_after(self, term: Term) -> Term | None:
        """Return the next chief named, where none has a day of taking office."""
        given = term.last_named
        later = [
            each
            for each in self._named
            if given and each.last_named and each.last_named > given
        ]
        return min(later, key=lambda each: each.last_named or date.max, default=None)

    def _after(self, day: date, *, heads_only: bool = False) -> Term | None:
        later = (
            term
            for term in self._begun
            if _first_day(term) > day and (term.leads or not heads_only)
        )
        return next(later, None)


def _known(term: Term) -> EdtfDate | None:
    """Return the last date that is known of a term before its end."""
    serving = serving_on(term.chief) if is_charge(term.chief) else None
    if term.began is None:
        return term.namings[-1].date if term.namings else serving
    began = term.began.date
    return serving if serving and serving.days.first > began.days.first else began


def _from_the_next_day(known: date, last: date | None) -> Interval:
    """Return the days after a known one: what ends ends after it began."""
    first = known + _DAY
    return Interval(first if last is None or first <= last else last, last)


def _first_day(term: Term) -> date:
    return term.began.date.days.first if term.began else date.max


def _end_day(term: Term) -> date | None:
    return term.end.date.days.latest if term.end else None


def _entered(term: Term | None) -> date | None:
    """Return the last day on which a chief can have entered."""
    return term.began.date.days.latest if term and term.began else None


def _days(term: Term) -> Iterator[date]:
    for moment in (*term.namings, term.began):
        if moment:
            yield moment.date.days.first


def _named_again(named: date, others: Sequence[Term]) -> date | None:
    """Return the eve of the day on which the person comes up again."""
    days = [day for each in others for day in _days(each) if day > named]
    return min(days) - _DAY if days else None


def _overtakes(other: Term, named: date) -> bool:
    """Tell whether another record has the person serve when this one names him."""
    if not other.served:
        return False
    if named in _days(other):
        return True
    ended = _end_day(other)
    return _first_day(other) <= named and (ended is None or ended > named)


def _until(following: Term | None, why: str) -> str:
    if following is None or following.began is None:
        return f"{why}." if "next chief" in why else f"{why}, and names no later chief."
    chief = following.chief
    return (
        f"{why}; inferred: before the next chief, {chief.person}, entered "
        f"({following.began.date.edtf})."
    )


def _skip(term: Term, reason: Reason, detail: str) -> Skip:
    return Skip(where=term.chief.where, reason=reason, detail=detail)
