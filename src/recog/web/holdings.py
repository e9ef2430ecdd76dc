"""The pages about the data: what each graph holds, in numbers.

Source: VoID; docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from recog.errors import NotFoundError
from recog.service.census import Count, Numbers
from recog.service.described import GRAPHS, graph_title, graphs_of
from recog.service.directory import BASE
from recog.service.workbench import View
from recog.web.lines import Link
from recog.web.shortening import link

_NONE: Final = Numbers()


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A class, property or track, and how many there are of it."""

    what: Link
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphLine:
    """One graph in the table of all."""

    title: str
    href: str
    triples: int
    claims: int
    tracks: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """What is here, in numbers."""

    counted: bool
    triples: int
    entities: int
    version: str
    changed: str
    graphs: tuple[GraphLine, ...]
    classes: tuple[NumberLine, ...]
    properties: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPage:
    """One graph: its numbers, and where to get it."""

    title: str
    address: str
    counted: bool
    triples: int
    data_href: str
    release: Link | None
    tracks: tuple[NumberLine, ...]
    classes: tuple[NumberLine, ...]
    properties: tuple[NumberLine, ...]


def about_page(view: View, count: Count | None) -> AboutPage:
    """Return the page about everything."""
    union = count.union if count else _NONE
    return AboutPage(
        counted=count is not None,
        triples=union.triples,
        entities=len(view.snapshot.entities),
        version=view.version,
        changed=view.snapshot.manifest.time.date().isoformat(),
        graphs=tuple(_graph(view, each, count) for each in graphs_of(view, count)),
        classes=_lines(view, union.classes),
        properties=_lines(view, union.properties),
    )


def graph_page(view: View, count: Count | None, graph: str) -> GraphPage:
    """Return the page about one graph.

    :raises NotFoundError: when there is none of this address.
    """
    if graph not in graphs_of(view, count):
        raise NotFoundError(f"there is no graph <{graph}>; /about lists all")
    numbers = count.graphs.get(graph, _NONE) if count else _NONE
    id = graph.removeprefix(GRAPHS)
    return GraphPage(
        title=graph_title(view, graph),
        address=graph,
        counted=count is not None,
        triples=numbers.triples,
        data_href=f"/data?{urlencode({'graph': graph}, safe=':/')}",
        release=link(view, BASE + id) if id in view.snapshot.releases else None,
        tracks=_lines(view, numbers.tracks),
        classes=_lines(view, numbers.classes),
        properties=_lines(view, numbers.properties),
    )


def _graph(view: View, graph: str, count: Count | None) -> GraphLine:
    numbers = count.graphs.get(graph, _NONE) if count else _NONE
    ours = graph.startswith(GRAPHS)
    return GraphLine(
        title=graph_title(view, graph),
        href=f"/about/{graph.removeprefix(GRAPHS)}" if ours else "",
        triples=numbers.triples,
        claims=numbers.classes.get("https://w3id.org/recog/def/Claim", 0),
        tracks=_lines(view, numbers.tracks),
    )


def _lines(view: View, counts: Mapping[str, int]) -> tuple[NumberLine, ...]:
    return tuple(
        NumberLine(link(view, name), number) for name, number in counts.items()
    )
