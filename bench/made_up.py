"""Claims of realistic shape, made up: as many as wanted, the same ones every time.

    from made_up import claims, entities, releases, sources

200 states, 60 governments, and people, organisations and lists as the tracks need them.
The claims come story by story, in the shares of `_STORIES`: a head of mission has an
appointment, credentials and an end, as in POCOM; recognitions, relations, missions,
listings and memberships begin, are suspended or end. Of what a first source says, 3 %
is contradicted by a second one, 2 % denied, 12 % told again less precisely; some claims
are ranked, joined by hand, or withdrawn. Some sources are derived from others, some set
out to be complete for a state.

Nothing is remembered of what was yielded, so a million claims take no more memory than
ten: what happened between two parties follows from who they are, and when their turn
comes again another source tells it. Above some 100,000 claims most pairs have several.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from typing import Any, Final

from recog.domain.claims import Claim, Mode, Rank, Stance
from recog.domain.dates import EdtfDate, Interval, of_day, of_interval, parse
from recog.domain.entities import Coverage, Entity, Name, Release, Source
from recog.domain.tracks import TRACKS

STATES: Final = 200
GOVERNMENTS: Final = 60
ORGANIZATIONS: Final = 120
SUBJECTS: Final = 1_000  # organisations that may be on a list
LISTS: Final = 12
RELEASES: Final = 40

RECORDED: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RETRACTED: Final = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
_BEGINNING: Final = date(1800, 1, 1)
_CONTRADICTED, _DENIED, _REPEATED = 0.03, 0.02, 0.12
_RANKED, _BY_HAND, _RETRACTED = 0.004, 0.004, 0.01
_LEVELS: Final = ("consulate", "legation", "embassy")
_MODES: Final = (Mode.UNSPECIFIED, Mode.UNSPECIFIED, Mode.DE_JURE, Mode.DE_FACTO)
#: What a second source is far enough from the first to contradict it, in days.
_ELSEWHERE: Final = (400, 3_000)


def claims(number: int, *, seed: int = 7) -> Iterator[Claim]:
    """Yield so many claims; more of them begin with the same ones.

    Those that no longer stand, about one in a hundred, have a `retracted_at`.
    """
    chance = random.Random(seed)  # noqa: S311
    yield from islice(_numbered(_told(chance)), number)


def standing(number: int, *, seed: int = 7) -> Iterator[Claim]:
    """Yield those of so many claims that stand."""
    return (each for each in claims(number, seed=seed) if each.retracted_at is None)


def entities(number: int, *, seed: int = 7) -> Iterator[Entity]:
    """Yield everyone whom so many claims name, each once."""
    for kind, many in (
        ("state", STATES),
        ("government", GOVERNMENTS),
        ("organization", ORGANIZATIONS + SUBJECTS),
    ):
        for each in range(many):
            governs = f"state/s{each % STATES}" if kind == "government" else ""
            yield _entity(f"{kind}/{kind[0]}{each}", governs=governs)
    for each in range(LISTS):
        yield _entity(f"list/l{each}", keeper=f"state/s{each}")
    last = ""
    for claim in claims(number, seed=seed):  # a person's claims come together
        if claim.person and claim.person != last:
            last = claim.person
            yield _entity(last)


def releases() -> list[Release]:
    """Return the releases that the claims cite, each of a source of its own.

    Every eighth is derived from the one before it, every tenth sets out to be complete
    for the relations of one state.
    """
    return [
        Release(
            id=f"release/r{each}",
            source=f"source/made-up-{each}",
            title=f"Made up {each}, first edition",
            edition="1",
            licence="CC0-1.0",
            derived_from=(f"release/r{each - 1}",) if each % 8 == 7 else (),
            coverage=(_coverage(each),) if each % 10 == 0 else (),
        )
        for each in range(RELEASES)
    ]


def sources() -> list[Source]:
    """Return the sources of the releases."""
    return [
        Source(id=f"source/made-up-{each}", title=f"Made up {each}")
        for each in range(RELEASES)
    ]


def _coverage(number: int) -> Coverage:
    days = Interval(_BEGINNING, date(2020, 12, 31))
    return Coverage(tracks=("relations",), days=days, actors=(f"state/s{number}",))


def _entity(id: str, *, governs: str = "", keeper: str = "") -> Entity:
    name = id.replace("/", " ").title()
    return Entity(
        id=id,
        labels=(Name(text=name, language="en"),),
        governs=governs,
        keeper=keeper,
        release="release/r0",
    )


def _told(chance: random.Random) -> Iterator[Claim]:
    """Yield what first sources say, and right behind it what others say of it."""
    stories, weights = zip(*_STORIES, strict=True)
    for number in count():
        (story,) = chance.choices(stories, weights)
        for claim in story(chance, number):
            yield from _ranked(claim, chance)
            yield from _second(claim, chance)


def _numbered(told: Iterator[Claim]) -> Iterator[Claim]:
    for number, claim in enumerate(told):
        yield replace(claim, id=f"claim/m{number:07}")


def _ranked(claim: Claim, chance: random.Random) -> Iterator[Claim]:
    """Yield the claim, sometimes ranked, withdrawn, or joined with another by hand."""
    drawn = chance.random()
    if drawn < _RANKED:
        rank = Rank.PREFERRED if drawn < _RANKED / 2 else Rank.DEPRECATED
        yield replace(claim, rank=rank, rank_reason="read again in the archive")
    elif drawn < _RANKED + _BY_HAND:
        joined = replace(claim, about_event=f"event/by-hand-{chance.randrange(10**9)}")
        yield joined
        yield replace(joined, date=_elsewhere(claim.date, chance))
    elif drawn < _RANKED + _BY_HAND + _RETRACTED:
        yield replace(claim, retracted_at=RETRACTED)
    else:
        yield claim


def _second(claim: Claim, chance: random.Random) -> Iterator[Claim]:
    """Yield what a second source says of an event, if one does."""
    drawn, release = chance.random(), f"release/r{chance.randrange(RELEASES)}"
    if drawn < _CONTRADICTED:
        yield replace(claim, date=_elsewhere(claim.date, chance), release=release)
    elif drawn < _CONTRADICTED + _DENIED:
        yield replace(claim, stance=Stance.DENIES, release=release)
    elif drawn < _CONTRADICTED + _DENIED + _REPEATED:
        yield replace(claim, date=_year_of(claim.date), release=release)


def _head_of_mission(chance: random.Random, number: int) -> Iterator[Claim]:
    actor, target = _pair(chance)
    make = _maker(
        chance,
        track="head-of-mission",
        actor=actor,
        target=target,
        person=f"person/p{number}",
    )
    day = _day(chance)
    yield make("appointment", day)
    if chance.random() < 0.05:
        how = "did not serve"
        yield make("mission-terminated", _later(day, chance, days=300), how=how)
        return
    day += timedelta(days=chance.randrange(20, 200))
    entry = "entered-on-duty" if chance.random() < 0.1 else "credentials-presented"
    yield make(entry, day)
    how = chance.choice(("left post", "presented recall", "died at post"))
    yield make("mission-terminated", _later(day, chance, days=1_500), how=how)


def _recognition(chance: random.Random, number: int) -> Iterator[Claim]:
    actor, target = _pair(chance)
    track = "state-recognition"
    if chance.random() < 0.25:
        target = f"government/g{chance.randrange(GOVERNMENTS)}"
        track = "government-recognition"
    past = _past(track, actor, target)
    make = _maker(chance, track=track, actor=actor, target=target)
    day, mode = _day(past), past.choice(_MODES)
    yield make("recognition", day, mode=mode)
    if past.random() < 0.12:
        yield make("recognition-withdrawn", _later(day, past))


def _relations(chance: random.Random, number: int) -> Iterator[Claim]:
    actor, target = _pair(chance)
    past = _past("relations", *sorted((actor, target)))
    make = _maker(chance, track="relations", actor=actor, target=target)
    day = _day(past)
    yield make("relations-established", day)
    if past.random() < 0.2:
        day = _later(day, past)
        end = past.choice(("relations-severed", "relations-interrupted"))
        yield make(end, day)
        if past.random() < 0.7:
            yield make("relations-resumed", _later(day, past))


def _mission(chance: random.Random, number: int) -> Iterator[Claim]:
    actor, target = _pair(chance)
    past = _past("mission", actor, target)
    make = _maker(chance, track="mission", actor=actor, target=target)
    day, level = _day(past), past.randrange(len(_LEVELS))
    yield make("mission-opened", day, level=_LEVELS[level])
    if level + 1 < len(_LEVELS) and past.random() < 0.5:
        day = _later(day, past)
        yield make("mission-level-changed", day, level=_LEVELS[level + 1])
    if past.random() < 0.2:
        yield make("mission-closed", _later(day, past))


def _listing(chance: random.Random, number: int) -> Iterator[Claim]:
    which, subject = chance.randrange(LISTS), chance.randrange(SUBJECTS)
    actor, target = f"state/s{which}", f"organization/o{ORGANIZATIONS + subject}"
    past = _past("listing", actor, target)
    make = _maker(
        chance, track="listing", actor=actor, target=target, list=f"list/l{which}"
    )
    day = _day(past)
    yield make("listed", day)
    if past.random() < 0.3:
        yield make("delisted", _later(day, past), how="removed")


def _membership(chance: random.Random, number: int) -> Iterator[Claim]:
    actor = f"state/s{chance.randrange(STATES)}"
    target = f"organization/o{chance.randrange(ORGANIZATIONS)}"
    past = _past("membership", actor, target)
    make = _maker(chance, track="membership", actor=actor, target=target)
    day = _day(past)
    yield make("admitted", day)
    if past.random() < 0.08:
        yield make("withdrew", _later(day, past))


Story = Callable[[random.Random, int], Iterator[Claim]]

#: How a story is told, and how often.
_STORIES: Final[tuple[tuple[Story, int], ...]] = (
    (_head_of_mission, 40),
    (_recognition, 24),
    (_relations, 18),
    (_mission, 8),
    (_membership, 6),
    (_listing, 4),
)


def _maker(chance: random.Random, **parties: Any) -> Callable[..., Claim]:
    """Return what makes a claim about these parties, as one source has it."""
    release = f"release/r{chance.randrange(RELEASES)}"
    assert parties["track"] in TRACKS

    def make(kind: str, day: date, **more: Any) -> Claim:
        return Claim(
            id="claim/m",
            kind=kind,
            date=_dated(day, chance),
            date_text="as the source has it",
            locator=f"page {chance.randrange(300)}",
            note="What the source says of it, in our words.",
            release=release,
            recorded_at=RECORDED,
            **parties,
            **more,
        )

    return make


def _pair(chance: random.Random) -> tuple[str, str]:
    """Return two states; a few have most of the dealings, as the powers do."""
    one = int(STATES * chance.random() ** 1.5)
    other = (one + 1 + chance.randrange(STATES - 1)) % STATES
    return f"state/s{one}", f"state/s{other}"


def _past(*parties: str) -> random.Random:
    """Return what decides what happened between parties, whoever tells it."""
    return random.Random(" ".join(parties))  # noqa: S311


def _day(chance: random.Random) -> date:
    """Return a day of two centuries; the later, the more there are."""
    days = int(75_000 * (1 - chance.random() ** 2))
    return _BEGINNING + timedelta(days=days)


def _later(day: date, chance: random.Random, *, days: int = 9_000) -> date:
    return day + timedelta(days=chance.randrange(30, days))


def _dated(day: date, chance: random.Random) -> EdtfDate:
    """Return a day as a source gives it: mostly exact, else month, year, interval."""
    drawn = chance.random()
    if drawn < 0.74:
        return of_day(day)
    if drawn < 0.84:
        return parse(f"{day:%Y-%m}")
    if drawn < 0.97:
        return parse(f"{day:%Y}")
    return of_interval(Interval(day, day + timedelta(days=chance.randrange(2, 90))))


def _year_of(given: EdtfDate) -> EdtfDate:
    return parse(f"{given.days.first:%Y}")


def _elsewhere(given: EdtfDate, chance: random.Random) -> EdtfDate:
    return of_day(given.days.last + timedelta(days=chance.randrange(*_ELSEWHERE)))
