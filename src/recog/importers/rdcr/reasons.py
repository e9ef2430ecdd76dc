"""Why something in RDCR became no claim, or a claim with a reserve."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A reason to skip an item or a part of it; docs/importing.md explains each."""

    # the whole item is skipped
    TREATY = "a treaty, which changes no status"
    BACKGROUND = "background to the relations, no event of a status"
    PEOPLE = "about heads of mission, which POCOM covers"
    CONSULATE = "a consular post that is not the mission"
    NEVER = "says that relations or posts were never established"
    EMPTY = "nothing is written"
    NOT_READ = "not understood"
    # an article or paragraph without an item
    PROSE = "prose outside items that states no dated event"
    # nothing is skipped: the claims stand as the source has them
    MARKUP = "markup and prose give different dates"
    READING = "a reading that no longer fits the text"
