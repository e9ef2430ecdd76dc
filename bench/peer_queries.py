"""Ten questions that analysts ask, with several values each, and queries that harm.

The questions are those of graph/queries where there is one. Values are written into the
text in place of the variable, which every engine takes; they come from the store that
is measured, those of most statements first, so that there is something to answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions
from pyoxigraph import Store as Rdf

from recog.service.library import library

#: How many texts there are of a question, at most.
TEXTS: Final = 24
DAYS: Final = ("2018-07-01", "1979-01-01", "2024-07-01", "1955-06-15")
_DATE: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
_PREFIXES: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX recog: <https://w3id.org/recog/def/>
"""
_LABELS: Final = """
SELECT ?entity ?name WHERE {
  ?entity rdfs:label ?name
  FILTER (CONTAINS(LCASE(STR(?name)), ?word))
} ORDER BY ?name ?entity LIMIT 20
"""
#: All pairs of a track on a day: what the matrix of recog answers.
PAIRS: Final = """
SELECT ?actor ?target ?value ?certain WHERE {
  ?span recog:track ?track ; a recog:Span ; recog:actor ?actor ;
    recog:target ?target ; recog:value ?value .
  OPTIONAL { ?span recog:startEarliest ?startEarliest }
  OPTIONAL { ?span recog:startLatest ?startLatest }
  OPTIONAL { ?span recog:endEarliest ?endEarliest }
  OPTIONAL { ?span recog:endLatest ?endLatest }
  FILTER (!BOUND(?startEarliest) || ?startEarliest <= ?day)
  FILTER (!BOUND(?endLatest) || ?day < ?endLatest)
  BIND (BOUND(?startLatest) && ?startLatest <= ?day
        && (!BOUND(?endEarliest) || ?day < ?endEarliest) AS ?certain)
}
"""
#: Without end for any engine; each asks for memory or time of another kind.
EVIL: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c LIMIT 10",
    "SELECT ?b ?e (COUNT(DISTINCT ?f) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?b ?e",
    'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a+)+$")) '
    "} LIMIT 1000000",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:q>)* ?b . ?c (<x:p>|!<x:q>)* ?d }",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A question and its texts."""

    name: str
    simple: bool  # it begins at a party, a list or an event, not at everything
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    query: str  # of graph/queries, or a text
    values: str  # a query for values of its variables; empty: none
    simple: bool = True
    days: tuple[str, ...] = ()  # variables that stand for days


_PARTIES: Final = """
SELECT ?party (COUNT(*) AS ?n) WHERE { ?span recog:target ?party ; recog:track ?track ;
  a recog:Span FILTER (?track IN (recog:StateRecognition, recog:GovernmentRecognition,
  recog:Relations)) } GROUP BY ?party ORDER BY DESC(?n) ?party LIMIT 12
"""
_PAIRS: Final = """
SELECT ?{0} ?{1} (COUNT(*) AS ?n) WHERE {{ ?span recog:actor ?{0} ; recog:target ?{1} ;
  recog:track recog:HeadOfMission ; a recog:Span }} GROUP BY ?{0} ?{1}
ORDER BY DESC(?n) ?{0} ?{1} LIMIT 24
"""
_LISTS: Final = "SELECT DISTINCT ?list WHERE { ?span recog:list ?list } ORDER BY ?list"
_TRACKS: Final = """
SELECT ?track WHERE { VALUES ?track { recog:StateRecognition recog:Relations
  recog:HeadOfMission recog:Mission recog:Listing recog:GovernmentRecognition } }
"""
_EVENTS: Final = """
SELECT ?actor ?target ?kind (COUNT(?claim) AS ?n) WHERE { ?event a recog:Event ;
  recog:actor ?actor ; recog:target ?target ; recog:kind ?kind ; recog:claim ?claim }
GROUP BY ?actor ?target ?kind ORDER BY DESC(?n) ?actor ?target ?kind LIMIT 24
"""
_WORDS: Final = """
SELECT DISTINCT ?word WHERE { ?state a recog:State ; rdfs:label ?name
  FILTER (LANG(?name) = "en")
  BIND (LCASE(STRBEFORE(CONCAT(STR(?name), " "), " ")) AS ?word) } ORDER BY ?word
LIMIT 24
"""

_KINDS: Final = (
    _Kind("who recognises X on a day", "cq01", _PARTIES, days=("day",)),
    _Kind("relations of X on a day", "cq24", _PARTIES, days=("day",)),
    _Kind(
        "X's head of mission at Y on a day",
        "cq11",
        _PAIRS.format("sender", "receiver"),
        days=("day",),
    ),
    _Kind("who is on a list on a day", "cq08", _LISTS, days=("day",)),
    _Kind("recognitions of X by year", "cq18", _PARTIES),
    _Kind("the claims behind an event", "cq14", _EVENTS),
    _Kind("timeline of two parties", "cq04", _PAIRS.format("other", "one")),
    _Kind("changes on a track in a year", "cq29", _TRACKS, False, ("first", "last")),
    _Kind("search in labels", _LABELS, _WORDS, simple=False),
    _Kind("events that are contradicted", "cq15", "", simple=False),
)


def questions(rdf: Rdf) -> list[Named]:
    """Return the ten questions, with values from a store."""
    return [
        Named(kind.name, kind.simple, tuple(islice(_texts(rdf, kind), TEXTS)))
        for kind in _KINDS
    ]


def pairs_on(day: str, track: str) -> str:
    """Return the query for all pairs of a track, by its term, on a day."""
    return bound(_PREFIXES + PAIRS, {"day": _day(day), "track": f"recog:{track}"})


def recognisers(party: str, day: str) -> str:
    """Return the query for who recognises a party on a day."""
    return bound(_library("cq01"), {"party": f"<{party}>", "day": _day(day)})


def parties(rdf: Rdf) -> list[str]:
    """Return the parties with most statuses."""
    return [str(row["party"])[1:-1] for row in _rows(rdf, _PARTIES)]


def bound(text: str, values: Mapping[str, str]) -> str:
    """Return a query with terms in place of variables."""
    for name, term in values.items():
        text = re.sub(rf"\?{name}\b", lambda _, term=term: term, text)
    return text


def _texts(rdf: Rdf, kind: _Kind) -> Iterator[str]:
    text = _library(kind.query) if kind.query.startswith("cq") else ""
    text = text or _PREFIXES + kind.query
    rows: Sequence[Mapping[str, str]] = [
        {name: term for name, term in row.items() if name != "n"}
        for row in (_rows(rdf, kind.values) if kind.values else [{}])
    ]
    for day, values in product(DAYS if kind.days else ("",), rows):
        yield bound(text, values | _days(kind.days, day))


def _days(names: Sequence[str], day: str) -> dict[str, str]:
    """Return a day, or the first and the last day of its year, by variable."""
    if len(names) == 2:
        return {names[0]: _day(f"{day[:4]}-01-01"), names[1]: _day(f"{day[:4]}-12-31")}
    return {name: _day(day) for name in names}


def _day(text: str) -> str:
    return str(Literal(text, datatype=_DATE))


def _rows(rdf: Rdf, text: str) -> list[dict[str, str]]:
    found = rdf.query(_PREFIXES + text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [each.value for each in found.variables]
    return [{name: str(row[name]) for name in names} for row in found]


def _library(start: str) -> str:
    """Return the query of a question of graph/queries."""
    return next(
        each.query for name, each in library().items() if name.startswith(start)
    )
