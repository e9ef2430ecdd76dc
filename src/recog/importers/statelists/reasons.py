"""Why a row of a list of states, or something of it, is not taken."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Few phrases, to be counted."""

    ANOTHER_TIME = "spell of a time in which recog knows no such state"
    NO_STATE = "not a state, and not known here"
    DATE_UNREADABLE = "date of a list that cannot be read"
    FIRST_DAY = "first day differs from ours"
    LAST_DAY = "last day differs from ours"
    FIRST_DAY_ALONE = "first day that recog does not give"
    SUCCESSION = "successor that recog does not give"
    SUCCESSOR_UNKNOWN = "successor that is not known here"
