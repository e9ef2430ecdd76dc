"""How parameters are read from text; each says what would be right.

A reader gets the view, the text, and all parameters that were given.
Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from recog.domain.dates import parse
from recog.domain.kinds import known
from recog.domain.tracks import TRACKS
from recog.errors import DateError, QuestionError
from recog.service.workbench import View

_TRUTHS: Final = {
    **dict.fromkeys(("true", "yes", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}


def party(role: str) -> Callable[[View, str, Mapping[str, str]], str]:
    """Return a reader of names; a track, if given, says which types fit."""

    def read(view: View, text: str, given: Mapping[str, str]) -> str:
        return view.directory.resolve(
            text, on=_day_of(given), types=_types(role, given.get("track", ""))
        )

    return read


def parties(role: str) -> Callable[[View, str, Mapping[str, str]], tuple[str, ...]]:
    """Return a reader of several names, separated by semicolons; each counts once."""
    one = party(role)

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


def row_of(names: Mapping[str, object], what: str) -> Callable[..., str]:
    """Return a reader of the names of a table's rows."""

    def read(_view: View, text: str, _given: Mapping[str, str]) -> str:
        if text not in names:
            raise QuestionError(f"unknown {what} {text!r}; known: {known(names)}")
        return text

    return read


def day(view: View, text: str, _given: Mapping[str, str]) -> date:
    """Read one day; "today" is today."""
    if text == "today":
        return view.today
    days = parse(text).days
    if days.earliest is None or days.earliest != days.latest:
        raise QuestionError(f"not one day: {text!r}; right would be e.g. 2025-07-03")
    return days.earliest


def first(_view: View, text: str, _given: Mapping[str, str]) -> date | None:
    """Read the first day of a day, month or year."""
    return parse(text).days.earliest


def last(view: View, text: str, _given: Mapping[str, str]) -> date | None:
    """Read the last day of a day, month or year; "today" is today."""
    return view.today if text == "today" else parse(text).days.latest


def moment(_view: View, text: str, _given: Mapping[str, str]) -> datetime:
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


def number(name: str, most: int) -> Callable[..., int]:
    """Return a reader of whole numbers from 1."""

    def read(_view: View, text: str, _given: Mapping[str, str]) -> int:
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
            raise QuestionError(f"{name} is {text!r}; right would be 1 to {most}")
        return int(text)

    return read


def words(_view: View, text: str, _given: Mapping[str, str]) -> str:
    """Take the text as it is."""
    return text


def truth(name: str) -> Callable[..., bool]:
    """Return a reader of true and false."""

    def read(_view: View, text: str, _given: Mapping[str, str]) -> bool:
        word = text.casefold()
        if word not in _TRUTHS:
            raise QuestionError(f"{name} is {text!r}; right would be true or false")
        return _TRUTHS[word]

    return read
