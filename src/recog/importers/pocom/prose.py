"""What notes say of missions and relations: opened, raised, moved, closed, severed.

A sentence is read where it says plainly what happened and on which day; a level is
taken from its words and never from the rank of a chief. Missions to governments in
exile ("near the Government of …") are left out: they are not where the receiver is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recog.domain.dates import EdtfDate, parse
from recog.importers.pocom.dating import Named, dates_in

_LEVEL: Final = (
    "Embassy|Legation|Lia?i?si?on Office|Interests Sections?|Consulate(?: General)?"
)
_MISSION: Final = rf"(?<!office of the )\b(?P<level>{_LEVEL})\b(?P<at>[^,;]{{0,45}}?) "
_BE: Final = "(?:(?:was|were|had been) )?(?:officially )?"
_ARTICLE: Final = r"(?:an? |the )?(?:U\.S\. )?"
_LEVELS: Final = {
    "emb": "embassy",
    "leg": "legation",
    "lia": "liaison-office",
    "int": "interests-section",
    "con": "consulate",
}
#: Cities whose missions are with another party than that of the file.
_ELSEWHERE: Final = {
    "Taipei": "government/republic-of-china",
    "Zanzibar": "state/zanzibar",
}
#: Of a government in exile, of a federation, of a court that had moved overseas.
_NOT_THERE: Final = re.compile("near the|Federation|to Portugal at")
_SENTENCE: Final = re.compile(r"(?<!\bSt)(?<!\bJr)(?<!\b[A-Z])(?:\.|;) +(?=\w)")
_IN_YEAR: Final = re.compile(r"\bin (\d{4})\b")
_SUBJECT: Final = re.compile(r"(?:^|[,;] |\bwhen |\bthat )([^,;]*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a sentence says of a mission or of relations."""

    kind: str
    track: str
    date: EdtfDate
    date_text: str
    sentence: str
    level: str = ""
    party: str = ""  # where it is not the receiver of the file or record
    of_receiver: bool = False  # the receiver acted
    of_both: bool = False  # both did: the receiver likewise


_SAYS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "mission-opened",
            rf"{_MISSION}{_BE}(?:re-?)?(?:opened|established)\b(?! as\b)",
        ),
        ("mission-opened", rf"\bestablished an? (?P<level>{_LEVEL})\b"),
        ("mission-opened", rf"\breopened (?:its|the) (?P<level>{_LEVEL})\b"),
        (
            "mission-opened",
            rf"\bmission\b[^,;.]{{0,30}} was reopened as an? (?P<level>{_LEVEL})\b",
        ),
        (
            "mission-closed",
            rf"{_MISSION}{_BE}(?:closed|suspended operations|ceased to exist)\b",
        ),
        (
            "mission-closed",
            rf"\bclosed the (?P<level>{_LEVEL})(?: (?:in|at) \w+)?"
            "(?= on | in anticipation)",
        ),
        (
            "mission-level-changed",
            rf"\b(?:raised|elevated)\b[^.;]*? to (?P<level>{_LEVEL}) status",
        ),
        (
            "mission-level-changed",
            r"(?<!Zanzibar )\b(?:became|(?:was )?(?:reclassified|re-?established) as) "
            rf"{_ARTICLE}(?P<level>{_LEVEL})\b",
        ),
        (
            "mission-relocated",
            rf"\b(?:moved|transferred) {_ARTICLE}(?:{_LEVEL}) (?:from \w+ )?to ",
        ),
        (
            "mission-relocated",
            rf"\bmoved {_ARTICLE}(?:{_LEVEL}) from [^.;]* and from \w+ to \w+",
        ),
        (
            "mission-relocated",
            rf"\b(?:{_LEVEL}) (?:moved|transferred) (?:from \w+ )?to ",
        ),
        (
            "relations-severed",
            r"\b(?P<severed>severed|broke) (?:diplomatic )?relations\b",
        ),
        ("relations-severed", r"\bterminated them with the (?P<roc>Republic of China)"),
        ("relations-suspended", r"\bsuspension of diplomatic rela\w+ with\b"),
        ("relations-interrupted", r"\bnormal relations (?:were )?interrupted\b"),
        (
            "relations-established",
            r"(?<!re)(?<!re-)\bestablished diplomatic relations with\b",
        ),
        (
            "relations-resumed",
            r"\b(?:resumed|re-?established) (?:normal )?diplomatic relations\b|"
            r"\bdiplomatic relations were (?:resumed|re-?established)\b",
        ),
    )
)


def is_elsewhere(sentence: str) -> bool:
    """Tell whether a sentence speaks of a mission in one of the cities set apart."""
    return any(city in sentence for city in _ELSEWHERE)


def sentences(note: str) -> list[str]:
    """Return the sentences of a note, and the parts between its semicolons.

    >>> sentences("Embassy St. Georges was opened on May 2, 1984; it is small.")
    ['Embassy St. Georges was opened on May 2, 1984', 'it is small.']
    """
    return [part for part in _SENTENCE.split(note) if part]


def facts_of(
    sentence: str, *, dated: EdtfDate | None = None, dated_text: str = ""
) -> Iterator[Fact]:
    """Yield what a sentence says, in the order of the table.

    Its day is the first that follows the words, or else the last before them.

    :param dated: the date that stands after the sentence, if any.
    :param dated_text: the words of that date.
    """
    for kind, words in _SAYS:
        for match in words.finditer(sentence):
            found = _day(sentence, match, dated, dated_text)
            if found is None or _NOT_THERE.search(_named(match, "at")):
                continue
            when, text = found
            yield _fact(kind, match, when, text)


def _fact(kind: str, match: re.Match[str], when: EdtfDate, text: str) -> Fact:
    track = "relations" if kind.startswith("relations") else "mission"
    at = _named(match, "at").split()
    party = next((_ELSEWHERE[word] for word in at if word in _ELSEWHERE), "")
    if _named(match, "roc"):
        party = _ELSEWHERE["Taipei"]
    return Fact(
        kind=kind,
        track=track,
        date=when,
        date_text=text,
        sentence=match.string,
        level=_LEVELS.get(_named(match, "level")[:3].casefold(), ""),
        party=party,
        of_receiver=bool(_named(match, "severed")) and not _by_sender(match),
        of_both="their respective" in match[0],
    )


def _by_sender(match: re.Match[str]) -> bool:
    subject = _SUBJECT.search(match.string[: match.start()])
    return subject is not None and "United States" in subject[1]


def _day(
    sentence: str, match: re.Match[str], dated: EdtfDate | None, dated_text: str
) -> tuple[EdtfDate, str] | None:
    """Return the date of a fact, and its words."""
    named = sorted(
        (*dates_in(sentence), *_years(sentence)), key=lambda each: each.start
    )
    after = [each for each in named if each.start >= match.end()]
    if after:
        return after[0].date, sentence[after[0].start : after[0].end]
    if dated is not None:
        return dated, f"{sentence} {dated_text}".strip()
    before = [each for each in named if each.end <= match.start()]
    if before and not sentence[: match.start()].endswith(("had ", "having ")):
        return before[-1].date, sentence[before[-1].start : before[-1].end]
    return None


def _years(sentence: str) -> Iterator[Named]:
    for match in _IN_YEAR.finditer(sentence):
        yield Named(match.start(1), match.end(1), parse(match[1]))


def _named(match: re.Match[str], group: str) -> str:
    return match.groupdict().get(group) or ""
