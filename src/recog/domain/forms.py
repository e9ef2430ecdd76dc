"""The forms that questions can have, and the verbs in them: two tables.

British and American spelling are read alike. Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """Something that one party does to another, in the words of a question."""

    name: str
    kinds: tuple[str, ...]  # names in KINDS
    base: str  # pattern after "did": "recognise"
    past: str  # pattern after "who": "recognised"
    present: str = ""  # pattern of the status that lasts: "recognises"
    after: str = ""  # pattern of words that may follow the target
    done: str = ""  # for sentences: "recognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of question; the first that fits is taken."""

    name: str
    examples: tuple[str, ...]
    patterns: tuple[str, ...]  # with the places actor and target
    verbal: bool = False  # {base}, {past}, {present} and {after} come from a verb


_TIES: Final = r"(?:(?:formal |full )?(?:diplomatic )?(?:relations|ties) with)"

VERBS: Final[Mapping[str, Verb]] = table(
    Verb(
        name="derecognise",
        kinds=("recognition-withdrawn",),
        base=r"(?:de-?recogni[sz]e|(?:withdraw|revoke|rescind) (?:its )?recognition "
        r"(?:of|from)|stop recogni[sz]ing)",
        past=r"(?:de-?recogni[sz]ed|(?:withdrew|withdrawn|revoked|rescinded) "
        r"(?:its |their )?recognition (?:of|from)|stopped recogni[sz]ing)",
        done="withdrew recognition of",
    ),
    Verb(
        name="suspend-recognition",
        kinds=("recognition-suspended",),
        base=r"(?:suspend|freeze) (?:its )?recognition of",
        past=r"(?:suspended|froze|frozen) (?:its |their )?recognition of",
        done="suspended recognition of",
    ),
    Verb(
        name="resume-recognition",
        kinds=("recognition-resumed",),
        base=r"(?:resume|restore) (?:its )?recognition of",
        past=r"(?:resumed|restored) (?:its |their )?recognition of",
        done="resumed recognition of",
    ),
    Verb(
        name="refuse-recognition",
        kinds=("recognition-refused",),
        base=r"refuse to recogni[sz]e",
        past=r"refused to recogni[sz]e",
        done="refused to recognise",
    ),
    Verb(
        name="recognise",
        kinds=("recognition",),
        base=r"recogni[sz]e",
        past=r"(?:formally |officially |diplomatically )?recogni[sz]ed",
        present=r"(?:formally |officially |diplomatically )?recogni[sz]es?",
        done="recognised",
    ),
    Verb(
        name="establish-relations",
        kinds=("relations-established",),
        base=rf"establish {_TIES}",
        past=rf"established {_TIES}",
        present=rf"(?:has|have) {_TIES}",
        done="established relations with",
    ),
    Verb(
        name="sever-relations",
        kinds=("relations-severed",),
        base=rf"(?:sever|break(?: off)?|cut(?: off)?|end) {_TIES}",
        past=rf"(?:severed|broke(?:n)?(?: off)?|cut(?: off)?|ended) {_TIES}",
        done="severed relations with",
    ),
    Verb(
        name="suspend-relations",
        kinds=("relations-suspended", "relations-interrupted"),
        base=rf"(?:suspend|interrupt) {_TIES}",
        past=rf"(?:suspended|interrupted) {_TIES}",
        done="suspended relations with",
    ),
    Verb(
        name="resume-relations",
        kinds=("relations-resumed",),
        base=rf"(?:resume|restore|re-?establish) {_TIES}",
        past=rf"(?:resumed|restored|re-?established) {_TIES}",
        done="resumed relations with",
    ),
    Verb(
        name="delist",
        kinds=("delisted", "listing-suspended"),
        base=r"(?:de-?list|unban|remove|take)",
        past=r"(?:de-?listed|unbanned|removed|took)",
        after=r"(?: (?:from|off) (?:its|the|their) .*lists?(?: of .*)?)?",
        done="delisted",
    ),
    Verb(
        name="list",
        kinds=("listed",),
        base=r"(?:list|designate|ban|blacklist|put)",
        past=r"(?:listed|designated|banned|blacklisted|put)",
        present=r"(?:lists?|designates?|bans?)",
        after=r"(?: (?:on (?:its|the|their) .*lists?(?: of .*)?|as .*))?",
        done="listed",
    ),
)

_WHO: Final = (
    r"(?:who|what|which|how many)(?: (?:else|other))?"
    r"(?: (?:states?|countries|country|governments?|nations?|powers?))?"
)
_OFFICE: Final = (
    r"(?:ambassador|envoy|minister|charg[ée](?: d'affaires)?|head of mission|"
    r"chief of mission|representative)s?"
)
_BE: Final = r"(?P<be>was|is|were|are)"
_LIST: Final = r"(?:[\w ]*?)lists?(?: of .*)?"

FORMS: Final[Mapping[str, Form]] = table(
    Form(
        name="who-presented",
        examples=("Who presented credentials in Moscow in 2025?",),
        patterns=(
            r"(?:who|which \w+)(?: has| have| had)? presented "
            r"(?:(?:his|her|their|its) )?(?:letters of )?(?:credentials|credence) "
            r"(?:in|to|at) (?P<target>.+)",
        ),
    ),
    Form(
        name="who-was-ambassador",
        examples=(
            "Who was the US ambassador in Tehran on 1 January 1979?",
            "Who is China's ambassador in Kabul?",
        ),
        patterns=(
            rf"who {_BE} (?:the )?{_OFFICE} (?:of|from) "
            r"(?P<actor>.+?) (?:in|to|at) (?P<target>.+)",
            rf"who {_BE} (?P<actor>.+?)(?:'s|s')? {_OFFICE} "
            r"(?:in|to|at) (?P<target>.+)",
        ),
    ),
    Form(
        name="was-on-list",
        examples=("Was the Taliban on Russia's list on 10 April 2025?",),
        patterns=(
            rf"{_BE} (?P<target>.+?) on (?P<actor>.+?)(?:'s|s') {_LIST}",
            rf"{_BE} (?P<target>.+?) on the {_LIST} of (?P<actor>.+)",
            rf"{_BE} (?P<target>.+?) (?:listed|designated|banned) by (?P<actor>.+)",
        ),
    ),
    Form(
        name="had-relations",
        examples=("Did Russia and Afghanistan have diplomatic relations in 1990?",),
        patterns=(
            r"(?P<be>did|do|does) (?P<actor>.+?) and (?P<target>.+?) have "
            r"(?:diplomatic )?(?:relations|ties)(?: with each other)?",
            rf"(?P<be>did|do|does) (?P<actor>.+?) have {_TIES} (?P<target>.+)",
        ),
    ),
    Form(
        name="when-did",
        examples=(
            "When did Russia recognise the Taliban government?",
            "When did the United States establish relations with China?",
        ),
        patterns=(
            r"when did (?P<actor>.+?) (?:first |formally |officially )?{base} "
            r"(?P<target>.+?){after}",
        ),
        verbal=True,
    ),
    Form(
        name="did",
        examples=("Did Pakistan recognise the Taliban government on 1 January 1998?",),
        patterns=(
            r"(?P<be>did) (?P<actor>.+?) (?:ever |formally |officially )?{base} "
            r"(?P<target>.+?){after}",
            r"(?:has|had|have) (?P<actor>.+?) (?:ever )?{past} (?P<target>.+?){after}",
            r"(?P<be>do|does) (?P<actor>.+?) (?:still )?{base} (?P<target>.+?){after}",
        ),
        verbal=True,
    ),
    Form(
        name="who-did",
        examples=(
            "Who recognised the Taliban government, and when?",
            "Who recognised Kosovo in 2008?",
            "Who recognised the Sahrawi Republic as of 1 January 1990?",
        ),
        patterns=(
            _WHO + r"(?: has| have| had)? {past} (?P<target>.+?){after}",
            _WHO + r"(?: still| now| currently)? (?P<be>{present}) (?P<target>.+?)"
            r"{after}",
        ),
        verbal=True,
    ),
    Form(
        name="what-did",
        examples=("What did Russia do in 2008?",),
        patterns=(r"what (?:did|has) (?P<actor>.+?) (?:do|done)",),
    ),
    Form(
        name="what-changed",
        examples=("What changed between 1 January 2025 and 31 December 2025?",),
        patterns=(r"what(?: has)? changed(?: (?:for|with|in|about) (?P<target>.+))?",),
    ),
)
