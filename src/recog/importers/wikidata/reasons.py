"""Why something in Wikidata became no claim, or a claim with a reserve."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A reason to skip a statement or a part of it; docs/importing.md explains each."""

    DEPRECATED = "statement deprecated there"
    UNKNOWN_VALUE = "value unknown or none"
    NO_DATE = "no date in the statement"
    DATE_UNREADABLE = "time that has no date here"
    POST_ABSENT = "post not described in the input"
    NOT_TOLD_APART = "sender and receiver not told apart"
    UNFIT = "parties that do not go together"
