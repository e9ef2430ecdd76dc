"""Two days that can be compared.

Source: docs/design.md, sections 1.7 and 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recog.domain.difference import KeyChange, difference
from recog.domain.spoken import spoken_day
from recog.service.compared import Compared, ComparedColumns, ComparedValues
from recog.service.evidence import (
    Evidence,
    events_of,
    held_on,
    holding,
    wanted,
)
from recog.service.parameters import missing
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.workbench import View
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Days:
    """Two days, as the current version or a moment of knowledge has them."""

    view: View
    asked: Question
    first: date
    last: date

    @staticmethod
    def of(view: View, question: Question) -> Days:
        """Read `from` and `to`."""
        if question.first is None or question.last is None:
            raise missing("from" if question.first is None else "to")
        return Days(view, question, question.first, question.last)

    @property
    def sides(self) -> tuple[Snapshot, Snapshot]:
        """Twice the version asked."""
        return self.view.snapshot, self.view.snapshot

    @property
    def words(self) -> str:
        """Both days."""
        return f"between {spoken_day(self.first)} and {spoken_day(self.last)}"

    def compared(self) -> Compared:
        """Compare what holds."""
        where = wanted(self.view, self.asked)
        if self.asked.as_known is not None:
            past = past_of(self.view, self.asked)
            before, after = (
                holding(past.on(day, where)) for day in (self.first, self.last)
            )
            return ComparedValues(difference(before, after))
        snapshot = self.view.snapshot
        return ComparedColumns(
            (snapshot.chronicle, snapshot.chronicle),
            (
                held_on(snapshot, self.first, where),
                held_on(snapshot, self.last, where),
            ),
        )

    def evidence(self, changes: Sequence[KeyChange]) -> list[Evidence]:
        """Return the events that can have fallen after the first day."""
        since = min(self.first, date.max - timedelta(days=1)) + timedelta(days=1)
        return [
            Evidence(
                [
                    event
                    for event in events_of(self.view, self.asked, each.key)
                    if since <= event.days.last and event.days.first <= self.last
                ]
            )
            for each in changes
        ]
