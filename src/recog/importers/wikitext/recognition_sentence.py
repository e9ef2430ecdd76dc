"""One sentence on recognition: what it is about, who acts in it, and when."""

from __future__ import annotations

import re
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
    FIRST,
    GOVERNMENT,
    IF,
    IT,
    OWN,
    each_name,
)
from recog.importers.wikitext.said import Said
from recog.importers.written import Found, dates_in

WITHDRAWN: Final = "recognition-withdrawn"
#: A government of which only the head is named.
UNNAMED: Final = "?"
_STYLE: Final = re.compile(r"^(?:Republic|State|Kingdom|Sultanate) of (?:the )?")
_OR_BEFORE: Final = re.compile(r",? or (?:before|earlier)\b")


@dataclass(frozen=True, slots=True)
class About:
    """Whose page it is, and whose row."""

    subject: str  # the name or id of the party whose page it is
    party: str = ""  # of the row in which it stands
    last: date | None = None  # the day as of which it stands


@dataclass(slots=True)
class Sentence:
    """One sentence, with what was said before it."""

    text: str
    start: int  # where it begins in the whole
    about: About
    it: str = ""  # what "it" means as the thing recognised
    actors: list[str] = field(default_factory=list)  # of what was said last
    targets: list[str] = field(default_factory=list)
    own: bool = False  # whether they were said in this sentence

    def dates(self) -> list[Found]:
        """Return the dates that stand in it."""
        return list(dates_in(self.text, years=True))

    def said(
        self,
        kind: str,
        actor: str,
        target: str,
        found: Found,
        mode: Mode | None = None,
        needs: str = "",
    ) -> Said:
        """Return what it says happened on a day."""
        later = _OR_BEFORE.match(self.text, found.end)
        if later and found.date.days.latest:
            earlier = of_interval(Interval(None, found.date.days.latest))
            found = Found(found.start, later.end(), earlier)
        return Said(
            kind=kind,
            actor=names_of(actor),
            target=names_of(target),
            date=found.date,
            text=self.text[found.start : found.end].strip(),
            at=self.start + found.end,
            mode=mode or Mode.UNSPECIFIED,
            needs=needs,
        )


def names_of(name: str) -> tuple[str, ...]:
    """Return a name, and the shorter one that is tried if it is not known."""
    short = _STYLE.sub("", name)
    return (name,) if short in (name, "China", "Korea", "Congo") else (name, short)


def actors_of(sentence: Sentence, verb: int, *, again: bool) -> list[str]:
    """Return who acts, by the words before the verb."""
    before = sentence.text[:verb]
    if IF.search(before):
        return []
    if match := GOVERNMENT.search(before):
        return [UNNAMED] if match["whose"] else each_name(match["actor"])
    for pattern in (FIRST, ACTOR, BEGAN):
        if match := pattern.search(before):
            return each_name(match["actor"])
    if again and AND.search(before):
        return sentence.actors
    if sentence.about.party and IT.search(before):
        return [sentence.about.party]
    if sentence.about.party and BOTH.search(before):
        return [sentence.about.subject, sentence.about.party]
    return [sentence.about.subject] if OWN.search(before) else []


def whose(sentence: Sentence, targets: list[str], after: int) -> list[str]:
    """Return whose government is meant that is told by its head only.

    On the page of one that it recognises it is the row's; where the row's is named as
    another, the page's.
    """
    about = sentence.about
    if about.party and about.subject in (*targets, "China", "Taiwan"):
        return [about.party]  # neither of these two recognises the other
    if about.party and about.party in sentence.text[after:]:
        return [about.subject]
    return []


def plain(text: str, found: Found) -> Found:
    """Return a date without the "until" before it, which is no limit here."""
    inner = re.sub(r"^(?:until|till)\s+", "", text[found.start : found.end])
    start = found.end - len(inner)
    plain = next(iter(dates_in(inner, years=True)), None)
    return Found(start, found.end, plain.date) if plain else found


def mode_in(words: str) -> Mode:
    """Return how far a recognition goes, by words beside it."""
    for mode in (Mode.DE_FACTO, Mode.DE_JURE):
        if mode.value.replace("-", " ") in words:
            return mode
    return Mode.UNSPECIFIED
