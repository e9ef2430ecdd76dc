"""The two ends of spans in words, most read from the columns of the chronicle.

Source: docs/design.md, sections 1.6 and 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from recog.domain.spans import Span
from recog.domain.spoken import spoken_day
from recog.service.rows import span_date
from recog.store.chronicle import Chronicle
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE, Ints
from recog.web.sheets import until, when

_ENDS: Final = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class Ends:
    """The two ends of spans in words; equal days are worded once."""

    def __init__(self, chronicle: Chronicle, spans: Ints) -> None:
        wanted = np.unique(spans)
        columns = [chronicle.spans_table[name][wanted].tolist() for name in _ENDS]
        days = zip(*columns, strict=True)
        self._days = dict(zip(wanted.tolist(), days, strict=True))
        self._since: dict[Sequence[int], str] = {}
        self._until: dict[Sequence[int], str] = {}

    def of(self, span: int) -> tuple[str, str]:
        """Return since when, and until when."""
        days = self._days[span]
        start, end = days[:2], days[2:]
        if start not in self._since:
            self._since[start] = _day_words(start) or _since(*map(day_of, start))
        if end not in self._until:
            self._until[end] = _day_words(end) or _until(*map(day_of, end))
        return self._since[start], self._until[end]


def end_words(span: Span) -> tuple[str, str]:
    """Return since when, and until when, of a span that is in no column."""
    since = _since(span.start_earliest, span.start_latest)
    return since, _until(span.end_earliest, span.end_latest)


def _since(first: date | None, last: date | None) -> str:
    return when(span_date(first, last), "an unknown day")


def _until(first: date | None, last: date | None) -> str:
    return until(span_date(first, last))


def _day_words(days: Sequence[int]) -> str:
    """Word two equal days, which most are; empty where they differ or are open."""
    day = day_of(days[0]) if days[0] == days[1] else None
    return spoken_day(day) if day else ""


def day_of(ordinal: int) -> date | None:
    """Return the day of an ordinal; None where it is open."""
    if ordinal in (NEVER_BEFORE, NEVER_AFTER):
        return None
    return date.fromordinal(ordinal)
