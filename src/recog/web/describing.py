"""The description of the service in the RDF format that the client takes."""

from __future__ import annotations

from flask import Response, current_app, url_for

from recog.errors import LimitError
from recog.service.census import Census, Count
from recog.service.described import Site, description, graph_description
from recog.service.sparql import RESULT_FORMATS, offered
from recog.service.triples import PREFIXES
from recog.store.formats import rewritten
from recog.web.caching import unless_unchanged
from recog.web.current import workbench
from recog.web.negotiating import accepted

_NAMES = {row.media_type: row.name for row in RESULT_FORMATS.values()}


def site() -> Site:
    """Return where this service can be reached, as the client asked for it."""
    return Site(root=url_for("pages.home", _external=True))


def numbers(version: str) -> Count | None:
    """Return the numbers of a version; None where counting takes too much."""
    census: Census = current_app.extensions["recog.census"]
    try:
        return census.count(workbench(), version)
    except LimitError as error:
        current_app.logger.warning("version %s was not counted: %s", version, error)
        return None


def described(graph: str = "") -> Response:
    """Return the description of the service, or of one graph, in the best format."""
    view = workbench().view()
    media_type = accepted(offered(graph=True))

    def made() -> Response:
        count = numbers(view.version)
        about = (
            graph_description(view, site(), graph, count)
            if graph
            else description(view, site(), count)
        )
        return rdf(about, media_type)

    response = unless_unchanged(f"{view.version}-{_NAMES[media_type]}", made)
    response.vary.add("Accept")
    return response


def rdf(n_triples: bytes, media_type: str) -> Response:
    """Return N-Triples of our own in a format."""
    body = rewritten(n_triples, media_type, prefixes=PREFIXES)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(body, content_type=media_type + charset)
