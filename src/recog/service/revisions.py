"""Two knowledge times, or two versions, that can be compared.

Source: docs/design.md, sections 1.7 and 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from recog.domain.difference import KeyChange, difference
from recog.domain.spoken import spoken_day, spoken_moment
from recog.errors import QuestionError
from recog.service.compared import Compared, ComparedColumns, ComparedValues
from recog.service.evidence import (
    Evidence,
    events_of,
    held_as_known,
    held_on,
    revised,
    standing_at,
    wanted,
)
from recog.service.parameters import missing
from recog.service.questions import Question
from recog.service.workbench import View
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class KnowledgeTimes:
    """Two moments: what was known at each of one day."""

    view: View
    asked: Question
    first: datetime
    last: datetime | None  # None: all that this version knows
    day: date

    @staticmethod
    def of(view: View, question: Question) -> KnowledgeTimes:
        """Read `known_from`, `known_to` and `on`."""
        first, last = question.known_from, question.known_to
        if first is None:
            raise missing("known_from")
        if last is not None and last < first:
            raise QuestionError(
                f"known_from {first} comes after known_to {last}; "
                "the earlier moment comes first"
            )
        day = question.on or view.today
        return KnowledgeTimes(view, replace(question, on=day), first, last, day)

    @property
    def sides(self) -> tuple[Snapshot, Snapshot]:
        """The version asked, as known at either moment."""
        before, after = map(self.view.known, (self.first, self.last))
        return before.snapshot, after.snapshot

    @property
    def words(self) -> str:
        """Both moments, and the day."""
        last = "what is known now"
        if self.last is not None:
            last = f"what was known at {spoken_moment(self.last)},"
        return (
            f"between what was known at {spoken_moment(self.first)} and {last} "
            f"of {spoken_day(self.day)}"
        )

    def compared(self) -> Compared:
        """Compare what holds."""
        where = wanted(self.view, self.asked)
        before, after = (
            held_as_known(self.view, self.asked, moment, where)
            for moment in (self.first, self.last)
        )
        return ComparedValues(difference(before, after))

    def evidence(self, changes: Sequence[KeyChange]) -> list[Evidence]:
        """Return the claims that came or went, and the events that rest on them."""
        asked = replace(self.asked, as_known=self.last)
        before, after = self.sides
        return [
            revised(
                events_of(self.view, asked, each.key),
                standing_at(before, each.key),
                standing_at(after, each.key),
            )
            for each in changes
        ]


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of the store: what each has of one day."""

    view: View
    asked: Question
    sides: tuple[Snapshot, Snapshot]
    day: date

    @staticmethod
    def of(view: View, question: Question) -> Versions:
        """Read `version_from`, `version_to` and `on`."""
        if not question.version_from:
            raise missing("version_from")
        names = question.version_from, question.version_to or view.version
        before, after = (
            view.snapshot if name == view.version else view.at_version(name)
            for name in names
        )
        if int(names[0]) > int(names[1]):
            raise QuestionError(
                f"version_from {names[0]} comes after version_to {names[1]}; "
                "the earlier version comes first"
            )
        day = question.on or view.today
        asked = replace(question, on=day, version_to=names[1])
        return Versions(view, asked, (before, after), day)

    @property
    def words(self) -> str:
        """Both versions, and the day."""
        before, after = (each.version for each in self.sides)
        return f"between versions {before} and {after}, on {spoken_day(self.day)}"

    def compared(self) -> Compared:
        """Compare what holds."""
        where = wanted(self.view, self.asked)
        before, after = self.sides
        return ComparedColumns(
            (before.chronicle, after.chronicle),
            (held_on(before, self.day, where), held_on(after, self.day, where)),
        )

    def evidence(self, changes: Sequence[KeyChange]) -> list[Evidence]:
        """Return the claims that came or went, and the events that rest on them."""
        before, after = self.sides
        return [
            revised(
                after.chronicle.events_of(each.key),
                standing_at(before, each.key),
                standing_at(after, each.key),
            )
            for each in changes
        ]
