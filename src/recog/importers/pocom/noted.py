"""Claims on missions and relations: from notes on a mission, a term and its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from recog.domain.claims import Claim
from recog.domain.dates import EdtfDate, Interval, of_interval
from recog.errors import AmbiguousEntityError, DateError, UnknownEntityError
from recog.importers.pocom.dating import dated
from recog.importers.pocom.edition import RELEASE, SENDER
from recog.importers.pocom.files import Chief, Mission, Step, iter_steps
from recog.importers.pocom.prose import Fact, facts_of, sentences
from recog.importers.pocom.reasons import Reason
from recog.importers.pocom.receivers import Resolve, party
from recog.importers.pocom.terms import Term
from recog.importers.records import Skip, claim_id

_DAY: Final = timedelta(days=1)
_BROKEN: Final = ("relations-severed", "relations-suspended", "relations-interrupted")


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that a note says, where it stands, and of which receiver."""

    where: str
    fact: Fact
    territory: str
    role: str = ""


def of_notes(mission: Mission) -> Iterator[Noted | Skip]:
    """Yield what the notes on a mission say; a skip has the sentences not read."""
    for number, note in enumerate(mission.notes, start=1):
        where = f"{mission.file}, note {number}"
        unread = []
        for sentence in sentences(note):
            facts = list(facts_of(sentence))
            yield from (Noted(where, fact, mission.territory) for fact in facts)
            if not facts:
                unread.append(sentence)
        if unread:
            detail = "; ".join(unread)
            yield Skip(where=where, reason=Reason.MISSION_NOTE, detail=detail)


def of_chief(chief: Chief) -> Iterator[Noted]:
    """Yield what a record's own note and the notes before its dates say."""
    for sentence in sentences(chief.note):
        for fact in facts_of(sentence):
            yield Noted(chief.where, fact, chief.territory, chief.role)
    for _, step in iter_steps(chief):
        *others, last = sentences(step.note.strip(" .")) or [""]
        facts = [fact for sentence in others for fact in facts_of(sentence)]
        facts += facts_of(last, dated=_date(step), dated_text=step.date)
        for fact in facts:
            yield Noted(chief.where, fact, chief.territory, chief.role)


def claims_of(
    noted: Iterable[Noted], release: str, resolve: Resolve
) -> Iterator[Claim | Skip]:
    """Yield a claim for each thing noted, and a second where both parties acted."""
    seen: set[str] = set()
    for each in noted:
        fact = each.fact
        try:
            target = _target(each, resolve)
        except (UnknownEntityError, AmbiguousEntityError) as error:
            reason = Reason.RECEIVER_UNKNOWN
            yield Skip(where=each.where, reason=reason, detail=str(error))
            continue
        parties = (target, SENDER) if fact.of_receiver else (SENDER, target)
        for actor, to in (parties, parties[::-1])[: 2 if fact.of_both else 1]:
            claim = _claim(each, release, actor=actor, target=to)
            if claim.id not in seen:
                seen.add(claim.id)
                yield claim


def resumptions(
    noted: Sequence[Claim], terms: Iterable[Term], release: str
) -> Iterator[Claim]:
    """Yield that broken relations had been resumed when credentials were presented.

    Without it they would seem broken ever since: POCOM says when relations were
    severed more often than when they were resumed. Only where the next head of the
    mission to present credentials did so to the same receiver.
    """
    entries = sorted(
        (term for term in terms if _presented(term)),
        key=lambda term: _entry(term).first,
    )
    relations = [claim for claim in noted if claim.track == "relations"]
    done: set[str] = set()
    for broken in (claim for claim in relations if claim.kind in _BROKEN):
        after = broken.date.days.last
        term = next((term for term in entries if _entry(term).first > after), None)
        if term is None or term.target not in (broken.actor, broken.target):
            continue
        others = (each for each in relations if _same(each, broken))
        until = _entry(term).last
        if any(after < each.date.days.first <= until for each in others):
            continue
        if term.chief.where not in done:
            done.add(term.chief.where)
            yield _resumption(broken, term, release)


def _presented(term: Term) -> bool:
    return term.entry is not None and term.entry.kind == "credentials-presented"


def _entry(term: Term) -> Interval:
    return term.entry.date.days if term.entry else Interval(None, None)


def _same(one: Claim, other: Claim) -> bool:
    return {one.actor, one.target} == {other.actor, other.target}


def _resumption(broken: Claim, term: Term, release: str) -> Claim:
    how, entered = broken.kind.removeprefix("relations-"), _entry(term)
    note = (
        f"Inferred: relations were {how} on {broken.date}, and the next head of "
        f"mission presented credentials on {of_interval(entered)}; POCOM does not say "
        "when they were resumed."
    )
    when = of_interval(Interval(broken.date.days.last + _DAY, entered.latest))
    content = (RELEASE.id, term.chief.where, "relations-resumed", broken.id, when.edtf)
    return Claim(
        id=claim_id(*content),
        kind="relations-resumed",
        track="relations",
        actor=SENDER,
        target=term.target,
        date=when,
        date_text=term.entry.text if term.entry else "",
        locator=term.chief.where,
        note=note,
        release=release,
    )


def _target(noted: Noted, resolve: Resolve) -> str:
    day = noted.fact.date.days.first
    if noted.fact.party:
        return resolve(noted.fact.party, day)
    return party(noted.territory, day, noted.role, resolve)


def _claim(noted: Noted, release: str, *, actor: str, target: str) -> Claim:
    fact = noted.fact
    content = (RELEASE.id, noted.where, fact.kind, actor, target)
    return Claim(
        id=claim_id(*content, fact.date.edtf, fact.level, fact.sentence),
        kind=fact.kind,
        track=fact.track,
        actor=actor,
        target=target,
        level="" if fact.kind == "mission-relocated" else fact.level,
        date=fact.date,
        date_text=fact.date_text,
        locator=noted.where,
        note=fact.sentence,
        release=release,
    )


def _date(step: Step) -> EdtfDate | None:
    try:
        return dated(step)
    except DateError:
        return None  # listed by `reserves`
