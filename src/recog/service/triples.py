"""Statements of our own making, as N-Triples.

Only what is known word for word is written this way; data goes through the store.
Source: RDF 1.1 N-Triples.
"""

from __future__ import annotations

import re
from typing import Final

from recog.errors import QuestionError

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SH: Final = "http://www.w3.org/ns/shacl#"
SCHEMA: Final = "https://schema.org/"
OWL: Final = "http://www.w3.org/2002/07/owl#"

#: Prefixes with which descriptions are written.
PREFIXES: Final = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "owl": OWL,
    "rdfs": RDFS,
    "recog": "https://w3id.org/recog/def/",
    "schema": SCHEMA,
    "sd": SD,
    "sh": SH,
    "void": VOID,
    "xsd": XSD,
}

_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", re.IGNORECASE)
_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)


def checked_iri(iri: str) -> str:
    """Return an IRI that can stand in a query or statement.

    :raises QuestionError: when it is none.
    """
    if _IRI.fullmatch(iri) is None:
        raise QuestionError(f"not an address: {iri!r}")
    return iri


def iri(address: str) -> str:
    """Return an address as a term.

    :raises QuestionError: when it is none.
    """
    return f"<{checked_iri(address)}>"


def text(words: str, language: str = "") -> str:
    """Return a text as a term."""
    quoted = f'"{words.translate(_ESCAPES)}"'
    return f"{quoted}@{language}" if language else quoted


def typed(value: object, datatype: str) -> str:
    """Return a value of a datatype of XML Schema as a term.

    >>> typed(3, "integer")
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f"{text(str(value))}^^<{XSD}{datatype}>"


class Statements:
    """Statements in the order they were made."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blanks = 0

    def blank(self) -> str:
        """Return a node without an address, which is no other's."""
        self._blanks += 1
        return f"_:b{self._blanks}"

    def say(self, subject: str, *pairs: tuple[str, str]) -> None:
        """State values of properties, which are addresses, of a subject's term.

        Pairs without a value are left out.
        """
        self._lines += [
            f"{subject} <{name}> {value} .\n" for name, value in pairs if value
        ]

    def n_triples(self) -> bytes:
        """Return all as N-Triples."""
        return "".join(self._lines).encode()
