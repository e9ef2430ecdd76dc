from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store as Rdf

from recog.errors import AmbiguousEntityError
from recog.service.answers import Answer
from recog.service.ask import ask
from recog.service.questions import Question
from recog.service.workbench import Workbench

EMIRATE = "government/islamic-emirate-of-afghanistan"

#: question → parts of the sentence
ANSWERS = {
    "Who recognised the Taliban government, and when?": (
        "Russia, from 3 July 2025 (between 30 June and 3 July 2025 by “Why did Russia",
        "Pakistan, from 25 May 1997 to 22 November 2001",
        "1 of 4 have no end recorded",
    ),
    "Who recognizes the Taliban government?": ("One on 23 November 2026", "Russia."),
    "Did Pakistan recognise the Taliban on 1 January 1998?": ("Yes, certainly.",),
    "Did Pakistan recognise the Taliban on 1 January 2002?": (
        "No, not on 1 January 2002: recognition withdrawn on 22 November 2001",
    ),
    "Does China recognise the Islamic Emirate of Afghanistan?": (
        "No, not on 23 November 2026: recognition refused",
    ),
    "When did Russia recognise the Taliban government?": (
        "recognition on 3 July 2025",
        "between 30 June and 3 July 2025 by",
    ),
    "Was the Taliban on Russia's list on 31 March 2025?": ("Yes, certainly.",),
    "Was the Taliban on Russia's list on 10 April 2025?": ("Possibly",),
    "Was the Taliban on Russia's list on 1 May 2025?": (
        "It depends on which source is right.",
        "delisted in April 2025",
        "listing suspended on 17 April 2025",
    ),
    "Who presented credentials in Russia in 2025?": (
        "credentials presented between 30 June and 5 July 2025",
    ),
    "What did Russia do in July 2025?": ("recognition on 3 July 2025",),
    "What changed between 1 January 2025 and 31 December 2025?": ("gained",),
    "Who recognised Kosovo in 2008?": ("Costa Rica → Kosovo: recognition",),
    "Did Vanuatu recognise Abkhazia on 1 January 2012?": ("Yes, certainly.",),
    "Did Burma recognise Kosovo?": ("Not known",),
    "Who derecognised the Sahrawi Republic?": ("recognition withdrawn",),
    "Do Russia and Georgia have diplomatic relations?": ("No, not on", "severed"),
    "When did the US establish relations with China?": ("on 1 January 1979",),
    "Who is China's ambassador in Afghanistan?": ("Zhao Sheng",),
    "Has Iceland ever severed relations with Fiji?": ("No claim says that Iceland",),
    "Who recognised Israel before 1949?": ("United States → Israel",),
    "Did Russia and Georgia have diplomatic relations?": ("Georgia", "from "),
    "Was the Taliban on Russia's list?": ("from 14 February 2003",),
    "Who was the ambassador of China to Afghanistan?": ("Zhao Sheng, from",),
    "Who was the French ambassador to Fiji on 1 May 1999?": ("Not known",),
    "Who recognised Abkhazia as of 1 January 2012?": ("Russia", "Nicaragua"),
    "Who recognised Fiji on 1 January 1980?": ("No one is known",),
    "Who recognised Fiji?": ("No claim says that anyone recognised Fiji",),
    "What changed for Kosovo between 2020-01-01 and 2020-01-02?": ("Nothing",),
}


def put(bench: Workbench, text: str) -> Answer:
    return ask(bench.view(), Question(q=text))


@pytest.fixture(scope="module")
def rdf(bench: Workbench, home: Path) -> Rdf:
    return Rdf.read_only(str(home / "versions" / bench.view().version / "rdf"))


@pytest.mark.parametrize(("text", "parts"), ANSWERS.items(), ids=list(ANSWERS))
def test_a_question_is_answered_in_a_sentence(
    bench: Workbench, text: str, parts: tuple[str, ...]
) -> None:
    answer = put(bench, text)
    assert answer.more["understood"]
    for part in parts:
        assert part in answer.more["sentence"]


@pytest.mark.parametrize("text", list(ANSWERS))
def test_the_sparql_of_an_answer_gives_its_rows(
    bench: Workbench, rdf: Rdf, text: str
) -> None:
    answer = put(bench, text)
    found: Any = rdf.query(answer.more["sparql"], use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]
    keys = ("track", "actor", "target", "person", "list")
    mine = [_identity(row, names, keys) for row in answer.rows]
    theirs = [
        tuple(
            getattr(solution[name], "value", "").partition("/id/")[2]
            for name in _columns(names, keys)
        )
        for solution in found
    ]
    assert sorted(theirs) == sorted(mine)


def _columns(names: list[str], keys: tuple[str, ...]) -> tuple[str, ...]:
    if "span" in names:
        return ("span",)
    return ("event",) if "event" in names else keys[1:]


def _identity(row: Any, names: list[str], keys: tuple[str, ...]) -> tuple[str, ...]:
    if "span" in names:
        return (row.get("span") or row["id"],)
    if "event" in names:
        return (row["id"],)
    return tuple((row[key] or {"id": ""})["id"] for key in keys[1:])


def test_every_row_carries_its_sources(bench: Workbench) -> None:
    answer = put(bench, "Who recognised the Taliban government?")
    assert {row["target"]["id"] for row in answer.rows} == {EMIRATE}
    for row in answer.rows:
        assert all(claim["source"]["label"] for claim in row["claims"])
        assert row["claims"]
    assert answer.releases


def test_a_question_shows_how_it_was_read(bench: Workbench) -> None:
    answer = put(bench, "did Russian government recognize abkhazia on 2010-01-01")
    assert answer.more["reading"] == (
        "Whether Russia recognised Abkhazia, on 1 January 2010"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Why is the sky blue?", "not understood: 'Why is the sky blue?'"),
        ("Who recognised Atlantis?", "'Atlantis'"),
        ("What changed?", "two days are needed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_examples(
    bench: Workbench, text: str, reason: str
) -> None:
    answer = put(bench, text)
    assert not answer.more["understood"]
    assert reason in answer.more["sentence"]
    assert len(answer.more["examples"]) >= 3
    assert answer.rows == []


def test_a_name_that_may_mean_several_is_asked_back(bench: Workbench) -> None:
    with pytest.raises(AmbiguousEntityError) as raised:
        put(bench, "Who recognised Congo?")
    assert len(raised.value.candidates) == 2
