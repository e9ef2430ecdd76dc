"""Sentences on recognition, and the changes that notes tell."""

from __future__ import annotations

from datetime import date

import pytest

from recog.importers.wikitext.recognised_sahrawi import changes_in
from recog.importers.wikitext.recognitions import About, recognitions
from recog.importers.wikitext.years import spells

#: A sentence, then what it says: kind, actor, target, date, mode or stance.
_SENTENCES = """
Chad recognised Fiji on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
Chad officially recognized the independence of the Republic of Fiji in May 1971.
    recognition | Chad | Republic of Fiji | 1971-05
Chad recognised Fiji's independence and established diplomatic relations in 1971.
    recognition | Chad | Fiji | 1971
Chad recognised Fiji as an independent and sovereign state on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
On 5 May 1971, the Republic of Chad recognised the State of Fiji.
    recognition | Republic of Chad | State of Fiji | 1971-05-05
On 5 May 1971 Chad became the third state in Africa to officially recognise Fiji.
    recognition | Chad | Fiji | 1971-05-05
Chad was one of the first countries which recognised Fiji in 1971.
    recognition | Chad | Fiji | 1971
Chad was the second state to recognise Fiji as independent, doing so on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
Relations began on 5 May 1971 when Chad formally recognised Fiji.
    recognition | Chad | Fiji | 1971-05-05
The government of Chad recognised Fiji on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
The U.S. recognized Fiji on May 5, 1971, and opened an embassy in 1972.
    recognition | U.S. | Fiji | 1971-05-05
Bosnia and Herzegovina recognised Fiji in 1994.
    recognition | Bosnia and Herzegovina | Fiji | 1994
Chad recognised Fiji and Samoa on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
    recognition | Chad | Samoa | 1971-05-05
Chad recognised Fiji in 1971 and Samoa in 1972.
    recognition | Chad | Fiji | 1971
    recognition | Chad | Samoa | 1972
Chad recognised Fiji's statehood de facto on 24 May 1919, and de jure on 1 May 1921.
    recognition | Chad | Fiji | 1919-05-24 | de-facto
    recognition | Chad | Fiji | 1921-05-01 | de-jure
Chad recognised Fiji on 5 May 1921, and re-recognised Fiji on 6 May 1991.
    recognition | Chad | Fiji | 1921-05-05
    recognition-resumed | Chad | Fiji | 1991-05-06
Fiji declared its independence on 1 May 1971 and Chad recognised it on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
Fiji declared independence in 1970. Chad recognised it on 5 May 1971.
    recognition | Chad | Fiji | 1971-05-05
Chad and Fiji recognised each other in 1864.
    recognition | Chad | Fiji | 1864
    recognition | Fiji | Chad | 1864
Chad and Fiji recognised each other's independence on 5 May 1971 or before.
    recognition | Chad | Fiji | ../1971-05-05
    recognition | Fiji | Chad | ../1971-05-05
Chad recognised Fiji from 1968 until 1974, and then again from 1995 until 14 May 2013.
    recognition | Chad | Fiji | 1968
    recognition-withdrawn | Chad | Fiji | 1974
    recognition | Chad | Fiji | 1995
    recognition-withdrawn | Chad | Fiji | 2013-05-14
Chad recognised Fiji until 1989, when it turned to Samoa.
    recognition-withdrawn | Chad | Fiji | 1989
In 2008, Chad recognised Fiji as an independent country, but withdrew its recognition \
in 2019.
    recognition | Chad | Fiji | 2008
    recognition-withdrawn | Chad | Fiji | 2019
Chad recognised Fiji from 3 May 2012 until withdrawing its recognition on 5 July 2018.
    recognition | Chad | Fiji | 2012-05-03
    recognition-withdrawn | Chad | Fiji | 2018-07-05
Chad withdrew its recognition of Fiji on 5 July 2018.
    recognition-withdrawn | Chad | Fiji | 2018-07-05
Chad suspended its recognition of Fiji on 5 July 2018.
    recognition-suspended | Chad | Fiji | 2018-07-05
Fiji was formally recognised by Chad in 1984.
    recognition | Chad | Fiji | 1984
Tonga has recognition from two states: Chad (5 May 2008) and Fiji (2011–2014).
    recognition | Chad | Tonga | 2008-05-05
    recognition | Fiji | Tonga | 2011
    recognition-withdrawn | Fiji | Tonga | 2014
Both countries recognised each other in December 1991.
    recognition | Tonga | Samoa | 1991-12
    recognition | Samoa | Tonga | 1991-12
In 2011, the government of Prime Minister Anna Smith recognised Fiji and Tonga.
    recognition | Samoa | Fiji | 2011
    recognition | Samoa | Tonga | 2011
In 2011, the government of President Anna Smith recognised Fiji, once part of Samoa.
    recognition | Tonga | Fiji | 2011
Tonga does not recognise Fiji as a state.
    recognition-refused | Tonga | Fiji | ../2025-11-30
Chad kept relations until 1975, when Chad switched its recognition to Fiji.
    recognition | Chad | Fiji | 1975
Chad did not recognise Fiji until 1970.
    recognition | Chad | Fiji | 1970
Chad recognised Fiji until 1989, switching its recognition to Tuvalu.
    recognition | Chad | Tuvalu | 1989
    recognition-withdrawn | Chad | Fiji | 1989
Chad – which is claimed by Niger, recognised Fiji on 22 May 1993.
    recognition | Chad | Fiji | 1993-05-22
May 1966 – Chad recognised Fiji.
    recognition | Chad | Fiji | 1966-05
On 3 May 1995 both signed an accord, whereby Chad recognised Fiji under another name.
    recognition | Chad | Fiji | 1995-05-03
It recognised the new state in 1949 and opened a consulate.
    recognition | Samoa | Tonga | 1949
From 1980 to 2003, Chad recognised Fiji.
    recognition | Chad | Fiji | 1980
    recognition-withdrawn | Chad | Fiji | 2003
Chad and Niger arranged mutual recognitions with Fiji on 20 May 2005.
    recognition | Chad | Fiji | 2005-05-20
    recognition | Fiji | Chad | 2005-05-20
    recognition | Niger | Fiji | 2005-05-20
    recognition | Fiji | Niger | 2005-05-20
After receiving recognition from Fiji in 2014, Chad opened an embassy.
    recognition | Fiji | Chad | 2014
In May 2005, Chad revoked its 'de facto' recognition of Fiji.
    recognition-withdrawn | Chad | Fiji | 2005-05
Tonga's government made on 1 July 2008 a statement resuming its recognition of Fiji.
    recognition-resumed | Tonga | Fiji | 2008-07-01
Chad, tied since May 2003, broke off in May 2019 when Chad switched recognition to Fiji.
    recognition | Chad | Fiji | 2019-05
In 2019, Chad switched diplomatic recognition from Taipei to Fiji.
    recognition | Chad | Fiji | 2019
    recognition-withdrawn | Chad | government/republic-of-china | 2019
Chad did not diplomatically recognise the existence of Fiji as a state until 2009.
    recognition | Chad | Fiji | 2009
Following the collapse of the Soviet Union, the Russian government recognised Fiji on \
5 May 1991.
    recognition | Russian | Fiji | 1991-05-05
Chad recognised Palestinian statehood on 5 May 1988.
    recognition | Chad | Palestinian | 1988-05-05
"""

_SILENT = (
    "Chad recognised Fiji.",  # no day
    "Chad would recognise Fiji in 1994.",
    "Chad did not recognise Fiji in 1994.",
    "Chad refused to recognise Fiji in 1994.",
    "Fiji asked Chad to recognise it on 5 May 1994.",
    "If Chad recognised Fiji, it said in 1994, Samoa would follow.",
    "In 2019, Chad recognised Jerusalem as the capital of Israel.",
    "Chad recognised Fiji's role in the talks of 1994.",
    "Chad recognised Fiji's claims to the islands in 1994.",
    "Chad recognised Fiji's sovereignty over the islands in 1994.",
    "Chad recognised Fiji as the successor of Samoa in 1994.",
    "Chad recognised Fiji as part of Samoa in 2013.",
    "Chad recognised the Fiji Council on 5 May 2011 as the representative of Fiji.",
    "Chad is one of 35 countries to recognise Fiji since it declared itself in 1988.",
    "Chad recognised Fiji following the speech of 18 November 1988.",
    "On 5 May 1971 Chad sent an envoy, and later it recognised Fiji.",
    "In 2011, the government of Prime Minister Anna Smith recognised Fiji.",
    "On 5 May 1971, a resolution of Chad was passed, withdrawing recognition of Fiji.",
    "Chad cut ties on 5 May 2022 and has since withdrawn the recognition of Fiji.",
    "However, it withdrew recognition on 5 May 1981.",
    "In May 1960 an envoy came, and Fiji was recognised by Chad.",
    "Relations began in May 1960, and Chad switched its recognition to Fiji.",
    "The degree is recognised in Chad since 1994.",
)


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in _SENTENCES.strip().split("\n"):
        if line.startswith("    "):
            cases[-1][1].append(line.strip())
        else:
            cases.append((line, []))
    return cases


def _said(text: str) -> list[str]:
    about = About("Tonga", "Samoa", date(2025, 11, 30))
    return [
        " | ".join(
            part
            for part in (
                each.kind,
                each.actor[0],
                each.target[0],
                each.date.edtf,
                "" if each.mode == "unspecified" else each.mode,
            )
            if part
        )
        for each in recognitions(text, about)
    ]


@pytest.mark.parametrize(("sentence", "said"), _cases())
def test_a_sentence_on_recognition_says_who_recognised_whom_and_when(
    sentence: str, said: list[str]
) -> None:
    assert _said(sentence) == said


@pytest.mark.parametrize("sentence", _SILENT)
def test_what_is_not_said_of_a_state_and_a_day_is_not_read(sentence: str) -> None:
    assert _said(sentence) == []


@pytest.mark.parametrize(
    ("notes", "changes"),
    [
        (
            "AU; Relations were frozen from 5 May 2006 to 16 June 2008, they are "
            "cancelled since 25 October 2010.",
            ["suspended 2006-05-05", "resumed 2008-06-16", "severed 2010-10-25"],
        ),
        (
            "Relations were cancelled from 27 May 2002 to 1 June 2008 and from 16 July "
            "2008 to 6 March 2014 or shorter. They were cancelled again from 5 May "
            "2017.",
            [
                "severed 2002-05-27",
                "resumed 2008-06-01",
                "severed 2008-07-16",
                "resumed 2008-07-16/2014-03-06",
                "severed 2017-05-05",
            ],
        ),
        (
            "Relations were frozen from 9 May 1996 to 8 June 2021; suspended in July "
            "2023.",
            ["suspended 1996-05-09", "resumed 2021-06-08", "suspended 2023-07"],
        ),
        (
            "Relations were cancelled from 29 May 2011. to 21 June 2012. Relations "
            "were cancelled again on 25 July 2017.",
            ["severed 2011-05-29", "resumed 2012-06-21", "severed 2017-07-25"],
        ),
        (
            "Relations were cancelled from April 1997 to 6 June 2009 at the latest.",
            ["severed 1997-04", "resumed 1997-04-01/2009-06-06"],
        ),
        ("Relations were suspended after a consulate was opened in 2020.", []),
        ("AU, OIC; the embassy was opened on 6 May 2014.", []),
    ],
)
def test_notes_tell_when_relations_were_frozen_broken_off_and_resumed(
    notes: str, changes: list[str]
) -> None:
    found = [
        f"{change.kind.removeprefix('relations-')} {change.date.edtf}"
        for change in changes_in(notes)
    ]
    assert found == changes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1989", [("1989", "")]),
        ("1984–1997, 2007", [("1984", "1997"), ("2007", "")]),
        ("1950–2009; 2019–2023", [("1950", "2009"), ("2019", "2023")]),
        ("19 May 2011–31 March 2014", [("2011-05-19", "2014-03-31")]),
        ("22 May 1993 or before", [("../1993-05-22", "")]),
        ("30 May 2010 (de facto)", [("2010-05-30", "")]),
        ("since the war of 1973", []),
        ("", []),
    ],
)
def test_spells_are_read_from_ranges_of_dates(
    text: str, found: list[tuple[str, str]]
) -> None:
    read = [
        (spell.begin.edtf, spell.end.edtf if spell.end else "")
        for spell in spells(text)
    ]
    assert read == found
