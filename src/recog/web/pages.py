"""The pages: each view reads its parameters, asks once and fills a template.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from recog.errors import RecogError
from recog.service.questions import Question, read_question
from recog.service.workbench import View
from recog.web import (
    asking,
    assets,
    dossiers,
    errors,
    graphs,
    histories,
    networks,
    overview,
    queries,
)
from recog.web.current import settings, workbench
from recog.web.listing import found, source_cards
from recog.web.sheets import link

blueprint = Blueprint("pages", __name__)


def _page(template: str, view: View | None, title: str, **values: Any) -> str:
    version = view.version if view else ""
    return render_template(template, title=title, version=version, **values)


def _day(view: View) -> date:
    """Return the day of `on`; today when it is not given.

    :raises InputError: when it is not one day.
    """
    on = {"on": request.args.get("on", "")}
    return read_question(view, on, allowed=("on",)).on or view.today


@blueprint.get("/")
def home() -> str | AnyResponse:
    """Show search, the world on a day and the latest events."""
    view = workbench().view()
    q = request.args.get("q", "").strip()
    matches = found(view, q)
    if len(matches) == 1 or (matches and matches[0].sure):
        return redirect(matches[0].href, 302)
    day = _day(view)
    return _page(
        "pages/home.html",
        view,
        "Who recognises whom",
        q=q,
        matches=matches,
        examples=overview.EXAMPLES,
        world=overview.world(view, day),
        story=overview.story(view),
        latest=overview.latest(view, day),
    )


@blueprint.get("/entity/<kind>/<slug>")
def entity(kind: str, slug: str) -> str:
    """Show a dossier."""
    view = workbench().view()
    page = dossiers.dossier(view, f"{kind}/{slug}", _day(view))
    return _page("pages/entity.html", view, page.title, page=page)


@blueprint.get("/relation/<kind>/<slug>/<other_kind>/<other_slug>")
def relation(kind: str, slug: str, other_kind: str, other_slug: str) -> str:
    """Show two parties through time."""
    view = workbench().view()
    one, other = f"{kind}/{slug}", f"{other_kind}/{other_slug}"
    page = dossiers.relation(view, one, other, _day(view))
    return _page("pages/relation.html", view, page.title, page=page)


@blueprint.get("/graph")
def graph() -> str:
    """Show the interactive network, with its table."""
    view = workbench().view()
    given = graphs.read_track(request.args.to_dict())
    page = graphs.graph_page(
        view, read_question(view, given, allowed=graphs.PARAMETERS)
    )
    return _page("pages/graph.html", view, page.title, page=page)


@blueprint.get("/graph/data.json")
def graph_data() -> Response:
    """Send what the graph filters by day in the browser."""
    view = workbench().view()
    question = _question(view, graphs.PARAMETERS)
    response = jsonify(networks.network_data(view, question))
    response.set_etag(view.version)
    response.make_conditional(request)
    return response


@blueprint.get("/timeline")
def timeline() -> str:
    """Show events and spans of a party or a pair."""
    view = workbench().view()
    page = histories.timeline_page(view, _question(view, histories.PARAMETERS))
    return _page("pages/timeline.html", view, page.title, page=page)


@blueprint.get("/query")
def query() -> str:
    """Show the query editor; without scripts, the rows too."""
    text = request.args.get("query", "")
    runs = request.args.get("run", "") == "yes"
    page = queries.query_page(
        workbench() if runs else None, text, deadline_s=settings().timeout_s
    )
    return _page("pages/query.html", None, "Query", page=page)


@blueprint.get("/ask")
def ask() -> str:
    """Show how a question was read, and its answer."""
    view = workbench().view()
    page = asking.ask_page(view, request.args.get("q", ""))
    return _page("pages/ask.html", view, "Ask", page=page)


@blueprint.get("/sources")
def sources() -> str:
    """Show every release and what it covers."""
    view = workbench().view()
    cards = source_cards(view)
    return _page("pages/sources.html", view, "Sources", sources=cards)


@blueprint.get("/static/vis/<path:filename>")
def vis(filename: str) -> AnyResponse:
    """Send vis-network from the installed pyvis package."""
    if filename not in assets.VIS_FILES:
        raise NotFound
    return send_from_directory(assets.vis_dir(), filename, max_age=86400)


@blueprint.errorhandler(RecogError)
def failed(error: RecogError) -> tuple[str, int]:
    """Show an error, with the candidates of an ambiguous name."""
    status, title = errors.status_of(error)
    names = getattr(error, "candidates", ())
    return _error(status, title, str(error), names), status


@blueprint.errorhandler(HTTPException)
def refused(error: HTTPException) -> Response:
    """Leave errors of the framework to their own handler."""
    return errors.http_problem(error)


@blueprint.errorhandler(Exception)
def broken(error: Exception) -> tuple[str, int]:
    """Show a fault of ours as a page; it is logged in full."""
    current_app.logger.error("a page failed", exc_info=error)
    words = "This is a fault of the service, not of what you asked; it has been logged."
    return _error(500, "The page failed", words, ()), 500


@blueprint.app_errorhandler(404)
def missing(error: HTTPException) -> AnyResponse | tuple[str, int]:
    """Show a page to browsers, and problem+json to all others."""
    wanted = request.accept_mimetypes.best_match(
        ["application/problem+json", "text/html"]
    )
    if wanted != "text/html":
        return errors.http_problem(error)
    words = "Nothing has this address; it may have been mistyped."
    return _error(404, "There is nothing here", words, ()), 404


def _error(status: int, title: str, detail: str, names: Any) -> str:
    view = workbench().view() if names else None
    candidates = [
        link({"id": name, "label": view.directory.label(name)})
        for name in names
        if view
    ]
    return _page(
        "error.html", view, title, status=status, detail=detail, candidates=candidates
    )


def _question(view: View, allowed: tuple[str, ...]) -> Question:
    given: Mapping[str, str] = request.args.to_dict()
    return read_question(view, given, allowed=allowed)
