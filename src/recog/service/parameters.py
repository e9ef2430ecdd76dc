"""The parameters of questions: how each is read from text, and explained.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.checks import CHECKS
from recog.domain.difference import Change
from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS
from recog.domain.tables import table
from recog.domain.tracks import TRACKS
from recog.errors import QuestionError
from recog.service.readers import (
    day,
    first,
    last,
    moment,
    number,
    parties,
    party,
    row_of,
    truth,
    words,
)
from recog.service.workbench import View

MAX_LIMIT: Final = 1000
MAX_DEPTH: Final = 3
MAX_WIDTH: Final = 36_500  # a century


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: how it is read and explained."""

    name: str
    help: str
    example: str
    read: Callable[[View, str, Mapping[str, str]], object]


PARAMETERS: Final[Mapping[str, Parameter]] = table(
    Parameter(
        name="q",
        help="what is searched or asked",
        example="Taliban",
        read=words,
    ),
    Parameter(
        name="type",
        help="type of entity",
        example="state",
        read=row_of(ENTITY_TYPES, "type"),
    ),
    Parameter(
        name="kind",
        help="kind of event",
        example="recognition",
        read=row_of(KINDS, "kind"),
    ),
    Parameter(
        name="track",
        help="dimension of status",
        example="government-recognition",
        read=row_of(TRACKS, "track"),
    ),
    Parameter(
        name="actor",
        help="who acts: an id, a code or a name",
        example="state/russia",
        read=party("actor"),
    ),
    Parameter(
        name="target",
        help="who is acted upon: an id, a code or a name",
        example="government/islamic-emirate-of-afghanistan",
        read=party("target"),
    ),
    Parameter(
        name="actors",
        help="who stands in the rows, separated by semicolons; all unless given",
        example="France; Russia; iso:US",
        read=parties("actor"),
    ),
    Parameter(
        name="targets",
        help="who stands in the columns, separated by semicolons; all unless given",
        example="state/kosovo; Abkhazia",
        read=parties("target"),
    ),
    Parameter(
        name="entity",
        help="either party: an id, a code or a name",
        example="state/kosovo",
        read=party("entity"),
    ),
    Parameter(
        name="person",
        help="the person in the post",
        example="person/zamir-kabulov",
        read=party("person"),
    ),
    Parameter(
        name="list",
        help="the list on which someone is",
        example="list/russia-terrorist-organizations",
        read=party("list"),
    ),
    Parameter(
        name="around",
        help="the party in the middle: an id, a code or a name",
        example="state/russia",
        read=party("around"),
    ),
    Parameter(
        name="on",
        help="the day; today unless given",
        example="2025-07-03",
        read=day,
    ),
    Parameter(
        name="from",
        help="first day: a day, month or year",
        example="2025-01-01",
        read=first,
    ),
    Parameter(
        name="to",
        help="last day, included: a day, month or year",
        example="2025-12-31",
        read=last,
    ),
    Parameter(
        name="as_known",
        help="answer from the claims that stood at this moment",
        example="2026-11-23T10:00:00Z",
        read=moment,
    ),
    Parameter(
        name="implied",
        help="whether implied status counts too, marked as such",
        example="true",
        read=truth("implied"),
    ),
    Parameter(
        name="known_from",
        help="compare what was known at this moment",
        example="2026-11-23T10:00:00Z",
        read=moment,
    ),
    Parameter(
        name="known_to",
        help="with what was known at this moment; now unless given",
        example="2026-11-24T10:00:00Z",
        read=moment,
    ),
    Parameter(
        name="version_from",
        help="compare this version",
        example="000001",
        read=words,
    ),
    Parameter(
        name="version_to",
        help="with this version; the current one unless given",
        example="000002",
        read=words,
    ),
    Parameter(
        name="change",
        help="only changes of this name",
        example="gained",
        read=row_of(dict.fromkeys(map(str, Change)), "change"),
    ),
    Parameter(
        name="source",
        help="a source or a release, by id",
        example="source/nghe-an-newspaper",
        read=words,
    ),
    Parameter(
        name="claim",
        help="a claim, by id",
        example="claim/3f9c",
        read=words,
    ),
    Parameter(
        name="check",
        help="one check of quality",
        example="overlapping-heads",
        read=row_of(CHECKS, "check"),
    ),
    Parameter(
        name="width",
        help="days from which on a date is imprecise; 365 unless given",
        example="31",
        read=number("width", MAX_WIDTH),
    ),
    Parameter(
        name="depth",
        help="steps from the party in the middle",
        example="1",
        read=number("depth", MAX_DEPTH),
    ),
    Parameter(
        name="limit",
        help="rows at most",
        example="100",
        read=number("limit", MAX_LIMIT),
    ),
    Parameter(
        name="cursor",
        help="where the next page begins, from `next`",
        example="",
        read=words,
    ),
    Parameter(
        name="format",
        help="form of the answer; json unless given",
        example="json",
        read=words,
    ),
    Parameter(
        name="version",
        help="the version of the graph to ask; the current one unless given",
        example="000001",
        read=words,
    ),
)


def missing(name: str) -> QuestionError:
    """Return the error that a parameter is missing; it says what would be right."""
    row = PARAMETERS[name]
    return QuestionError(f"{name} is missing ({row.help}); e.g. {row.example}")
