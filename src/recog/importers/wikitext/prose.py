"""Sentences that say when two parties established, broke or resumed relations.

Only forms that are known are read, and a sentence with a word that makes it unreal
("plans to", "has not") says nothing: better to miss an event than to invent one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from recog.domain.dates import EdtfDate
from recog.importers.wikitext.forms import (
    AGAIN,
    ALSO,
    ENDING,
    MIDDLE,
    OPENING,
    SINCE,
    UNTIL,
)
from recog.importers.wikitext.phrases import BOTH, UNREAL, kind_of
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


_INFINITIVES: Final = {
    "establish": "established",
    "sever": "severed",
    "break": "broke",
    "resume": "resumed",
    "restore": "restored",
}
_JOINS: Final = re.compile(r"(?:^|[,;] ?|\b)(?:and|but|then|However,|later|Later,)\s*$")
#: "In 2019, A visited B and both nations resumed relations"
_JOINT_OF_BOTH: Final = re.compile(r",? and (?=both |the two )")
_SPEAKS: Final = re.compile(
    r"relations|\bties\b|\blinks\b|^\W*(?:They|These) ", re.IGNORECASE
)
_OPENS: Final = re.compile(
    r"establish|form|began|begun|start|initiat|set up|enter|commenc", re.IGNORECASE
)
_BARE: Final = re.compile(
    r"establish(?:ed)? relations|relations .*establish", re.IGNORECASE
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
        last = number + 1 == len(found)
        stop = len(sentence) if last else found[number + 1].start
        clause = _Clause(
            lead=sentence[end : date.start],
            rest=sentence[date.end : stop],
            date=date,
            words=sentence[date.start : date.end],
            first=not number,
            last=last,
        )
        told = _of_clause(clause, said)
        if told is not None:
            yield told
            said = told
        end = date.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A date, and what stands around it up to the dates before and after."""

    lead: str
    rest: str
    date: Found
    words: str  # of the date
    first: bool  # whether it is the first date of the sentence
    last: bool


def _of_clause(clause: _Clause, said: Told | None) -> Told | None:
    told = _ending(clause, said) or _again(clause, said)
    if told is None and _opens(clause):
        told = _opening(clause.rest, clause)
        if told is None and (joint := _JOINT_OF_BOTH.search(clause.rest)):
            told = _opening(clause.rest[joint.end() :], clause)
    return told or _between(clause)


def _between(clause: _Clause) -> Told | None:
    """Read a statement around its date: "Israel and Senegal on 4 June announced …"."""
    rest = clause.rest.lstrip(" ,")
    match = MIDDLE.search(clause.lead)
    if match is None or not rest[:1].islower() or rest.startswith("the "):
        return None
    return _opening(f"{match['subject']} {rest}", clause)


def _ending(clause: _Clause, said: Told | None) -> Told | None:
    """Read a statement that ends with its date."""
    lead = clause.lead
    for form in ENDING:
        match = form.search(lead)
        if match and _is_real(lead, match):
            return _same(_told(match, clause), match, said)
    match = SINCE.search(lead) if clause.words.startswith("since") else None
    return _told(match, clause) if match and _is_real(lead, match) else None


def _same(told: Told, match: re.Match[str], said: Told | None) -> Told:
    """Give a statement without subject that of the one before: "…, but broke …"."""
    groups = match.groupdict()
    elliptic = "subject" not in groups and "pair" not in groups
    if said is None or not elliptic or not said.second:
        return told
    return replace(told, first=said.first, second=told.first or said.second)


def _opens(clause: _Clause) -> bool:
    """Tell whether a date begins a clause: "In 1977, …", "…, and in 1991 …"."""
    if clause.first and not clause.lead.strip(" (\"“'"):
        return True
    return bool(_JOINS.search(clause.lead))


def _opening(text: str, clause: _Clause) -> Told | None:
    """Read a statement that begins with its date."""
    for form in OPENING:
        match = form.match(text)
        if match is None or not _is_real(text, match):
            continue
        rest = text[match.end() :]
        if not clause.last and not rest.strip(" ,:"):
            return None  # the next date may be that of this statement
        if match.groupdict().get("object") is None and _WITH.match(rest):
            return None  # with whom is not understood
        return _told(match, clause)
    return None


def _again(clause: _Clause, said: Told | None) -> Told | None:
    """Read what goes on about the same parties."""
    if said is None:
        return None
    lead, date = clause.lead, clause.date.date
    if UNTIL.fullmatch(lead) and said.kind not in (ESTABLISHED, RESUMED):
        return Told(RESUMED, said.first, said.second, date, clause.words)
    if said.second and (also := ALSO.fullmatch(lead)):
        return Told(said.kind, said.first, also["object"], date, clause.words)
    match = AGAIN.fullmatch(lead)
    if match is None or UNREAL.search(lead.replace("until", "")):
        return None
    kind = kind_of(match["verb"])
    kind = RESUMED if kind == ESTABLISHED and said.kind != ESTABLISHED else kind
    return Told(kind, said.first, said.second, date, clause.words)


def _is_real(text: str, match: re.Match[str]) -> bool:
    """Tell whether nothing in or right before a statement makes it unreal."""
    begin = max(0, match.start() - _BEFORE)
    clause = _CLAUSES.split(text[begin : match.start()])[-1]
    said = clause + text[match.start() : match.end()]
    if UNREAL.search(said) or re.search(r"\bto $", clause):
        return False
    verb = match.groupdict().get("verb") or ""
    ties = text[match.start() : match.end()]
    if "consular" in ties and "diplomatic" not in ties:
        return False
    if _OPENS.match(verb) or "have " in ties or "has " in ties:
        return bool(_DIPLOMATIC.search(ties)) or "bilateral" in ties or _bare(ties)
    return True


def _bare(ties: str) -> bool:
    """Tell whether "relations" stand without a word that makes them of another sort."""
    return bool(_BARE.search(ties))


def _told(match: re.Match[str], clause: _Clause) -> Told:
    groups = match.groupdict()
    verb = groups.get("verb") or groups.get("noun") or "established"
    kind = kind_of(_INFINITIVES.get(verb, verb))
    first, second = _parties(groups)
    return Told(kind, first, second, clause.date.date, clause.words)


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
    r"(?: [Gg]overnment)?$"
)
_JOINT: Final = re.compile(r", | and | as well as ")


def listed(names: str) -> tuple[str, tuple[str, ...]]:
    """Return a name as it stands, and those that it lists: "A, B and C"."""
    whole = _WRAP.sub("", names).strip(" ,")
    return whole, tuple(part.strip(" ,") for part in _JOINT.split(whole) if part)
