"""Sentences that say when two parties established, broke or resumed relations.

Only forms that are known are read, and a sentence with a word that makes it unreal
("plans to", "has not") says nothing: better to miss an event than to invent one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.dates import EdtfDate
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
    UNREAL,
    VERB,
    kind_of,
)
from recog.importers.wikitext.spells import ESTABLISHED, RESUMED
from recog.importers.written import Found, dates_in


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says happened between two parties.

    A party without a name is one of the two that the text is about.
    """

    kind: str
    first: str
    second: str
    date: EdtfDate
    text: str  # the words of the date
    level: str = ""  # of a mission: `first` is the sender then


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
    rf"(?<![-\w])(?i:{RELATIONS}){_PAIR}{LEVEL} ?{_BE}{ADVERBS}{_BE}{VERB}"
    rf"(?: between (?P<pair2>{BOTH}|{NAME} and {NAME})| (?:with|by) (?P<by>{NAME}))?"
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
#: What goes on: "…, but were broken", "and resumed them".
_AGAIN: Final = re.compile(
    rf"[\s,(]*(?:(?:and|but|then|which|until|they|relations|ties|were|was|have been|"
    rf"had been|again|later|subsequently|eventually|being|diplomatic|formal|it|where|"
    rf"the two countries|both countries|before|formally|officially|both|countries|only|"
    rf"to|be|however|these|also|once|finally) +)*{VERB}(?: (?:{RELATIONS}|them))?"
    rf"{_REST}"
)
#: "severed from 1941 to 1946", "between 1941 and 1946"
_UNTIL: Final = re.compile(r"\s*(?:to|until|and|–|-)\s*")
_ENDING: Final = tuple(
    re.compile(form + _REST)
    for form in (
        _ACTIVE + _OBJECT + LEVEL + ACT,
        _PASSIVE + LEVEL + ACT,
        _SAYS + _OBJECT,
        _NOMINAL,
        _FIRST + _OBJECT + LEVEL,
        _ELLIPTIC + _OBJECT + LEVEL,
    )
)
_OPENING: Final = tuple(
    re.compile(rf"[\s,:–—-]*(?:when |that )?{form}")
    for form in (_ACTIVE + _OBJECT, _PASSIVE, _FIRST + _OBJECT, _SAYS + _OBJECT)
)
_INFINITIVES: Final = {
    "establish": "established",
    "sever": "severed",
    "break": "broke",
    "resume": "resumed",
    "restore": "restored",
}
_JOINS: Final = re.compile(r"(?:^|[,;] ?|\b)(?:and|but|then|However,|later|Later,)\s*$")
_SPEAKS: Final = re.compile(r"relations|\bties\b|\blinks\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"establish|form|began|begun|start|initiat|set up|enter|commenc", re.IGNORECASE
)
_WITH: Final = re.compile(r" (?:with|to)\b")
_CLAUSES: Final = re.compile(r"[,;:]|\bthat\b|\bwhen\b|\band\b")
_DIPLOMATIC: Final = re.compile(r"diplomatic|formal|official|ambassadorial", re.I)
#: How many letters before a statement are searched for words that make it unreal.
_BEFORE: Final = 60


def told_in(sentence: str) -> Iterator[Told]:
    """Yield what one sentence says of relations."""
    if not _SPEAKS.search(sentence):
        return
    found = list(dates_in(sentence, years=True))
    said: Told | None = None
    end = 0
    for number, date in enumerate(found):
        lead = sentence[end : date.start]
        words = sentence[date.start : date.end]
        told = _ending(lead, date, words) or _again(said, lead, date, words)
        if told is None and number + 1 <= len(found) and _opens(lead, number):
            last = number + 1 == len(found)
            stop = len(sentence) if last else found[number + 1].start
            told = _opening(sentence[date.end : stop], date, words, last=last)
        if told is not None:
            yield told
            said = told
        end = date.end


def _ending(lead: str, date: Found, words: str) -> Told | None:
    """Read a statement that ends with its date."""
    for form in _ENDING:
        match = form.search(lead)
        if match and _is_real(lead, match):
            return _told(match, date, words)
    return None


def _opens(lead: str, number: int) -> bool:
    """Tell whether a date begins a clause: "In 1977, …", "…, and in 1991 …"."""
    if not number and not lead.strip(" (\"“'"):
        return True
    return bool(
        re.search(r"(?:^|[,;] ?|\b)(?:and|but|then|However,|later|Later,)\s*$", lead)
    )


def _opening(clause: str, date: Found, words: str, *, last: bool) -> Told | None:
    """Read a statement that begins with its date."""
    for form in _OPENING:
        match = form.match(clause)
        if match is None or not _is_real(clause, match):
            continue
        rest = clause[match.end() :]
        if not last and not rest.strip(" ,:"):
            return None  # the next date may be that of this statement
        if match.groupdict().get("object") is None and re.match(
            r" (?:with|to)\b", rest
        ):
            return None  # with whom is not understood
        return _told(match, date, words)
    return None


def _again(said: Told | None, lead: str, date: Found, words: str) -> Told | None:
    """Read what goes on about the same parties."""
    if said is None:
        return None
    if _UNTIL.fullmatch(lead) and said.kind != ESTABLISHED and said.kind != RESUMED:
        return Told(RESUMED, said.first, said.second, date.date, words)
    match = _AGAIN.fullmatch(lead)
    if match is None or UNREAL.search(lead.replace("until", "")):
        return None
    kind = kind_of(match["verb"])
    kind = RESUMED if kind == ESTABLISHED and said.kind != ESTABLISHED else kind
    return Told(kind, said.first, said.second, date.date, words)


def _is_real(text: str, match: re.Match[str]) -> bool:
    """Tell whether nothing in or right before a statement makes it unreal."""
    begin = max(0, match.start() - _BEFORE)
    clause = re.split(r"[,;:]|\bthat\b|\bwhen\b|\band\b", text[begin : match.start()])[
        -1
    ]
    said = clause + text[match.start() : match.end()]
    if UNREAL.search(said) or re.search(r"\bto $", clause):
        return False
    verb = match.groupdict().get("verb") or ""
    ties = text[match.start() : match.end()]
    if "consular" in ties and "diplomatic" not in ties:
        return False
    if re.search(
        r"(?:re)?establish|form|began|begun|start|initiat|set up|enter|commenc", verb
    ):
        return bool(_DIPLOMATIC.search(ties)) or "bilateral" in ties or _bare(ties)
    return True


def _bare(ties: str) -> bool:
    """Tell whether "relations" stand without a word that makes them of another sort."""
    return bool(
        re.search(r"establish(?:ed)? relations|relations .*establish", ties, re.I)
    )


def _told(match: re.Match[str], date: Found, words: str) -> Told:
    groups = match.groupdict()
    verb = groups.get("verb") or groups.get("noun") or "established"
    kind = kind_of(_INFINITIVES.get(verb, verb))
    first, second = _parties(groups)
    return Told(kind, first, second, date.date, words)


def _parties(groups: dict[str, str | None]) -> tuple[str, str]:
    """Return the two parties; empty where the text means the two it is about."""
    subject = _named(groups.get("subject"))
    other = _named(groups.get("object") or groups.get("with") or groups.get("by"))
    if subject or other:
        return (subject, other) if subject else (other, "")
    pair = _named(groups.get("pair") or groups.get("pair2") or groups.get("of"))
    return (pair, "") if pair else ("", "")


_NOBODY: Final = re.compile(
    rf"(?:{BOTH}|each other|one another|it|them|its|their|the two)", re.IGNORECASE
)


def _named(words: str | None) -> str:
    if not words or _NOBODY.fullmatch(words.strip()):
        return ""
    return words.strip()


def halves(name: str) -> Sequence[tuple[str, str]]:
    """Return the ways to read a name as two: "A and B" is A, and B.

    >>> halves("Chad and Antigua and Barbuda")[0]
    ('Chad', 'Antigua and Barbuda')
    """
    joints = list(re.finditer(r",? (?:and|with) (?:the )?", name))
    return [(name[: joint.start()], name[joint.end() :]) for joint in joints]


_WRAP: Final = re.compile(
    r"^(?:both |the governments? of )|,? (?:along|together) with .*$|(?:['’]s)?"
    r"(?: government)?$"
)
_JOINT: Final = re.compile(r", | and | as well as ")


def listed(names: str) -> tuple[str, tuple[str, ...]]:
    """Return a name as it stands, and those that it lists: "A, B and C"."""
    whole = _WRAP.sub("", names).strip(" ,")
    return whole, tuple(part.strip(" ,") for part in _JOINT.split(whole) if part)
