"""The sentences of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from recog.importers.wikitext.words import Mark, Words

#: What ends a sentence: a full stop before a capital, a line break, a semicolon, and
#: "See A–B relations", which the pages put before the first sentence.
_END: Final = re.compile(
    r"\n+|(?<=[\w)\]\"”’'%])[.;]+[\"”’']?\s+(?=[A-ZÀ-Ž“\"'(])|;\s+"
    r"|(?<=relations)\.?(?=[A-Z])"
    r"|(?<=\w\w)\.(?=[A-Z][a-z])"
)
_SEE: Final = re.compile(r"\b(?:see|see also|main|main article):?\s*$", re.I)
_SEE_RELATIONS: Final = re.compile(
    r"\s*(?:see|main|main article|see also):? [^.\n]{3,60}? relations(?:hip)?\s+"
    r"(?=[A-Z\d])",
    re.I,
)
#: Words with a full stop that end no sentence.
_SHORT: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sir|Gen|Col|Lt|Maj|Jr|Sr|No|Nos|vs|Sh|H\.E|approx|c"
    r"|Prof|Rev|Hon|Amb|Pres|Gov|Sen|Ltd|Inc|U\.S|U\.K|D\.C))\.[\"”’']?\s*$"
)


def sentences(words: Words) -> Iterator[str]:
    """Yield each sentence of a text."""
    text = words.text
    start = 0
    for first, last in _ends(words):
        if text[first:last].startswith(".") and _SHORT.search(text[start : first + 1]):
            continue
        yield from _one(text[start:first])
        start = last
    yield from _one(text[start:])


def _ends(words: Words) -> list[tuple[int, int]]:
    """Return where sentences end, and where the next begin, in order."""
    found = {(end.start(), end.end()) for end in _END.finditer(words.text)}
    links = words.of(Mark.LINK)
    found |= {
        (link.end, link.end)
        for link in links
        if _SEE.search(words.text[max(0, link.start - 20) : link.start])
    }
    return sorted(found)


def _one(sentence: str) -> Iterator[str]:
    if said := _SEE_RELATIONS.match(sentence):
        sentence = sentence[said.end() :]
    if sentence.strip():
        yield sentence.strip()
