"""The forms of sentences that tell of relations, as patterns of their words.

Each ends with, begins with or goes around a date; `prose` reads them.
"""

from __future__ import annotations

import re
from typing import Final

from recog.importers.wikitext.phrases import (
    ACT,
    ADVERBS,
    ANNOUNCED,
    BOTH,
    KNOWN_AS,
    LEVEL,
    NAME,
    NAMES,
    RELATIONS,
    VERB,
)

_OBJECT: Final = (
    rf"(?: (?:with|to) {KNOWN_AS}(?P<object>{NAMES}|each other|one another|it|them)"
    r"| between (?:the two countries|them))?"
)
_PAIR: Final = (
    rf"(?: between (?P<pair>{BOTH}|(?:the (?:governments of )?(?:the )?)?{NAME}"
    rf"(?: government)?,? (?:and|with) (?:the )?{NAME}(?: government)?|{NAME})"
    rf"| with (?P<with>{NAME}(?: government)?)| of (?P<of>{NAME} (?:with|and) {NAME}))?"
)
_BE: Final = r"(?:(?:were|was|are|is|have been|has been|had been|being|have|had) )?"
#: What may stand between a statement and its date.
_REST: Final = (
    r"(?: \([^()]*\))?[,:]?(?: between| from| on the| on| in the year| in the)?\s*$"
)
#: "Both countries established diplomatic relations …", "A broke off relations with B …"
_ACTIVE: Final = rf"(?P<subject>{BOTH}|{NAMES}) {ADVERBS}{VERB} {ADVERBS}{RELATIONS}"
#: "… and established diplomatic relations", of the two that the text is about
_ELLIPTIC: Final = rf"(?:^|[,;] |\band |\bbut ){ADVERBS}{VERB} {ADVERBS}{RELATIONS}"
#: "(Diplomatic) relations (between A and B) were established …"
_PASSIVE: Final = (
    rf"(?:(?<![-\w])(?i:{RELATIONS})|^\W*(?:They|These))"
    rf"{_PAIR}{LEVEL} ?{_BE}{ADVERBS}{_BE}{VERB}"
    rf"(?: between (?P<pair2>{BOTH}|{NAME} and {NAME})"
    rf"| (?:with|by) (?:the governments? of )?(?P<by>{NAME}))?"
)
#: "(The) establishment of diplomatic relations between A and B began …"
_NOMINAL: Final = (
    rf"(?i:establishment of {RELATIONS}){_PAIR}{LEVEL} ?{ADVERBS}"
    r"(?:began|started|took place|occurred|"
    r"was(?: (?:formally )?(?:signed|made|agreed))?|"
    r"is|is dated|dates(?: back)?(?: to)?)?"
)
#: "A was the first country to establish diplomatic relations with B …"
_FIRST: Final = (
    rf"(?P<subject>{NAME}) (?:was|became|is) (?:\w+ ){{0,4}}"
    r"(?:countr\w+|nations?|states?)(?: [\w ]{0,30})?"
    rf" to (?P<verb>establish|sever|break|resume|restore) {RELATIONS}"
)
#: "A announced that it was severing relations with B …"
_SAYS: Final = (
    rf"(?P<subject>{BOTH}|{NAMES}) {ADVERBS}(?:announced|declared)(?: that)?"
    rf"(?: (?:it|they|he|she|the country))?(?: (?:had|was|were|has|have|is))? "
    rf"(?:{VERB}|(?P<noun>{'|'.join(ANNOUNCED)})) {RELATIONS}"
)
#: "… agreed to establish diplomatic relations", on the day of the agreement
_AGREED: Final = (
    rf"(?P<subject>{BOTH}|{NAMES}) {ADVERBS}agreed to (?:formally )?"
    rf"(?P<verb>(?:re-?)?establish|resume|restore) {RELATIONS}"
)
#: "This led to A, B and C cutting diplomatic ties with D …"
_LED: Final = (
    rf"(?:led to|led|resulted in|saw) (?P<subject>{NAMES}) "
    rf"(?P<noun>{'|'.join(ANNOUNCED)}) {RELATIONS}"
)
#: "A and B have had diplomatic relations since …"
_HAVE: Final = (
    rf"(?:(?P<subject>{BOTH}|{NAMES}) (?:have|has) (?:(?:had|maintained|enjoyed) )?"
    rf"{RELATIONS}"
    rf"|(?:have|has) existed between (?P<pair>{NAME} and {NAME}|{BOTH}))"
)
#: "…, and with C"
ALSO: Final = re.compile(rf",? and with (?:the )?(?P<object>{NAMES}){_REST}")
MIDDLE: Final = re.compile(rf"(?P<subject>{BOTH}|{NAMES}),?\s*$")
#: What goes on: "…, but were broken", "and resumed them".
AGAIN: Final = re.compile(
    rf"[\s,(]*(?:(?:and|but|then|which|until|they|relations|ties|were|was|have been|"
    rf"had been|again|later|subsequently|eventually|being|diplomatic|formal|it|where|"
    rf"the two countries|both countries|before|formally|officially|both|countries|only|"
    rf"to|be|however|these|also|once|finally) +)*{VERB}(?: (?:{RELATIONS}|them))?"
    rf"{_REST}"
)
#: "severed from 1941 to 1946", "between 1941 and 1946"
UNTIL: Final = re.compile(r"\s*(?:to|until|and|–|-)\s*")
ENDING: Final = tuple(
    re.compile(form + _REST)
    for form in (
        _ACTIVE + _OBJECT + LEVEL + ACT,
        _PASSIVE + LEVEL + ACT,
        _SAYS + _OBJECT,
        _AGREED + _OBJECT,
        _LED + _OBJECT,
        _NOMINAL,
        _FIRST + _OBJECT + LEVEL,
        _ELLIPTIC + _OBJECT + LEVEL,
    )
)
OPENING: Final = tuple(
    re.compile(rf"[\s,:–—-]*(?:when |that )?{form}")
    for form in (
        _ACTIVE + _OBJECT,
        _PASSIVE,
        _FIRST + _OBJECT,
        _SAYS + _OBJECT,
        _AGREED + _OBJECT,
    )
)
SINCE: Final = re.compile(_HAVE + _OBJECT + LEVEL + _REST)
#: "The two countries maintain diplomatic relations": they have them, since whenever.
MAINTAIN: Final = re.compile(
    rf"\s*(?:{BOTH}|{NAME} and {NAME}) (?:also |still |currently )?"
    r"(?:maintain|have|has) (?:(?:full|formal|official|formally),? )*"
    r"diplomatic relations(?=[.,]?$| and | as )"
)
