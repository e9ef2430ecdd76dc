"""What the readers of a page share: who is meant by a name, and where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from recog.domain.claims import Claim, Mode
from recog.domain.dates import EdtfDate
from recog.domain.entities import Entity
from recog.domain.kinds import KINDS
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import Skip, claim_id
from recog.importers.wikitext.edition import HISTORIAN, RELEASE
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.references import Reference
from recog.importers.wikitext.standing import Standing

_PRC: Final = "government/peoples-republic-of-china"
_ROC: Final = "government/republic-of-china"
#: Who is meant by a name that a government and its state share: from a day, whom.
_SHARED: Final[Mapping[str, Sequence[tuple[date, str]]]] = {
    "china": (
        (date(1949, 10, 1), _PRC),
        (date(1912, 1, 1), _ROC),
        (date.min, "state/china"),
    ),
}
_SHARED_AS: Final = {"china": "china", "chn": "china", "prc": "china"}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened between two parties, before they are resolved."""

    kind: str
    date: EdtfDate
    text: str  # the words of the source
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Env:
    """What is known while one page is read."""

    find: Callable[[str, date | None], str]  # the resolver of the import
    known: Callable[[str], Entity | None]  # what is known of an id
    release: str  # release/…
    after_historian: str  # release/…, of claims that rest on the Office's pages
    standing: Standing  # what lists say of today, kept to the end
    last: date  # the day of the edition: nothing is later
    page: str  # "Foreign relations of Chad"
    subject: str  # "Chad": whose page it is
    cache: dict[tuple[str, date | None], str | Exception] = field(default_factory=dict)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The names of the page's party, the best first."""
        return tuple(dict.fromkeys((self.subject, self.subject.partition(" (")[0])))

    def resolve(self, name: str, day: date | None) -> str:
        """Return the id of a party as it was called on a day.

        :raises UnknownEntityError: and AmbiguousEntityError, as the resolver does.
        """
        shared = _SHARED_AS.get(name.strip().casefold())
        if shared:
            on = day or self.last
            return next(id for since, id in _SHARED[shared] if since <= on)
        key = (name, day)
        if key not in self.cache:
            try:
                self.cache[key] = self.find(name, day)
            except (UnknownEntityError, AmbiguousEntityError) as error:
                self.cache[key] = error
        found = self.cache[key]
        if isinstance(found, Exception):
            raise found
        return found

    def first(self, names: Iterable[str], day: date | None) -> str:
        """Return the id of the first name that is known on a day.

        :raises UnknownEntityError: and AmbiguousEntityError: of the first name.
        """
        errors: list[UnknownEntityError | AmbiguousEntityError] = []
        for name in names:
            try:
                return self.resolve(name, day)
            except (UnknownEntityError, AmbiguousEntityError) as error:
                errors.append(error)
        raise errors[0] if errors else UnknownEntityError("no name given")

    def release_of(self, place: Place) -> str:
        """Return the release of what a place says."""
        return self.after_historian if place.rests_on_historian else self.release

    def where(self, section: str, place: str) -> str:
        """Return the locator of a place: "Foreign relations of Chad, A / B, row 3"."""
        return f"{self.page}, {section}, {place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on a page, with what it refers to."""

    where: str
    references: tuple[Reference, ...] = ()

    @property
    def locator(self) -> str:
        """The place, and the first reference with words."""
        short = next((each.short for each in self.references if each.short), "")
        return f"{self.where}; ref: {short}" if short else self.where

    @property
    def rests_on_historian(self) -> bool:
        """Whether its first reference is a page of the Office of the Historian."""
        return bool(self.references) and self.references[0].host == HISTORIAN


def day_of(when: EdtfDate) -> date | None:
    """Return the day on which parties are to be found: the last that is possible.

    A state that is named with the year of its independence existed at the end of it.
    """
    return when.days.latest or when.days.earliest


def claims_of(
    moment: Moment,
    actor: Sequence[str],
    target: Sequence[str],
    place: Place,
    env: Env,
) -> Iterator[Claim | Skip]:
    """Yield the claim that a moment becomes, or why it becomes none.

    :param actor: names of the party, the best first; so is `target`.
    """
    day = day_of(moment.date)
    try:
        parties = []
        for names in (actor, target):
            name = names[0] if names else ""
            parties.append(env.first(names, day))
    except (UnknownEntityError, AmbiguousEntityError) as error:
        yield Skip(
            where=place.where,
            reason=Reason.NAME_UNKNOWN,
            detail=str(error),
            name=name,
            on=day,
        )
        return
    first, second = parties
    track = KINDS[moment.kind].tracks[0]
    if {first.partition("/")[0], second.partition("/")[0]} - {"state", "government"}:
        detail = f"{first}, {second}: {moment.kind}"
        yield Skip(where=place.where, reason=Reason.NOT_A_STATE, detail=detail)
        return
    if first == second:
        detail = f"{actor[0]}, {target[0]}: {first}, {moment.text}"
        yield Skip(where=place.where, reason=Reason.ONE_PARTY, detail=detail)
        return
    yield made(moment, track, first, second, place, env)


def made(
    moment: Moment, track: str, actor: str, target: str, place: Place, env: Env
) -> Claim:
    """Make a claim; what two editions say alike has one id."""
    content = (
        RELEASE.source,
        place.where,
        moment.kind,
        actor,
        target,
        moment.date.edtf,
        moment.text,
    )
    return Claim(
        id=claim_id(*content),
        kind=moment.kind,
        track=track,
        actor=actor,
        target=target,
        date=moment.date,
        date_text=moment.text,
        mode=Mode.UNSPECIFIED,
        locator=place.locator,
        note=moment.note,
        release=env.release_of(place),
    )
