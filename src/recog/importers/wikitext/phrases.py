"""The words with which pages tell of relations: verbs, and the names of parties.

Each list is one table. The patterns are put together in `prose` and `embassies`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from recog.importers.wikitext.spells import ESTABLISHED, RESUMED, SEVERED, SUSPENDED

INTERRUPTED: Final = "relations-interrupted"

#: What each verb says happened; the first that fits.
VERBS: Final[Mapping[str, str]] = {
    r"re-?establish(?:ed)?": RESUMED,
    r"resumed": RESUMED,
    r"restored": RESUMED,
    r"renewed": RESUMED,
    r"reinstated": RESUMED,
    r"re-?opened": RESUMED,
    r"severed": SEVERED,
    r"broken?(?: off)?": SEVERED,
    r"cut(?: off)?": SEVERED,
    r"ended": SEVERED,
    r"terminated": SEVERED,
    r"ceased": SEVERED,
    r"suspended": SUSPENDED,
    r"fro(?:ze|zen)": SUSPENDED,
    r"interrupted": INTERRUPTED,
    r"establish(?:ed)?": ESTABLISHED,
    r"formali[sz]ed": ESTABLISHED,
    r"formed": ESTABLISHED,
    r"initiated": ESTABLISHED,
    r"started": ESTABLISHED,
    r"began": ESTABLISHED,
    r"begun": ESTABLISHED,
    r"commenced": ESTABLISHED,
    r"entered into": ESTABLISHED,
    r"set up": ESTABLISHED,
}
VERB: Final = f"(?P<verb>{'|'.join(VERBS)})"
#: What is announced: "that it was severing", "the resumption of".
ANNOUNCED: Final[Mapping[str, str]] = {
    r"re-?establishing|resuming|restoring|renewing": RESUMED,
    r"the (?:re-?establishment|resumption|restoration|renewal) of": RESUMED,
    r"severing|breaking(?: off)?|cutting(?: off)?|ending|terminating": SEVERED,
    r"the (?:severance|severing|rupture|breaking(?: off)?|termination) of": SEVERED,
    r"suspending|freezing": SUSPENDED,
    r"the suspension of": SUSPENDED,
    r"establishing|the establishment of": ESTABLISHED,
}

_CAPITAL: Final = r"(?:d['’])?[A-ZÀ-Ž][\w’'–-]*"
#: Words with a capital that begin no name.
_NO_NAMES: Final = (
    "Since|Though|Although|After|Before|While|When|However|But|And|As|Also|In|On|At|By|"
    "Following|Until|If|Both|They|It|Its|Their|This|These|Those|That|Once|Later|Then|Upon|"
    "Moreover|Furthermore|Additionally|Eventually|Meanwhile|Subsequently|Finally|"
    "Recently|Today|Initially|Originally|Formerly|Under|Due|Earlier|Previously|"
    "Therefore|Thus|Countries|Nations|Formal|Official|Diplomatic|Relations|Bilateral|With|From|For|During|Despite|Because"
)
#: A name: words with capitals, joined by small ones; not the first word of a clause.
NAME: Final = (
    rf"(?!(?:{_NO_NAMES})\b)(?:[Tt]he )?(?:U\.S\.(?:A\.)?|U\.K\.|{_CAPITAL})"
    rf"(?: (?:(?:of|and|de|da|do|du|del|el|al|la) )?(?:the )?{_CAPITAL})*"
    r"(?: \([A-Z][\w ]+\))?"
)
#: Names in a row: "A, B and C", "the governments of A and B".
NAMES: Final = (
    rf"(?:both |the governments? of |the )?{NAME}(?:['’]s)?(?: [Gg]overnment)?"
    rf"(?:, {NAME})*(?:,? (?:and|as well as) (?:the )?{NAME})?"
    r"(?:,? (?:along|together) with [^.;:]{3,80},)?"
)
#: The two parties that the text speaks of.
BOTH: Final = (
    r"(?:[Bb]oth|[Tt]he two|[Tt]hese(?: two)?|[Oo]ur|[Tt]he)"
    r" (?:the )?(?:[Cc]ountr(?:ies|y)|[Nn]ations|[Ss]tates|sides|parties|governments)"
    r"(?:['’]s?)?|[Tt]hey|[Bb]oth"
)
#: What may be said of relations, and still means diplomatic relations.
_FULL: Final = r"(?:full |formal |official |formally |officially )*"
RELATIONS: Final = (
    r"(?:(?:full|formal|official|diplomatic|bilateral|direct|modern|all|any|their|its|the|off"
    r"|first|political|mutual|ambassadorial|and|consular|formally|officially),? )*"
    r"(?P<ties>relations(?:hips?)?|ties|links)(?: formally| officially)?"
)
ADVERBS: Final = (
    r"(?:(?:have|has|had|also|then|later|first|formally|officially|again|subsequently|"
    r"once|only|finally|already|unilaterally|temporarily|briefly|mutually|immediately|"
    r"itself|has since|all|did|eventually|abruptly|nevertheless|however|now|"
    r"firstly|thereafter|thus|therefore|"
    r"recogni[sz]ed and|officially recogni[sz]ed and) )*"
)
LEVEL: Final = (
    r"(?:,? (?:at|on|to|up to) (?:the |an )?[\w’' -]{3,40}?(?: level|basis|rank)s?"
    r"(?: of \w+)?|,? (?:formally|officially|again|(?:for the )?first time))?"
)
#: What may stand between a statement and its date: an act on that very day.
ACT: Final = (
    r"(?: (?:upon|with|by|through) (?:the |an |its )?(?:presentation|accreditation|"
    r"appointment|signing|exchange|independence|[A-Z][\w’']* independence)"
    r"[^,;:.]{0,90}?)?"
)
#: What may stand before the name of a party.
KNOWN_AS: Final = (
    r"(?:neighbou?ring |(?:newly )?independent |the newly (?:formed|independent) |"
    r"communist )?"
)

#: Words after which nothing is said to have happened.
UNREAL: Final = re.compile(
    r"\b(?:not|never|no|without|would|will|could|should|may|might|plans?|planned|"
    r"planning|inten\w+|want\w*|wish\w*|hop(?:e|es|ed|ing)|propos\w+|consider\w*|"
    r"threat\w+|"
    r"attempt\w*|discuss\w*|negotiat\w+|call(?:s|ed|ing)? (?:for|on|upon)|ready|"
    r"refus\w+|possib\w+|if|unless|whether|about to|talks|urg\w+|demand\w*|"
    r"request\w*|offer\w*|"
    r"sought|seek\w*|try|tried|prepar\w+|speculat\w+|rumou?r\w*|denied|deny|"
    r"anniversar\w+|until|yet|instead of|allege\w*|claim(?:s|ed)?|de facto|"
    r"unofficial\w*|informal\w*|trade relations|economic relations)\b",
    re.I,
)


def kind_of(verb: str) -> str:
    """Return what a verb that matches VERB says happened."""
    return next(
        kind
        for form, kind in (*VERBS.items(), *ANNOUNCED.items())
        if re.fullmatch(form, verb, re.IGNORECASE)
    )
