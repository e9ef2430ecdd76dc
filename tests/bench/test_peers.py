"""The questions of the benchmark beside others are questions to our own facts."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions
from pyoxigraph import Store as Rdf

from recog.store.embedded import Store

peer_queries, peer_clients = (
    import_module("peer_queries"),
    import_module("peer_clients"),
)
KOSOVO = "https://w3id.org/recog/id/state/kosovo"


@pytest.fixture(scope="module")
def rdf(home: Path) -> Rdf:
    with Store.open(home) as store:
        return Rdf.read_only(str(store.snapshot().folder / "rdf"))


def rows(rdf: Rdf, text: str) -> int:
    found = rdf.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)


def test_each_question_has_values_and_some_answer(rdf: Rdf) -> None:
    found = {
        each.name: sum(rows(rdf, text) for text in each.texts)
        for each in peer_queries.questions(rdf)
    }
    assert len(found) == 10
    assert [name for name, number in found.items() if not number] == []


def test_the_domain_is_asked_in_sparql_too(rdf: Rdf) -> None:
    assert rows(rdf, peer_queries.recognisers(KOSOVO, "2018-07-01"))
    assert rows(rdf, peer_queries.pairs_on("2018-07-01", "StateRecognition"))


@pytest.mark.parametrize(
    ("status", "body", "is_whole"),
    [
        (200, b'{"results":{"bindings":[]}}', True),
        (200, b'1b\r\n{"results":{"bindings":[]}}\r\n0\r\n\r\n', True),
        (200, b'18\r\n{"results":{"bindings":[\r\n0\r\n\r\n', False),
        (503, b"{}", False),
    ],
)
def test_an_answer_that_is_cut_off_is_none(
    status: int, body: bytes, *, is_whole: bool
) -> None:
    assert peer_clients.Answer(status, body).is_whole is is_whole
