"""What the service says of itself, and the queries that give a thing or a graph.

Source: SPARQL 1.1 Service Description; VoID; DCAT 3; SPARQL 1.1 Graph Store HTTP
Protocol.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from recog.domain.entities import Release
from recog.service.census import Count, Numbers
from recog.service.directory import BASE
from recog.service.library import executables
from recog.service.sparql import RESULT_FORMATS
from recog.service.triples import (
    DCAT,
    DCTERMS,
    FOAF,
    RDF,
    SD,
    VOID,
    Statements,
    checked_iri,
    iri,
    text,
    typed,
)
from recog.service.workbench import View

__all__ = ["checked_iri"]

#: Where all our addresses begin.
ROOT: Final = "https://w3id.org/recog/"
#: The address of all that is here, as one.
DATASET: Final = f"{ROOT}dataset"
GRAPHS: Final = f"{ROOT}graph/"
TERMS: Final = f"{ROOT}def/"
VOCABULARY_GRAPH: Final = f"{GRAPHS}vocabulary"
_TITLE: Final = "recog: who recognised whom, when, and according to which source"
_TYPE: Final = f"{RDF}type"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
#: Titles of the graphs that are of no release.
_OWN: Final[Mapping[str, str]] = {
    f"{GRAPHS}events": "Events, joined from the claims that speak of them",
    f"{GRAPHS}spans": "Spans during which a status held, derived from events",
    f"{GRAPHS}judgements": "What people judged of claims",
    VOCABULARY_GRAPH: "The vocabulary",
}

#: Gives all graphs as one.
UNION_QUERY: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

#: Gives the default graph, which is the union of all unless said otherwise.
ALL_QUERY: Final = UNION_QUERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the service can be reached."""

    root: str  # with a slash at its end

    def at(self, path: str) -> str:
        """Return the address of a path of the service."""
        return self.root + path

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return self.at("sparql")

    def graph(self, address: str) -> str:
        """Return where a graph can be had whole."""
        return self.at(f"data?graph={quote(address, safe=':/')}")


def thing_query(id: str) -> str:
    """Return the query that describes a thing by its id."""
    return f"DESCRIBE <{checked_iri(BASE + id)}>"


def address_query(address: str) -> str:
    """Return the query that describes a thing by its address."""
    return f"DESCRIBE <{checked_iri(address)}>"


def graph_query(graph: str) -> str:
    """Return the query that gives a whole graph."""
    part = f"GRAPH <{checked_iri(graph)}> {{ ?s ?p ?o }}"
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {part} }}"


def graph_exists_query(graph: str) -> str:
    """Return the query that asks whether there is such a graph, if an empty one."""
    return f"ASK {{ GRAPH <{checked_iri(graph)}> {{}} }}"


def description(view: View, site: Site, count: Count | None) -> bytes:
    """Return all that the service says of itself, as N-Triples.

    :param count: None where nothing could be counted within the bounds.
    """
    about = Statements()
    _services(about, site)
    _whole(about, view, site, count)
    for graph in graphs_of(view, count):
        numbers = count.graphs.get(graph) if count else None
        _graph(about, view, site, graph, numbers)
    executables(about, site.endpoint)
    return about.n_triples()


def graph_description(view: View, site: Site, graph: str, count: Count | None) -> bytes:
    """Return what the service says of one graph, as N-Triples."""
    about = Statements()
    numbers = count.graphs.get(graph) if count else None
    _graph(about, view, site, graph, numbers)
    return about.n_triples()


def graphs_of(view: View, count: Count | None) -> list[str]:
    """Return the addresses of all graphs, sorted."""
    known = {GRAPHS + release for release in view.snapshot.releases}
    return sorted(set(count.graphs) if count else known | set(_OWN))


def graph_title(view: View, graph: str) -> str:
    """Return what a graph is called."""
    release = view.snapshot.releases.get(graph.removeprefix(GRAPHS))
    return release.title if release else _OWN.get(graph, graph)


def _services(about: Statements, site: Site) -> None:
    formats = [iri(each.uri) for each in RESULT_FORMATS.values()]
    about.say(
        iri(site.endpoint),
        (_TYPE, iri(f"{SD}Service")),
        (_TYPE, iri(f"{DCAT}DataService")),
        (f"{DCTERMS}title", text("The SPARQL endpoint of recog", "en")),
        (f"{SD}endpoint", iri(site.endpoint)),
        (f"{DCAT}endpointURL", iri(site.endpoint)),
        (f"{SD}supportedLanguage", iri(f"{SD}SPARQL11Query")),
        (f"{SD}feature", iri(f"{SD}UnionDefaultGraph")),
        *((f"{SD}resultFormat", each) for each in formats),
        (f"{SD}defaultDataset", iri(DATASET)),
        (f"{DCAT}servesDataset", iri(DATASET)),
    )
    update = site.at("update")
    about.say(
        iri(update),
        (_TYPE, iri(f"{SD}Service")),
        (f"{SD}endpoint", iri(update)),
        (f"{SD}supportedLanguage", iri(f"{SD}SPARQL11Update")),
        (f"{SD}defaultDataset", iri(DATASET)),
    )


def _whole(about: Statements, view: View, site: Site, count: Count | None) -> None:
    me, union = iri(DATASET), iri(f"{site.endpoint}#union")
    changed = view.snapshot.manifest.time.isoformat()
    about.say(
        me,
        *((_TYPE, iri(kind)) for kind in (f"{SD}Dataset", f"{VOID}Dataset")),
        *((_TYPE, iri(kind)) for kind in (f"{DCAT}Catalog", f"{DCAT}Dataset")),
        (f"{DCTERMS}title", text(_TITLE, "en")),
        (f"{DCTERMS}hasVersion", text(view.version)),
        (f"{DCAT}version", text(view.version)),
        (
            f"{DCTERMS}modified",
            typed(changed, "dateTime"),
        ),
        (f"{FOAF}homepage", iri(site.root)),
        (f"{VOID}sparqlEndpoint", iri(site.endpoint)),
        (f"{DCAT}service", iri(site.endpoint)),
        (f"{VOID}uriSpace", text(BASE)),
        (f"{VOID}vocabulary", iri(TERMS)),
        (f"{VOID}vocabulary", iri("http://www.w3.org/ns/prov#")),
        (f"{VOID}dataDump", iri(site.at("data?union"))),
        (f"{VOID}entities", typed(len(view.snapshot.entities), "integer")),
        (f"{SD}defaultGraph", union),
    )
    _distributed(about, me, site.at("data?union"))
    about.say(
        union,
        (_TYPE, iri(f"{SD}Graph")),
        (f"{DCTERMS}description", text("the union of all named graphs", "en")),
    )
    if count:
        _counted(about, me, DATASET, count.union)
        _counted(about, union, f"{site.endpoint}#union", count.union)


def _graph(
    about: Statements, view: View, site: Site, graph: str, numbers: Numbers | None
) -> None:
    """State what a graph is: a named graph of the service and a dataset of its own."""
    me, named = iri(graph), about.blank()
    about.say(
        iri(DATASET),
        (f"{SD}namedGraph", named),
        (f"{VOID}subset", me),
        (f"{DCAT}dataset", me),
    )
    about.say(
        named,
        (_TYPE, iri(f"{SD}NamedGraph")),
        (f"{SD}name", me),
        (f"{SD}graph", me),
    )
    about.say(
        me,
        *((_TYPE, iri(kind)) for kind in (f"{SD}Graph", f"{VOID}Dataset")),
        (_TYPE, iri(f"{DCAT}Dataset")),
        (f"{DCTERMS}title", text(graph_title(view, graph))),
        (f"{VOID}sparqlEndpoint", iri(site.endpoint)),
        (f"{VOID}dataDump", iri(site.graph(graph))),
        (f"{FOAF}page", iri(site.at(f"about/{graph.removeprefix(GRAPHS)}"))),
    )
    _distributed(about, me, site.graph(graph))
    release = view.snapshot.releases.get(graph.removeprefix(GRAPHS))
    if release:
        _released(about, view, me, release)
    if numbers:
        _counted(about, me, graph, numbers)


def _released(about: Statements, view: View, me: str, release: Release) -> None:
    held = view.shelf.holding(release.id)
    licence = release.licence
    rights = iri(licence) if licence.startswith("http") else text(licence)
    about.say(
        me,
        (f"{DCTERMS}source", iri(BASE + release.id)),
        (f"{DCTERMS}identifier", text(release.id)),
        (f"{DCAT}version", text(release.edition) if release.edition else ""),
        (f"{DCTERMS}rights", rights if licence else ""),
        (f"{VOID}entities", typed(held.entities, "integer")),
    )
    for each in release.derived_from:
        about.say(me, (f"{DCTERMS}references", iri(GRAPHS + each)))
    first = held.days.earliest if held.days else None
    last = held.days.latest if held.days else None
    if first or last:
        period = about.blank()
        about.say(me, (f"{DCTERMS}temporal", period))
        about.say(
            period,
            (_TYPE, iri(f"{DCTERMS}PeriodOfTime")),
            (f"{DCAT}startDate", typed(first, "date") if first else ""),
            (f"{DCAT}endDate", typed(last, "date") if last else ""),
        )


def _distributed(about: Statements, me: str, address: str) -> None:
    """State in which formats a dataset can be had, by its `Accept`."""
    for each in (row for row in RESULT_FORMATS.values() if row.graph):
        node = about.blank()
        about.say(me, (f"{DCAT}distribution", node))
        about.say(
            node,
            (_TYPE, iri(f"{DCAT}Distribution")),
            (f"{DCTERMS}title", text(each.label)),
            (f"{DCAT}accessURL", iri(address)),
            (f"{DCAT}mediaType", iri(_MEDIA + each.media_type)),
        )


def _counted(about: Statements, me: str, address: str, numbers: Numbers) -> None:
    """State the numbers of a dataset, by class, property and track."""
    about.say(
        me,
        (f"{VOID}triples", typed(numbers.triples, "integer")),
        (f"{VOID}classes", typed(len(numbers.classes), "integer")),
        (f"{VOID}properties", typed(len(numbers.properties), "integer")),
    )
    for name, number in numbers.classes.items():
        node = about.blank()
        about.say(me, (f"{VOID}classPartition", node))
        about.say(
            node,
            (f"{VOID}class", iri(name)),
            (f"{VOID}entities", typed(number, "integer")),
        )
    for name, number in numbers.properties.items():
        node = about.blank()
        about.say(me, (f"{VOID}propertyPartition", node))
        about.say(
            node,
            (f"{VOID}property", iri(name)),
            (f"{VOID}triples", typed(number, "integer")),
        )
    for name, number in numbers.tracks.items():
        part = iri(f"{address}#{name.rpartition('/')[2]}")
        about.say(me, (f"{VOID}subset", part))
        about.say(
            part,
            (_TYPE, iri(f"{VOID}Dataset")),
            (f"{DCTERMS}isPartOf", me),
            (f"{DCTERMS}subject", iri(name)),
            (f"{VOID}entities", typed(number, "integer")),
        )
