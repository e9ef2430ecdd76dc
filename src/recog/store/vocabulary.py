"""The graph of the vocabulary: what graph/ says of our terms, and of their kin.

Source: docs/design.md, section 2.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from recog.store import vocab
from recog.store.files import graph_dir

_FILES: Final = ("recog.ttl", "alignments.ttl")  # the second may be missing


def put(rdf: Store) -> None:
    """Put the vocabulary as it is in graph/ into its graph."""
    rdf.remove_graph(vocab.VOCABULARY_GRAPH)
    for path in files():
        rdf.load(path=path, format=RdfFormat.TURTLE, to_graph=vocab.VOCABULARY_GRAPH)


def files() -> list[Path]:
    """Return the files of the vocabulary."""
    paths = (graph_dir() / name for name in _FILES)
    return [path for path in paths if path.exists()]


def files_hash() -> str:
    """Return a hash of the files of the vocabulary."""
    total = sha256()
    for path in files():
        total.update(path.read_bytes())
    return total.hexdigest()
