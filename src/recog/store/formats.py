"""Formats in which the answers of SPARQL queries are given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, serialize

from recog.errors import FormatError

#: Of SELECT and ASK; the first is the default.
RESULT_FORMATS: Final[Mapping[str, QueryResultsFormat]] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
    }
)
#: Of CONSTRUCT and DESCRIBE; the first is the default.
GRAPH_FORMATS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
    }
)
_GRAPH_FORMS: Final = frozenset({"construct", "describe"})


def media_types(form: str) -> tuple[str, ...]:
    """Return the media types of a query form (`guard.Reading.form`), best first."""
    return tuple(GRAPH_FORMATS if form in _GRAPH_FORMS else RESULT_FORMATS)


def chosen(form: str, media_type: str) -> str:
    """Return the media type asked for, or the form's default when none is.

    :raises FormatError: when the form has no answer of that media type.
    """
    known = media_types(form)
    if media_type and media_type not in known:
        raise FormatError(
            f"{form.upper() or 'a query'} has no answer as {media_type!r}; "
            f"known: {', '.join(known)}"
        )
    return media_type or known[0]


def rewritten(
    n_triples: bytes, media_type: str, *, prefixes: Mapping[str, str]
) -> bytes:
    """Return N-Triples of our own making as another of `GRAPH_FORMATS`.

    What others bring is read in a worker; this is not for it.

    :raises FormatError: when graphs have no such media type.
    """
    chosen("construct", media_type)
    triples = parse(input=n_triples, format=RdfFormat.N_TRIPLES)
    made = serialize(
        (quad.triple for quad in triples),
        format=GRAPH_FORMATS[media_type],
        prefixes=dict(prefixes),
    )
    return made or b""
