"""Missions of the United States that prose tells of beside what the heading says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from recog.importers.rdcr.dating import moment_of
from recog.importers.rdcr.facts import Fact
from recog.importers.rdcr.prose import Sentence

#: Not "the Bulgarian Legation", nor one in Washington.
_OURS: Final = (
    r"(?:(?:US|American) (?:{post})"
    r"|(?<![a-z]n )(?:{post}) (?:in|at|to) (?!Washington|US\b)[A-Z][^⟦.,;]{{0,30}}"
    r"|(?:Embassy|Legation) [A-Z]\w+(?: \w+)?)"
)
_POST: Final = r"[Ee]mbassy|[Ll]egation"
#: Kind, and how prose says it.
_FORMS: Final = tuple(
    (kind, re.compile(pattern.format(ours=_OURS.format(post=_POST), post=_POST)))
    for kind, pattern in (
        (
            "mission-opened",
            r"(?P<what>{ours})[^⟦.;]{{0,60}}?\b(?:was|were) (?:first )?"
            r"(?:re-?)?(?:established|opened)\b",
        ),
        ("mission-opened", r"(?P<what>{ours}) (?:in \w+ )?re-?opened\b"),
        (
            "mission-opened",
            r"\b(?:US|and) (?:re-?)?(?:established|opened) (?:an?|the|its) "
            r"(?P<what>(?:American |US )?(?:{post}))\b",
        ),
        ("mission-closed", r"(?P<what>{ours})[^⟦.;]{{0,40}}?\b(?:was |were )?closed\b"),
        (
            "mission-closed",
            r"\b(?:and|he|US|who)(?: did not)? closed? (?:its|the) (?P<what>{post})\b",
        ),
    )
)


def posts(said: Sequence[Sentence]) -> Iterator[Fact]:
    """Yield what sentences tell of embassies and legations of the United States."""
    for sentence in said:
        for kind, form in _FORMS:
            for verb in form.finditer(sentence.text):
                moment = moment_of(sentence, verb)
                if moment is None:
                    continue
                level = "embassy" if "mbassy" in verb["what"] else "legation"
                yield Fact(
                    kind=kind,
                    date=moment.date,
                    words=moment.words,
                    when=moment.when,
                    level="" if kind == "mission-closed" else level,
                )
