"""RDF: claims, entities, sources and releases as the vocabulary has them.

Parsing and validation are the store's, and come in through the context.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recog.importers.records import Context, Record


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield what the file describes.

    :raises FormatError: when it breaks its grammar, or its suffix is not known.
    :raises InvalidDataError: with every fault, when something in it is not valid.
    """
    records = context.parse_rdf(path)
    context.total(len(records))
    for record in records:
        yield record
        context.advance()
