"""Which of a sentence's dates is that of a verb."""

from __future__ import annotations

import re
from typing import Final

from recog.importers.rdcr.prose import TOKEN, Moment, Sentence

#: Between a verb and a date these words mean that the date is that of something else.
_APART: Final = re.compile(
    r"\b(?:who|which|that|when|after|following|because|upon|dated|in the wake|where)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:who (?:was|had been) appointed|previously|had been|named|commissioned)"
    r"[^⟦]{0,60}$"
)
_IN_BRACKETS: Final = re.compile(r"\([^()]*$")
_LEADING: Final = re.compile(r"^(?:[“\"])?⟦(\d+)⟧,? ?")


def moment_of(sentence: Sentence, verb: re.Match[str]) -> Moment | None:
    """Return the date of a verb.

    One that follows in the same clause; else the one that leads the sentence; else the
    first that follows, or the last before. A later date inside the one found ("in 1861
    when … on April 11, 1861") is taken in its place; dates in brackets are not.
    """
    tokens = [
        token
        for token in TOKEN.finditer(sentence.text)
        if not _IN_BRACKETS.search(sentence.text[: token.start()])
    ]
    after = [token for token in tokens if token.start() >= verb.end()]
    near = [
        token
        for token in after[:1]
        if not _APART.search(sentence.text[verb.end() : token.start()])
    ]
    leading = _LEADING.match(sentence.text)
    led = [leading] if leading and leading.end() <= verb.start() else []
    own = [
        token for token in after if not _OTHER.search(sentence.text[: token.start()])
    ]
    before = [token for token in tokens if token.end() <= verb.start()][-1:]
    chosen = next(iter([*near, *led, *own, *before]), None)
    if chosen is None:
        return None
    moment = sentence.moment(chosen)
    finer = (
        other
        for token in own
        if (other := sentence.moment(token)).date.days != moment.date.days
        and other.date.days.intersection(moment.date.days) == other.date.days
    )
    return next(finer, moment) if chosen in after else moment
