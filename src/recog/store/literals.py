"""Literals: how dates, days, moments and texts are written in RDF and read back.

Ill-typed literals are refused: the store's `ORDER BY` aborts the process on an
ill-typed `xsd:date` (docs/design.md, 3.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal

from recog.domain.dates import EdtfDate, parse
from recog.errors import ClaimError, DateError
from recog.store import vocab

_CACHED: Final = 50_000  # literals: an import says the same days again and again
_TRUE: Final = Literal("true", datatype=vocab.XSD_BOOLEAN)
_FALSE: Final = Literal("false", datatype=vocab.XSD_BOOLEAN)
_ZONE: Final = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_DATE: Final = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}")
_MOMENT: Final = re.compile(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])(\.[0-9]+)?{_ZONE}"
)
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_FLOAT: Final = re.compile(
    r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
)
_ANY: Final = re.compile(r"(?s).*")
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "anyURI": re.compile(r"[^\s<>\"{}|\\^`]*"),
        "boolean": re.compile("true|false|0|1"),
        "decimal": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"),
        "double": _FLOAT,
        "float": _FLOAT,
        "gYear": re.compile(rf"[0-9]{{4}}{_ZONE}"),
        "gYearMonth": re.compile(rf"[0-9]{{4}}-(?:0[1-9]|1[0-2]){_ZONE}"),
        "int": _INTEGER,
        "integer": _INTEGER,
        "long": _INTEGER,
        "nonNegativeInteger": re.compile(r"\+?[0-9]+"),
        "positiveInteger": re.compile(r"\+?0*[1-9][0-9]*"),
        "string": _ANY,
        "token": _ANY,
    }
)


def of_text(text: str, language: str = "") -> Literal:
    """Return a text, tagged with its language if it has one."""
    return Literal(text, language=language) if language else Literal(text)


def of_date(value: EdtfDate) -> Literal:
    """Return the EDTF literal of a date."""
    return _edtf(value.edtf)


@lru_cache(maxsize=_CACHED)
def _edtf(text: str) -> Literal:
    return Literal(text, datatype=vocab.EDTF)


@lru_cache(maxsize=_CACHED)
def of_day(day: date) -> Literal:
    """Return the `xsd:date` literal of a day."""
    return Literal(day.isoformat(), datatype=vocab.XSD_DATE)


@lru_cache(maxsize=_CACHED)
def of_moment(moment: datetime) -> Literal:
    """Return the `xsd:dateTime` literal of a moment, in UTC.

    :raises ClaimError: when the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ClaimError(f"a moment needs a time zone: {moment.isoformat()}")
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    if "." in text:  # the store writes fractions without closing zeros
        text = text.rstrip("0")
    return Literal(f"{text}Z", datatype=vocab.XSD_DATETIME)


def of_flag(flag: bool) -> Literal:
    """Return the `xsd:boolean` literal of a truth value."""
    return _TRUE if flag else _FALSE


def read_date(literal: Literal) -> EdtfDate:
    """Read an EDTF literal.

    :raises DateError: when it is of another datatype or not an accepted date.
    """
    if literal.datatype != vocab.EDTF:
        raise DateError(f"{literal.value!r} is not an edtf:EDTF literal")
    return parse(literal.value)


def read_day(literal: Literal) -> date:
    """Read an `xsd:date` literal without time zone.

    :raises DateError: when it is of another datatype, has a zone or does not exist.
    """
    if literal.datatype != vocab.XSD_DATE or len(literal.value) != len("2025-07-03"):
        raise DateError(
            f"{literal.value!r} is not an xsd:date without time zone; "
            'right would be e.g. "2025-07-03"^^xsd:date'
        )
    return _day(literal.value)


def read_moment(literal: Literal) -> datetime:
    """Read an `xsd:dateTime` literal that has a time zone.

    :raises DateError: when it is of another datatype, has no zone or does not exist.
    """
    fault = fault_of(literal)
    if literal.datatype != vocab.XSD_DATETIME or fault:
        raise DateError(fault or f"{literal.value!r} is not an xsd:dateTime literal")
    moment = datetime.fromisoformat(literal.value)
    if moment.tzinfo is None:
        raise DateError(f"{literal.value!r} has no time zone; right would end in Z")
    return moment.astimezone(UTC)


def fault_of(literal: Literal) -> str:
    """Say what is wrong with a literal of its datatype; empty when nothing is."""
    iri = literal.datatype.value
    if iri == vocab.EDTF.value:
        return _date_fault(literal.value)
    if not iri.startswith(vocab.XSD):
        return ""
    name = iri.removeprefix(vocab.XSD)
    if name in ("date", "dateTime"):
        return _calendar_fault(literal.value, name)
    pattern = _PATTERNS.get(name)
    if pattern is None:
        return f"{literal.value!r} is of datatype xsd:{name}, which is not accepted"
    if pattern.fullmatch(literal.value) is None:
        return f"{literal.value!r} is not an xsd:{name}"
    return ""


def _date_fault(text: str) -> str:
    try:
        parse(text)
    except DateError as error:
        return str(error)
    return ""


def _calendar_fault(text: str, name: str) -> str:
    pattern = _DATE if name == "date" else _MOMENT
    match = pattern.fullmatch(text)
    if match is None:
        return f"{text!r} is not an xsd:{name}"
    try:
        datetime.fromisoformat(match[1])
    except ValueError:
        return f"{text!r} is not an xsd:{name}: there is no such day or time"
    return ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateError(f"no such day: {text!r}") from error
