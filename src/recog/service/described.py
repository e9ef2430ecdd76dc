"""Queries that describe the service, a thing or a graph; each runs like any other.

Source: SPARQL 1.1 Service Description; VoID; SPARQL 1.1 Graph Store HTTP Protocol.
"""

from __future__ import annotations

import re
from string import Template
from typing import Final

from recog.errors import QuestionError
from recog.service.directory import BASE
from recog.service.sparql import RESULT_FORMATS
from recog.service.workbench import View

_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", re.IGNORECASE)

#: Gives all graphs as one.
UNION_QUERY: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

#: Gives the default graph, which is the union of all unless said otherwise.
ALL_QUERY: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

_SERVICE: Final = Template(
    """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dcterms: <http://purl.org/dc/terms/>
CONSTRUCT {
  <$endpoint> a sd:Service ;
    sd:endpoint <$endpoint> ;
    sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat $formats ;
    sd:defaultDataset <$endpoint#dataset> .
  <$endpoint#dataset> a sd:Dataset, void:Dataset ;
    dcterms:title "recog: who recognised whom, when, and according to which source"@en ;
    dcterms:hasVersion "$version" ;
    void:sparqlEndpoint <$endpoint> ;
    void:uriSpace "$base" ;
    void:vocabulary <https://w3id.org/recog/def/>, <http://www.w3.org/ns/prov#> ;
    void:entities $entities ;
    sd:defaultGraph <$endpoint#union> .
  <$endpoint#union> a sd:Graph ;
    dcterms:description "the union of all named graphs"@en .
} WHERE {}
"""
)


def service_query(view: View, endpoint: str) -> str:
    """Return the query that describes the service at an address."""
    formats = ", ".join(f"<{each.uri}>" for each in RESULT_FORMATS.values())
    return _SERVICE.substitute(
        endpoint=checked_iri(endpoint),
        formats=formats,
        version=view.version,
        base=BASE,
        entities=len(view.snapshot.entities),
    )


def thing_query(id: str) -> str:
    """Return the query that describes a thing by its id."""
    return f"DESCRIBE <{checked_iri(BASE + id)}>"


def graph_query(graph: str) -> str:
    """Return the query that gives a whole graph."""
    part = f"GRAPH <{checked_iri(graph)}> {{ ?s ?p ?o }}"
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {part} }}"


def graph_exists_query(graph: str) -> str:
    """Return the query that asks whether there is such a graph, if an empty one."""
    return f"ASK {{ GRAPH <{checked_iri(graph)}> {{}} }}"


def checked_iri(iri: str) -> str:
    """Return an IRI that can stand in a query.

    :raises QuestionError: when it is none.
    """
    if _IRI.fullmatch(iri) is None:
        raise QuestionError(f"not an address: {iri!r}")
    return iri
