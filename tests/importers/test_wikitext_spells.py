"""What the date of a table says."""

from __future__ import annotations

from datetime import date

import pytest

from recog.importers.wikitext.spells import Silence, spells, status

_LAST = date(2025, 11, 30)
#: The words of a cell, and what they become: kind (without "relations-") and date.
_SPELLS = """
12 May 1960 | established 1960-05-12
1960-05-12 | established 1960-05-12
May 1960 | established 1960-05
1960 | established 1960
before May 1960 | established ../1960-04-30
Unknown (before October 2006) | established ../2006-09-30
22 January 1993 or before | established ../1993-01-22
1990–1992 | established 1990/1992
1950s | established 1950/1959
1962 (July 3) | established 1962-07-03
Unknown | established ../2025-11-30
? | established ../2025-11-30
Established, date unknown | established ../2025-11-30
31 August 1957, severed diplomatic relations 15 September 1963, restored 31 August 1967\
 | established 1957-08-31; severed 1963-09-15; resumed 1967-08-31
14 September 1940 (broken from 8 December 1941 to 28 April 1952)\
 | established 1940-09-14; severed 1941-12-08; resumed 1952-04-28
4 May 1980 – 23 July 2002 (first) 14 May 2005 – 15 January 2024 (second)\
 | established 1980-05-04; severed 2002-07-23; resumed 2005-05-14; severed 2024-01-15
1999-10-28 – 2009-03-06 | established 1999-10-28; severed 2009-03-06
1973 (suspended 19 March 2021) | established 1973; suspended 2021-03-19
1955 ended 2012 | established 1955; severed 2012
1960 1993 (reestablished) | established 1960; resumed 1993
1920-10-04 and again 1991-10-04 | established 1920-10-04; resumed 1991-10-04
1922; 1991 | established 1922; resumed 1991
20 May 1968 and 3 June 1968 | established 1968-05-20; established 1968-06-03
(Diplomatic relations severed in May 2018) | severed 2018-05
Suspended | suspended ../2025-11-30
"""
_SILENT = """
 | EMPTY
None | NONE
N/A | NONE
No formal diplomatic relations | NONE
Informal relations | NONE
1977-09-31 | UNREAD
28 January 1952 with FRG (22 December 1972 – 3 October 1990 with GDR) | UNREAD
1882 (Joseon); 1949 (Republic) | UNREAD
6 August 2018 (recognized) | UNREAD
de facto in 1971, de jure 21 March 1996 | UNREAD
"""


def _cases(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.splitlines() if "|" in line]
    pairs = [line.partition("|") for line in lines]
    return [(words.strip(), said.strip()) for words, _, said in pairs]


@pytest.mark.parametrize(("words", "said"), _cases(_SPELLS))
def test_a_cell_says_what_happened_and_when(words: str, said: str) -> None:
    found = spells(words, last=_LAST)
    assert not isinstance(found, Silence)
    kinds = [(each.kind.removeprefix("relations-"), each.date.edtf) for each in found]
    assert "; ".join(f"{kind} {when}" for kind, when in kinds) == said


@pytest.mark.parametrize(("words", "why"), _cases(_SILENT))
def test_nothing_is_taken_of_words_that_are_not_understood(
    words: str, why: str
) -> None:
    assert spells(words, last=_LAST) is Silence[why]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("suspended", "relations-suspended"),
        ("frozen", "relations-suspended"),
        ("severed", "relations-severed"),
        ("cancelled", "relations-severed"),
        ("People's Republic", None),
        ("Taiwan", None),
        ("re-established", None),
    ],
)
def test_a_word_beside_a_state_may_say_how_things_stand(
    words: str, kind: str | None
) -> None:
    found = status(words, None, last=_LAST)
    assert (found and found.kind) == kind
