"""Names of entities, folded so that accents, case and punctuation do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from unicodedata import combining, normalize

from recog.domain.dates import EdtfDate, Interval
from recog.domain.entities import Entity

#: Letters that Unicode does not decompose into a base letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_APOSTROPHES: Final = re.compile(r"['`´ʻʼʾʿ‘’]")
_GAPS: Final = re.compile(r"[\W_]+")
#: Words that may be there or not: "Republic of the Gambia", "Union of the Comoros".
_SMALL: Final = frozenset(("the", "of", "and", "et", "y", "de", "del", "du", "des"))
#: Articles before a name, in the languages that write them there.
_ARTICLE: Final = re.compile(
    r"\s*(?:(?:the|el|la|los|las|le|les|il|lo|gli|os|as|die|der|das)\s|l['’])\s*",
    re.IGNORECASE,
)
#: Words that are often cut short, or spelt in two ways.
_WHOLE: Final = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "is": "islands",
    "isl": "islands",
    "organisation": "organization",
    "govt": "government",
}


class Rank(IntEnum):
    """How directly a name names its entity; the lowest wins."""

    LABEL = 0
    OTHER = 1  # an alternative name, or the words of the id
    FORMER = 2
    DEMONYM = 3
    SEAT = 4  # last, so that Monaco and Nassau are states before they are cities


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one entity."""

    folded: str
    text: str
    entity: str
    rank: Rank
    began: EdtfDate | None = None
    ended: EdtfDate | None = None


def fold(text: str) -> str:
    """Return the form in which names are compared.

    >>> fold("Côte d’Ivoire"), fold("St. Kitts & Nevis")
    ('cote divoire', 'saint kitts and nevis')
    """
    bare = _APOSTROPHES.sub("", text.casefold().replace("&", " and "))
    marks = normalize("NFKD", bare)
    letters = "".join(letter for letter in marks if not combining(letter))
    words = _GAPS.sub(" ", letters.translate(_PLAIN)).split()
    return " ".join("saint" if word == "st" else word for word in words)


def core(name: str) -> str:
    """Return the folded form of a name without small words, and short ones in full.

    >>> core("Dem. Rep. of the Congo"), core("la Unión de las Comoras")
    ('democratic republic congo', 'union las comoras')
    """
    article = _ARTICLE.match(name)
    rest = name[article.end() :] if article else name
    form = fold(rest or name).replace("viet nam", "vietnam")
    words = (_WHOLE.get(word, word) for word in form.split())
    return " ".join(word for word in words if word not in _SMALL)


def entries(entity: Entity) -> Iterator[Entry]:
    """Yield every name of an entity; one folded form may come more than once."""
    for name in entity.labels:
        yield Entry(fold(name.text), name.text, entity.id, Rank.LABEL)
    for name in entity.names:
        rank = Rank.FORMER if name.former else Rank.OTHER
        yield Entry(fold(name.text), name.text, entity.id, rank, name.began, name.ended)
    words = entity.id.partition("/")[2].replace("-", " ")
    yield Entry(words, entity.label, entity.id, Rank.OTHER)
    for name in entity.demonyms:
        yield Entry(fold(name.text), name.text, entity.id, Rank.DEMONYM)
    for name in entity.seats:
        yield Entry(fold(name.text), name.text, entity.id, Rank.SEAT)


def lifetime(began: EdtfDate | None, ended: EdtfDate | None) -> Interval:
    """Return the days on which something may have existed, both included."""
    return Interval(
        began.days.earliest if began else None, ended.days.latest if ended else None
    )
