"""The International System(s) Dataset: spells of states from 1816 to 2016.

A first day on which the list itself begins is none; the list then has an earlier year.
A day that the list calls ambiguous becomes about its year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from recog.domain.dates import EdtfDate, Interval
from recog.errors import DateError
from recog.importers.records import Context, Record, Skip
from recog.importers.statelists.describing import Describer
from recog.importers.statelists.reasons import Reason
from recog.importers.statelists.sources import ISD, ISD_RELEASE
from recog.importers.statelists.spells import NOTHING, Spell, day_first, precise
from recog.importers.statelists.tables import Row, rows_of

_BEGINS: Final = "1816-01-01"
_ENDS: Final = "2016-12-31"
_DESTINATION: Final = "Destination"
_COLUMNS: Final = (
    "COWNum",
    "StateName",
    "OtherName",
    "Start",
    "Start_Am",
    "EStart",
    "EStart_Am",
    "End",
    "End_Am",
    "DestinationA",
)
_DOUBTFUL: Final = "1"
_LONGEST_NAME: Final = 3  # words; what is longer is several names without commas


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield what the list says of each state.

    :raises FormatError: when the table cannot be read.
    """
    yield ISD
    yield ISD_RELEASE
    spells: list[Spell] = []
    for row in rows_of(path, _COLUMNS):
        try:
            spells.append(_spell(row))
        except DateError as error:
            yield Skip(
                where=row.where, reason=Reason.DATE_UNREADABLE, detail=str(error)
            )
        context.advance()
    describer = Describer(
        context=context,
        release=ISD_RELEASE.id,
        scheme="isd",
        other_names=_other_names,
    )
    yield from describer.described(spells)


def _spell(row: Row) -> Spell:
    first, last = date.fromisoformat(row["Start"]), date.fromisoformat(row["End"])
    destinations = (
        number for column, number in row.cells.items() if _DESTINATION in column
    )
    return Spell(
        row=row,
        number=row["COWNum"],
        name=row["StateName"],
        began=_began(row),
        ended=_ended(row),
        days=Interval(first, last),
        goes_on=row["End"] == _ENDS,
        successors=tuple(
            dict.fromkeys(number for number in destinations if number not in NOTHING)
        ),
    )


def _began(row: Row) -> EdtfDate | None:
    if row["Start"] != _BEGINS:
        doubtful = row["Start_Am"] == _DOUBTFUL
        return precise(row["Start"], doubtful=doubtful)
    if row["EStart"] in NOTHING:
        return None
    return day_first(row["EStart"], doubtful=row["EStart_Am"] == _DOUBTFUL)


def _ended(row: Row) -> EdtfDate | None:
    if row["End"] == _ENDS:
        return None
    doubtful = row["End_Am"] == _DOUBTFUL
    return precise(row["End"], doubtful=doubtful)


def _other_names(spell: Spell) -> Sequence[str]:
    given = spell.row["OtherName"]
    if given in NOTHING or any(mark in given for mark in "()<>/?"):
        return ()
    names = (name.strip() for name in given.split(","))
    return [name for name in names if 0 < len(name.split()) <= _LONGEST_NAME]
