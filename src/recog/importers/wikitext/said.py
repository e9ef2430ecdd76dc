"""What a page says happened, its parties as it names them, and the claim that it makes.

Readers of tables and of prose yield what is said; here the parties are looked up, the
reference that stands beside the words is found, and the claim is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.claims import Claim, Mode, Stance, track_of
from recog.domain.dates import EdtfDate
from recog.domain.kinds import KINDS, Effect
from recog.domain.tracks import TRACKS
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import Skip, claim_id
from recog.importers.wikitext.edition import RELEASE
from recog.importers.wikitext.env import Env, Place
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.references import Reference
from recog.importers.wikitext.words import Words

NO_WORDS: Final = Words("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that a page says happened."""

    kind: str
    actor: tuple[str, ...]  # names as the page has them, or ids; the best first
    target: tuple[str, ...]
    date: EdtfDate
    text: str  # the words of the date
    at: int = 0  # where among its words it is said, for the reference beside it
    words: Words = NO_WORDS  # in which it is said
    stance: Stance = Stance.ASSERTS
    mode: Mode = Mode.UNSPECIFIED
    note: str = ""
    needs: str = ""  # the type that the target must be of, if any: "government"

    @property
    def about(self) -> tuple[object, ...]:
        """What it speaks of, without the date."""
        return (self.kind, self.actor, self.target, self.stance, self.mode)


def finest(claims: Iterable[Claim | Skip]) -> Iterator[Claim | Skip]:
    """Leave out what one place says twice, or with a finer date beside it."""
    once: dict[object, Claim | Skip] = {}
    for each in claims:
        content = (*_about(each), each.date.edtf) if isinstance(each, Claim) else each
        once.setdefault(content, each)
    for each in once.values():
        if not any(_finer(other, each) for other in once.values()):
            yield each


def _about(claim: Claim) -> tuple[object, ...]:
    return (claim.kind, *claim.key, claim.stance)


def _finer(one: Claim | Skip, other: Claim | Skip) -> bool:
    """Tell whether one says what another says, with a date that lies within its."""
    if not (isinstance(one, Claim) and isinstance(other, Claim)):
        return False
    own, wide = one.date.days, other.date.days
    inside = wide.first <= own.first and own.last <= wide.last
    return _about(one) == _about(other) and own != wide and inside


def records(
    said: Iterable[Said], where: str, env: Env, *, row: Sequence[Words] = ()
) -> Iterator[Claim | Skip]:
    """Yield the claim that each makes, or why it makes none.

    :param where: the page, section and row or paragraph in which it is said.
    :param row: the words of the cells of the row, for its references.
    """
    yield from finest(_record(each, where, env, row) for each in said)


def _record(said: Said, where: str, env: Env, row: Sequence[Words]) -> Claim | Skip:
    day = _day(said)
    if said.date.days.first > env.last:
        return Skip(where=where, reason=Reason.DATE_UNREADABLE, detail=said.text)
    parties: list[str] = []
    for names in (said.actor, said.target):
        try:
            parties.append(env.first(names, day))
        except (UnknownEntityError, AmbiguousEntityError) as error:
            return Skip(
                where=where,
                reason=Reason.NAME_UNKNOWN,
                detail=str(error),
                name=names[0] if names else "",
                on=day,
            )
    actor, target = parties
    track = track_of(said.kind, target)
    if why := _why_not(track, actor, target, said.needs):
        named = f"{said.actor[0]}, {said.target[0]}"
        return Skip(where=where, reason=why, detail=f"{named}: {said.kind}")
    place = Place(where=where, references=_references(said, row))
    content = (said.kind, actor, target, said.date.edtf, said.stance, said.mode)
    return Claim(
        id=claim_id(RELEASE.source, where, *content),
        kind=said.kind,
        track=track,
        actor=actor,
        target=target,
        date=said.date,
        date_text=said.text,
        mode=said.mode,
        stance=said.stance,
        locator=place.locator,
        note=said.note,
        release=env.release_of(place),
    )


def _references(said: Said, row: Sequence[Words]) -> tuple[Reference, ...]:
    """Return the reference that stands next after the words, then those of the row."""
    given = [each for each in said.words.marks if each.reference is not None]
    after = [each for each in given if each.start >= said.at]
    near = [each.reference for each in (*after, *reversed(given)) if each.reference]
    others = [reference for words in row for reference in words.references]
    return tuple(each for each in (*near, *others) if each.short)


def _day(said: Said) -> date | None:
    """Return the day on which the names hold: as late as it may have begun.

    What ends is named as it was before.
    """
    days = said.date.days
    if KINDS[said.kind].effect in (Effect.CLOSES, Effect.SUSPENDS):
        return days.earliest or days.latest
    return days.latest or days.earliest


def _why_not(track: str, actor: str, target: str, needs: str) -> Reason | None:
    """Say why the two cannot be the parties of a claim on a track."""
    row = TRACKS[track]
    types = actor.partition("/")[0], target.partition("/")[0]
    if actor == target:
        return Reason.ONE_PARTY
    fits = types[0] in row.actors and types[1] in row.targets
    return None if fits and target.startswith(needs) else Reason.NOT_A_STATE
