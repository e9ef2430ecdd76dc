"""The terms that the store writes and reads, as pyoxigraph nodes.

Only terms listed here exist: `term("Recogniton")` raises at once. A test holds the
list to graph/recog.ttl, both ways. Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS
from recog.domain.rules import RULES
from recog.domain.tracks import TRACKS, VALUES
from recog.errors import StoreError

#: What relative addresses in a query or update are relative to.
BASE: Final = "https://w3id.org/recog/"
DEF: Final = "https://w3id.org/recog/def/"
ID: Final = "https://w3id.org/recog/id/"
GRAPH: Final = "https://w3id.org/recog/graph/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"

#: Prefixes of our exports and of the query editor, by name.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcterms": DCTERMS,
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "recog": DEF,
        "schema": SCHEMA,
        "skos": SKOS,
        "xsd": XSD,
    }
)

#: First parts of ids, each with the local name of its class.
CLASS_OF: Final[Mapping[str, str]] = MappingProxyType(
    {row.name: row.term for row in ENTITY_TYPES.values()}
    | {
        "name": "Name",
        "source": "Source",
        "release": "Release",
        "coverage": "Coverage",
        "claim": "Claim",
        "judgement": "Judgement",
        "event": "Event",
        "span": "Span",
        "step": "Step",
    }
)

MODES: Final[Mapping[str, str]] = MappingProxyType(
    {"de-jure": "DeJure", "de-facto": "DeFacto", "unspecified": "Unspecified"}
)
STANCES: Final[Mapping[str, str]] = MappingProxyType(
    {"asserts": "Asserts", "denies": "Denies"}
)
RANKS: Final[Mapping[str, str]] = MappingProxyType(
    {"preferred": "Preferred", "normal": "Normal", "deprecated": "Deprecated"}
)

CLASSES: Final = (
    *CLASS_OF.values(),
    *("Kind", "Track", "Value", "Mode", "Stance", "Rank", "DerivationRule"),
)
INDIVIDUALS: Final = (
    *(row.term for row in KINDS.values()),
    *(row.term for row in TRACKS.values()),
    *(row.term for row in VALUES.values()),
    *MODES.values(),
    *STANCES.values(),
    *RANKS.values(),
    *(row.term for row in RULES.values()),
)
PROPERTIES: Final = (
    *("kind", "track", "actor", "target", "person"),
    *("list", "date", "earliest", "latest", "approximate"),
    *("uncertain", "dateText", "oldStyleDate", "mode", "level"),
    *("resident", "how", "stance", "rank", "rankReason"),
    *("locator", "recordedAt", "retractedAt", "aboutEvent", "claim"),
    *("contradicted", "value", "startEarliest", "startLatest", "endEarliest"),
    *("endLatest", "openedBy", "closedBy", "code", "demonym", "seat"),
    *("formerName", "began", "ended", "governs", "organOf"),
    *("keeper", "predecessor", "issuedText", "releaseOf", "edition"),
    *("retrieved", "derivedFrom", "coverage", "coversTrack", "coversActor"),
    *("coversTarget", "notBefore", "notAfter", "narrowedBy", "conflictsWith"),
    *("rule", "position", "judges"),
)
_TERMS: Final = {
    name: NamedNode(DEF + name) for name in (*CLASSES, *INDIVIDUALS, *PROPERTIES)
}

TYPE: Final = NamedNode(RDF + "type")
LABEL: Final = NamedNode(RDFS + "label")
COMMENT: Final = NamedNode(RDFS + "comment")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
SAME_AS: Final = NamedNode(OWL + "sameAs")
PRIMARY_SOURCE: Final = NamedNode(PROV + "hadPrimarySource")
REVISION_OF: Final = NamedNode(PROV + "wasRevisionOf")
TITLE: Final = NamedNode(DCTERMS + "title")
CREATOR: Final = NamedNode(DCTERMS + "creator")
PUBLISHER: Final = NamedNode(DCTERMS + "publisher")
ISSUED: Final = NamedNode(DCTERMS + "issued")
LANGUAGE: Final = NamedNode(DCTERMS + "language")
LICENSE: Final = NamedNode(DCTERMS + "license")
URL: Final = NamedNode(SCHEMA + "url")
JOB_TITLE: Final = NamedNode(SCHEMA + "jobTitle")
HOME_LOCATION: Final = NamedNode(SCHEMA + "homeLocation")

EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
XSD_DATE: Final = NamedNode(XSD + "date")
XSD_DATETIME: Final = NamedNode(XSD + "dateTime")
XSD_BOOLEAN: Final = NamedNode(XSD + "boolean")
XSD_STRING: Final = NamedNode(XSD + "string")
XSD_ANY_URI: Final = NamedNode(XSD + "anyURI")

EVENTS_GRAPH: Final = NamedNode(GRAPH + "events")
SPANS_GRAPH: Final = NamedNode(GRAPH + "spans")
JUDGEMENTS_GRAPH: Final = NamedNode(GRAPH + "judgements")
VOCABULARY_GRAPH: Final = NamedNode(GRAPH + "vocabulary")


def term(name: str) -> NamedNode:
    """Return the `recog:` term of a local name.

    :raises StoreError: when there is no such term; a name is written by us.
    """
    node = _TERMS.get(name)
    if node is None:
        raise StoreError(f"no term recog:{name}; terms are listed in store/vocab.py")
    return node


def is_term(iri: str) -> bool:
    """Tell whether an IRI is a term of ours that exists."""
    return iri.startswith(DEF) and iri.removeprefix(DEF) in _TERMS


@lru_cache(maxsize=50_000)
def iri(id: str) -> NamedNode:
    """Return the address of a thing: ``state/russia`` in the id namespace."""
    return NamedNode(ID + id)


def local_id(node: object) -> str:
    """Return the id of a thing from its address, or an empty text if it is not ours."""
    if isinstance(node, NamedNode) and node.value.startswith(ID):
        return node.value.removeprefix(ID)
    return ""


def release_graph(release: str) -> NamedNode:
    """Return the named graph of a release, ``release/pocom-2026``."""
    return NamedNode(GRAPH + release)


def short(node: object) -> str:
    """Return a node as a person writes it: ``recog:actor``, or its full form."""
    if isinstance(node, NamedNode):
        for prefix, namespace in PREFIXES.items():
            if node.value.startswith(namespace):
                return f"{prefix}:{node.value.removeprefix(namespace)}"
    return str(node)
