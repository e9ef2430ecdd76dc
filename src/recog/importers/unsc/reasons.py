"""Why something in the list became no claim, or a claim with a reserve."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A reason to skip a record or a part of it; docs/importing.md explains each."""

    # the whole record is skipped
    NO_REFERENCE = "no reference number"
    LIST_UNKNOWN = "list not known here"
    TWICE = "reference number given twice"
    # a part of the record is skipped
    BIRTH_UNREADABLE = "date of birth that cannot be read"
    COMMENT = "listing dated in the comments"
    # nothing is skipped: the claims stand, with a reserve
    NO_NAME = "no name"
    NO_DAY = "no day of listing"
    DAY_UNREADABLE = "day that cannot be read"
    SPELLING = "reference number spelt otherwise"
    LIST_NAME = "list named otherwise than by the reference number"
    BACK = "on the list again with its old day"
