"""How things stand between two states, where a list says it beside a name.

"Israel (suspended)" tells no day. Where another place on these pages tells when the
two broke, that is what the word means, and its claim has that day; an unknown day would
only blur the known one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from recog.domain.claims import Claim, Key
from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.domain.kinds import KINDS, Effect
from recog.importers.records import claim_id

_ENDS = (Effect.CLOSES, Effect.SUSPENDS)


@dataclass(slots=True)
class Standing:
    """Words without a day, kept until every page has been read."""

    _said: list[Claim] = field(default_factory=list)
    _ends: dict[Key, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    _begins: dict[Key, list[date]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, claim: Claim) -> None:
        """Keep a claim of a list whose day is not known."""
        self._said.append(claim)

    def note(self, claim: Claim) -> None:
        """Note when a claim says that relations ended or began again."""
        if claim.track != "relations" or claim.date.days.earliest is None:
            return
        if KINDS[claim.kind].effect in _ENDS:
            self._ends[claim.key].append(claim)
        elif KINDS[claim.kind].effect is Effect.RESUMES:
            self._begins[claim.key].append(claim.date.days.first)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims, with the day that another place gives, if one does."""
        for claim in self._said:
            opened = claim.date.days.first
            since = max([opened, *self._begins.get(claim.key, ())])
            ends = [
                end
                for end in self._ends.get(claim.key, ())
                if end.date.days.last >= since
            ]
            if ends:
                yield _dated(claim, max(ends, key=lambda end: end.date.days.first))
            elif since > opened:
                days = Interval(since, claim.date.days.latest)
                yield _changed(claim, when=of_interval(days))
            else:
                yield claim


def _dated(claim: Claim, end: Claim) -> Claim:
    place = end.locator.partition("; ref: ")[0]
    return _changed(
        claim,
        kind=end.kind,
        when=end.date,
        note=f"The list gives no day; it is taken from {place}.",
    )


def _changed(claim: Claim, *, when: EdtfDate, kind: str = "", note: str = "") -> Claim:
    kind = kind or claim.kind
    return replace(
        claim,
        id=claim_id(claim.id, kind, when.edtf),
        kind=kind,
        date=when,
        note=note or claim.note,
    )
