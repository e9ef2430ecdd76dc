"""Writes that come as SPARQL updates or as whole graphs, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from recog.store.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlEdit:
    """A SPARQL update."""

    text: str
    default_graphs: Sequence[str] = ()  # that its patterns are matched in
    named_graphs: Sequence[str] = ()
    base: str = ""  # of relative addresses; empty: recog's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of RDF that is to be put into a graph."""

    data: bytes | Path
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdit:
    """A graph that is put in place of what is there, added to it, or deleted."""

    method: Literal["PUT", "POST", "DELETE"]
    graph: str  # its address; empty: the default graph
    parts: Sequence[Part] = ()
    base: str = ""  # of relative addresses; empty: the graph's


Edit = SparqlEdit | GraphEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an edit did."""

    manifest: Manifest  # of the version in which it is done
    changed: bool  # it made that version
    existed: bool  # the graph it names was there before
    added: int  # statements that it asked to be added
    removed: int
