"""StateSys: spells of states, and the day on which each joined the United Nations.

What it has of the United Nations are the members of later times: who was a member once
and is no state today is not in it. So it is complete for the states that it names only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from recog.domain.claims import Claim
from recog.domain.dates import EdtfDate, Interval, of_day
from recog.domain.entities import Coverage
from recog.domain.spoken import spoken
from recog.errors import AmbiguousEntityError, DateError, UnknownEntityError
from recog.importers.records import NAME_UNKNOWN, Context, Record, Skip, claim_id
from recog.importers.statelists.describing import Describer
from recog.importers.statelists.reasons import Reason
from recog.importers.statelists.sources import STATESYS, STATESYS_RELEASE
from recog.importers.statelists.spells import NOTHING, Spell, precise
from recog.importers.statelists.tables import Row, rows_of

_COLUMNS: Final = ("Id", "CoW", "Label", "Start", "End", "UN")
_OPEN: Final = "9999-12-31"
_UN: Final = "organization/united-nations"
_CHARTER: Final = date(1945, 10, 24)
#: The last admission that it has; that of South Sudan, in 2011, is missing.
_LAST: Final = date(2006, 6, 28)
#: Not a member: the day is that on which the General Assembly made it an observer.
_OBSERVERS: Final = frozenset(("PSE",))
#: As StateSys calls them today, and who it was that joined on that day.
_MEMBERS: Final = {
    "RUS": "state/soviet-union",
    "SRB": "state/yugoslavia",
    "TZA": "state/tanganyika",
    "YEM": "state/north-yemen",
    "DEU": "state/germany",
    "COG": "state/congo-brazzaville",
    "CHN": "state/china",
}


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield what the list says of each state, and who joined the United Nations.

    :raises FormatError: when the table cannot be read.
    """
    rows, spells = list(rows_of(path, _COLUMNS)), list[Spell]()
    skips: list[Record] = []
    for row in rows:
        try:
            spells.append(_spell(row))
        except DateError as error:
            skips.append(_unreadable(row, error))
        context.advance()
    admissions = list(_admissions(rows, context))
    actors = {each.actor for each in admissions if isinstance(each, Claim)}
    yield STATESYS
    yield replace(STATESYS_RELEASE, coverage=(_coverage(sorted(actors)),))
    yield from skips
    describer = Describer(context=context, release=STATESYS_RELEASE.id)
    yield from describer.described(spells)
    yield from admissions


def _spell(row: Row) -> Spell:
    start, end = row["Start"], row["End"]
    goes_on = end == _OPEN
    return Spell(
        row=row,
        number=row["CoW"],
        name=row["Label"],
        began=None if start in NOTHING else precise(start),
        ended=None if goes_on or end in NOTHING else precise(end),
        days=Interval(_day(start), None if goes_on else _day(end)),
        goes_on=goes_on,
    )


def _day(text: str) -> date | None:
    return None if text in NOTHING else date.fromisoformat(text)


def _admissions(rows: Sequence[Row], context: Context) -> Iterator[Claim | Skip]:
    """Yield each admission once, though its state may have several rows.

    Of these the row counts that has the day among its own.
    """
    chosen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row["UN"] in NOTHING:
            continue
        key = row["Id"], row["UN"]
        if key not in chosen or row["Start"] <= row["UN"] <= row["End"]:
            chosen[key] = row
    for (id, day), row in chosen.items():
        try:
            yield _admission(row, id, of_day(date.fromisoformat(day)), context)
        except ValueError as error:
            yield _unreadable(row, error)
        except (UnknownEntityError, AmbiguousEntityError) as error:
            yield Skip(
                where=row.where,
                reason=NAME_UNKNOWN,
                detail=str(error),
                name=row["Label"],
                on=date.fromisoformat(day),
            )


def _admission(row: Row, id: str, on: EdtfDate, context: Context) -> Claim:
    actor = context.resolve(_MEMBERS.get(id, row["Label"]), on.days.earliest)
    kind = "observer-admitted" if id in _OBSERVERS else "admitted"
    return Claim(
        id=claim_id(STATESYS_RELEASE.id, id, kind, actor, on.edtf),
        kind=kind,
        track="membership",
        actor=actor,
        target=_UN,
        date=on,
        date_text=on.edtf,
        locator=row.where,
        note=_note(row["Label"], kind, on),
        release=STATESYS_RELEASE.id,
    )


def _note(label: str, kind: str, on: EdtfDate) -> str:
    what = "an observer state" if kind == "observer-admitted" else "a member"
    return f"Listed as {label}, {what} since {spoken(on.edtf)}."


def _coverage(actors: Sequence[str]) -> Coverage:
    return Coverage(
        tracks=("membership",),
        actors=tuple(actors),
        targets=(_UN,),
        days=Interval(_CHARTER, _LAST),
    )


def _unreadable(row: Row, error: Exception) -> Skip:
    return Skip(where=row.where, reason=Reason.DATE_UNREADABLE, detail=str(error))
