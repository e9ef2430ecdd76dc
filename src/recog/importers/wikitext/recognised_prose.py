"""Prose on recognition: sentences, and the lists of a few pages.

One table says which lists are read and how: those of states that withdrew, and those
that give former relations in brackets: "Niger (1960–1973, 1996–2002)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from recog.domain.claims import Claim
from recog.importers.records import Skip
from recog.importers.wikitext.env import Env
from recog.importers.wikitext.recognition_terms import NAME, each_name
from recog.importers.wikitext.recognitions import About, recognitions
from recog.importers.wikitext.said import Said, records
from recog.importers.wikitext.words import Mark, Words
from recog.importers.wikitext.years import spells
from recog.importers.written import dates_in

#: "Tuvalu - March 2014", "Vanuatu - June 2011, reiterated in March 2013".
_WITHDREW: Final = re.compile(rf"(?P<name>{NAME}) [-–—] (?P<date>[^,.;]+)")
#: "Niger (1960–1973, 1996–2002)".
_SPELLS: Final = re.compile(rf"(?P<name>{NAME}) \((?P<spells>\d[^()]*)\)")


def _withdrawn(words: Words, subject: str) -> Iterator[Said]:
    """Yield the state of an item, which withdrew its recognition."""
    match = _WITHDREW.match(words.text)
    if match is None:
        return
    for found in dates_in(match["date"]):
        yield Said(
            kind="recognition-withdrawn",
            actor=(_flag(words) or each_name(match["name"])[0],),
            target=(subject,),
            date=found.date,
            text=match["date"][found.start : found.end],
            at=match.start("date") + found.end,
            words=words,
        )
        return


def _flag(words: Words) -> str:
    return next((mark.text for mark in words.of(Mark.FLAG) if mark.text), "")


def _former(words: Words, subject: str) -> Iterator[Said]:
    """Yield the spells of relations that stand in brackets."""
    for match in _SPELLS.finditer(words.text):
        for number, spell in enumerate(spells(match["spells"])):
            opens = "relations-resumed" if number else "relations-established"
            said = Said(
                kind=opens,
                actor=(subject,),
                target=(each_name(match["name"])[0],),
                date=spell.begin,
                text=spell.begin_text,
                at=match.end(),
                words=words,
            )
            yield said
            if spell.end is not None:
                severed = "relations-severed"
                yield replace(said, kind=severed, date=spell.end, text=spell.end_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list that is read, and how."""

    page: str
    section: str  # the last heading
    read: Callable[[Words, str], Iterator[Said]]


_LISTS: Final = (
    _List(
        page="Abkhazia",
        section="States that have withdrawn recognition",
        read=_withdrawn,
    ),
    _List(page="Israel", section="Member states of the United Nations", read=_former),
)


def read(
    words: Words, where: str, env: Env, party: Sequence[str] = ()
) -> Iterator[Claim | Skip]:
    """Yield what a paragraph, an item or the notes of a row say on recognition.

    :param where: the page, the headings, and the row or paragraph.
    :param party: names of whom the row or section is about beside the page's.
    """
    subject = env.subject.partition(" (")[0]
    about = About(subject, next(iter(party), ""), env.last)
    said = [replace(each, words=words) for each in recognitions(words.text, about)]
    for each in _LISTS:
        if each.page == env.subject and f"{each.section}, " in where:
            said.extend(each.read(words, subject))
    yield from records(said, where, env)
