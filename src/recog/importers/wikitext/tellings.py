"""What a text tells becomes claims, once it is known who is meant.

In the notes of a row the two parties are the page's and the row's; in a section with
the name of a state, the page's and that state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from recog.domain.claims import Claim
from recog.domain.dates import Interval, of_interval
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import Skip, claim_id
from recog.importers.wikitext import recognised_prose
from recog.importers.wikitext.edition import RELEASE
from recog.importers.wikitext.embassies import embassies_in
from recog.importers.wikitext.env import Env, Moment, Place, day_of, made
from recog.importers.wikitext.forms import MAINTAIN
from recog.importers.wikitext.prose import Told, halves, listed, told_in
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.sentences import sentences
from recog.importers.wikitext.spells import ESTABLISHED
from recog.importers.wikitext.words import Words
from recog.importers.written import dates_in

#: A sentence that may tell of relations: if nothing is read in it, it is listed.
_SPEAKS: Final = re.compile(
    r"(?:diplomatic|formal|official) (?:relations|ties)|relations (?:were|was) "
    r"|(?:sever|broke|cut|suspend|resum|restor)\w* (?:\w+ ){0,2}(?:relations|ties)",
    re.IGNORECASE,
)
_HAPPENS: Final = re.compile(
    r"establish|sever|broke|\bcut\b|suspend|resum|restor|renew|terminat|froze", re.I
)


def read_text(
    words: Words, place: Place, env: Env, party: Sequence[str]
) -> Iterator[Claim | Skip]:
    """Yield the claims of a text, and the sentences that could not be read.

    :param party: names of the party that it is about beside the page's; may be empty.
    """
    for sentence in sentences(words):
        told = [*told_in(sentence), *embassies_in(sentence)]
        claims = [claim for each in told for claim in _claims(each, place, env, party)]
        yield from claims
        if not claims and _is_lost(sentence):
            detail = " ".join(sentence.split())[:200]
            yield Skip(where=place.where, reason=Reason.SENTENCE, detail=detail)
    yield from recognised_prose.read(words, place.where, env, party)


def maintained(words: Words, *, last: date) -> Moment | None:
    """Return that two have relations, where a text says so and nothing of the day."""
    for sentence in sentences(words):
        if said := MAINTAIN.match(sentence):
            days = of_interval(Interval(None, last))
            note = "The page gives no date; they had relations when it was read."
            return Moment(ESTABLISHED, days, said[0].strip(), note)
    return None


def _is_lost(sentence: str) -> bool:
    if not _SPEAKS.search(sentence) or not _HAPPENS.search(sentence):
        return False
    return any(True for _ in dates_in(sentence, years=True))


def _claims(
    told: Told, place: Place, env: Env, party: Sequence[str]
) -> Iterator[Claim]:
    if told.date.days.first > env.last:
        return
    try:
        pairs = _pairs(told, env, party)
    except (UnknownEntityError, AmbiguousEntityError):
        return
    for first, second in pairs:
        types = {id.partition("/")[0] for id in (first, second)}
        if first == second or types - {"state", "government"}:
            continue
        if told.level:
            yield _mission(told, (first, second), place, env)
        else:
            moment = Moment(told.kind, told.date, told.text)
            yield made(moment, "relations", first, second, place, env)


def _pairs(told: Told, env: Env, party: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return who is meant; nobody where it is not clear.

    :raises UnknownEntityError: and AmbiguousEntityError: for a name.
    """
    day = day_of(told.date)
    page = env.first(env.subjects, day)
    other = env.first(party, day) if party else ""
    if told.level:
        found = _of_mission(told, env, page, other)
        return [found] if found else []
    if told.first and told.second:
        seconds = _ids(told.second, env, day)
        try:
            firsts = _ids(told.first, env, day)
        except (UnknownEntityError, AmbiguousEntityError):
            # "President N. broke relations with B": of the two, it was the other
            if not other or len(seconds) > 1 or seconds[0] not in (page, other):
                raise
            firsts = [other if seconds[0] == page else page]
        return [(first, second) for first in firsts for second in seconds]
    if not told.first:
        return [(page, other)] if other else []
    if pair := _two(told.first, env, day, {page, other}):
        return [pair]
    named = _ids(told.first, env, day)
    if len(named) == 2:
        return [(named[0], named[1])]
    if len(named) > 2:
        return []
    if named[0] == page:
        return [(page, other)] if other else []
    return [(named[0], page)] if not other or named[0] == other else []


def _ids(names: str, env: Env, day: date | None) -> list[str]:
    """Return those whom a name means, or several of a list."""
    whole, parts = listed(names)
    try:
        return [env.resolve(whole, day)]
    except (UnknownEntityError, AmbiguousEntityError):
        if len(parts) < 2:
            raise
    return [env.resolve(part, day) for part in parts]


def _two(
    name: str, env: Env, day: date | None, about: set[str]
) -> tuple[str, str] | None:
    """Read "A and B" as two; one may have a name that is not known here.

    That one is taken for the other of the two that the text is about.
    """
    for halved in halves(listed(name)[0]):
        ids = [_or_nobody(half, env, day) for half in halved]
        if all(ids):
            return ids[0], ids[1]
        known = ids[0] or ids[1]
        if known in about and "" not in about and len(about) == 2:
            (rest,) = about - {known}
            return known, rest
    return None


def _or_nobody(name: str, env: Env, day: date | None) -> str:
    try:
        return env.resolve(listed(name)[0], day)
    except (UnknownEntityError, AmbiguousEntityError):
        return ""


def _of_mission(told: Told, env: Env, page: str, other: str) -> tuple[str, str] | None:
    """Return sender and receiver; the city is the receiver's, or not known here."""
    day = day_of(told.date)
    sender = env.resolve(told.first.removesuffix("'s").removesuffix("’s"), day)
    receiver = {page: other, other: page}.get(sender, "")
    if not receiver:
        return None
    if told.second:
        try:
            host = env.resolve(told.second, day)
        except (UnknownEntityError, AmbiguousEntityError):
            host = receiver
        if host != receiver:
            return None
    return sender, receiver


def _mission(told: Told, ids: tuple[str, str], place: Place, env: Env) -> Claim:
    content = (
        RELEASE.source,
        place.where,
        told.kind,
        *ids,
        told.date.edtf,
        told.text,
        told.level,
    )
    return Claim(
        id=claim_id(*content),
        kind=told.kind,
        track="mission",
        actor=ids[0],
        target=ids[1],
        date=told.date,
        date_text=told.text,
        level=told.level,
        locator=place.locator,
        release=env.release_of(place),
    )
