"""Why something on a page became no claim."""

from __future__ import annotations

from enum import StrEnum

from recog.importers.records import NAME_UNKNOWN


class Reason(StrEnum):
    """A reason to skip a row, sentence or table; docs/importing.md explains each."""

    # a row
    NAME_UNKNOWN = NAME_UNKNOWN
    NO_DATE = "no date, and nothing said of relations"
    NO_RELATIONS = "no diplomatic relations, says the page"
    DATE_UNREADABLE = "date that cannot be read here"
    NO_PARTY = "row that names no state"
    ONE_PARTY = "both parties are one here on that day"
    NOT_A_STATE = "party that can have no diplomatic relations here"
    NOT_DIPLOMATIC = "relations that are not diplomatic"
    NOT_RECOGNISED = "not recognised, says the page, and no date"
    ENDED_OTHERWISE = "ended with one of the two, by no act of a state"
    # a table
    OTHER_TABLE = "table of something else"
    # a sentence
    SENTENCE = "sentence on relations that cannot be read"
