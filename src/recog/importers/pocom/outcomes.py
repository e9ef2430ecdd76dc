"""What became of those who were named and never served: read from the notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.dates import EdtfDate, parse
from recog.importers.pocom.dating import Named, dates_in
from recog.importers.pocom.files import Chief

REFUSED: Final = "refused by the receiver"

_NOMINATED: Final = re.compile(
    r"(?:nomination (?:of|on|announced on)|nominated(?: on)?) ?$", re.IGNORECASE
)
_INTENDED: Final = re.compile(r"^, [^.]*\bintention to nominate\b")
_ELECTED: Final = re.compile(r"\belected on $", re.IGNORECASE)
_LEFT: Final = re.compile(r"\bleft (?:post|[A-Z]\w+) (?:on|(about)|in) $")
#: What may stand between an outcome and its day.
_ON: Final = re.compile(r"(?:[^.;]*(?:\b(?:on|in|about)|,))? ")
#: Words that show a commission, where the rest speaks of a nomination only.
_COMMISSIONED: Final = re.compile(
    r"recess of|took oath|recommissioned|commission (?:signed|cancel)", re.IGNORECASE
)

#: What a note says, and the outcome in few words. Where several match, one with a day
#: is taken before one without, then the first.
_OUTCOMES: Final = tuple(
    (re.compile(words, re.IGNORECASE), how)
    for words, how in (
        ("having (?:objected|refused)", REFUSED),
        (r"was not (?:\w+ )?received|not received by", "not received"),
        (r"\bdied\b|\bhis death\b|\bhis assassination\b", "died"),
        (r"\bdeclined\b", "declined"),
        ("appointment revoked", "appointment revoked"),
        ("commission cancel", "commission cancelled"),
        ("withdrawn", "nomination withdrawn"),
        ("rejected", "nomination rejected"),
        (r"nomina\w+\b[^.;]* returned", "nomination returned"),
        ("tabled", "nomination tabled"),
        ("not acted (?:up)?on|no final action", "nomination not acted upon"),
        (r"nomination\b[^.;]* not confirmed", "nomination not confirmed"),
        ("nomination superseded", "nomination superseded"),
        ("not submitted to the Senate", "nomination not submitted"),
        (
            "(?:not|without) present(?:ing|ed)? credentials|had not presented|"
            "no record has been found",
            "did not present credentials",
        ),
        ("not proceed|before .* proceeded", "did not proceed"),
        ("not (?:have )?(?:served?|take oath|return to post)", "did not serve"),
        ("^not commissioned", "not commissioned"),
    )
)
#: Those after which a day in the same sentence is that of the outcome.
_DATED: Final = frozenset(
    {
        "died",
        "nomination withdrawn",
        "nomination rejected",
        "nomination returned",
        "nomination tabled",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the record of one who never served says beside its own date."""

    how: str  # empty where the note names no outcome
    ended: EdtfDate | None  # None: the source gives no day
    nominated: tuple[EdtfDate, ...]  # by day
    elected: EdtfDate | None  # by Congress, in the days before the Senate
    commissioned: bool  # else the record's date is that of the nomination


def outcome_of(chief: Chief) -> Outcome:
    """Read the note of one who was named and did not serve."""
    text = chief.note
    named = list(dates_in(text))
    nominated = sorted(
        (each.date for each in named if _is_nomination(text, each)),
        key=lambda given: given.days.first,
    )
    elected = [each.date for each in named if _ELECTED.search(text[: each.start])]
    how, ended = _ending(
        text, [each for each in named if each.date not in (*nominated, *elected)]
    )
    if ended is None and "the same day" in text and chief.appointed.date:
        ended = parse(chief.appointed.date)
    before = max((given.days.first for given in nominated), default=date.min)
    if ended is not None and ended.days.last < before:
        ended = None  # it ended an earlier nomination
    of_nomination = how.startswith("nomination") or how == "not commissioned"
    return Outcome(
        how=how,
        ended=ended,
        nominated=tuple(nominated),
        elected=next(iter(elected), None),
        commissioned=not of_nomination or bool(_COMMISSIONED.search(text)),
    )


def _ending(text: str, others: list[Named]) -> tuple[str, EdtfDate | None]:
    """Return how it ended and when, as far as the note says."""
    found = [
        (match.end(), how) for words, how in _OUTCOMES if (match := words.search(text))
    ]
    for end, how in found:
        for each in others:
            if how in _DATED and _ON.fullmatch(text, end, each.start):
                return how, each.date
    how = found[0][1] if found else ""
    for each in others:
        if left := _LEFT.search(text[: each.start]):
            return how, parse(f"{each.date.edtf}~") if left[1] else each.date
    return how, None


def _is_nomination(text: str, named: Named) -> bool:
    before, after = text[: named.start], text[named.end :]
    return bool(_NOMINATED.search(before) or _INTENDED.search(after))
