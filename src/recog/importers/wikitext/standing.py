"""How things stand between two states, where a list says it beside a name.

"Israel (suspended)" tells no day. Where another place tells when relations broke, the
word says nothing new, and its unknown day would only blur the known one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from recog.domain.claims import Claim, Key
from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.domain.kinds import KINDS, Effect
from recog.importers.records import Skip, claim_id
from recog.importers.wikitext.reasons import Reason

_ENDS = (Effect.CLOSES, Effect.SUSPENDS)


@dataclass(slots=True)
class Standing:
    """Words without a day, kept until every page has been read."""

    _said: list[Claim] = field(default_factory=list)
    _ends: dict[Key, list[EdtfDate]] = field(default_factory=lambda: defaultdict(list))
    _begins: dict[Key, list[EdtfDate]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def keep(self, claim: Claim) -> None:
        """Keep a claim of a list whose day is not known."""
        self._said.append(claim)

    def note(self, claim: Claim) -> None:
        """Note when a claim says that relations ended or began again."""
        if claim.track != "relations" or claim.date.days.earliest is None:
            return
        if KINDS[claim.kind].effect in _ENDS:
            self._ends[claim.key].append(claim.date)
        elif KINDS[claim.kind].effect is Effect.RESUMES:
            self._begins[claim.key].append(claim.date)

    def records(self) -> Iterator[Claim | Skip]:
        """Yield the claims that tell something new, and for the others why not."""
        for claim in self._said:
            again = max(
                (each.days.first for each in self._begins.get(claim.key, ())),
                default=claim.date.days.first,
            )
            since = max(again, claim.date.days.first)
            ends = self._ends.get(claim.key, ())
            if any(end.days.last >= since for end in ends):
                detail = f"{claim.actor}, {claim.target}: {claim.date_text}"
                yield Skip(
                    where=claim.locator.partition(";")[0],
                    reason=Reason.DATED_ELSEWHERE,
                    detail=detail,
                )
            elif since > claim.date.days.first:
                days = Interval(since, claim.date.days.latest)
                yield _redated(claim, of_interval(days))
            else:
                yield claim


def _redated(claim: Claim, date: EdtfDate) -> Claim:
    return replace(claim, id=claim_id(claim.id, date.edtf), date=date)
