"""Those who are on the list, as entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from recog.domain.dates import EdtfDate
from recog.domain.entities import Entity, Name
from recog.errors import DateError
from recog.importers.records import Skip
from recog.importers.unsc.births import birth, born
from recog.importers.unsc.files import plain, text_of, texts_of
from recog.importers.unsc.reasons import Reason

#: Semicolons that are not within brackets.
_SEMICOLONS: Final = re.compile(r";(?![^(]*\))")
_BRACKETS: Final = re.compile(
    r"(?P<outer>[^()]+)\((?P<script>original script: )?(?P<inner>[^()]+)\)"
)
_LATIN: Final = re.compile("[A-Za-z]")
_NAMES: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
#: Aliases of this quality are told as such. A short one may be anybody's ("Mustafa"):
#: nobody is found by it.
_LOW: Final = "low"
_WORDS_THAT_TELL: Final = 3
_FORMER: Final = "f.k.a."


def name_of(record: Element) -> str:
    """Return the name under which a record lists its subject; empty for none."""
    return plain(" ".join(text_of(record, part) for part in _NAMES))


def subject(
    record: Element, id: str, *, name: str, code: str, where: str, release: str
) -> tuple[Entity, list[Skip]]:
    """Describe the subject of a record; tell what cannot be read."""
    skips: list[Skip] = []
    dates = list(_births(record, where, skips))
    names = [Name(text=text) for text in texts_of(record, "NAME_ORIGINAL_SCRIPT")]
    low: list[str] = []
    for quality, alias in _aliases(record):
        if quality == _LOW:
            low.append(alias)
        if quality != _LOW or len(alias.split()) >= _WORDS_THAT_TELL:
            names.append(Name(text=alias, former=quality == _FORMER))
    entity = Entity(
        id=id,
        labels=(Name(text=name, language="en"),),
        names=tuple(each for each in dict.fromkeys(names) if each.text != name),
        codes=(code,),
        began=born(dates),
        posts=tuple(_posts(record)),
        note=_note(low, dates),
        release=release,
    )
    return entity, skips


def _births(record: Element, where: str, skips: list[Skip]) -> Iterator[EdtfDate]:
    for element in record.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        try:
            found = birth(element)
        except DateError as error:
            skips.append(
                Skip(where=where, reason=Reason.BIRTH_UNREADABLE, detail=str(error))
            )
            continue
        if found is not None:
            yield found


def _aliases(record: Element) -> Iterator[tuple[str, str]]:
    """Yield quality and text of each alias; one element may hold several."""
    for element in record:
        if not element.tag.endswith("_ALIAS"):
            continue
        quality = text_of(element, "QUALITY").lower()
        for alias in _parted(text_of(element, "ALIAS_NAME")):
            yield quality, alias


def _parted(text: str) -> Iterator[str]:
    """Yield the aliases in a text: split at semicolons, and by script.

    >>> list(_parted("ADF; ADF/NALU"))
    ['ADF', 'ADF/NALU']
    >>> list(_parted("Hamad (original script: حمد)"))
    ['Hamad', 'حمد']
    >>> list(_parted("Hamad (the tall; of Homs)"))
    ['Hamad (the tall; of Homs)']
    """
    for part in _SEMICOLONS.split(text):
        match = _BRACKETS.fullmatch(part.strip())
        if match is None:
            found = [part]
        elif match["script"] or not _LATIN.search(match["outer"]):
            found = [match["outer"], *match["inner"].split(";")]
        else:
            found = [part]
        yield from (alias for each in found if (alias := each.strip(" ;")))


def _posts(record: Element) -> Iterable[str]:
    return sorted(dict.fromkeys(texts_of(record, "DESIGNATION/VALUE")))


def _note(low: list[str], dates: list[EdtfDate]) -> str:
    """Say what has no place of its own: weak aliases, and which births are given."""
    parts = []
    if low:
        parts.append(f"Aliases of low quality: {'; '.join(dict.fromkeys(low))}.")
    given = list(dict.fromkeys(each.edtf for each in dates))
    if len(given) > 1:
        parts.append(f"Born, by several accounts: {', '.join(given)}.")
    return " ".join(parts)
