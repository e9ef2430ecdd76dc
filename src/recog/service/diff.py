"""What changed between two days, knowledge times or versions.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recog.domain.claims import Claim, Key
from recog.domain.difference import Change, KeyChange, Values
from recog.domain.tracks import TRACKS
from recog.errors import QuestionError
from recog.exporters.rows import ChangeRow, ClaimRow, CountsRow, ValueRow
from recog.service.answers import Answer, answer, cursor_of, first_page
from recog.service.between import Between, between
from recog.service.compared import Compared
from recog.service.evidence import Evidence
from recog.service.questions import Question
from recog.service.rows import claim_row, entity_row, event_rows, optional_row
from recog.service.workbench import View
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """All that changed; rows are made of what is to be shown."""

    view: View
    between: Between
    compared: Compared

    @property
    def asked(self) -> Question:
        """The question, its defaults decided."""
        return self.between.asked

    @property
    def after(self) -> Key | None:
        """The key after which the page asked for begins.

        :raises QuestionError: when the cursor is of another list.
        """
        return _after(self.asked)

    @property
    def words(self) -> str:
        """Between what: "between 1 January 2025 and 31 December 2025"."""
        return self.between.words

    @property
    def about(self) -> str:
        """What the question is restricted to, in words; empty for the world."""
        asked, label = self.asked, self.view.directory.label
        told = [
            ("", asked.entity),
            ("by ", asked.actor),
            ("towards ", asked.target),
            ("of ", asked.person),
            ("on the ", asked.list),
        ]
        parts = [f"{word}{label(party)}" for word, party in told if party]
        return ", ".join([*parts, *(TRACKS[t].label for t in [asked.track] if t)])

    def counts(self) -> CountsRow:
        """Return how many changes there are, in the order of their names."""
        counted = self.compared.counted()
        by_change = {
            str(each): sum(n for (name, _), n in counted.items() if name is each)
            for each in Change
        }
        by_track: dict[str, dict[str, int]] = {}
        for name, track in sorted(counted, key=lambda each: (each[1], _place(each[0]))):
            by_track.setdefault(track, {})[str(name)] = counted[name, track]
        return {
            "changes": sum(by_change.values()),
            "by_change": {name: n for name, n in by_change.items() if n},
            "by_track": by_track,
        }

    def changes(
        self, change: str, *, limit: int, after: Key | None = None
    ) -> list[KeyChange]:
        """Return changes of a name, or all, sorted by key."""
        name = Change(change) if change else None
        return self.compared.changes(name=name, after=after, limit=limit)

    def rows(self, changes: Sequence[KeyChange]) -> list[ChangeRow]:
        """Return the rows of changes, with what each rests on."""
        found = self.between.evidence(changes)
        return [self._row(*each) for each in zip(changes, found, strict=True)]

    def _row(self, changed: KeyChange, evidence: Evidence) -> ChangeRow:
        key, snapshot, revision = changed.key, self.view.snapshot, evidence.revision
        before, after = self.between.sides
        events = event_rows(after, evidence.events)
        return {
            "change": str(changed.change),
            "track": key.track,
            "actor": entity_row(snapshot, key.actor),
            "target": entity_row(snapshot, key.target),
            "person": optional_row(snapshot, key.person),
            "list": optional_row(snapshot, key.list),
            "before": _values(changed.before),
            "after": _values(changed.after),
            "events": events,
            "because": [
                *_claims(after, revision.came),
                *_claims(before, revision.went),
                *_claims(after, (*revision.judged, *revision.amended)),
            ]
            or [claim for row in events for claim in row["claims"]],
            "came": _ids(revision.came),
            "went": _ids(revision.went),
            "judged": _ids(revision.judged),
            "amended": _ids(revision.amended),
        }


def find(view: View, question: Question) -> Found:
    """Find what changed.

    :raises QuestionError: as `between` does.
    """
    told = between(view, question)
    return Found(view, told, told.compared())


def diff(view: View, question: Question) -> Answer:
    """Answer what does not hold as it held: between two days, or as it was known.

    Sorted by key; `counts` are of all that changed. The events shown can have fallen
    after the first day, up to and including the second; between knowledge times and
    versions they rest on the claims that came, were judged or were amended.

    :raises QuestionError: unless exactly one pair of times is given.
    """
    found = find(view, question)
    rest = found.changes(question.change, after=found.after, limit=question.limit + 1)
    shown, next_cursor = first_page(rest, question, lambda each: each.key)
    return answer(
        view,
        "diff",
        found.asked,
        found.rows(shown),
        next_cursor=next_cursor,
        more={"counts": found.counts()},
    )


def _after(question: Question) -> Key | None:
    place = cursor_of(question)
    if place is None:
        return None
    if len(place) != len(Key._fields):
        raise QuestionError(f"not a cursor of this list: {question.cursor!r}")
    return Key(*place)


def _place(change: Change) -> int:
    return tuple(Change).index(change)


def _values(values: Values) -> list[ValueRow]:
    return [
        {"value": value, "certainty": str(values[value])} for value in sorted(values)
    ]


def _claims(snapshot: Snapshot, claims: Iterable[Claim]) -> list[ClaimRow]:
    return [claim_row(snapshot, claim) for claim in claims]


def _ids(claims: Iterable[Claim]) -> list[str]:
    return [claim.id for claim in claims]
