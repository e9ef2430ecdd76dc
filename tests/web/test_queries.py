"""The questions of graph/queries are examples that run as they stand."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from recog.service.library import read_asked
from recog.web.queries import FIRST_QUERY, examples


def test_every_question_is_an_example() -> None:
    assert len(examples()) >= 15


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.label)
def test_an_example_runs_and_finds_something(
    client: FlaskClient, example: object
) -> None:
    query = parse_qs(urlsplit(example.href).query)["query"][0]  # type: ignore[attr-defined]
    text = client.get("/query", query_string={"query": query, "run": "yes"}).text
    assert "notice bad" not in text, query
    state = re.search(r'role="status"[^>]*>(\d+) rows?\.', text)
    assert state, query
    assert int(state[1]) > 0


def test_the_first_query_answers_the_founding_question(client: FlaskClient) -> None:
    text = client.get("/query", query_string={"query": FIRST_QUERY, "run": "yes"}).text
    assert '<a href="/entity/state/russia">id:state/russia</a>' in text


def test_values_are_written_into_the_outermost_pattern() -> None:
    text = (
        "#+ question: Who?\n#+ param: day date 2019-01-01\n#+ param: word text a b\n"
        "SELECT ?x WHERE { ?x ?p ?day }\n"
    )
    assert read_asked(text, "cq99").bound() == (
        "SELECT ?x WHERE {\n"
        '  VALUES ?day { "2019-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }\n'
        '  VALUES ?word { "a b" } ?x ?p ?day }\n'
    )
