"""Sentences on recognition: "Finland recognised Egypt on 8 April 1922".

What a sentence says without a day, of something else than a state or government, or in
words that are not understood to the end of what is recognised, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from recog.domain.claims import Mode
from recog.domain.dates import Interval, of_interval
from recog.importers.wikitext.recognition_terms import (
    ACTOR,
    AND,
    BEGAN,
    BOTH,
    BOUNDARY,
    DECLARED,
    FIRST,
    FROM,
    FROZE,
    GOVERNMENT,
    IF,
    ITEM,
    LEADING,
    NAMES,
    NEAR,
    NOT,
    OBJECT,
    OTHERWISE,
    OWN,
    PASSIVE,
    PERSON,
    PRESENT,
    THESE,
    VERB,
    WITHDREW,
    each_name,
)
from recog.importers.wikitext.said import Said
from recog.importers.wikitext.years import spells
from recog.importers.written import Found, dates_in

_END: Final = re.compile(r"(?<=[a-zà-ÿ0-9)\]\"”’'])[.!?]\s+(?=[A-Z“\"(])|\n")
_WITHDRAWN: Final = "recognition-withdrawn"
#: A government of which only the head is named.
_UNNAMED: Final = "?"
_OR_BEFORE: Final = re.compile(r",? or (?:before|earlier)\b")
_ALSO: Final = re.compile(
    rf",? and (?:(?P<mode>de jure|de facto)|(?:the )?(?P<name>{NAMES}))"
    r"(?= )"
)


@dataclass(frozen=True, slots=True)
class About:
    """Whose page it is, and whose row."""

    subject: str  # the name or id of the party whose page it is
    party: str = ""  # of the row in which it stands
    last: date | None = None  # the day as of which it stands


@dataclass(slots=True)
class _Sentence:
    """One sentence, with what was said before it."""

    text: str
    start: int  # where it begins in the whole
    about: About
    it: str = ""  # what "it" means as the thing recognised
    actors: list[str] = field(default_factory=list)  # of what was said last
    targets: list[str] = field(default_factory=list)
    own: bool = False  # whether they were said in this sentence

    def dates(self) -> list[Found]:
        return list(dates_in(self.text, years=True))


def recognitions(text: str, about: About) -> Iterator[Said]:
    """Yield what a paragraph says on recognition, in order."""
    it, actors, targets = about.party, list[str](), list[str]()
    listing: re.Match[str] | None = None
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = _Sentence(text[start:end], start, about, it, actors, targets)
        listing = FROM.search(sentence.text) or (
            THESE.match(sentence.text) if listing else None
        )
        if listing:
            yield from _from_list(sentence, listing.end())
        yield from _of_sentence(sentence)
        if declared := DECLARED.search(sentence.text):
            it = each_name(declared["name"])[0]
        actors, targets = sentence.actors, sentence.targets
        start = end


def _of_sentence(sentence: _Sentence) -> Iterator[Said]:
    if declared := DECLARED.search(sentence.text):
        sentence.it = each_name(declared["name"])[0]
    for verb in VERB.finditer(sentence.text):
        actors = _actors(sentence, verb.start(), again=sentence.own)
        if actors:
            yield from _recognised(sentence, verb, actors)
    for match in PASSIVE.finditer(sentence.text):
        yield from _by(sentence, match)
    for pattern, kind in ((WITHDREW, _WITHDRAWN), (FROZE, "recognition-suspended")):
        for match in pattern.finditer(sentence.text):
            yield from _taken_back(sentence, match, kind)


def _actors(sentence: _Sentence, verb: int, *, again: bool) -> list[str]:
    """Return who acts, by the words before the verb."""
    before = sentence.text[:verb]
    if IF.search(before):
        return []
    if match := GOVERNMENT.search(before):
        return [_UNNAMED] if match["whose"] else each_name(match["actor"])
    for pattern in (FIRST, ACTOR, BEGAN):
        if match := pattern.search(before):
            return each_name(match["actor"])
    if again and AND.search(before):
        return sentence.actors
    if sentence.about.party and BOTH.search(before):
        return [sentence.about.subject, sentence.about.party]
    return [sentence.about.subject] if OWN.search(before) else []


def _by(sentence: _Sentence, match: re.Match[str]) -> Iterator[Said]:
    """Yield a recognition told of the one recognised."""
    for found in sentence.dates():
        if NEAR.fullmatch(sentence.text[match.end() : found.start]):
            mode = _mode(match[0])
            for actor in each_name(match["actor"]):
                for target in each_name(match["target"]):
                    yield _said(sentence, "recognition", actor, target, found, mode)
            return


def _recognised(
    sentence: _Sentence, verb: re.Match[str], actors: list[str]
) -> Iterator[Said]:
    """Yield what one verb says, when all that follows it is understood."""
    text = sentence.text
    thing = OBJECT.match(text, verb.end())
    if thing is None or not BOUNDARY.match(text, thing.end()):
        return
    targets = _targets(sentence, thing)
    pairs = (
        [(a, b) for a in actors for b in actors if a != b]
        if thing["mutual"]
        else [(a, b) for a in actors for b in targets]
    )
    if actors == [_UNNAMED]:
        pairs = [
            (a, b) for a in _whose(sentence, targets, thing.end()) for b in targets
        ]
    before = text[: verb.start()][-24:]
    if NOT.search(before):
        yield from _refused(sentence, verb, pairs, before)
        return
    found = _when(sentence, verb, thing.end())
    if found is None or not pairs:
        return
    sentence.actors, sentence.targets, sentence.own = actors, targets, True
    kind = "recognition-resumed" if verb["again"] else "recognition"
    mode = _mode(
        text[max(verb.start() - 9, 0) : found[0].end if found[1] else thing.end()]
    )
    if found[1] and OTHERWISE.match(text, found[0].end):
        return
    needs = "government" if thing["governs"] else ""
    if re.match(r"until\b|till\b", text[found[0].start :]):
        kind = _WITHDRAWN if found[1] else kind
        found = (_plain(text, found[0]), False)
    for actor, target in pairs:
        yield _said(sentence, kind, actor, target, found[0], mode, needs)
        if found[1]:
            yield from _further(sentence, found[0], actor, target)


def _whose(sentence: _Sentence, targets: list[str], after: int) -> list[str]:
    """Return whose government is meant that is told by its head only.

    On the page of one that it recognises it is the row's; where the row's is named as
    another, the page's.
    """
    about = sentence.about
    if about.party and about.subject in targets:
        return [about.party]
    if about.party and about.party in sentence.text[after:]:
        return [about.subject]
    return []


def _targets(sentence: _Sentence, thing: re.Match[str]) -> list[str]:
    if thing["it"]:
        named = sentence.targets if sentence.own else [sentence.it]
        return [name for name in named if name]
    if thing["whose"]:
        return [thing["whose"]]
    return each_name(thing["of"] or thing["whom"] or "")


def _when(
    sentence: _Sentence, verb: re.Match[str], after: int
) -> tuple[Found, bool] | None:
    """Return the day right after what is recognised, or that the sentence begins with.

    And whether it stands after.
    """
    dates = sentence.dates()
    for found in dates:
        if found.start >= after and NEAR.fullmatch(sentence.text[after : found.start]):
            return found, True
    earlier = [found for found in dates if found.end <= verb.start()]
    if earlier:
        found = earlier[-1]
        between = sentence.text[found.end : verb.start()]
        opens = re.search(r"(?:^|[.;,] ?|\bthat )$", sentence.text[: found.start])
        if _leads(between) and (opens or between.lstrip(" ,").startswith("when")):
            return found, False
    return None


def _leads(between: str) -> bool:
    """Tell whether only the actor stands between a day and the verb."""
    rest = LEADING.match(between)
    name = between[rest.end() :] if rest else between
    return any(pattern.match(f"{name}") for pattern in (_ONLY_ACTOR, _ONLY_FIRST))


_ONLY_ACTOR: Final = re.compile(ACTOR.pattern.replace(r"(?:^|(?<=[\s(“\"*–—]))", "^"))
_ONLY_FIRST: Final = re.compile(FIRST.pattern.replace(r"(?:^|(?<=[\s(“\"*–—]))", "^"))


def _further(
    sentence: _Sentence, found: Found, actor: str, target: str
) -> Iterator[Said]:
    """Yield what the same verb says further: another mode or state, until when."""
    text, dates = sentence.text, sentence.dates()
    at = found
    while following := next((each for each in dates if each.start >= at.end), None):
        gap = text[at.end : following.start]
        also = _ALSO.match(text, at.end)
        if re.fullmatch(r"[ ,]*(?:until|to|till)?\s*", gap) and _is_until(text, at):
            end = _plain(text, following)
            yield _said(sentence, _WITHDRAWN, actor, target, end, Mode.UNSPECIFIED)
        elif re.fullmatch(r",? and (?:then )?again\s*", gap):
            yield _said(sentence, "recognition", actor, target, following)
        elif also and NEAR.fullmatch(text[also.end() : following.start]):
            mode = Mode(also["mode"].replace(" ", "-")) if also["mode"] else None
            for name in each_name(also["name"] or "") or [target]:
                yield _said(sentence, "recognition", actor, name, following, mode)
        else:
            return
        at = following


def _is_until(text: str, found: Found) -> bool:
    return bool(re.match(r"[ ,]*(?:until|till|to)\b", text[found.end :]))


def _plain(text: str, found: Found) -> Found:
    """Return a date without the "until" before it, which is no limit here."""
    inner = re.sub(r"^(?:until|till)\s+", "", text[found.start : found.end])
    start = found.end - len(inner)
    plain = next(iter(dates_in(inner, years=True)), None)
    return Found(start, found.end, plain.date) if plain else found


def _refused(
    sentence: _Sentence,
    verb: re.Match[str],
    pairs: list[tuple[str, str]],
    before: str,
) -> Iterator[Said]:
    """Yield that recognition is refused, where that holds as the page stands."""
    last = sentence.about.last
    if last is None or not PRESENT.search(before):
        return
    for actor, target in pairs:
        yield Said(
            kind="recognition-refused",
            actor=(actor,),
            target=(target,),
            date=of_interval(Interval(None, last)),
            text="as the page stands",
            at=sentence.start + verb.end(),
        )


def _taken_back(sentence: _Sentence, match: re.Match[str], kind: str) -> Iterator[Said]:
    """Yield a withdrawal or freeze, of what was recognised before it or is named."""
    text = sentence.text
    about = sentence.about
    actors = _actors(sentence, match.start(), again=True) or _it(sentence, match)
    targets = each_name(match["whom"]) if match["whom"] else sentence.targets
    if about.party and PERSON.search(text[: match.start()]):
        actors, targets = [about.party], targets or [about.subject]
    if not targets and sentence.it:
        targets = [sentence.it]
    if actors == [_UNNAMED]:
        actors = _whose(sentence, targets, match.end())
    dates = sentence.dates()
    after = [each for each in dates if each.start >= match.end()]
    near = [
        each for each in after[:1] if NEAR.fullmatch(text[match.end() : each.start])
    ] or [
        each
        for each in dates[:1]
        if each.end <= match.start() and not text[: each.start].strip()
    ]
    for found in near:
        for actor in actors:
            for target in targets:
                yield _said(sentence, kind, actor, target, found)


def _it(sentence: _Sentence, match: re.Match[str]) -> list[str]:
    """Return who "it" is, or who acted before in the sentence."""
    before = sentence.text[: match.start()]
    if re.search(r"(?:^|[ ,])(?:[Ii]t|[Bb]ut|[Uu]ntil|and|later|,)\s*$", before):
        return sentence.actors or (
            [sentence.about.subject] if sentence.about.party else []
        )
    return []


def _from_list(sentence: _Sentence, start: int) -> Iterator[Said]:
    """Yield recognitions of a list: "from four states: Nicaragua (5 May 2008), …"."""
    for item in ITEM.finditer(sentence.text, start):
        for found in spells(item["dates"]):
            at = sentence.start + item.start()
            name = each_name(item["name"])[0]
            yield Said(
                kind="recognition",
                actor=(name,),
                target=(sentence.about.subject,),
                date=found.begin,
                text=found.begin_text,
                at=at,
            )
            if found.end is not None:
                yield Said(
                    kind=_WITHDRAWN,
                    actor=(name,),
                    target=(sentence.about.subject,),
                    date=found.end,
                    text=found.end_text,
                    at=at,
                )


def _said(
    sentence: _Sentence,
    kind: str,
    actor: str,
    target: str,
    found: Found,
    mode: Mode | None = None,
    needs: str = "",
) -> Said:
    later = _OR_BEFORE.match(sentence.text, found.end)
    if later and found.date.days.latest:
        earlier = of_interval(Interval(None, found.date.days.latest))
        found = Found(found.start, later.end(), earlier)
    return Said(
        kind=kind,
        actor=(actor,),
        target=(target,),
        date=found.date,
        text=sentence.text[found.start : found.end].strip(),
        at=sentence.start + found.end,
        mode=mode or Mode.UNSPECIFIED,
        needs=needs,
    )


def _mode(words: str) -> Mode:
    for mode in (Mode.DE_FACTO, Mode.DE_JURE):
        if mode.value.replace("-", " ") in words:
            return mode
    return Mode.UNSPECIFIED
