"""One record of a snapshot, read: whom it lists, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from recog.domain.claims import Claim
from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.errors import DateError
from recog.importers.records import Skip, claim_id
from recog.importers.unsc.files import text_of, texts_of
from recog.importers.unsc.lists import COUNCIL, REGIMES, Regime
from recog.importers.unsc.reasons import Reason

_REFERENCE: Final = re.compile(r"([A-Z]{2})([eiEI])\.?([0-9]{3})\.?")
#: A day with a time zone, which says nothing: "2015-03-23-04:00".
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?")
_DATED: Final = re.compile(
    r"[^.;]*\b(?:[Ll]isted (?:on|between|pursuant)|amended on)\b[^.;]*\d{4}[^.;]*"
)
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of a record once its reference number is read."""

    reference: str  # "TAi.001"
    regime: Regime
    target: str
    name: str
    where: str  # the locator

    def listed(self, record: Element, day: date) -> tuple[EdtfDate, str, list[Skip]]:
        """Return when it was listed, in which words; at the latest on a day.

        Nobody is on the list of a day who was not put on it by then.
        """
        text = text_of(record, "LISTED_ON")
        if not text:
            skip = Skip(where=self.where, reason=Reason.NO_DAY, detail=self.name)
            return of_interval(Interval(None, day)), "", [skip]
        try:
            return _day(text), text, []
        except DateError as error:
            skip = Skip(
                where=self.where, reason=Reason.DAY_UNREADABLE, detail=str(error)
            )
            return of_interval(Interval(None, day)), text, [skip]

    def amended(self, record: Element, release: str) -> Iterator[Claim | Skip]:
        """Yield each change of the entry, and what is not read of it."""
        for text in dict.fromkeys(texts_of(record, "LAST_DAY_UPDATED/VALUE")):
            try:
                date = _day(text)
            except DateError as error:
                yield Skip(
                    where=self.where, reason=Reason.DAY_UNREADABLE, detail=str(error)
                )
                continue
            yield self.claim("listing-amended", date, text, release)
        for match in _DATED.finditer(text_of(record, "COMMENTS1")):
            detail = match[0].strip()[:_LONGEST]
            yield Skip(where=self.where, reason=Reason.COMMENT, detail=detail)

    def claim(self, kind: str, date: EdtfDate, text: str, release: str) -> Claim:
        """Return the claim that a thing happened to the entry."""
        return Claim(
            id=claim_id(release, self.where, kind, text, self.target, self.name),
            kind=kind,
            track="listing",
            actor=COUNCIL,
            target=self.target,
            list=self.regime.id,
            date=date,
            date_text=text,
            locator=self.where,
            note=f"Entry {self.reference}: {self.name}.",
            release=release,
        )


def reference_of(record: Element) -> tuple[str, str]:
    """Return the reference number in its usual form, and as it is written.

    The first is empty where what is written is no reference number.
    """
    written = record.findtext("REFERENCE_NUMBER") or ""
    match = _REFERENCE.fullmatch(written.strip())
    if match is None:
        return "", written
    return f"{match[1]}{match[2].lower()}.{match[3]}", written


def regime_of(reference: str) -> Regime | None:
    """Return the list that a reference number belongs to."""
    return REGIMES.get(reference[:2])


def _day(text: str) -> EdtfDate:
    match = _DAY.fullmatch(text)
    if match is None:
        raise DateError(f"not a day: {text!r}; right would be e.g. 2015-03-27")
    return parse(match[1])
