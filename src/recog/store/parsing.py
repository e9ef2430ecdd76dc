"""RDF files: which formats are read, and parsing within bounds.

Files of ours are parsed in this process; what others send is parsed in a worker
(`recog.store.workers`), as the parsers can overflow the stack (docs/design.md, 3.4).
Nothing is ever fetched: a JSON-LD context that lies elsewhere is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, Quad, RdfFormat, parse

from recog.errors import FormatError, InvalidDataError, ResultSizeError
from recog.store.nesting import refuse_deep
from recog.store.reading import Records, read

#: Formats that are read, by media type.
FORMATS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/trig": RdfFormat.TRIG,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/n-quads": RdfFormat.N_QUADS,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
    }
)
_SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".ttl": "text/turtle",
        ".trig": "application/trig",
        ".nt": "application/n-triples",
        ".nq": "application/n-quads",
        ".jsonld": "application/ld+json",
        ".json": "application/ld+json",
        ".rdf": "application/rdf+xml",
        ".xml": "application/rdf+xml",
    }
)
#: A bound on all text of one file, expanded: an XML entity bomb ends here.
MAX_EXPANDED_CHARACTERS: Final = 512 * 1024 * 1024


def media_type_of(path: Path) -> str:
    """Return the media type of an RDF file by its suffix.

    :raises FormatError: when the suffix is not that of a format we read.
    """
    media_type = _SUFFIXES.get(path.suffix.lower())
    if media_type is None:
        raise FormatError(
            f"{path.name}: not a suffix of an RDF file; known: "
            f"{', '.join(sorted(_SUFFIXES))}"
        )
    return media_type


def parsed(
    data: bytes | Path,
    media_type: str = "",
    *,
    max_characters: int = MAX_EXPANDED_CHARACTERS,
    base: str = "",
) -> Iterator[Quad]:
    """Yield the quads of a file; without a media type, a path's suffix decides.

    :param base: what addresses in it are relative to; its blank nodes then get names
        that nothing else has.
    :raises FormatError: when the format is not known, or the file breaks its grammar or
        is nested too deeply; the message has the line.
    :raises ResultSizeError: when its text, expanded, is longer than the bound.
    """
    if not media_type and isinstance(data, Path):
        media_type = media_type_of(data)
    media_type = media_type.partition(";")[0].strip().lower()
    format = FORMATS.get(media_type)
    if format is None:
        raise FormatError(
            f"not a media type of RDF: {media_type!r}; known: {', '.join(FORMATS)}"
        )
    content = data.read_bytes() if isinstance(data, Path) else data
    refuse_deep(content.decode(errors="replace"), media_type)
    characters = 0
    try:
        for quad in parse(
            content,
            format=format,
            base_iri=base or None,
            rename_blank_nodes=bool(base),
        ):
            characters += _length(quad)
            if characters > max_characters:
                raise ResultSizeError(
                    f"the file is longer than {max_characters} characters of text",
                    limit="max_characters",
                    value=max_characters,
                )
            yield quad
    except SyntaxError as error:
        raise FormatError(_told(error)) from error
    except ValueError as error:  # bytes that are not UTF-8
        raise FormatError(f"the file cannot be read: {error}") from error


def records_of(data: bytes | Path, media_type: str = "") -> Records:
    """Read a file of ours into values.

    :raises FormatError: as `parsed` does.
    :raises InvalidDataError: with every fault, when something in it is not valid.
    """
    records, faults = read(parsed(data, media_type))
    if faults:
        name = data.name if isinstance(data, Path) else "the data"
        first = f"{faults[0].where}: {faults[0].message}"
        raise InvalidDataError(f"{name}: {len(faults)} faults; first: {first}", faults)
    return records


def _length(quad: Quad) -> int:
    value = quad.object
    return len(value.value) if isinstance(value, Literal) else 0


def _told(error: SyntaxError) -> str:
    message = str(error.msg).partition(": ")[2] or str(error.msg)
    if error.lineno is None:
        return message
    return f"line {error.lineno}, column {error.offset}: {message}"
