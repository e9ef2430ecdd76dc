"""Facts: what one item says, before it is known who the parties are here."""

from __future__ import annotations

from dataclasses import dataclass

from recog.domain.claims import Mode
from recog.domain.dates import EdtfDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One claim in the making."""

    kind: str
    date: EdtfDate
    words: str  # of the source, for the date
    by: str = "us"  # "us", "it" (the party of the article), or a name or id
    to: str = "it"
    person: str = ""  # person/…, for a head of mission
    level: str = ""
    mode: Mode = Mode.UNSPECIFIED
    resident: bool | None = None
    note: str = ""  # in our words
    when: str = ""  # the date of the markup, where that is another
