"""Why something in POCOM became no claim, or a claim with a reserve."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A reason to skip a record or a step of it; docs/importing.md explains each."""

    # the whole record is skipped
    MISSION_NOTE = "note on a mission as a whole"
    NAMED_UNKNOWN = "person named in a note, not known by one file"
    NO_DATE = "no date in the record"
    DUPLICATE = "the same term given twice"
    RECEIVER_UNKNOWN = "receiver not known here"
    # a step of the record is skipped
    DATE_UNREADABLE = "date that cannot be read"
    START_UNKNOWN = "no day of taking office"
    START_OF_NONE = "start of one who did not serve"
    CONTINUED = "a commission ended, the service went on"
    OVERLAP = "inside another term of the same person"
    OUTCOME_OVERTAKEN = "outcome of a nomination of one who served"
    # nothing is skipped: the claims stand as the source has them
    DATE_ORDER = "dates in the wrong order"
    RECEIVER_SLIP = "receiver differs from that of its file"
    BESIDE = "in office beside another chief for long"
    ID_TWICE = "id used for two records"
    PERSON_MISSING = "person without a file"
