"""Every address under https://w3id.org/recog/ leads on: to a page, or to RDF.

Source: Cool URIs for the Semantic Web, section 4.2 (303 URIs); docs/design.md, 4.2.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from recog.domain.entities import ENTITY_TYPES
from recog.service.described import (
    GRAPHS,
    ROOT,
    VOCABULARY_GRAPH,
    address_query,
)
from recog.service.library import executable, executables, question
from recog.service.sparql import offered
from recog.service.statements import said_of
from recog.service.terms import terms
from recog.service.triples import Statements
from recog.web import failures, holdings, libraries, things, vocabularies
from recog.web.current import workbench
from recog.web.describing import described, numbers, rdf, site
from recog.web.failures import page_of
from recog.web.negotiating import accepted, prefers_pages

blueprint = Blueprint("addresses", __name__)
failures.register(blueprint)


@blueprint.get("/id/<type_>/<path:slug>")
def thing(type_: str, slug: str) -> AnyResponse:
    """Lead to the page of a thing, or to its RDF, by what the client takes.

    States, governments, organisations, people and lists have a dossier.
    """
    if type_ in ENTITY_TYPES and not _wants_rdf():
        return _other(url_for("pages.entity", kind=type_, slug=slug))
    if type_ == "release" and prefers_pages():
        return _other(url_for("pages.sources", _anchor=slug))
    return _leading(f"id/{type_}/{slug}")


@blueprint.get("/def/")
def vocabulary() -> AnyResponse:
    """Lead to the page of the vocabulary, or to its graph."""
    if prefers_pages():
        return _other(url_for("addresses.vocabulary_page"))
    return _other(url_for("data.graph", graph=VOCABULARY_GRAPH))


@blueprint.get("/def/<name>")
def term(name: str) -> AnyResponse:
    """Lead to the page of a term, or to its RDF."""
    return _leading(f"def/{name}")


@blueprint.get("/alignment/", defaults={"name": ""})
@blueprint.get("/alignment/<path:name>")
def alignment(name: str) -> AnyResponse:
    """Lead to what is said of how a term of ours fits one of others."""
    return _leading(f"alignment/{name}")


@blueprint.get("/graph/<path:name>")
def graph(name: str) -> AnyResponse:
    """Lead to the page about a graph, or to the graph."""
    if prefers_pages():
        return _other(url_for("addresses.about_graph", name=name))
    return _other(url_for("data.graph", graph=GRAPHS + name))


@blueprint.get("/dataset")
@blueprint.get("/.well-known/void")
def dataset() -> AnyResponse:
    """Lead to the page about the data, or to the description in VoID and DCAT."""
    page = "about" if prefers_pages() else "description"
    return _other(url_for(f"addresses.{page}"))


@blueprint.get("/question/<name>")
def asked(name: str) -> AnyResponse:
    """Lead to a question on the page of all, or to its RDF."""
    question(name)
    if prefers_pages():
        return _other(url_for("addresses.questions", _anchor=name))
    return _other(url_for("addresses.questions", name=name))


@blueprint.get("/question/<name>/run")
def run(name: str) -> AnyResponse:
    """Run a question in the editor, with values for what it leaves open."""
    query = question(name).bound(request.args.to_dict())
    return _other(url_for("pages.query", query=query, run="now"))


@blueprint.get("/description")
def description() -> Response:
    """Describe the service and all it holds, in RDF."""
    return described()


@blueprint.get("/questions")
def questions() -> AnyResponse | str:
    """List the questions that recog is there to answer; or give them as RDF."""
    if prefers_pages():
        page = libraries.questions_page()
        return page_of("pages/questions.html", None, "Questions", page=page)
    about, name = Statements(), request.args.get("name", "")
    if name:
        executable(about, question(name), site().endpoint)
    else:
        executables(about, site().endpoint)
    response = rdf(about.n_triples(), accepted(offered(graph=True)))
    response.vary.add("Accept")
    return response


@blueprint.get("/about")
def about() -> str:
    """Show what is here, in numbers."""
    view = workbench().view()
    page = holdings.about_page(view, numbers(view.version))
    return page_of("pages/about.html", view, "About the data", page=page)


@blueprint.get("/about/<path:name>")
def about_graph(name: str) -> str:
    """Show what a graph holds, in numbers."""
    view = workbench().view()
    page = holdings.graph_page(view, numbers(view.version), GRAPHS + name)
    return page_of("pages/holding.html", view, page.title, page=page)


@blueprint.get("/vocabulary")
def vocabulary_page() -> str:
    """Show every term of the vocabulary."""
    groups = vocabularies.groups(terms(workbench()))
    return page_of("pages/vocabulary.html", None, "Vocabulary", groups=groups)


@blueprint.get("/thing/<path:name>")
def statements(name: str) -> str:
    """Show what the graph says of an address, and what points to it."""
    view = workbench().view()
    page = things.thing_page(view, ROOT + name, said_of(workbench(), ROOT + name))
    return page_of("pages/thing.html", view, page.title, page=page)


def _leading(name: str) -> AnyResponse:
    """Lead to the statements about an address: as a page, or in RDF."""
    if not prefers_pages():
        return _other(url_for("sparql.sparql", query=address_query(ROOT + name)))
    return _other(url_for("addresses.statements", name=name))


def _wants_rdf() -> bool:
    """Tell whether the client names a format of RDF before HTML."""
    wishes = request.accept_mimetypes
    best = wishes.best_match(("text/html", *offered(graph=True)))
    return best not in (None, "text/html")


def _other(address: str) -> AnyResponse:
    response = redirect(address, 303)
    response.vary.add("Accept")
    return response
