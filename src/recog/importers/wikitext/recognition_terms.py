"""How sentences on recognition are put together: their parts, as patterns.

A sentence has a verb; who acts stands before it, what is recognised after it, and a day
after that or at the beginning. What does not fit a pattern to its end is not read.
"""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
#: Words that begin a sentence and are no part of a name.
_FIRST: Final = (
    "If|When|While|Whereas|Although|Though|However|After|Before|Since|Until|In|On|By|"
    "As|At|Later|Then|Also|Similarly|And|But|It|Its|They|He|She|This|That|These|Both|"
    "Upon|Following|Under|During|Because|Despite|Nevertheless|Prior|Once|Some|Most"
)
_WORD: Final = rf"(?!(?:{_MONTH}|{_FIRST})\b)[A-ZÀ-Þ][\w'’.\-]*(?<!['’]s)(?<![.,'’])"
#: States whose names have an "and", so that no two are made of them.
_COMPOUND: Final = (
    "Bosnia and Herzegovina",
    "Antigua and Barbuda",
    "Trinidad and Tobago",
    "Saint Kitts and Nevis",
    "St. Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "St. Vincent and the Grenadines",
    "São Tomé and Príncipe",
    "Serbia and Montenegro",
)
_PEOPLES: Final = rf"(?:{_WORD} )*People['’]s(?: {_WORD})+(?: of (?:the )?{_WORD})?"
_SIMPLE: Final = (
    rf"(?:[Tt]he (?:then )?)?(?:U\.S\.|{_PEOPLES}|"
    rf"{_WORD}(?: (?:(?:of the|of|da|de|del|du) )?{_WORD})*)"
)
NAME: Final = rf"(?:(?:[Tt]he )?(?:{'|'.join(map(re.escape, _COMPOUND))})|{_SIMPLE})"
#: One name, or several that end with an "and".
NAMES: Final = rf"{NAME}(?:(?:, {NAME})*(?:,? and | as well as ){NAME})?"
_BETWEEN: Final = re.compile(
    rf"(?P<name>(?:[Tt]he )?(?:{'|'.join(map(re.escape, _COMPOUND))})|{_SIMPLE})"
    r"(?:, and |, | and | as well as |$)"
)

_MANNER: Final = (
    r"(?:has|had|have|also|officially|formally|first|finally|later|then|"
    r"diplomatically|subsequently|soon|only|immediately|mutually|already|both|"
    r"quickly|previously|originally|initially|briefly|unilaterally|de jure|de facto|"
    r"recently|again|itself|chose to|never|did not|does not|do not|has not|have not|"
    r"doesn['’]t|didn['’]t|currently|still)"
)
#: The verb. What is not stated as done ("would recognise") is not read.
VERB: Final = re.compile(r"\b(?P<again>re-)?recogni[sz](?:ed|es|e|ing)\b")
#: Where a name may begin.
START: Final = r"(?:^|(?<=[\s(“\"*–—]))"
#: What stands before the verb, up to it.
ACTOR: Final = re.compile(
    rf"{START}(?P<actor>{NAMES})"
    r"(?:['’]s government| government| Government)?"
    r"(?: \([^()]*\)| [–—-] which [^,–—]*,|, which [^,]*,|, (?:previously|then) known "
    rf"as [^,]*,)?(?P<manner>(?: {_MANNER})*) $"
)
#: "X was the first country to recognise", "X became one of the states that recognised".
FIRST: Final = re.compile(
    rf"{START}(?P<actor>{NAME})(?: (?:was|is|became|has been|were))"
    r"(?: also| thus)? (?:one of |among |amongst |only )?the (?:[\w-]+ ?){1,12}"
    r"(?:\([^)]*\) )?(?:to|that|which|who|on|in)"
    r"(?: officially| formally| diplomatically)* $"
)
BEGAN: Final = re.compile(rf"(?P<actor>{NAME}) (?:began|started) $")
#: "the government of Czechoslovakia", "the government of Prime Minister A. B."
GOVERNMENT: Final = re.compile(
    r"[Gg]overnment of (?P<whose>(?:Prime Minister|President) )?"
    rf"(?P<actor>{NAME})(?P<manner>(?: {_MANNER})*) $"
)
#: Who is meant without a name: both of the row, or the subject of the page.
BOTH: Final = re.compile(
    rf"\b(?:[Bb]oth|[Tt]he two) (?:countries|states|nations)(?: {_MANNER})* $"
)
OWN: Final = re.compile(
    rf"(?:^|, )[Tt]he (?:government|Ministry of Foreign Affairs)(?: {_MANNER})* $"
)
PERSON: Final = re.compile(rf"(?:^|, )(?:President|Prime Minister) {_SIMPLE} $")
#: The row's party, where what it recognises is "the new state" of the page.
IT: Final = re.compile(rf"(?:^|\. |\n)It(?: {_MANNER})* $")
#: A second verb of the same actor.
AND: Final = re.compile(r"(?:,|,? and|,? but)(?: later| then| subsequently| has)? $")

_MATTER: Final = (
    r"(?:full |formal |new |restored |restoration of (?:the )?)*"
    r"(?:[Ii]ndependence|sovereignty|statehood)(?: and sovereignty| and independence)?"
)
#: What is recognised, right after the verb.
OBJECT: Final = re.compile(
    rf" (?:(?:officially|formally|diplomatically|both) )*"
    r"(?:and (?:re-)?established (?:full |formal )?(?:diplomatic )?relations with )?"
    rf"(?:(?P<mutual>each other|one another)(?:['’]s {_MATTER})?"
    rf"|(?P<it>it)\b(?!s|['’])"
    rf"|(?:the )?(?:existence|{_MATTER}|(?:breakaway )?(?:republics|states|regions))"
    rf" of (?:the )?(?P<of>{NAMES})"
    r"|(?P<new>the (?:new|young|newly independent) (?:state|country|nation|republic))"
    r"|(?:the )?(?P<whose>[A-Z]\w+(?:ian|ese|ish|ic|i|an)) (?:statehood|state|"
    r"sovereignty|independence)"
    rf"|(?:the )?(?:newly |new |now )?(?:independent |re-established )?"
    rf"(?P<whom>{NAMES})(?:(?:['’]s?)? {_MATTER})?)"
    rf"(?: from (?:the )?{NAME})?(?: \([^()\d]*\))?"
    r"(?P<manner> de jure| de facto)?"
    r"(?P<role> as [\"“]China[\"”]| as the territory['’]s sovereign government|"
    r" as (?:an? |the )?(?:(?:fully|newly|free|new|and|independent|sovereign|"
    r"separate|independence),? )*(?:state|country|nation|republic|independent|"
    rf"sovereign|independence)\b(?: from (?:the )?{NAME}(?: \([^()\d]*\))?)?)?"
    r"(?: \([^()\d]*\))?(?P<governs> as (?:Libya|Syria|Venezuela|the|its|their)"
    r"['’]?s? ?(?:the |only |"
    r"sole |interim |acting |new |country['’]s )*(?:legitimate |lawful )?(?:governing "
    r"authority|government|authority)(?: (?:of|in) (?:the )?[A-Z]\w+)?)?"
)
#: What may follow what is recognised: anything else and it was something else.
BOUNDARY: Final = re.compile(
    r"\s*(?:$|[.,;:()–—]|(?:on|in|from|since|and|when|after|upon|immediately|following|"
    r"soon|by|but|under|with|until|before|though|although|while|for|at|only|again|"
    r"shortly|early|doing|de jure|de facto|a day|five|days|as early|as of|because|"
    rf"without|due|despite|then|quickly|officially|formally|effective|via|{_MONTH})\b|\d)"
)
#: What may stand between what is recognised and its day.
NEAR: Final = re.compile(
    r"[ ,(]*(?:(?:doing so|both|officially|formally|soon after|immediately|already|"
    r"only|again|as early as|shortly after|de jure|de facto|effective|"
    r"and established (?:full )?(?:diplomatic )?(?:relations|ties)|"
    r"which it did|did so|first|as of|on the) ?)*[ ,(]*"
)
#: What may stand between a day at the beginning and who acts.
LEADING: Final = re.compile(
    r"[ ,:–—-]*(?:(?:when|the (?:\w+ )?government of|however|and|officially|"
    r"the parliament of|(?:the )?President of|too|also),? ?)*"
)
#: "Brunei was recognised by Indonesia in 1984".
PASSIVE: Final = re.compile(
    rf"(?:^|(?<=[\s(“\"*]))(?P<target>{NAMES})(?:['’]s? {_MATTER})? (?:was|were)"
    rf"(?: {_MANNER})* recogni[sz]ed(?P<mode> de jure| de facto)? by (?:the )?"
    rf"(?P<actor>{NAMES})(?= (?:on|in|de|since)\b|,|\.|$)"
    r"(?P<manner> de jure| de facto)?"
)
#: What makes a recognition one of a representative, or of something else.
OTHERWISE: Final = re.compile(
    r",? as (?:the|its|an?) (?!result|part|reaction|consequence)"
)
#: What makes of a fact a condition.
IF: Final = re.compile(r"\b(?:if|whether|unless)\b[^,;]*$", re.IGNORECASE)
#: "did not recognise it until 1970": it did then.
NOT_UNTIL: Final = re.compile(r"[ ,]*(?:until|till)\b")
#: "…, whereby Greece recognised …": on the day that the sentence begins with.
WHEREBY: Final = re.compile(r",? (?:whereby|by which|in which) ")
#: "switching its recognition to the People's Republic of China".
SWITCHED: Final = re.compile(
    r"\bswitch(?:ed|ing) (?:its |their )?(?:foreign |diplomatic )?recognition to "
    rf"(?P<name>{NAME})"
)
NOT: Final = re.compile(r"\b(?:not|never|didn|doesn)\b")
PRESENT: Final = re.compile(r"\b(?:does not|do not|doesn['’]t|has not|have not)\b")
#: "Kiribati switched its recognition from Taiwan to Beijing".
TURNED: Final = re.compile(
    rf"(?P<actor>{NAMES}) (?:officially |formally )?switched (?:its |their )?"
    rf"(?:diplomatic |foreign )?recognition (?:from (?P<old>{NAME}) )?"
    rf"to (?P<new>{NAME})"
)
#: Cities that stand for their governments.
SEATS: Final = {
    "Beijing": "government/peoples-republic-of-china",
    "Taipei": "government/republic-of-china",
}
#: Recognition taken back, and by whose words.
WITHDREW: Final = re.compile(
    r"\bissued a decree to withdraw recognition|\b(?:withdrew|withdrawing|"
    r"has withdrawn|revoked|retracted|rescinded|cancell?ed|terminated)"
    r"(?: its| the| this| that| their)?(?: previous| diplomatic| earlier|"
    r" decision to| ['‘\"]?de facto['’\"]?)?"
    rf" (?:recognition|recogni[sz]e)(?: of)?(?: (?:the )?(?P<whom>{NAMES}))?"
    r"(?: as an? (?:independent |sovereign )*(?:state|country|nation))?"
)
FROZE: Final = re.compile(
    r"\b(?:suspended|froze|suspending|freezing) (?:its|the|their|that) recognition"
    rf"(?: of (?:the )?(?P<whom>{NAMES}))?"
)
RESUMED: Final = re.compile(
    r"\b(?:resumed|resuming|restored|restoring) (?:its|the|their|that) recognition"
    rf"(?: of (?:the )?(?P<whom>{NAMES}))?"
)
#: "arranged mutual recognition with Abkhazia".
MUTUAL: Final = re.compile(
    rf"(?P<actor>{NAMES}) (?:arranged|agreed on|established) mutual recognitions? with "
    rf"(?P<target>{NAMES})"
)
#: "After receiving recognition from South Ossetia in 2014, the Luhansk …".
RECEIVED: Final = re.compile(
    rf"[Aa]fter receiving (?:diplomatic )?recognition from (?P<actor>{NAME})"
    rf"(?P<when>[^,.]*), (?P<target>{NAME})"
)
#: Who made itself independent: what "it" means afterwards.
DECLARED: Final = re.compile(
    rf"(?P<name>{NAME}) (?:unilaterally |formally )?declared (?:its |their )?"
    r"(?:independence|own independence)"
)
#: "recognition from four states: Nicaragua (5 September 2008), Venezuela (…)".
FROM: Final = re.compile(r"\brecognition from\b")
THESE: Final = re.compile(r"[.\s]*These include\b")
ITEM: Final = re.compile(rf"(?P<name>{NAME}) \((?P<dates>[^()]*\d{{4}})\)")


def each_name(names: str) -> list[str]:
    """Divide names that stand in a row.

    >>> each_name("Abkhazia and South Ossetia")
    ['Abkhazia', 'South Ossetia']
    """
    found = [match["name"] for match in _BETWEEN.finditer(names)]
    return [name.removeprefix("the ").removeprefix("The ") for name in found]
