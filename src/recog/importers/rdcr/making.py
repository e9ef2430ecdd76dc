"""Claims from facts: the parties by day; both dates where markup and prose differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recog.domain.claims import Claim, track_of
from recog.domain.dates import EdtfDate, parse
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import reconcile
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.rdcr.edition import SOURCE
from recog.importers.rdcr.facts import Fact
from recog.importers.rdcr.files import Item
from recog.importers.rdcr.items import Read
from recog.importers.rdcr.reasons import Reason
from recog.importers.rdcr.subjects import Resolve, party
from recog.importers.records import NAME_UNKNOWN, Skip, claim_id

_MARKUP: Final = "markup"
_HEADING: Final = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes claims of one release."""

    release: str
    resolve: Resolve

    def claims(self, item: Item, read: Read) -> Iterator[Claim | Skip]:
        """Yield the claims of an item, and a skip where a party is not known."""
        for fact in read.facts:
            claim = self._claim(item, fact)
            yield claim
            if isinstance(claim, Skip):
                continue
            for where, days, words in _other_dates(fact, read):
                yield self._otherwise(claim, where, days, words)
                yield Skip(
                    where=item.where,
                    reason=Reason.MARKUP,
                    detail=f"{where} {days.edtf}, prose {fact.date.edtf}",
                )

    def _claim(self, item: Item, fact: Fact) -> Claim | Skip:
        day = _day(fact.date)
        ids: dict[str, str] = {}
        for name in (fact.by, fact.to):
            try:
                ids[name] = party(name, item.article, day, self.resolve)
            except (UnknownEntityError, AmbiguousEntityError) as error:
                return Skip(
                    where=item.where,
                    reason=NAME_UNKNOWN,
                    detail=str(error),
                    name=f"rdcr:{item.article}" if name == "it" else name,
                    on=day,
                )
        actor, target = ids[fact.by], ids[fact.to]
        return self._made(
            Claim(
                id="claim/unnamed",
                kind=fact.kind,
                track=track_of(fact.kind, target),
                actor=actor,
                target=target,
                person=fact.person,
                date=fact.date,
                date_text=fact.words,
                level=fact.level,
                mode=fact.mode,
                resident=fact.resident,
                locator=item.where,
                note=fact.note and f"{fact.note[0].upper()}{fact.note[1:]}.",
                release=self.release,
            )
        )

    def _otherwise(self, claim: Claim, where: str, days: EdtfDate, words: str) -> Claim:
        return self._made(
            replace(
                claim,
                date=days,
                date_text=words,
                locator=f"{claim.locator}; {where}",
                note=f"The {where} has another date than the prose, {claim.date.edtf}.",
            )
        )

    def _made(self, claim: Claim) -> Claim:
        """Give a claim its id; what two editions say alike has one id."""
        content = (
            SOURCE.id,
            claim.locator,
            claim.kind,
            claim.actor,
            claim.target,
            claim.person,
            claim.date.edtf,
            claim.date_text,
            claim.level,
            claim.mode,
            claim.resident,
            claim.note,
        )
        return replace(claim, id=claim_id(*content))


def _day(days: EdtfDate) -> date | None:
    """Return the day that decides which party a name means: the last possible one."""
    return days.days.latest or days.days.earliest


def _other_dates(fact: Fact, read: Read) -> Iterator[tuple[str, EdtfDate, str]]:
    """Yield the dates that the markup or the heading gives and the prose does not."""
    days = fact.date.days
    if fact.when and not parse(fact.when).days.intersection(days):
        yield _MARKUP, parse(fact.when), f'when="{fact.when}"'
    if len(read.heading) != 1 or not _announced(fact, read):
        return
    heading = read.heading[0]
    if heading.when and not parse(heading.when).days.intersection(days):
        yield _MARKUP, parse(heading.when), f'when="{heading.when}"'
    agrees = [
        each
        for each in read.facts
        if each.date.days.intersection(heading.date.days) is not None
    ]
    if not agrees:
        yield _HEADING, heading.date, heading.words


def _announced(fact: Fact, read: Read) -> bool:
    """Tell whether a fact is the first of what the heading says, or mutual with it."""
    first = read.facts[0]
    return fact.kind in read.announced and (first.kind, first.date) == (
        fact.kind,
        fact.date,
    )


def apart(claims: Sequence[Claim]) -> list[Claim]:
    """Tell apart what two items tell of as two events, though nothing lies between.

    A state recognised in 1922 and again in 1991 was not recognised on a day that is in
    dispute: the article has an item for each.
    """
    named: dict[str, str] = {}
    by_id = {claim.id: claim for claim in claims}
    for event in reconcile(claims):
        kind = KINDS[event.kind]
        if not event.contradicted or kind.effect is Effect.NONE:
            continue
        parts = [by_id[each] for each in event.claims]
        places = {_item(claim) for claim in parts if "item" in claim.locator}
        if len(places) < 2:
            continue
        for claim in parts:
            if "item" in claim.locator:
                named[claim.id] = _event(claim)
    return [
        replace(claim, about_event=named[claim.id]) if claim.id in named else claim
        for claim in claims
    ]


def _item(claim: Claim) -> str:
    return claim.locator.partition(";")[0]


def _event(claim: Claim) -> str:
    place = _item(claim).removeprefix("articles/").replace(".xml, item ", "-")
    return f"event/rdcr-{place}-{claim.kind}-{claim.target.partition('/')[2]}"
