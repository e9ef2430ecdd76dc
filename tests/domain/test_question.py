from __future__ import annotations

import pytest

from recog.domain.forms import FORMS, VERBS
from recog.domain.kinds import KINDS
from recog.domain.question import Asked, near, read
from recog.errors import QuestionError


def said(asked: Asked) -> tuple[str, str, str, str, str]:
    when = f"{asked.when.word} {asked.when.days.edtf}" if asked.when else ""
    now = " now" if asked.present else ""
    return asked.form + now, asked.verb, asked.actor, asked.target, when


QUESTIONS = {
    "Who recognised the Taliban government, and when?": (
        *("who-did", "recognise", "", "the Taliban government", ""),
    ),
    "who recognizes Kosovo": ("who-did now", "recognise", "", "Kosovo", ""),
    "How many states recognise Kosovo today?": (
        *("who-did now", "recognise", "", "Kosovo", ""),
    ),
    "Who recognised Kosovo by 2010?": (
        *("who-did", "recognise", "", "Kosovo", "by 2010"),
    ),
    "Who recognised Kosovo as of 1 January 2009": (
        *("who-did", "recognise", "", "Kosovo", "by 2009-01-01"),
    ),
    "which countries recognized Palestine in the 1990s?": (
        *("who-did", "recognise", "", "Palestine", "in 1990/1999"),
    ),
    "who withdrew recognition of Kosovo": ("who-did", "derecognise", "", "Kosovo", ""),
    "Who severed ties with Taiwan in 2023?": (
        *("who-did", "sever-relations", "", "Taiwan", "in 2023"),
    ),
    "who has diplomatic relations with Taipei": (
        *("who-did now", "establish-relations", "", "Taipei", ""),
    ),
    "Did Pakistan recognize the Taliban on January 1, 1998?": (
        *("did", "recognise", "Pakistan", "the Taliban", "on 1998-01-01"),
    ),
    "Does China recognise the Islamic Emirate?": (
        *("did now", "recognise", "China", "the Islamic Emirate", ""),
    ),
    "Has France ever recognised Kosovo?": ("did", "recognise", "France", "Kosovo", ""),
    "When did Russia derecognise Georgia?": (
        *("when-did", "derecognise", "Russia", "Georgia", ""),
    ),
    "When did the US establish diplomatic relations with China?": (
        *("when-did", "establish-relations", "the US", "China", ""),
    ),
    "When did Russia remove the Taliban from its list of terrorist organizations?": (
        *("when-did", "delist", "Russia", "the Taliban", ""),
    ),
    "When did Russia designate the Taliban as terrorists?": (
        *("when-did", "list", "Russia", "the Taliban", ""),
    ),
    "Who was the US ambassador in Tehran on 1 January 1979?": (
        *("who-was-ambassador", "", "the US", "Tehran", "on 1979-01-01"),
    ),
    "Who is the ambassador of China to Afghanistan?": (
        *("who-was-ambassador now", "", "China", "Afghanistan", ""),
    ),
    "Who presented credentials in Moscow in July 2025?": (
        *("who-presented", "", "", "Moscow", "in 2025-07"),
    ),
    "What did Russia do in 2008?": ("what-did", "", "Russia", "", "in 2008"),
    "What changed between 1 January 2025 and 2025-12-31?": (
        *("what-changed", "", "", "", "in 2025"),
    ),
    "What changed for Kosovo from 1st March 2013 to now?": (
        *("what-changed", "", "", "Kosovo", "in 2013-03-01/.."),
    ),
    "On 1 May 2025, was the Taliban on Russia’s list?": (
        *("was-on-list", "", "Russia", "the Taliban", "on 2025-05-01"),
    ),
    "Is the Taliban listed by Russia?": (
        *("was-on-list now", "", "Russia", "the Taliban", ""),
    ),
    "Do Russia and Georgia have diplomatic relations?": (
        *("had-relations now", "", "Russia", "Georgia", ""),
    ),
    "Did Russia recognise Abkhazia on 2008?": (
        *("did", "recognise", "Russia", "Abkhazia", "in 2008"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), QUESTIONS.items(), ids=list(QUESTIONS))
def test_a_question_is_read(text: str, expected: tuple[str, ...]) -> None:
    assert said(read(text)) == expected


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_each_example_of_a_form_is_read_as_that_form(form: object) -> None:
    row = FORMS[getattr(form, "name", "")]
    assert row.examples
    for example in row.examples:
        assert read(example).form == row.name


def test_every_verb_names_kinds_that_exist() -> None:
    for verb in VERBS.values():
        assert set(verb.kinds) <= set(KINDS)
        assert verb.done


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Why is the sky blue?", "not understood: 'Why is the sky blue\\?'.* \\| "),
        ("", "not understood: ''"),
        ("Who recognised Kosovo on 30 February 2010?", "no such date: '30 February"),
        ("Who recognised Kosovo on 2010-13-01?", "no such date: '2010-13-01'"),
        ("What changed between 2020 and 2010?", "2020 comes after 2010"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        read(text)


def test_examples_near_a_question_share_its_words() -> None:
    first = near("Who is ambassador to Tehran?")[0]
    assert "ambassador" in first
