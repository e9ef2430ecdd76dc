"""The facts of one item: what a person read there, or else what the rules read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from recog.importers.rdcr.announced import announced
from recog.importers.rdcr.facts import Fact
from recog.importers.rdcr.files import Item, Text
from recog.importers.rdcr.grammar import wants
from recog.importers.rdcr.posts import posts
from recog.importers.rdcr.prose import (
    Moment,
    Sentence,
    heading_moments,
    plain,
    sentences,
)
from recog.importers.rdcr.readings import READINGS
from recog.importers.rdcr.reasons import Reason
from recog.importers.rdcr.stated import stated
from recog.importers.rdcr.subjects import named
from recog.importers.written import dates_in

_NEVER: Final = re.compile(
    r"never (?:officially )?established DR|\bno permanent DR|never established DR"
    r"|^No (?:DR|Permanent DR|Consular|treaty)"
)
_PEOPLE: Final = re.compile(
    r"Ambassador|Accredit|Minister|Representative|Envoy|Credentials|Resident"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read in an item: facts, or the reason why there are none."""

    facts: tuple[Fact, ...]
    reason: Reason | None = None  # also beside facts: READING, that did not fit
    heading: tuple[Moment, ...] = ()
    announced: frozenset[str] = frozenset()  # the kinds that the heading speaks of


def read_item(item: Item) -> Read:
    """Read one item."""
    heading = heading_moments(item.heading)
    year = heading[0].date.edtf[:4] if heading else ""
    said = list(sentences(item.paragraphs, year=year))
    kinds = frozenset(want.kind for want in wants(item.heading.text))
    reading = READINGS.get((item.article, item.number))
    if reading and reading.reason:
        return Read(facts=(), reason=reading.reason)
    if reading:
        moments = [*(each for s in said for each in s.moments), *heading]
        facts = [_worded(fact, moments, item) for fact in reading.facts]
        fitting = tuple(fact for fact in facts if fact)
        if len(fitting) == len(facts):
            return Read(facts=fitting, heading=heading, announced=kinds)
    reason = Reason.READING if reading else None
    found = () if reading else _by_rule(item, said)
    if not found and reason is None:
        reason = _why_nothing(item, said)
    return Read(facts=tuple(found), reason=reason, heading=heading, announced=kinds)


def read_prose(paragraph: Item) -> Read:
    """Read a paragraph outside items."""
    facts = tuple(stated(list(sentences(paragraph.paragraphs))))
    return Read(facts=facts, reason=None if facts else Reason.PROSE)


def _by_rule(item: Item, said: Sequence[Sentence]) -> list[Fact]:
    if item.section in ("treaties", "issues") or _NEVER.search(plain(_all(item))):
        return []
    found = list(announced(item.heading.text, said))
    if item.section == "events":
        found = found or list(stated(said))
    if item.section not in ("events", "consular"):
        other = named(item.heading.text)
        found += (replace(each, to=other or each.to) for each in posts(said))
    facts: dict[tuple[str, str, str, str], Fact] = {}
    for fact in found:
        # an embassy opened by raising a consulate is told twice, in one sentence
        kind = fact.kind.replace("level-changed", "opened")
        facts.setdefault((kind, fact.by, fact.to, fact.date.edtf), fact)
    return list(facts.values())


def _why_nothing(item: Item, said: Sequence[Sentence]) -> Reason:
    heading = plain(item.heading.text)
    if not said:
        return Reason.EMPTY
    if item.section == "treaties":
        return Reason.TREATY
    if _NEVER.search(plain(_all(item))):
        return Reason.NEVER
    if item.section == "consular":
        return Reason.CONSULATE
    if re.search(r"Consul", heading):
        return Reason.CONSULATE
    if item.section in ("issues", "events"):
        return Reason.BACKGROUND
    if re.search(r"Recogn|\bDR\b|Embassy|Legation", heading) and not re.search(
        r"Representation|Assassination|Staff", heading
    ):
        return Reason.NOT_READ
    return Reason.PEOPLE if _PEOPLE.search(heading) else Reason.BACKGROUND


def _all(item: Item) -> str:
    return " ".join(text.text for text in (item.heading, *item.paragraphs))


def _worded(fact: Fact, moments: Sequence[Moment], item: Item) -> Fact | None:
    """Give a fact that was read by a person the words of its date.

    The words of that very date; else those of a date within or around it. None when
    the item has no such date.
    """
    exact = fact.date.edtf.rstrip("~?")
    for moment in moments:
        bare = dates_in(moment.words.partition(" ")[2])  # "after January 17, 2013"
        if exact in (moment.date.edtf.rstrip("~?"), *(f.date.edtf for f in bare)):
            return replace(fact, words=moment.words, when=moment.when)
    near = _near(fact, moments)
    if near and ("/" in exact or len(exact) < 10):  # a day must stand there
        return replace(fact, words=" … ".join(_bounds(near)))
    found = re.search(rf"\b{exact[:4]}(?:[-–]\d{{2,4}})?", _all(item))
    return replace(fact, words=found[0]) if found and len(exact) != 10 else None


def _near(fact: Fact, moments: Sequence[Moment]) -> list[Moment]:
    """Return the dates that lie within a fact's days; else those that lie around it."""
    days = fact.date.days
    closed = [
        each
        for each in moments
        if each.date.days.earliest
        and each.date.days.latest
        and "/" not in str(each.date)
    ]
    within = [
        each for each in closed if each.date.days.intersection(days) == each.date.days
    ]
    return within or [each for each in closed if each.date.days.intersection(days)]


def _bounds(moments: Sequence[Moment]) -> list[str]:
    """Return the words of the first and last of some dates, by day."""
    ordered = sorted(moments, key=lambda each: each.date.days.first)
    words = [each.words for each in ordered]
    return words[:1] if len(set(words)) == 1 else [words[0], words[-1]]


def words_of(text: Text) -> str:
    """Return a text, shortened for a report."""
    return text.text if len(text.text) <= 80 else f"{text.text[:79]}…"
