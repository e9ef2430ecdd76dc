"""Sentences on recognition: "Finland recognised Egypt on 8 April 1922".

What a sentence says without a day, of something else than a state or government, or in
words that are not understood to the end of what is recognised, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from recog.domain.claims import Mode
from recog.domain.dates import Interval, of_interval
from recog.importers.wikitext.recognition_forms import (
    CHANGES,
    arranged,
    changed,
    listed,
    passive,
    received,
    turned,
)
from recog.importers.wikitext.recognition_sentence import (
    UNNAMED,
    WITHDRAWN,
    About,
    Sentence,
    actors_of,
    mode_in,
    plain,
    whose,
)
from recog.importers.wikitext.recognition_terms import (
    ACTOR,
    BOUNDARY,
    DECLARED,
    FIRST,
    FROM,
    IT,
    LEADING,
    MUTUAL,
    NAMES,
    NEAR,
    NOT,
    NOT_UNTIL,
    OBJECT,
    OTHERWISE,
    PASSIVE,
    PRESENT,
    RECEIVED,
    START,
    SWITCHED,
    THESE,
    TURNED,
    VERB,
    WHEREBY,
    each_name,
)
from recog.importers.wikitext.said import Said
from recog.importers.written import Found

__all__ = ["About", "recognitions"]

_END: Final = re.compile(r"(?<=[a-zà-ÿ0-9)\]\"”’'])[.!?]\s+(?=[A-Z“\"(])|\n")
_ALSO: Final = re.compile(
    rf",? and (?:(?P<mode>de jure|de facto)|(?:the )?(?P<name>{NAMES}))(?= )"
)
_ONLY_ACTOR: Final = re.compile(ACTOR.pattern.replace(START, "^"))
_ONLY_FIRST: Final = re.compile(FIRST.pattern.replace(START, "^"))


def recognitions(text: str, about: About) -> Iterator[Said]:
    """Yield what a paragraph says on recognition, in order."""
    it, actors, targets = about.party, list[str](), list[str]()
    listing: re.Match[str] | None = None
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = Sentence(text[start:end], start, about, it, actors, targets)
        listing = FROM.search(sentence.text) or (
            THESE.match(sentence.text) if listing else None
        )
        if listing:
            yield from listed(sentence, listing.end())
        yield from _of_sentence(sentence)
        it, actors, targets = sentence.it, sentence.actors, sentence.targets
        start = end


def _of_sentence(sentence: Sentence) -> Iterator[Said]:
    sentence.it = _declared(sentence.text) or sentence.it
    if "recogni" not in sentence.text:
        return  # the patterns begin with a name, and try every one
    for verb in VERB.finditer(sentence.text):
        actors = actors_of(sentence, verb.start(), again=sentence.own)
        if actors:
            yield from _recognised(sentence, verb, actors)
    for match in PASSIVE.finditer(sentence.text):
        yield from passive(sentence, match)
    if both := MUTUAL.search(sentence.text):
        yield from arranged(sentence, both)
    if change := TURNED.search(sentence.text):
        yield from turned(sentence, change)
    if told := RECEIVED.search(sentence.text):
        yield from received(sentence, told)
    for pattern, kind in CHANGES:
        for match in pattern.finditer(sentence.text):
            yield from changed(sentence, match, kind)


def _declared(text: str) -> str:
    """Return who made itself independent, if it is said of someone."""
    found = DECLARED.search(text) if "declared" in text else None
    return each_name(found["name"])[0] if found else ""


def _recognised(
    sentence: Sentence, verb: re.Match[str], actors: list[str]
) -> Iterator[Said]:
    """Yield what one verb says, when all that follows it is understood."""
    text = sentence.text
    thing = OBJECT.match(text, verb.end())
    if thing is None or not BOUNDARY.match(text, thing.end()):
        return
    if IT.search(text[: verb.start()]) and not thing["new"]:
        return  # "it" may be either of the two
    targets = _targets(sentence, thing)
    if actors == [UNNAMED]:
        actors = whose(sentence, targets, thing.end())
    targets = [name for name in targets if not name.endswith("Genocide")]
    others = actors if thing["mutual"] else targets
    pairs = [(a, b) for a in actors for b in others if a != b]
    before = text[: verb.start()][-24:]
    if NOT.search(before):
        yield from _refused(sentence, verb, thing, pairs)
    elif pairs:
        yield from _dated(sentence, verb, thing, pairs)


def _dated(
    sentence: Sentence,
    verb: re.Match[str],
    thing: re.Match[str],
    pairs: list[tuple[str, str]],
) -> Iterator[Said]:
    """Yield the recognition of each pair, on the day that goes with the verb."""
    text = sentence.text
    found = _when(sentence, verb, thing.end())
    if span := _span(sentence, verb):
        for actor, target in pairs:
            yield sentence.said("recognition", actor, target, span[0])
            yield sentence.said(WITHDRAWN, actor, target, span[1])
        return
    if found is None:
        return
    sentence.actors = list(dict.fromkeys(actor for actor, _ in pairs))
    sentence.targets = list(dict.fromkeys(target for _, target in pairs))
    sentence.own = True
    kind = "recognition-resumed" if verb["again"] else "recognition"
    mode = mode_in(
        text[max(verb.start() - 9, 0) : found[0].end if found[1] else thing.end()]
    )
    if found[1] and OTHERWISE.match(text, found[0].end):
        return
    needs = "government" if thing["governs"] else ""
    if re.match(r"until\b|till\b", text[found[0].start :]):
        kind = WITHDRAWN if found[1] else kind
        found = (plain(text, found[0]), False)
        if kind == WITHDRAWN and (switched := SWITCHED.search(text, found[0].end)):
            for actor in sentence.actors:
                name = each_name(switched["name"])[0]
                yield sentence.said("recognition", actor, name, found[0])
    for actor, target in pairs:
        yield sentence.said(kind, actor, target, found[0], mode, needs)
        if found[1]:
            yield from _further(sentence, found[0], actor, target)


def _targets(sentence: Sentence, thing: re.Match[str]) -> list[str]:
    if thing["it"]:
        named = sentence.targets if sentence.own else [sentence.it]
        return [name for name in named if name]
    if thing["new"]:
        return [sentence.about.subject] if sentence.about.party else []
    if thing["whose"]:
        return [thing["whose"]]
    return each_name(thing["of"] or thing["whom"] or "")


def _when(
    sentence: Sentence, verb: re.Match[str], after: int
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
        turn = WHEREBY.search(between)
        if opens and turn and _leads(between[turn.end() :]):
            return found, False
    return None


def _span(sentence: Sentence, verb: re.Match[str]) -> tuple[Found, Found] | None:
    """Return from when until when: "From 1980 to 2003, Kiribati recognised …"."""
    text = sentence.text
    dates = [each for each in sentence.dates() if each.end <= verb.start()]
    if len(dates) != 2 or not re.match(r"\W*[Ff]rom ", text[: dates[0].end]):
        return None
    begin, end = dates
    to = re.fullmatch(r"\s*(?:to|until)?\s*", text[begin.end : end.start])
    if to and _leads(text[end.end : verb.start()]):
        return begin, plain(text, end)
    return None


def _leads(between: str) -> bool:
    """Tell whether only the actor stands between a day and the verb."""
    rest = LEADING.match(between)
    name = between[rest.end() :] if rest else between
    return any(pattern.match(f"{name}") for pattern in (_ONLY_ACTOR, _ONLY_FIRST))


def _further(
    sentence: Sentence, found: Found, actor: str, target: str
) -> Iterator[Said]:
    """Yield what the same verb says further: another mode or state, until when."""
    text, dates = sentence.text, sentence.dates()
    at = found
    while following := next((each for each in dates if each.start >= at.end), None):
        gap = text[at.end : following.start]
        also = _ALSO.match(text, at.end)
        if re.fullmatch(r"[ ,]*(?:until|to|till)?\s*", gap) and _is_until(text, at):
            end = plain(text, following)
            yield sentence.said(WITHDRAWN, actor, target, end, Mode.UNSPECIFIED)
        elif re.fullmatch(r",? and (?:then )?again\s*", gap):
            yield sentence.said("recognition", actor, target, following)
        elif also and NEAR.fullmatch(text[also.end() : following.start]):
            mode = Mode(also["mode"].replace(" ", "-")) if also["mode"] else None
            for name in each_name(also["name"] or "") or [target]:
                yield sentence.said("recognition", actor, name, following, mode)
        else:
            return
        at = following


def _is_until(text: str, found: Found) -> bool:
    return bool(re.match(r"[ ,]*(?:until|till|to)\b", text[found.end :]))


def _refused(
    sentence: Sentence,
    verb: re.Match[str],
    thing: re.Match[str],
    pairs: list[tuple[str, str]],
) -> Iterator[Said]:
    """Yield that recognition is refused as the page stands, or came only later."""
    text, last = sentence.text, sentence.about.last
    for found in sentence.dates():
        first = 0 <= found.start - thing.end() <= 2
        if first and NOT_UNTIL.match(text, thing.end()):
            for actor, target in pairs:
                yield sentence.said("recognition", actor, target, plain(text, found))
            return
    if last is None or not PRESENT.search(text[: verb.start()][-24:]):
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
