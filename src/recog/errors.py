"""All exceptions of recog, in one tree.

RecogError
├── InputError            what someone gave us is wrong; the message says what is right
│   ├── DateError         not a date of the accepted EDTF forms, or no such day
│   ├── ClaimError        a claim that breaks the model (unknown kind, missing party …)
│   ├── EntityError       an entity that breaks the model
│   ├── UnknownEntityError    no entity of that name, code or id
│   ├── AmbiguousEntityError  several entities fit; `candidates` lists them
│   ├── QuestionError     a parameter or question that cannot be read
│   ├── QueryError        SPARQL that does not parse; `line` and `column`
│   ├── ForbiddenQueryError   SPARQL that would make the service fetch or write
│   ├── ReceiptError      not the address of an answer, or one that was cut or altered
│   └── FormatError       a file that cannot be read, or a format that is not known
├── InvalidDataError      data that fails the shapes; `faults` lists every one
├── NotFoundError         a version or thing that is not there
├── LimitError            a bound was reached; `limit` and `value` name it
│   ├── DeadlineError     a query ran out of time
│   ├── MemoryBoundError  a query ran out of memory
│   ├── ResultSizeError   a result grew too large
│   ├── BusyError         the queue of queries is full
│   └── ClientBusyError   one client has too many queries at once
├── CancelledQueryError   a query whose client has gone
├── TokenError            what a token brought allows no such thing
│   └── CredentialsError  no token was brought, or none that counts
├── OutdatedError         a write to a version that is no longer the current one
└── StoreError            a file of ours that is broken, or a store that is locked
    ├── LockedError       another process writes
    └── EngineError       the engine that holds the store failed

HTTP status and exit code are chosen from the class in `web.errors` and `cli`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class RecogError(Exception):
    """Base of every exception that recog raises on purpose."""


class InputError(RecogError):
    """What someone gave us is wrong; the message quotes it and says what is right."""


class DateError(InputError):
    """Not a date of the accepted EDTF forms, or a day that does not exist."""


class ClaimError(InputError):
    """A claim that breaks the model."""


class EntityError(InputError):
    """An entity, source or release that breaks the model."""


class UnknownEntityError(InputError):
    """No entity has that name, code or id."""


class AmbiguousEntityError(InputError):
    """Several entities fit one name; `candidates` are their ids, best first."""

    def __init__(self, message: str, candidates: Sequence[str]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class QuestionError(InputError):
    """A parameter or a question that cannot be read."""


class QueryError(InputError):
    """SPARQL that does not parse; `line` and `column` count from 1, if known."""

    def __init__(
        self, message: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class ForbiddenQueryError(InputError):
    """SPARQL that would make the service fetch something, or write where it may not."""


class ReceiptError(InputError):
    """Not the address of an answer, or one that was cut, mistyped or altered."""


class FormatError(InputError):
    """A file that cannot be read, or a format that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with data that someone brought."""

    where: str  # the node, row or record
    message: str  # the shape's words
    shape: str = ""  # IRI of the shape, if one failed
    line: int | None = None  # 1-based line or row in what was given, if known


class InvalidDataError(RecogError):
    """Data that fails the shapes or the model; nothing of it landed."""

    def __init__(self, message: str, faults: Sequence[Fault]) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class NotFoundError(RecogError):
    """A version, claim or address that is not there."""


class LimitError(RecogError):
    """A bound was reached; `limit` is the setting's name and `value` its value."""

    def __init__(self, message: str, *, limit: str, value: float) -> None:
        super().__init__(message)
        self.limit = limit
        self.value = value


class DeadlineError(LimitError):
    """A query ran out of time."""


class MemoryBoundError(LimitError):
    """A query ran out of memory."""


class ResultSizeError(LimitError):
    """A result grew larger than the bound."""


class CancelledQueryError(RecogError):
    """A query was ended because whoever asked has gone."""


class BusyError(LimitError):
    """Too many queries wait already."""


class ClientBusyError(LimitError):
    """Too many queries of one client wait or run already."""


class TokenError(RecogError):
    """What the token that was brought does not allow."""


class CredentialsError(TokenError):
    """No token was brought, or none that counts."""


class OutdatedError(RecogError):
    """A write to a version that is no longer the current one."""


class StoreError(RecogError):
    """A file of ours that is broken, or a store that another writer holds."""


class LockedError(StoreError):
    """Another process writes; one writer at a time."""


class EngineError(StoreError):
    """The engine that holds the store does not answer, or not as it should."""
