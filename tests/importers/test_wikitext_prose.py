"""What sentences tell of relations and embassies."""

from __future__ import annotations

import pytest

from recog.importers.wikitext.embassies import embassies_in
from recog.importers.wikitext.prose import listed, told_in
from recog.importers.wikitext.sentences import sentences
from recog.importers.wikitext.words import Words

#: A sentence, and what it tells: kind, parties as they are named, date.
_TOLD = """
Both countries established diplomatic relations on 11 August 1960
 established - - 1960-08-11
The two countries formally established diplomatic relations in 1960 with an exchange
 established - - 1960
Peru and Mali have established diplomatic relations on August 11, 1960
 established Peru+and+Mali - 1960-08-11
The UK established diplomatic relations with the Bahamas on 10 July 1973
 established The+UK the+Bahamas 1973-07-10
Diplomatic relations between Peru and Mali were established in May 1965
 established Peru+and+Mali - 1965-05
Diplomatic relations were established at ambassadorial level on 5 May 1965
 established - - 1965-05-05
The establishment of diplomatic relations between Mali and Peru began on 5 May 1965
 established Mali+and+Peru - 1965-05-05
Mali recognised and established diplomatic relations with Peru on 5 May 1965
 established Mali Peru 1965-05-05
Mali recognised Peru in 1961 and established diplomatic relations in 1965
 established - - 1965
In 1977, Mali broke off relations with Peru over a debt
 severed Mali Peru 1977
On 3 May 1977, the Malian government severed diplomatic ties with Peru
 severed the+Malian+government Peru 1977-05-03
Mali and Peru on 4 June 2017 announced the resumption of diplomatic relations
 resumed Mali+and+Peru - 2017-06-04
Relations were severed on 1 June 1939, and they were restored on 10 October 1945
 severed - - 1939-06-01; resumed - - 1945-10-10
Relations were severed between 1941 and 1946
 severed - - 1941; resumed - - 1946
Mali established relations with Chad in 2003, but cut off all relations in 2019
 established Mali Chad 2003; severed Mali Chad 2019
Mali established diplomatic relations with Cuba in 1983, and with Libya in 1986
 established Mali Cuba 1983; established Mali Libya 1986
Mali and Peru have had full diplomatic relations since 23 June 1954
 established Mali+and+Peru - 1954-06-23
Mali announced that it was severing diplomatic relations with Peru on 3 May 1977
 severed Mali Peru 1977-05-03
This led to Mali, Chad and Niger cutting diplomatic ties with Peru on 5 June 2017
 severed Mali,+Chad+and+Niger Peru 2017-06-05
Mali agreed to establish diplomatic relations with Peru on 4 September 2020
 established Mali Peru 2020-09-04
Mali was the first country to establish diplomatic relations with Peru, in 1975
 established Mali Peru 1975
"""
#: Sentences that tell of nothing that happened between two parties on a day.
_NOTHING = """
Both countries plan to establish diplomatic relations in 2026
Mali would establish diplomatic relations with Peru in 1990
Mali has never established diplomatic relations with Peru, it said in 1990
Mali refused to sever diplomatic relations with Peru in 1990
Both countries established consular relations in 1990
Both countries established trade relations in 1990
Both countries have enjoyed cordial relations, and a visit took place in 1990
Relations deteriorated after the coup of 1990
The fiftieth anniversary of the establishment of diplomatic relations was in 2010
Both countries established diplomatic relations
"""
_EMBASSIES = """
Peru opened an embassy in Bamako in May 1965
 mission-opened Peru Bamako 1965-05
Peru has an embassy in Bamako, opened in 1965
 mission-opened Peru Bamako 1965
Peru has an embassy in Bamako which was opened in 1965
 mission-opened Peru Bamako 1965
The Peruvian embassy in Bamako was closed on 3 May 1991
 mission-closed Peruvian Bamako 1991-05-03
In 1991, Peru closed its embassy in Bamako
 mission-closed Peru Bamako 1991
Peru reopened its embassy in 2004
 mission-opened Peru - 2004
"""
_NO_EMBASSIES = """
Peru opened a consulate in Bamako in 1965
Peru opened an honorary consulate and a trade office in Bamako in 1965
Peru plans to open an embassy in Bamako in 2026
Peru has an embassy in Bamako
"""


def _cases(text: str) -> list[tuple[str, str]]:
    lines = text.strip("\n").split("\n")
    return list(zip(lines[::2], (line.strip() for line in lines[1::2]), strict=True))


@pytest.mark.parametrize(("sentence", "said"), _cases(_TOLD))
def test_a_sentence_tells_what_happened_between_whom(sentence: str, said: str) -> None:
    found = [
        " ".join(
            (
                told.kind.removeprefix("relations-"),
                told.first.replace(" ", "+") or "-",
                told.second.replace(" ", "+") or "-",
                told.date.edtf,
            )
        )
        for told in told_in(sentence)
    ]
    assert "; ".join(found) == said


@pytest.mark.parametrize("sentence", _NOTHING.strip().splitlines())
def test_a_sentence_that_is_unreal_or_undated_tells_nothing(sentence: str) -> None:
    assert list(told_in(sentence)) == []


@pytest.mark.parametrize(("sentence", "said"), _cases(_EMBASSIES))
def test_a_sentence_tells_when_an_embassy_opened_or_closed(
    sentence: str, said: str
) -> None:
    found = [
        f"{told.kind} {told.first} {told.second or '-'} {told.date.edtf}"
        for told in embassies_in(sentence)
    ]
    assert found == [said]


@pytest.mark.parametrize("sentence", _NO_EMBASSIES.strip().splitlines())
def test_consulates_and_plans_are_no_embassies(sentence: str) -> None:
    assert list(embassies_in(sentence)) == []


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "See Chad–Mali relations Both met Mr. A in the U.S. now. He left.\nThen; so"
    assert list(sentences(Words(text))) == [
        "Both met Mr. A in the U.S. now",
        "He left",
        "Then",
        "so",
    ]


@pytest.mark.parametrize(
    ("names", "whole", "parts"),
    [
        ("Mali", "Mali", ("Mali",)),
        ("the Malian government", "the Malian", ("the Malian",)),
        ("Mali, Chad and Niger", "Mali, Chad and Niger", ("Mali", "Chad", "Niger")),
        ("Mali, along with Chad and Niger,", "Mali", ("Mali",)),
    ],
)
def test_names_in_a_row_are_one_or_several(
    names: str, whole: str, parts: tuple[str, ...]
) -> None:
    assert listed(names) == (whole, parts)
