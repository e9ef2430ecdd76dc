"""What one record says by itself: who was named, arrived, took office, and left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.errors import DateError
from recog.importers.pocom.charges import entry_kind, is_charge, took_charge
from recog.importers.pocom.dating import dated, dates_in
from recog.importers.pocom.endings import PERSONA_NON_GRATA, how_it_ended
from recog.importers.pocom.files import Chief, Step
from recog.importers.pocom.outcomes import Outcome, outcome_of

_DAY: Final = timedelta(days=1)
_PRESENTED: Final = re.compile(r"presented credentials on (?=[A-Z])")
_DESIGNATED: Final = re.compile(
    r"(?:^Designated|was previously designated, not commissioned,) on $"
)
_NON_GRATA: Final = re.compile(
    r"\bdeclared [^.;]*persona non grata on (?=[A-Z])", re.IGNORECASE
)
_RECOMMISSIONED: Final = re.compile(r"\brecommissioned on (?=[A-Z])")
_ASSUMED: Final = re.compile(r"\bassumed duties [^.;]*?,? on (?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One claim in the making."""

    kind: str
    date: EdtfDate
    text: str = ""  # the words of the source
    how: str = ""
    note: str = ""  # how recog came by it, where the source does not say it outright


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One record, read: a term at the post, or a nomination to it."""

    chief: Chief
    target: str
    resident: bool | None
    served: bool
    namings: tuple[Moment, ...]  # nominations and appointments, by day
    arrival: Moment | None
    entry: Moment | None  # credentials, or taking charge
    end: Moment | None
    how: str  # how it ended, also where no day is given
    outcome: Outcome | None  # of one who did not serve
    declared: Moment | None = None  # persona non grata, by the note and not as the end
    goes_on: bool = False  # the service went on under the next record

    @property
    def began(self) -> Moment | None:
        """When the person was at the post, as far as is known."""
        return self.entry or self.arrival

    @property
    def last_named(self) -> date | None:
        """The first possible day of the last nomination or appointment."""
        return self.namings[-1].date.days.first if self.namings else None

    @property
    def leads(self) -> bool:
        """Whether the role is that of a head of mission, and no chargé ad interim."""
        return not is_charge(self.chief)

    def moments(self) -> Iterator[Moment]:
        """Yield what happened, in the order of a term."""
        yield from self.namings
        steps = (self.arrival, self.entry, self.end, self.declared)
        yield from (each for each in steps if each)


def read_term(chief: Chief, *, target: str, resident: bool | None) -> Term:
    """Read one record; what it does not say is left empty."""
    outcome = outcome_of(chief) if chief.nominee else None
    served = outcome is None or (bool(chief.started.date) and not outcome.how)
    entry = _entry(chief) if served else None
    arrival = _moment("arrival", chief.arrived)
    if entry is None and arrival and served and is_charge(chief):
        entry = Moment(
            kind="entered-on-duty",
            date=arrival.date,
            text=arrival.text,
            note="A chargé takes charge on arrival; POCOM gives the day of arrival.",
        )
        arrival = None
    namings = _namings(chief, outcome)
    earlier = [each for each in (*namings[:1], arrival, entry) if each]
    known = [each.date.days.first + _DAY for each in earlier]
    how = how_it_ended(chief.ended)
    kind = "persona-non-grata" if how == PERSONA_NON_GRATA else "mission-terminated"
    return Term(
        chief=chief,
        target=target,
        resident=resident,
        served=served,
        namings=namings,
        arrival=arrival,
        entry=entry,
        end=_moment(kind, chief.ended, how=how, after=max(known, default=None)),
        how=how,
        outcome=None if served else outcome,
        declared=_declared(chief) if kind == "mission-terminated" else None,
    )


def _entry(chief: Chief) -> Moment | None:
    started = _moment(entry_kind(chief), chief.started, after=_first(chief.appointed))
    if started is None:
        return _said(chief, _ASSUMED, "entered-on-duty")
    if took_charge(chief) and not is_charge(chief):
        return _said(chief, _PRESENTED, "credentials-presented") or started
    return started


def _declared(chief: Chief) -> Moment | None:
    return _said(chief, _NON_GRATA, "persona-non-grata")


def _said(chief: Chief, words: re.Pattern[str], kind: str) -> Moment | None:
    """Return the moment of which the record's note gives the day, if it does."""
    said = words.search(chief.note)
    for named in dates_in(chief.note) if said else ():
        if said and named.start == said.end():
            text = chief.note[said.start() : named.end]
            return Moment(kind=kind, date=named.date, text=text)
    return None


def _namings(chief: Chief, outcome: Outcome | None) -> tuple[Moment, ...]:
    """Return the nominations and the appointment, by day."""
    nominated = outcome.nominated if outcome else ()
    found = [Moment(kind="nomination", date=day, text=chief.note) for day in nominated]
    found += [
        Moment(kind="appointment", date=named.date, text=text[: named.end])
        for text in (chief.appointed.note, chief.note)
        for named in dates_in(text)
        if _DESIGNATED.search(text[: named.start])
    ]
    commissioned = outcome is None or outcome.commissioned
    kind = "appointment" if commissioned else "nomination"
    own = _moment(kind, chief.appointed)
    if own and own.date not in nominated:
        found.append(own)
    elif own is None and outcome and outcome.elected:
        found.append(Moment(kind="appointment", date=outcome.elected, text=chief.note))
    if not found and outcome:
        found += _namings_of_note(chief, outcome)
    return tuple(sorted(found, key=lambda each: each.date.days.first))


def _namings_of_note(chief: Chief, outcome: Outcome) -> Iterator[Moment]:
    """Yield what a note tells of a naming by its later commission or its outcome."""
    if again := _said(chief, _RECOMMISSIONED, "appointment"):
        yield again
    elif outcome.ended is not None:
        yield Moment(
            kind="nomination",
            date=of_interval(Interval(None, outcome.ended.days.latest)),
            text=chief.note,
            note="POCOM gives no day for the nomination; it was before its outcome.",
        )


def _moment(
    kind: str, step: Step, *, how: str = "", after: date | None = None
) -> Moment | None:
    try:
        when = dated(step, after=after)
    except DateError:
        return None  # listed by `reserves`
    if when is None:
        return None
    return Moment(kind=kind, date=when, text=step.text, how=how)


def _first(step: Step) -> date | None:
    try:
        return parse(step.date).days.earliest if step.date else None
    except DateError:
        return None
