"""What the prose outside items states outright: recognition and relations, dated.

Summaries mostly repeat the items; what they add is that another place of the source
says the same, or says something else. Only plain statements are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from recog.importers.rdcr.dating import moment_of
from recog.importers.rdcr.facts import Fact
from recog.importers.rdcr.prose import Sentence
from recog.importers.rdcr.subjects import named

#: Kind, who to whom, and the words; a date must follow or lead.
_FORMS: Final = tuple(
    (kind, by, to, re.compile(words))
    for kind, by, to, words in (
        (
            "recognition",
            "us",
            "it",
            r"(?<!argued that the )\bUS (?:(?!mutually)\w+ly )?recogni[sz]ed\b"
            r"(?![^⟦]*, and has )",
        ),
        (
            "recognition",
            "us",
            "it",
            r"was (?:not )?recogni[sz]ed by the US\b"
            r"|US recognition as a separate state",
        ),
        (
            "recognition",
            "it",
            "us",
            r"(?<!US )(?<!Hanover had )\b(?:formally )?recogni[sz]ed the US\b",
        ),
        ("recognition", "it", "us", r"\bUS was recogni[sz]ed by\b"),
        (
            "recognition",
            "mutual",
            "it",
            r"\b(?:act of (?:mutual|diplomatic engagement and) recognition"
            r"|[Mm]utual recognition|mutually recogni[sz]ed)\b",
        ),
        (
            "relations-established",
            "us",
            "it",
            r"\bUS (?:and [A-Z][^⟦,]{0,30} )?(?:first )?established (?:DR|relations)\b"
            r"|\bDR (?:with [^⟦,]{0,30} |between [^⟦]{0,60})?were (?:first )?"
            r"established|[,⟧] and (?:first )?established (?:DR|relations)"
            r"|recogni[sz]ed and established DR"
            r"|\bDR, first established",
        ),
        (
            "relations-interrupted",
            "us",
            "it",
            r"\b(?:DR|relations)\b[^⟦]{0,60}(?:⟦\d+⟧, )?were interrupted\b",
        ),
        (
            "relations-resumed",
            "us",
            "it",
            r"\bDR\b.{0,60}\bwere resumed\b|\bUS reestablished relations\b",
        ),
        (
            "relations-severed",
            "us",
            "it",
            r"\bUS severed (?:DR|relations)",
        ),
    )
)
#: A state that was not yet one of its own.
_MEMBER: Final = re.compile(
    r"(?:member of|joined with [^⟦]* within) the Federation of Central American States"
)


def stated(said: Sequence[Sentence]) -> Iterator[Fact]:
    """Yield what sentences state outright, with a date of the same sentence."""
    for sentence in said:
        for kind, by, to, form in _FORMS:
            verb = form.search(sentence.text)
            moment = verb and moment_of(sentence, verb)
            if not verb or not moment:
                continue
            clause = re.split(r"⟦| when | after ", sentence.text[verb.start() :])[0]
            member = _MEMBER.search(sentence.text)
            other = named(member[0] if member else clause)
            fact = Fact(
                kind=kind,
                date=moment.date,
                words=moment.words,
                when=moment.when,
                by=by,
                to=to,
            )
            yield from _between(fact, other)


def _between(fact: Fact, other: str) -> Iterator[Fact]:
    """Yield a fact with its other party, and both ways where it is mutual."""
    party = other or "it"
    if fact.by in ("us", "mutual"):
        yield replace(fact, by="us", to=party)
    if fact.by in ("it", "mutual"):
        yield replace(fact, by=party, to="us")
