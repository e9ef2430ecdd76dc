"""The parameters of questions: how each is read from text, and explained.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from recog.domain.checks import CHECKS
from recog.domain.dates import parse
from recog.domain.difference import Change
from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS, known
from recog.domain.tables import table
from recog.domain.tracks import TRACKS
from recog.errors import DateError, QuestionError
from recog.service.workbench import View

MAX_LIMIT: Final = 1000
MAX_DEPTH: Final = 3
MAX_WIDTH: Final = 36_500  # a century
_TRUTHS: Final = {
    **dict.fromkeys(("true", "yes", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: how it is read and explained."""

    name: str
    help: str
    example: str
    read: Callable[[View, str, Mapping[str, str]], object]


def _party(role: str) -> Callable[[View, str, Mapping[str, str]], str]:
    """Return a reader of names; a track, if given, says which types fit."""

    def read(view: View, text: str, given: Mapping[str, str]) -> str:
        return view.directory.resolve(
            text, on=_day_of(given), types=_types(role, given.get("track", ""))
        )

    return read


def _parties(role: str) -> Callable[[View, str, Mapping[str, str]], tuple[str, ...]]:
    """Return a reader of several names, separated by semicolons; each counts once."""
    one = _party(role)

    def read(view: View, text: str, given: Mapping[str, str]) -> tuple[str, ...]:
        names = (each.strip() for each in text.split(";"))
        found = [one(view, each, given) for each in names if each]
        if not found:
            raise QuestionError(f"no party in {text!r}; right would be France; Russia")
        return tuple(dict.fromkeys(found))

    return read


def _types(role: str, track: str) -> tuple[str, ...]:
    if role in ("person", "list"):
        return (role,)
    row = TRACKS.get(track)
    if row is None or role not in ("actor", "target"):
        return ()
    types = row.actors if role == "actor" else row.targets
    if row.symmetric:
        types = tuple(dict.fromkeys((*row.actors, *row.targets)))
    extra = ("state",) if "government" in types and "state" not in types else ()
    return (*types, *extra)


def _day_of(given: Mapping[str, str]) -> date | None:
    """Return the day that decides between names, if the question has one."""
    for name in ("on", "to", "from"):
        if given.get(name):
            try:
                return parse(given[name]).days.latest
            except DateError:
                return None  # the parameter's own reader says what is wrong
    return None


def _row_of(names: Mapping[str, object], what: str) -> Callable[..., str]:
    def read(_view: View, text: str, _given: Mapping[str, str]) -> str:
        if text not in names:
            raise QuestionError(f"unknown {what} {text!r}; known: {known(names)}")
        return text

    return read


def _day(view: View, text: str, _given: Mapping[str, str]) -> date:
    if text == "today":
        return view.today
    days = parse(text).days
    if days.earliest is None or days.earliest != days.latest:
        raise QuestionError(f"not one day: {text!r}; right would be e.g. 2025-07-03")
    return days.earliest


def _first(_view: View, text: str, _given: Mapping[str, str]) -> date | None:
    return parse(text).days.earliest


def _last(view: View, text: str, _given: Mapping[str, str]) -> date | None:
    return view.today if text == "today" else parse(text).days.latest


def _moment(_view: View, text: str, _given: Mapping[str, str]) -> datetime:
    """Read a moment; a day alone means its end, without a zone it is UTC."""
    try:
        if len(text) == len("2025-07-03"):
            end = time.max
            return datetime.combine(date.fromisoformat(text), end, tzinfo=UTC)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(
            f"not a moment: {text!r}; right would be 2026-11-23 or 2026-11-23T10:00:00Z"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(name: str, most: int) -> Callable[..., int]:
    def read(_view: View, text: str, _given: Mapping[str, str]) -> int:
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
            raise QuestionError(f"{name} is {text!r}; right would be 1 to {most}")
        return int(text)

    return read


def _words(_view: View, text: str, _given: Mapping[str, str]) -> str:
    return text


def _truth(name: str) -> Callable[..., bool]:
    def read(_view: View, text: str, _given: Mapping[str, str]) -> bool:
        word = text.casefold()
        if word not in _TRUTHS:
            raise QuestionError(f"{name} is {text!r}; right would be true or false")
        return _TRUTHS[word]

    return read


PARAMETERS: Final[Mapping[str, Parameter]] = table(
    Parameter(
        name="q",
        help="what is searched or asked",
        example="Taliban",
        read=_words,
    ),
    Parameter(
        name="type",
        help="type of entity",
        example="state",
        read=_row_of(ENTITY_TYPES, "type"),
    ),
    Parameter(
        name="kind",
        help="kind of event",
        example="recognition",
        read=_row_of(KINDS, "kind"),
    ),
    Parameter(
        name="track",
        help="dimension of status",
        example="government-recognition",
        read=_row_of(TRACKS, "track"),
    ),
    Parameter(
        name="actor",
        help="who acts: an id, a code or a name",
        example="state/russia",
        read=_party("actor"),
    ),
    Parameter(
        name="target",
        help="who is acted upon: an id, a code or a name",
        example="government/islamic-emirate-of-afghanistan",
        read=_party("target"),
    ),
    Parameter(
        name="actors",
        help="who stands in the rows, separated by semicolons; all unless given",
        example="France; Russia; iso:US",
        read=_parties("actor"),
    ),
    Parameter(
        name="targets",
        help="who stands in the columns, separated by semicolons; all unless given",
        example="state/kosovo; Abkhazia",
        read=_parties("target"),
    ),
    Parameter(
        name="entity",
        help="either party: an id, a code or a name",
        example="state/kosovo",
        read=_party("entity"),
    ),
    Parameter(
        name="person",
        help="the person in the post",
        example="person/zamir-kabulov",
        read=_party("person"),
    ),
    Parameter(
        name="list",
        help="the list on which someone is",
        example="list/russia-terrorist-organizations",
        read=_party("list"),
    ),
    Parameter(
        name="around",
        help="the party in the middle: an id, a code or a name",
        example="state/russia",
        read=_party("around"),
    ),
    Parameter(
        name="on",
        help="the day; today unless given",
        example="2025-07-03",
        read=_day,
    ),
    Parameter(
        name="from",
        help="first day: a day, month or year",
        example="2025-01-01",
        read=_first,
    ),
    Parameter(
        name="to",
        help="last day, included: a day, month or year",
        example="2025-12-31",
        read=_last,
    ),
    Parameter(
        name="as_known",
        help="answer from the claims that stood at this moment",
        example="2026-11-23T10:00:00Z",
        read=_moment,
    ),
    Parameter(
        name="implied",
        help="whether implied status counts too, marked as such",
        example="true",
        read=_truth("implied"),
    ),
    Parameter(
        name="known_from",
        help="compare what was known at this moment",
        example="2026-11-23T10:00:00Z",
        read=_moment,
    ),
    Parameter(
        name="known_to",
        help="with what was known at this moment; now unless given",
        example="2026-11-24T10:00:00Z",
        read=_moment,
    ),
    Parameter(
        name="version_from",
        help="compare this version",
        example="000001",
        read=_words,
    ),
    Parameter(
        name="version_to",
        help="with this version; the current one unless given",
        example="000002",
        read=_words,
    ),
    Parameter(
        name="change",
        help="only changes of this name",
        example="gained",
        read=_row_of(dict.fromkeys(map(str, Change)), "change"),
    ),
    Parameter(
        name="source",
        help="a source or a release, by id",
        example="source/nghe-an-newspaper",
        read=_words,
    ),
    Parameter(
        name="claim",
        help="a claim, by id",
        example="claim/3f9c",
        read=_words,
    ),
    Parameter(
        name="check",
        help="one check of quality",
        example="overlapping-heads",
        read=_row_of(CHECKS, "check"),
    ),
    Parameter(
        name="width",
        help="days from which on a date is imprecise; 365 unless given",
        example="31",
        read=_number("width", MAX_WIDTH),
    ),
    Parameter(
        name="depth",
        help="steps from the party in the middle",
        example="1",
        read=_number("depth", MAX_DEPTH),
    ),
    Parameter(
        name="limit",
        help="rows at most",
        example="100",
        read=_number("limit", MAX_LIMIT),
    ),
    Parameter(
        name="cursor",
        help="where the next page begins, from `next`",
        example="",
        read=_words,
    ),
    Parameter(
        name="format",
        help="form of the answer; json unless given",
        example="json",
        read=_words,
    ),
    Parameter(
        name="version",
        help="the version of the graph to ask; the current one unless given",
        example="000001",
        read=_words,
    ),
)


def missing(name: str) -> QuestionError:
    """Return the error that a parameter is missing; it says what would be right."""
    row = PARAMETERS[name]
    return QuestionError(f"{name} is missing ({row.help}); e.g. {row.example}")
