"""The questions that API and command line offer, each with its parameters.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.tables import table
from recog.service.answers import Answer
from recog.service.ask import ask
from recog.service.diff import diff
from recog.service.entities import search
from recog.service.events import events
from recog.service.holdings import holdings
from recog.service.judgements import judgements
from recog.service.matrix import matrix
from recog.service.naming import resolve
from recog.service.network import network
from recog.service.quality import quality
from recog.service.questions import Question
from recog.service.releases import releases
from recog.service.status import status
from recog.service.timeline import timeline
from recog.service.why import why
from recog.service.workbench import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One question: its name is its address under /api/v1/."""

    name: str
    help: str
    parameters: tuple[str, ...]  # names in PARAMETERS
    required: tuple[str, ...] = ()
    answer: Callable[[View, Question], Answer]
    exports: str = ""  # what its exporters take: "timeline", "network" …
    daily: bool = False  # without `on` it depends on what day it is

    @property
    def accepted(self) -> tuple[str, ...]:
        """Its parameters, and the one that every operation has."""
        return (*self.parameters, "version")

    def ask(self, view: View, question: Question) -> Answer:
        """Answer a question, from what was known at its moment if it names one."""
        return self.answer(view.known(question.as_known), question)


OPERATIONS: Final[Mapping[str, Operation]] = table(
    Operation(
        name="entities",
        help="Find states, governments, organisations, people and lists by name.",
        parameters=("q", "type", "as_known", "limit", "cursor"),
        answer=search,
    ),
    Operation(
        name="resolve",
        help="Say what a name means on a day, or may mean.",
        parameters=("q", "on", "type", "as_known"),
        required=("q",),
        answer=resolve,
    ),
    Operation(
        name="events",
        help="List events with their dates and what each source says.",
        parameters=(
            "kind",
            "track",
            "actor",
            "target",
            "entity",
            "person",
            "list",
            "from",
            "to",
            "source",
            "as_known",
            "cursor",
            "limit",
        ),
        answer=events,
    ),
    Operation(
        name="status",
        help="Say what holds between parties on a day, and how surely.",
        parameters=(
            "track",
            "actor",
            "target",
            "person",
            "list",
            "on",
            "as_known",
            "implied",
            "cursor",
            "limit",
        ),
        answer=status,
        daily=True,
    ),
    Operation(
        name="diff",
        help="Say what changed between two days, knowledge times or versions.",
        parameters=(
            "from",
            "to",
            "known_from",
            "known_to",
            "version_from",
            "version_to",
            "on",
            "entity",
            "track",
            "actor",
            "target",
            "person",
            "list",
            "change",
            "as_known",
            "format",
            "cursor",
            "limit",
        ),
        answer=diff,
        exports="difference",
        daily=True,
    ),
    Operation(
        name="timeline",
        help="List the events and spans of a party or a pair, in order.",
        parameters=(
            "entity",
            "actor",
            "target",
            "track",
            "kind",
            "person",
            "list",
            "from",
            "to",
            "as_known",
            "format",
            "cursor",
            "limit",
        ),
        answer=timeline,
        exports="timeline",
    ),
    Operation(
        name="network",
        help="Give the parties and what holds between them, as nodes and edges.",
        parameters=(
            "on",
            "from",
            "to",
            "track",
            "around",
            "depth",
            "as_known",
            "implied",
            "format",
        ),
        answer=network,
        exports="network",
        daily=True,
    ),
    Operation(
        name="matrix",
        help="Answer all pairs of a track on a day, also where nobody looked.",
        parameters=(
            "track",
            "actors",
            "targets",
            "on",
            "as_known",
            "implied",
            "format",
        ),
        required=("track",),
        answer=matrix,
        exports="matrix",
        daily=True,
    ),
    Operation(
        name="why",
        help="Say why a status is what it is: events, claims and rules, step by step.",
        parameters=(
            "track",
            "actor",
            "target",
            "person",
            "list",
            "on",
            "as_known",
            "format",
        ),
        required=("actor", "target"),
        answer=why,
        exports="reasons",
        daily=True,
    ),
    Operation(
        name="ask",
        help="Answer a question in words, or say what would be understood.",
        parameters=("q", "on", "as_known"),
        required=("q",),
        answer=ask,
        daily=True,
    ),
    Operation(
        name="releases",
        help="List the sources that answers rest on, with their editions.",
        parameters=("source", "as_known", "cursor", "limit"),
        answer=releases,
    ),
    Operation(
        name="holdings",
        help="Count what each release holds, and how others agree with it.",
        parameters=("source", "cursor", "limit"),
        answer=holdings,
    ),
    Operation(
        name="judgements",
        help="List what people decided of claims, also what they undid.",
        parameters=("claim", "entity", "as_known", "cursor", "limit"),
        answer=judgements,
    ),
    Operation(
        name="quality",
        help="List what is doubtful: contradictions, impossible dates, overlaps.",
        parameters=(
            "check",
            "entity",
            "actor",
            "target",
            "track",
            "width",
            "format",
            "cursor",
            "limit",
        ),
        answer=quality,
        exports="findings",
    ),
)
