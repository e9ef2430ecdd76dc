"""ICOW's colonial history: the month in which each state became independent.

It adds no state; it is held against the dates that recog has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from recog.domain.dates import EdtfDate, Interval
from recog.errors import DateError
from recog.importers.records import Context, Record, Skip
from recog.importers.statelists.describing import Describer
from recog.importers.statelists.reasons import Reason
from recog.importers.statelists.sources import (
    COW,
    COW_CITED,
    GLEDITSCH_WARD,
    GLEDITSCH_WARD_CITED,
    ICOW,
    ICOW_RELEASE,
)
from recog.importers.statelists.spells import NOTHING, Spell, month
from recog.importers.statelists.tables import Row, rows_of

_COLUMNS: Final = ("State", "Name", "IndDate", "SecDate", "Into", "IntoDate")


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield what the list says of each state.

    :raises FormatError: when the table cannot be read.
    """
    yield from (COW, GLEDITSCH_WARD, COW_CITED, GLEDITSCH_WARD_CITED)
    yield ICOW
    yield ICOW_RELEASE
    spells: list[Spell] = []
    for row in rows_of(path, _COLUMNS):
        try:
            spells += _spells(row)
        except DateError as error:
            yield Skip(
                where=row.where, reason=Reason.DATE_UNREADABLE, detail=str(error)
            )
        context.advance()
    describer = Describer(context=context, release=ICOW_RELEASE.id)
    yield from describer.described(spells)


def _spells(row: Row) -> Iterator[Spell]:
    """Yield the state from its independence, and again from its secession.

    ICOW says both of one that seceded from another; often they are one month.
    """
    ended = _month(row["IntoDate"])
    into = () if row["Into"] in NOTHING else (row["Into"],)
    dates = dict.fromkeys((_month(row["IndDate"]), _month(row["SecDate"])))
    for began in dates:
        if began is not None:
            yield Spell(
                row=row,
                number=row["State"],
                name=row["Name"],
                began=began,
                ended=ended,
                days=Interval(
                    began.days.earliest, ended.days.latest if ended else None
                ),
                goes_on=ended is None,
                successors=into,
            )


def _month(text: str) -> EdtfDate | None:
    return None if text in NOTHING else month(text)
