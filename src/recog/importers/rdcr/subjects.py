"""Which party an article or a name in it means, by day.

The default is what has the article's name as a code, such as ``rdcr:iran``. The tables
name what that code does not on every day, and names in the prose of other parties.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from recog.importers.rdcr.edition import AMERICA
from recog.importers.rdcr.governments import GOVERNMENTS

Resolve = Callable[[str, date | None], str]

#: By article: the party until a day (exclusive), then the next; the last has no day.
_SUBJECTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "algeria": (("1830-07-05", "state/regency-of-algiers"), ("", "state/algeria")),
    "austrian-empire": (
        ("1867-03-30", "state/austrian-empire"),
        ("", "state/austria-hungary"),
    ),
    "china": (
        ("1912-02-13", "state/china"),  # of relations until 1928: readings.py
        ("1979-01-01", "government/republic-of-china"),
        ("", "government/peoples-republic-of-china"),
    ),
    "colombia": (("1831-11-20", "state/gran-colombia"), ("", "state/colombia")),
    "germany": (("1871-01-18", "state/prussia"), ("", "state/germany")),
    "italy": (("1861-03-17", "state/sardinia"), ("", "state/italy")),
    "kingdom-of-yugoslavia": (
        ("1918-12-01", "state/kingdom-of-serbia"),
        ("", "state/yugoslavia"),
    ),
    "libya": (("1835-05-28", "state/regency-of-tripoli"), ("", "state/libya")),
    "montenegro": (
        ("2006-06-03", "state/kingdom-of-montenegro"),
        ("", "state/montenegro"),
    ),
    "russia": (
        ("1922-12-30", "state/russia"),
        ("1991-12-25", "state/soviet-union"),
        ("", "state/russia"),
    ),
    "serbia": (
        ("1992-04-27", "state/yugoslavia"),
        ("2006-06-03", "state/serbia-and-montenegro"),
        ("", "state/serbia"),
    ),
    "soviet-union": (("1922-12-30", "state/russia"), ("", "state/soviet-union")),
    "tanzania": (("1964-04-26", "state/tanganyika"), ("", "state/tanzania")),
    "turkey": (("1923-10-29", "state/ottoman-empire"), ("", "state/turkey")),
    "vietnam": (("1976-07-02", "state/south-vietnam"), ("", "state/vietnam")),
    "yemen": (("1990-05-22", "state/north-yemen"), ("", "state/yemen")),
}
#: Names of other parties in headings and prose; the first that is found counts.
_NAMES: Final = (
    (r"Federation of Mali|Mali Federation", "state/mali-federation"),
    (r"Republic of Senegal", "state/senegal"),
    (
        r"Federation of (?:the )?Cent(?:re|ral)|Central American Federation",
        "state/central-american-federation",
    ),
    (r"from Spain of Colombia|Colombian federation", "state/gran-colombia"),
    (r"Peru-Bolivian Confederation", "state/peru-bolivian-confederation"),
    (r"Republic of Texas", "state/texas"),
    (r"Kingdom of Italy\b|Italian Independence", "state/italy"),
    (r"North German", "state/north-german-confederation"),
    (r"German Democratic Republic|East Germany|\bGDR\b", "state/east-germany"),
    (r"German Empire|Imperial Germany|German Federal Republic", "state/germany"),
    (r"Federal Republic of Yugoslavia", "state/serbia-and-montenegro"),
    (r"Serbs, Croats", "state/yugoslavia"),
    (r"Southern Yemen|South Yemen|People’s Democratic", "state/south-yemen"),
    (r"Austro-Hungarian Empire|Austria-Hungary", "state/austria-hungary"),
)


def subject(article: str, day: date | None, resolve: Resolve) -> str:
    """Return the id of the party that an article is about, as of a day.

    :raises UnknownEntityError: when nothing has the article's name as a code.
    :raises AmbiguousEntityError: when several things have it.
    """
    for until, party in _SUBJECTS.get(article, ()):
        if not until or (day is not None and day < date.fromisoformat(until)):
            return resolve(party, day)
    return resolve(f"rdcr:{article}", day)


def named(words: str) -> str:
    """Return the party that words name beside the one of the article, if any."""
    return next((party for name, party in _NAMES if re.search(name, words)), "")


def party(name: str, article: str, day: date | None, resolve: Resolve) -> str:
    """Return the id of "us", of "it" (the article's own party) or of a named party.

    :raises UnknownEntityError: and AmbiguousEntityError, as `subject` does.
    """
    if name == "us":
        return AMERICA
    if name in GOVERNMENTS:
        return name
    return subject(article, day, resolve) if name == "it" else resolve(name, day)
