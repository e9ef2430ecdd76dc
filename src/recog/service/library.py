"""The questions of graph/queries, each with its parameters, ready to run.

Source: graph/README.md (the header of a question); SHACL Advanced Features, section 6.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from recog.errors import NotFoundError, QuestionError
from recog.service.triples import RDFS, SCHEMA, SH, XSD, Statements, iri, text, typed
from recog.service.triples import checked_iri as _checked
from recog.store.files import graph_dir

#: Where the address of a question begins.
QUESTION: Final = "https://w3id.org/recog/question/"
_HEADER: Final = re.compile(r"#\+ (\w+): (.*)")
_WHERE: Final = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TYPED: Final = ("date", "dateTime", "integer", "boolean")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question leaves open, with an example."""

    name: str
    type: str  # iri, text, or a datatype of XML Schema
    example: str

    def term(self, given: str) -> str:
        """Return a value as a term of SPARQL.

        :raises QuestionError: when it is not of the type.
        """
        if self.type == "iri":
            return iri(_checked(given))
        if self.type not in _TYPED:
            return json.dumps(given, ensure_ascii=False)
        if self.type == "date":
            _read_day(self.name, given)
        return typed(given, self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question: its words, what it leaves open, and its query."""

    name: str  # cq01-who-recognises
    words: str
    parameters: tuple[Parameter, ...] = ()
    keywords: tuple[str, ...] = ()
    query: str  # as it stands in the file, without the header

    @property
    def address(self) -> str:
        """The address of the question."""
        return QUESTION + self.name

    def bound(self, given: Mapping[str, str] | None = None) -> str:
        """Return the query with values written into it; the examples where none is.

        :raises QuestionError: when a value is not of its type.
        """
        told = given or {}
        terms = {
            each.name: each.term(told.get(each.name) or each.example)
            for each in self.parameters
        }
        lines = "".join(
            f"\n  VALUES ?{name} {{ {term} }}" for name, term in terms.items()
        )
        place = _WHERE.search(self.query)
        if not lines or place is None:
            return self.query.strip() + "\n"
        end = place.end()
        return (self.query[:end] + lines + self.query[end:]).strip() + "\n"


def read_asked(source: str, name: str) -> Asked:
    """Read a question from the text of its file.

    >>> read_asked("#+ question: Who?\\nASK {}", "cq99").words
    'Who?'
    """
    headers = [_HEADER.fullmatch(line) for line in source.splitlines()]
    said = [(each[1], each[2].strip()) for each in headers if each]
    return Asked(
        name=name,
        words=next((words for kind, words in said if kind == "question"), name),
        parameters=tuple(
            Parameter(*words.split(maxsplit=2))
            for kind, words in said
            if kind == "param"
        ),
        keywords=tuple(
            word.strip()
            for kind, words in said
            if kind == "keywords"
            for word in words.split(",")
        ),
        query="\n".join(
            line for line in source.splitlines() if not line.startswith("#+")
        ),
    )


@cache
def library() -> Mapping[str, Asked]:
    """Return the questions that recog is there to answer, by name."""
    files = sorted((graph_dir() / "queries").glob("*.rq"))
    return {path.stem: read_asked(path.read_text("utf-8"), path.stem) for path in files}


def question(name: str) -> Asked:
    """Return a question by its name.

    :raises NotFoundError: when there is none.
    """
    if name not in library():
        raise NotFoundError(f"there is no question {name!r}; see /questions")
    return library()[name]


def executables(about: Statements, endpoint: str) -> None:
    """State every question as a SHACL executable, runnable as it stands."""
    for asked in library().values():
        executable(about, asked, endpoint)


def executable(about: Statements, asked: Asked, endpoint: str) -> None:
    """State a question as a SHACL executable, with its examples written into it."""
    me = iri(asked.address)
    is_ask = re.search(r"^\s*ASK\b", asked.query, re.IGNORECASE | re.MULTILINE)
    form = (
        ("SPARQLAskExecutable", "ask")
        if is_ask
        else ("SPARQLSelectExecutable", "select")
    )
    about.say(
        me,
        (_TYPE, iri(f"{SH}SPARQLExecutable")),
        (_TYPE, iri(SH + form[0])),
        (f"{RDFS}label", text(asked.name)),
        (f"{RDFS}comment", text(asked.words, "en")),
        (SH + form[1], text(asked.bound())),
        (f"{SCHEMA}target", iri(endpoint)),
        *((f"{SCHEMA}keywords", text(word)) for word in asked.keywords),
    )
    for each in asked.parameters:
        node = about.blank()
        is_iri = each.type == "iri"
        kind = XSD + (each.type if each.type in _TYPED else "string")
        about.say(me, (f"{SH}parameter", node))
        about.say(
            node,
            (_TYPE, iri(f"{SH}Parameter")),
            (f"{SH}name", text(each.name)),
            (f"{SH}path", iri(f"{asked.address}#{each.name}")),
            (f"{SH}defaultValue", each.term(each.example)),
            (f"{SH}nodeKind", iri(SH + ("IRI" if is_iri else "Literal"))),
            (f"{SH}datatype", "" if is_iri else iri(kind)),
        )


def _read_day(name: str, given: str) -> None:
    try:
        date.fromisoformat(given)
    except ValueError as error:
        raise QuestionError(
            f"{name} is {given!r}; right would be e.g. 2025-07-03"
        ) from error
