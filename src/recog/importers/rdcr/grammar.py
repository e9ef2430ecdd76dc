"""What a heading announces, and where the prose tells of it.

A heading is read clause by clause: what was done (an action) and what to (a thing).
Both are tables, and a third says which kind they make together. The same words then
find the sentence that gives the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from recog.importers.rdcr.prose import plain


@dataclass(frozen=True, slots=True)
class Action:
    """Something that is done: how headings and how prose say it."""

    name: str
    heading: re.Pattern[str]
    prose: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Thing:
    """What it is done to."""

    name: str
    heading: re.Pattern[str]
    prose: re.Pattern[str]
    level: str = ""  # of a mission


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A claim that a heading announces."""

    kind: str
    action: Action
    thing: Thing
    by: str = "us"  # us, it, or mutual
    level: str = ""


def _action(name: str, heading: str, prose: str) -> Action:
    return Action(name, re.compile(heading), re.compile(prose))


def _thing(name: str, heading: str, prose: str, level: str = "") -> Thing:
    return Thing(name, re.compile(heading), re.compile(prose), level)


#: The first that is found in a clause counts.
_ACTIONS: Final = (
    _action("withdraw", r"Withdrawn", r"withdr[ae]w"),
    _action(
        "resume",
        r"(?i)re-?establish|resum|re-?open|restor|normalized",
        r"\b[Rr]e-?establish|[Rr]esum|\b[Rr]e-?open|[Rr]estor|\brenew",
    ),
    _action(
        "raise",
        r"Elevat|[Rr]aised|[Bb]ecomes|Establishment of American Legation to Embassy",
        r"elevat|raised|upgrad|promoted|became|transform|convert",
    ),
    _action("suspend", r"Suspension", r"suspend|withdrew"),
    _action("close", r"Clos", r"\bclos"),
    _action(
        "sever",
        r"Sever|Cessation|Terminat|Ended",
        r"sever|broke\b|broke off|terminat|\bended\b|ending\b|cease|drew to a close",
    ),
    _action("interrupt", r"Interrupt", r"interrupt|suspended|lapsed|broke"),
    _action(
        "move",
        r"[Mm]ove|Return|Transferred|Relocat",
        r"[Mm]oved?\b|return|transferred|relocat|follow",
    ),
    _action(
        "establish",
        r"Establish|established|Opened|Opening|[Oo]pens",
        r"establish|\bopened\b|began\b|begun|commenced|agreed to|\bnamed\b",
    ),
)
#: Where the prose has none of an action's words, those of these actions will do.
INSTEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "establish": ("raise", "resume"),
    "resume": ("establish", "raise"),
    "suspend": ("close",),
}
ACTIONS: Final[Mapping[str, Action]] = {row.name: row for row in _ACTIONS}
_NOTHING: Final = _action("", r"", r"")
#: The first that is found in a clause counts; a raise is to the highest.
_THINGS: Final = (
    _thing("recognition", r"Recogn?i?t?i?on|Recognize", r"recogni[sz]|recognition"),
    _thing("consulate", r"Consul", r"[Cc]onsul"),
    _thing("ambassador", r"Ambassador", r"[Aa]mbassador"),
    _thing("relations", r"\bDR|Relations\b", r"\bDR\b|\b[Rr]elations\b"),
    _thing("embassy", r"Embassy", r"[Ee]mbassy|[Ee]mbassies|Ambassador", "embassy"),
    _thing("legation", r"Legation", r"[Ll]egation", "legation"),
    _thing("office", r"Liaison Office", r"Liaison Office", "liaison-office"),
    _thing(
        "section", r"Interests? Section", r"Interests? Section", "interests-section"
    ),
)
_RELATIONS: Final[Mapping[str, str]] = {
    "establish": "relations-established",
    "resume": "relations-resumed",
    "sever": "relations-severed",
    "interrupt": "relations-interrupted",
    "suspend": "relations-suspended",
}
_MISSIONS: Final[Mapping[str, str]] = {
    "establish": "mission-opened",
    "resume": "mission-opened",
    "raise": "mission-level-changed",
    "close": "mission-closed",
    "suspend": "mission-closed",
    "move": "mission-relocated",
}
_BREAK: Final = re.compile(r",? and (?:the )?| & (?:the )?|; |/|, (?=Embassy|Recogn)")
_OF_AMERICA: Final = re.compile(
    r"(?:Recogn?i?tion|Recognize)(?: of)? (?:the )?(?:Independence of )?(?:the )?US\b"
)
_MUTUAL: Final = re.compile(r"^Mutual|Recognition between|Acts of Recognition")
#: A mission in the United States, or of the other party: "Polish Legation".
_THEIRS: Final = re.compile(
    r"(?:Embassy|Legation)(?: to| in) (?:the )?(?:US|Washington)\b"
    r"|\b(?!US|American?|Status|of|the|from|to|and|Raised|Moved?)[A-Z][a-z]+[a-z]* "
    r"(?:Legation|Embassy)\b(?! (?:Luxembourg|Aden|Brazzaville|Tripoli))"
)


def wants(heading: str) -> list[Want]:
    """Return what a heading announces, in its order; nothing if it is no event."""
    words = plain(heading)
    found: list[Want] = []
    before = _NOTHING
    for clause in _BREAK.split(words):
        action = _first(_ACTIONS, clause) or before
        thing = _thing_of(clause, action)
        before = action
        found += _want(action, thing, words, clause) if thing else ()
    return found


def _first(table: tuple[Action, ...], clause: str) -> Action | None:
    return next((row for row in table if row.heading.search(clause)), None)


def _thing_of(clause: str, action: Action) -> Thing | None:
    for row in _THINGS:
        if row.name in ("consulate", "ambassador") and action.name == "raise":
            continue
        if row.heading.search(clause):
            return row
    return None


def _want(action: Action, thing: Thing, words: str, clause: str) -> Iterator[Want]:
    if thing.name == "recognition":
        mutual = bool(_MUTUAL.search(words))
        by = "mutual" if mutual else "it" if _OF_AMERICA.search(words) else "us"
        withdrawn = action.name == "withdraw"
        kind = "recognition-withdrawn" if withdrawn else "recognition"
        yield Want(kind=kind, action=action, thing=thing, by=by)
    elif thing.name == "relations" and action.name in _RELATIONS:
        yield Want(kind=_RELATIONS[action.name], action=action, thing=thing)
    elif thing.level and action.name in _MISSIONS:
        kind = _MISSIONS[action.name]
        level = (
            thing.level if kind in ("mission-opened", "mission-level-changed") else ""
        )
        if level == "interests-section":
            kind = "mission-level-changed"
        theirs = _THEIRS.search(clause)
        yield Want(
            kind=kind,
            action=action,
            thing=thing,
            by="it" if theirs else "us",
            level=level,
        )
