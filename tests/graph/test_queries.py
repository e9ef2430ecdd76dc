"""The questions of graph/queries: one test a file, its answer beside it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse,
)

from recog.domain.derive import derive
from recog.store import vocab
from recog.store.codec import Value, quads_of, records_of
from recog.store.files import data_dir, graph_dir

QUESTIONS = sorted((graph_dir() / "queries").glob("*.rq"))
#: What every question is asked of; a question may name another file of data/.
DATA = ("seed.ttl", "states.ttl", "governments.ttl", "organizations.ttl", "sources.ttl")
HEADER = re.compile(r"#\+ (question|param|keywords|data): (\S.*)")
LITERALS = ("date", "dateTime", "integer")
FIRST_WHERE = re.compile(r"\bWHERE \{")
PREFIX = re.compile(r"^PREFIX (\w+): <([^>]*)>$", re.MULTILINE)
#: Comments, addresses and strings: what looks like a prefix there is none.
OPAQUE = re.compile(r'^#.*$|<[^<>\s]*>|"[^"]*"', re.MULTILINE)


def stem(path: Path) -> str:
    return path.stem


def headers(text: str) -> list[tuple[str, str]]:
    """Return the header lines as name and words, in order."""
    lines = [line for line in text.splitlines() if line.startswith("#")]
    found = [HEADER.fullmatch(line) for line in lines]
    assert all(found), lines
    return [(each[1], each[2]) for each in found if each]


def parameters(text: str) -> dict[str, NamedNode | Literal]:
    """Return the example value of each parameter as an RDF term."""
    given = [
        words.split(maxsplit=2) for name, words in headers(text) if name == "param"
    ]
    return {name: term(kind, value) for name, kind, value in given}


def term(kind: str, value: str) -> NamedNode | Literal:
    if kind == "iri":
        return NamedNode(value)
    if kind == "text":
        return Literal(value)
    assert kind in LITERALS
    return Literal(value, datatype=NamedNode(vocab.XSD + kind))


def bound(text: str) -> str:
    """Return the question with its parameters bound, right after its first WHERE."""
    terms = parameters(text)
    if not terms:
        return text
    names = " ".join(f"?{name}" for name in terms)
    values = " ".join(str(each) for each in terms.values())
    clause = f"WHERE {{ VALUES ({names}) {{ ({values}) }}"
    return FIRST_WHERE.sub(lambda _: clause, text, count=1)


@cache
def quads(file: str) -> tuple[Quad, ...]:
    """Return what a file of data/ says, entities, sources, releases and claims."""
    records = records_of(data_dir() / file)
    values: list[Value] = [*records.entities, *records.sources]
    values += [*records.releases, *records.claims]
    return tuple(quad for value in values for quad in quads_of(value))


@cache
def store(more: tuple[str, ...]) -> Store:
    """Return a store of files of data/, what is derived of them, and the vocabulary."""
    made = Store()
    files = (*DATA, *more)
    claims = [claim for file in files for claim in records_of(data_dir() / file).claims]
    derived = derive(claims)
    for file in files:
        made.extend(quads(file))
    values: list[Value] = [*derived.events, *derived.spans]
    made.extend(quad for value in values for quad in quads_of(value))
    terms = parse(path=graph_dir() / "recog.ttl")
    made.extend(
        Quad(t.subject, t.predicate, t.object, vocab.VOCABULARY_GRAPH) for t in terms
    )
    return made


def answer(text: str) -> list[str]:
    """Return the lines of the answer as CSV."""
    more = tuple(words for name, words in headers(text) if name == "data")
    found = store(more).query(bound(text), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    written = found.serialize(format=QueryResultsFormat.CSV)
    assert written is not None
    return written.decode().splitlines()


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_a_question_has_its_answer_beside_it(path: Path, writes_answers: bool) -> None:
    lines = answer(path.read_text())
    beside = path.with_suffix(".csv")
    if writes_answers:
        beside.write_text("\n".join(lines) + "\n")
    assert lines == beside.read_text().splitlines()
    assert len(lines) > 1, "an answer without rows shows nothing"


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_a_question_says_what_it_asks(path: Path) -> None:
    names = [name for name, _ in headers(path.read_text())]
    order = ["question", "param", "keywords", "data"]
    assert names == sorted(names, key=order.index)
    assert (names.count("question"), names.count("keywords")) == (1, 1)


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_the_parameters_of_a_question_occur_in_it_and_are_not_selected(
    path: Path,
) -> None:
    text = path.read_text()
    body = FIRST_WHERE.split(OPAQUE.sub("", text), maxsplit=1)
    for name in parameters(text):
        variable = re.compile(rf"\?{name}\b")
        assert variable.search(body[1]), f"{name} is not asked for"
        assert not variable.search(body[0]), f"{name} is known and need not be selected"


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_a_question_declares_the_prefixes_it_uses_and_no_other(path: Path) -> None:
    text = path.read_text()
    declared = dict(PREFIX.findall(text))
    used = set(re.findall(r"\b(\w+):", OPAQUE.sub("", PREFIX.sub("", text))))
    assert (used, list(declared)) == (set(declared), sorted(declared))
    known = dict(vocab.PREFIXES)
    assert declared == {name: known[name] for name in declared}


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_a_question_is_ordered_and_stays_quick(path: Path) -> None:
    body = OPAQUE.sub("", path.read_text())
    assert "\nORDER BY " in body
    for slow in ("NOT EXISTS", "MINUS", "SERVICE", "FROM"):
        assert slow not in body
    order = body.rpartition("\nORDER BY ")[2]
    assert not re.search(r"date\b", order, re.IGNORECASE), "order by the days"


def test_the_questions_are_numbered_without_gaps() -> None:
    numbers = [path.stem.partition("-")[0] for path in QUESTIONS]
    assert QUESTIONS
    assert numbers == [f"cq{number:02}" for number in range(1, len(numbers) + 1)]


def test_every_answer_belongs_to_a_question() -> None:
    answers = (graph_dir() / "queries").glob("*.csv")
    assert sorted(path.stem for path in answers) == [path.stem for path in QUESTIONS]
