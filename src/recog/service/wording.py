"""Questions by parameters as a line of English.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from recog.domain.kinds import KINDS
from recog.domain.spoken import spoken, spoken_day
from recog.domain.tracks import TRACKS
from recog.service.questions import Question
from recog.service.workbench import View

#: How a question begins, by what is asked.
_OPENINGS: Final[Mapping[str, str]] = {
    "entities": "Who is known",
    "events": "What happened",
    "status": "What holds",
    "diff": "What changed",
    "timeline": "What held and happened",
    "network": "Who stands how to whom",
    "why": "Why things are as they are",
    "quality": "What is doubtful",
    "export/quality": "All that is doubtful",
    "releases": "What answers rest on",
    "export/timeline": "All that held and happened",
    "export/network": "All who stand how to whom",
}


def question_words(view: View, operation: str, question: Question) -> str:
    """Return a question as a line: its own words, or its parameters worded."""
    if operation == "ask":
        return question.q
    if operation.startswith("entities/"):
        thing = operation.partition("/")[2]
        return f"What is known of {view.directory.label(thing)}"
    opening = _OPENINGS.get(operation, operation)
    return ", ".join((opening, *_parts(view, question)))


def _parts(view: View, asked: Question) -> Iterator[str]:
    """Yield what narrows a question, each part in words."""
    label = view.directory.label
    if asked.q:
        yield f"named “{asked.q}”"
    if asked.type:
        yield f"of type {asked.type}"
    if asked.kind:
        yield f"of kind {KINDS[asked.kind].label}"
    sides = {
        "from": asked.actor,
        "towards": asked.target,
        "of": asked.entity,
        "with": asked.person,
        "on the list": asked.list,
        "around": asked.around,
    }
    yield from (f"{word} {label(party)}" for word, party in sides.items() if party)
    if asked.track:
        yield f"on the track {TRACKS[asked.track].label}"
    if asked.depth > 1:
        yield f"{asked.depth} steps around"
    yield from _times(asked)
    if asked.source:
        yield f"as {asked.source} says"
    if asked.implied:
        yield "with what is implied"
    if asked.cursor:
        yield "a further page"


def _times(asked: Question) -> Iterator[str]:
    if asked.on:
        yield f"on {spoken_day(asked.on)}"
    if asked.first or asked.last:
        yield spoken(f"{asked.first or '..'}/{asked.last or '..'}")
    for word, moment in (
        ("as known at", asked.as_known),
        ("from what was known at", asked.known_from),
        ("to what was known at", asked.known_to),
    ):
        if moment:
            yield f"{word} {moment:%Y-%m-%d %H:%M:%S} UTC"
    if asked.version_from or asked.version_to:
        yield (
            f"from version {asked.version_from or 'the current one'} "
            f"to {asked.version_to or 'the current one'}"
        )
