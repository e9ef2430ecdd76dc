"""Recognition told in other ways: by the recognised, of both, in a list, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from recog.importers.wikitext.recognition_sentence import (
    UNNAMED,
    WITHDRAWN,
    Sentence,
    actors_of,
    mode_in,
    plain,
    whose,
)
from recog.importers.wikitext.recognition_terms import (
    FROZE,
    ITEM,
    NEAR,
    PERSON,
    RESUMED,
    SEATS,
    WITHDREW,
    each_name,
)
from recog.importers.wikitext.said import Said
from recog.importers.wikitext.years import spells
from recog.importers.written import Found

#: How recognition is taken back, frozen and given again.
CHANGES: Final = (
    (WITHDREW, WITHDRAWN),
    (FROZE, "recognition-suspended"),
    (RESUMED, "recognition-resumed"),
)
_ITS: Final = re.compile(r" (?:its|the|this|that|their) ")


def _beside(sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Return the day right after some words, or that they follow with a "when"."""
    text = sentence.text
    for found in sentence.dates():
        if found.start >= match.end():
            near = NEAR.fullmatch(text[match.end() : found.start])
            return found if near else None
        between = text[found.end : match.start()]
        opens = _begins(text, found) and re.fullmatch(r",? (?:the )?", between)
        if opens or re.fullmatch(r",? when (?:the )?", between):
            return plain(text, found)
    return None


def passive(sentence: Sentence, match: re.Match[str]) -> Iterator[Said]:
    """Yield a recognition told of the one recognised."""
    found = _beside(sentence, match)
    if found is not None:
        mode = mode_in(match[0])
        for actor in each_name(match["actor"]):
            for target in each_name(match["target"]):
                yield sentence.said("recognition", actor, target, found, mode)


def turned(sentence: Sentence, match: re.Match[str]) -> Iterator[Said]:
    """Yield a recognition given to one in place of another."""
    found = _beside(sentence, match)
    if found is not None:
        for actor in each_name(match["actor"]):
            for role, kind in (("new", "recognition"), ("old", WITHDRAWN)):
                for name in each_name(match[role] or ""):
                    target = SEATS.get(name, name)
                    yield sentence.said(kind, actor, target, found)


def arranged(sentence: Sentence, match: re.Match[str]) -> Iterator[Said]:
    """Yield a mutual recognition, both ways."""
    found = _beside(sentence, match)
    if found is not None:
        for one in each_name(match["actor"]):
            for other in each_name(match["target"]):
                yield sentence.said("recognition", one, other, found)
                yield sentence.said("recognition", other, one, found)


def received(sentence: Sentence, match: re.Match[str]) -> Iterator[Said]:
    """Yield a recognition told by the one who received it."""
    for found in sentence.dates():
        if match.start("when") <= found.start and found.end <= match.end("when"):
            actor, target = (each_name(match[role])[0] for role in ("actor", "target"))
            yield sentence.said("recognition", actor, target, found)


def changed(sentence: Sentence, match: re.Match[str], kind: str) -> Iterator[Said]:
    """Yield a withdrawal or freeze, of what was recognised before it or is named."""
    text = sentence.text
    about = sentence.about
    actors = actors_of(sentence, match.start(), again=True) or _it(sentence, match)
    targets = each_name(match["whom"]) if match["whom"] else sentence.targets
    if about.party and PERSON.search(text[: match.start()]):
        actors, targets = [about.party], targets or [about.subject]
    if not targets and sentence.it and _ITS.search(match[0]):
        targets = [sentence.it]
    if actors == [UNNAMED]:
        actors = whose(sentence, targets, match.end())
    if not actors and about.party and _is_subject(about.subject, text, match.start()):
        actors = [about.subject]
    dates = sentence.dates()
    after = [each for each in dates if each.start >= match.end()]
    near = [
        each for each in after[:1] if NEAR.fullmatch(text[match.end() : each.start])
    ] or [
        each
        for each in dates[:1]
        if each.end <= match.start()
        and (_begins(text, each) or _is_near(text[each.end : match.start()]))
    ]
    for found in near:
        for actor in actors:
            for target in targets:
                yield sentence.said(kind, actor, target, found)


def _begins(text: str, found: Found) -> bool:
    """Tell whether a date begins a sentence, or is the only one before."""
    return not re.sub(r"^\W*(?:Then,?)?\W*", "", text[: found.start])


def _is_near(between: str) -> bool:
    """Tell whether words stand in one clause."""
    return not re.search(r"[,;]|\b(?:after|since|before|when|as)\b", between)


def _is_subject(name: str, text: str, verb: int) -> bool:
    """Tell whether a clause with a verb begins with a name."""
    return bool(re.search(rf"^\W*{re.escape(name)}\b[^,;]*$", text[:verb]))


def _it(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """Return who "it" is, or who acted before in the sentence."""
    before = sentence.text[: match.start()]
    if re.search(r"(?:^|[ ,])(?:[Ii]t|[Bb]ut|[Uu]ntil|and|later|,)\s*$", before):
        return sentence.actors or (
            [sentence.about.subject] if sentence.about.party else []
        )
    return []


def listed(sentence: Sentence, start: int) -> Iterator[Said]:
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
                    kind=WITHDRAWN,
                    actor=(name,),
                    target=(sentence.about.subject,),
                    date=found.end,
                    text=found.end_text,
                    at=at,
                )
