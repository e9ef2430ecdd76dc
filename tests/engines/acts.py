"""What the tests of every store do to it and ask of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse
from pyoxigraph import Store as Rdf

from build import MOMENT, claim, entity, release, source
from engines.places import Place
from recog.store.edits import SparqlEdit
from recog.store.embedded import Change, Store
from recog.store.manifest import Manifest
from recog.store.remote.copying import graphs_of
from recog.store.remote.engine import Engine
from recog.store.remote.statements import UNNAMED

P = """
PREFIX recog: <https://w3id.org/recog/def/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX claim: <https://w3id.org/recog/id/claim/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX ex: <http://example.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
RELEASE = "https://w3id.org/recog/graph/release/test"
ONE = claim(
    id="claim/one", on="2008-02-18", note='It says "so" \\ in two\nlines: 中文.'
)
TWO = claim(id="claim/two", by="state/spain", on="2009")
BASICS: dict[str, Any] = {
    "entities": [entity(), entity("state/france"), entity("state/spain")],
    "sources": [source()],
    "releases": [release()],
}


def put(store: Store, *, days: int = 0, **change: Any) -> Manifest:
    return store.commit(
        Change(**change),
        author="tester",
        message="a test",
        at=MOMENT + timedelta(days=days),
    )


def update(store: Store, text: str, *, days: int = 1) -> Manifest:
    return store.edit(
        SparqlEdit(text=P + text),
        author="tester",
        message="an update",
        at=MOMENT + timedelta(days=days),
    ).manifest


def rows(store: Store, text: str, **more: Any) -> list[dict[str, str]]:
    found = json.loads(store.query(P + text, client="tester", **more).read())
    return [
        {name: term["value"] for name, term in row.items()}
        for row in found["results"]["bindings"]
    ]


def held(store: Store, place: Place) -> None:
    """Hold what is in the engine to the RDF of the copy, statement by statement."""
    address = place.read(place.folder).engine
    if address is None:
        return
    rdf = Rdf.read_only(str(store.snapshot().folder / "rdf"))
    engine = Engine(address)
    for graph in graphs_of(rdf):
        name = DefaultGraph() if graph == UNNAMED else NamedNode(graph)
        ours = {str(q.triple) for q in rdf.quads_for_pattern(None, None, None, name)}
        found = parse(engine.graph(graph), format=RdfFormat.N_TRIPLES)
        theirs = {str(quad.triple) for quad in found}
        if "_:" not in str(ours):
            assert theirs == ours, graph
        assert len(theirs) == len(ours), graph
    engine.close()
