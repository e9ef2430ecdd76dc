"""The facts that an item's heading announces and its prose dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from recog.domain.claims import Mode
from recog.importers.rdcr.dating import moment_of
from recog.importers.rdcr.facts import Fact
from recog.importers.rdcr.grammar import ACTIONS, INSTEAD, Want, wants
from recog.importers.rdcr.prose import Moment, Sentence, plain
from recog.importers.rdcr.subjects import named

#: How prose says that the United States recognised, that it was recognised, or both.
_RECOGNISED: Final = {
    "us": (
        r"\bUS(?:[’']s?)?(?: Government)?(?: \w+ly| first| also)? recogni[sz]ed\b",
        r"\bnot (?:formally |officially )?recogni[sz]e [^⟦.]*?(?=⟦|until)",
        r"\b(?:was|were|both) (?:\w+ly )?recogni[sz]ed\b|formally recogni[sz]ed\b",
        r"extended the recognition|(?:indirectly|thus) recogni[sz]ing|recognition by"
        r"|(?:constituted|marks|signified|record of) [^⟦.]{0,40}recognition",
    ),
    "it": (
        r"(?<!US )\b(?:officially |formally )?recogni[sz]ed? (?:the )?"
        r"(?:US|American)\b",
        r"\bnot (?:formally |officially )?recogni[sz]e the US until\b",
        r"recognition (?:by [^⟦]{0,40})?of the US\b",
    ),
    "mutual": (
        r"act of (?:mutual )?recognition|(?:act of diplomatic engagement and "
        r"recognition)|mutual recognition|formal recognition",
    ),
    "withdrawn": (r"withdraw recognition|withdrew [^⟦]*recognition",),
}
#: Events that date what the heading says where no sentence says it in its own words;
#: the first kind that the item has.
_STAND_FOR: Final = (
    r"(?:present|deliver)(?:ed|ing|s)\b[^⟦.]{0,30}(?:credentials?|letters?)",
    r"\baccredited\b|\b(?:was|were) [^⟦.]{0,12}received\b|accepted the credentials"
    r"|\breceived [A-Z]",
    r"\bannounced\b|\bsigned\b",
    r"\bappointed\b",
)
_DE_FACTO: Final = re.compile(r"\bde (facto|jure)\b")
_LATTER: Final = re.compile(r"^This (?:latter date|constituted)")
_SOON_AFTER: Final = re.compile(r"soon after [^⟦]{0,40}$")


def announced(heading: str, said: Sequence[Sentence]) -> Iterator[Fact]:
    """Yield the facts that a heading announces, in its order, as far as dated.

    What no sentence tells in the heading's words has the date of what is announced
    with it, or else of what stands for it, such as credentials.
    """
    found: list[tuple[Want, list[Fact]]] = []
    for want in wants(heading):
        if want.thing.name == "recognition":
            found.append((want, list(_recognitions(want, heading, said))))
        else:
            where = _where_said(want, said)
            found.append((want, [_fact(want, heading, *where)] if where else []))
    told = next((facts[0] for _, facts in found if facts), None)
    for want, facts in found:
        if facts:
            yield from facts
        elif told and want.thing.name != "recognition":
            by = want.by
            yield replace(
                told,
                kind=want.kind,
                by=told.by if by == "us" and told.by != "us" else by,
                to=told.to if by == "us" else "us",
                level=want.level,
                mode=Mode.UNSPECIFIED,
            )
        elif want.thing.name != "recognition" and (where := _standing_for(said)):
            yield _fact(want, heading, *where)


def _fact(
    want: Want, heading: str, sentence: Sentence, verb: re.Match[str], moment: Moment
) -> Fact:
    by = want.by
    if want.kind == "relations-severed":
        by = _who_broke(heading, sentence.text[: verb.start()])
    fact = Fact(
        kind=want.kind,
        date=moment.date,
        words=moment.words,
        when=moment.when,
        by=by,
        to="it" if by == "us" else "us",
        level=want.level,
    )
    return _with_other(fact, named(heading) or _beside(sentence, verb))


def _recognitions(want: Want, heading: str, said: Sequence[Sentence]) -> Iterator[Fact]:
    form = "withdrawn" if want.kind == "recognition-withdrawn" else want.by
    for pattern in _RECOGNISED[form]:
        facts = [
            fact
            for place, sentence in enumerate(said)
            for verb in re.finditer(pattern, sentence.text)
            for fact in _recognition(want, heading, said, place, verb)
        ]
        if facts:
            yield from facts[:2] if form == "mutual" else facts
            return


def _recognition(
    want: Want,
    heading: str,
    said: Sequence[Sentence],
    place: int,
    verb: re.Match[str],
) -> Iterator[Fact]:
    sentence = said[place]
    moment = moment_of(sentence, verb)
    if moment is None and _LATTER.match(sentence.text) and place:
        moment = said[place - 1].moments[-1] if said[place - 1].moments else None
    if moment is None:
        return
    mode = _DE_FACTO.search(sentence.text)
    fact = Fact(
        kind=want.kind,
        date=moment.date,
        words=moment.words,
        when=moment.when,
        mode=Mode(f"de-{mode[1]}") if mode else Mode.UNSPECIFIED,
    )
    other = _beside(sentence, verb) or named(heading)
    if want.by in ("us", "mutual"):
        yield _with_other(fact, other)
    if want.by in ("it", "mutual"):
        yield _with_other(replace(fact, by="it", to="us"), other)


def _beside(sentence: Sentence, verb: re.Match[str]) -> str:
    """Return another party than the article's, named after a verb in its clause."""
    rest = sentence.text[verb.start() :]
    return named(re.split(r"⟦| when | after ", rest)[0])


def _with_other(fact: Fact, other: str) -> Fact:
    if not other:
        return fact
    return replace(fact, to=other) if fact.by == "us" else replace(fact, by=other)


def _where_said(
    want: Want, said: Sequence[Sentence]
) -> tuple[Sentence, re.Match[str], Moment] | None:
    """Return the first dated sentence that names both what is done and to what."""
    things = [re.compile(r"\bDR\b")] if want.thing.name == "relations" else []
    for name in (want.action.name, *INSTEAD.get(want.action.name, ())):
        for thing in (*things, want.thing.prose):
            told = [sentence for sentence in said if thing.search(sentence.text)]
            if found := _dated(told, ACTIONS[name].prose):
                return found
    return None


def _standing_for(
    said: Sequence[Sentence],
) -> tuple[Sentence, re.Match[str], Moment] | None:
    found = (_dated(said, re.compile(pattern)) for pattern in _STAND_FOR)
    return next((each for each in found if each), None)


def _dated(
    said: Sequence[Sentence], pattern: re.Pattern[str]
) -> tuple[Sentence, re.Match[str], Moment] | None:
    for sentence in said:
        for verb in pattern.finditer(sentence.text):
            moment = moment_of(sentence, verb)
            if moment:
                return sentence, verb, moment
    return None


def _who_broke(heading: str, before: str) -> str:
    """Return who severed relations: "us" unless another is named."""
    if by := re.search(r"[Ss]evered by (?:the )?(\w+)", plain(heading)):
        return "us" if by[1] == "US" else "it"
    if re.search(r"\b(?:US|were|was|that|and)\b[^⟦,]{0,12}$|\bDR\b", before):
        return "us"
    return "it"
