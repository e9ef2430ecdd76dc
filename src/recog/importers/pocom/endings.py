"""How a term ended: POCOM's notes in few words, so that they can be counted."""

from __future__ import annotations

import re
from typing import Final

from recog.importers.pocom.files import Step

PERSONA_NON_GRATA: Final = "declared persona non grata"

#: The person stayed at the post under another commission.
CONTINUING: Final = frozenset({"promoted", "recommissioned", "reaccredited"})

_HOW: Final = tuple(
    (re.compile(words, re.IGNORECASE), how)
    for words, how in (
        ("persona non grata", PERSONA_NON_GRATA),
        ("^promoted|^presented credentials as ambassador", "promoted"),
        ("^recommissioned", "recommissioned"),
        ("was reaccredited", "reaccredited"),
        ("^assassinated", "assassinated"),
        ("^died at post", "died at post"),
        ("^died", "died"),
        ("recess appointment expired", "recess appointment expired"),
        ("^superseded|^relieved by|successor had been appointed", "superseded"),
        ("recall requested|departure requested|refused to have", "recall requested"),
        ("recall presented|presented recall", "presented recall"),
        ("recall transmitted|transmitted recall", "transmitted recall"),
        ("^recalled", "recalled"),
        ("declared war", "war declared"),
        ("severed|broke relations", "relations severed"),
        (
            "relations (?:were )?(?:interrupted|suspended)|suspended political|"
            "no further relations",
            "relations interrupted",
        ),
        (r"^left |^departed |\. left \w+ on$", "left post"),
        ("relinquished charge|relieved of active functions", "relinquished charge"),
        (
            "^(?:appointment|appointed|assignment) terminated",
            "appointment terminated",
        ),
        ("resigned|resignation", "resigned"),
        ("government of .* transferred to", "the receiver's government moved"),
        ("occupied|german occupation", "the receiver was occupied"),
        (
            "annexed|absorbed|incorporated|ceased to exist|assumed direction",
            "the receiver ceased to exist",
        ),
        (
            r"(?:embassy|legation)\b.*(?:closed|suspended operations|terminated)|"
            "(?:^closed|closing of) (?:the )?legation|were withdrawn|withdrew from|"
            "^government of .* terminated",
            "the mission closed",
        ),
        ("farewell|final interview", "took leave"),
        (
            "mission terminated|termination of his mission|impending departure|"
            "of his departure|requested passports|last despatch|on leave|ceased",
            "functions ceased",
        ),
    )
)


def how_it_ended(step: Step) -> str:
    """Return in few words how a term ended; empty where the source does not say."""
    return next((how for words, how in _HOW if words.search(step.note)), "")
