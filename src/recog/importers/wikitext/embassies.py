"""Sentences that say when an embassy was opened or closed.

Consulates are left out: a state may have several with one receiver, and the end of one
is not the end of its mission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from recog.importers.wikitext.phrases import NAME, UNREAL
from recog.importers.wikitext.prose import Told
from recog.importers.written import dates_in

_OPENED: Final = "mission-opened"
_CLOSED: Final = "mission-closed"
#: The level of each sort of mission.
LEVELS: Final[Mapping[str, str]] = {
    "embassy": "embassy",
    "embassies": "embassy",
    "high commission": "embassy",
    "legation": "legation",
    "liaison office": "liaison-office",
    "interests section": "interests-section",
}
_SORT: Final = rf"(?P<sort>{'|'.join(LEVELS)})"
_ADJECTIVES: Final = (
    r"(?:(?:a|an|its|the|their|own|first|resident|full|new|permanent) )*"
)
_VERB: Final = (
    r"(?P<verb>(?:re-?)?opened|(?:re-?)?established|inaugurated|set up|closed)"
)
_ADVERBS: Final = (
    r"(?:(?:has|had|have|also|then|later|first|officially|formally|subsequently|again|"
    r"permanently|temporarily) )*"
)
_CITY: Final = (
    r"(?: (?:in|at) (?P<city>[A-ZÀ-Ž][\w’'–-]*"
    r"(?: (?:of |de |la |el |da )?[A-ZÀ-Ž][\w’'–-]*)*)(?:, [A-Z][\w ]+?)?)?"
)
_BE: Final = r"(?:,? (?:which|that))?(?:,? (?:was|were|has been|had been))?"
_REST: Final = r"[\s,(]*$"
_ENDING: Final = tuple(
    re.compile(form + _REST)
    for form in (
        # A opened its embassy in B …
        rf"(?P<sender>{NAME}) {_ADVERBS}{_VERB} {_ADJECTIVES}{_SORT}{_CITY}",
        # A has an embassy in B, (which was) opened …
        rf"(?P<sender>{NAME}) (?:has|maintains) {_ADJECTIVES}{_SORT}{_CITY}"
        rf"[,(]*{_BE} ?\(?,? ?(?P<verb>opened|established|inaugurated)",
        # The embassy of A in B was opened …
        rf"(?i:{_SORT}) of (?P<sender>{NAME}?){_CITY} (?:was|were|has been) "
        rf"{_ADVERBS}{_VERB}",
        # The Greek embassy in B was opened …; A's embassy in B was opened …
        rf"(?:[Tt]he )?(?P<sender>{NAME}?)(?:['’]s)? (?:first )?(?i:{_SORT}){_CITY}"
        rf" (?:was|were|has been) {_ADVERBS}{_VERB}",
    )
)
_OPENING: Final = tuple(
    re.compile(rf"[\s,]*{form}")
    for form in (
        rf"(?P<sender>{NAME}) {_ADVERBS}{_VERB} {_ADJECTIVES}{_SORT}{_CITY}",
        rf"(?:the )?(?P<sender>{NAME}?)(?:['’]s)? (?i:{_SORT}){_CITY}"
        rf" (?:was|were|has been) {_ADVERBS}{_VERB}",
    )
)
_SPEAKS: Final = re.compile("|".join(LEVELS), re.IGNORECASE)
#: Of what else a sentence must not speak: it may be what was opened.
_OTHERS: Final = re.compile(
    r"consulate|consular|honorary|trade|tourism|office of|mission to|delegation|"
    r"representative office|cultural|school|branch",
    re.I,
)


def embassies_in(sentence: str) -> Iterator[Told]:
    """Yield what one sentence says of embassies; the second party is the city's."""
    if not _SPEAKS.search(sentence):
        return
    found = list(dates_in(sentence, years=True))
    end = 0
    for number, date in enumerate(found):
        lead = sentence[end : date.start]
        words = sentence[date.start : date.end]
        match = next((m for form in _ENDING if (m := form.search(lead))), None)
        text = lead
        if match is None and not number and not lead.strip(" (\"“'"):
            last = len(found) == 1
            text = sentence[date.end : len(sentence) if last else found[1].start]
            match = next((m for form in _OPENING if (m := form.match(text))), None)
            if match and not last and not text[match.end() :].strip(" ,"):
                match = None
        if match and _is_real(text, match):
            kind = _CLOSED if match["verb"] in ("closed", "shut") else _OPENED
            level = LEVELS[match["sort"].casefold()]
            city = match["city"] or ""
            yield Told(kind, match["sender"], city, date.date, words, level)
        end = date.end


def _is_real(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    said = before.rpartition(",")[2] + match[0]
    return not UNREAL.search(said) and not _OTHERS.search(match[0])
