"""The pages: each view reads its parameters, asks once and fills a template.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    request,
    send_from_directory,
)
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from recog.service.questions import read_question
from recog.service.receipts import opened
from recog.service.terms import terms
from recog.service.workbench import View
from recog.web import (
    asking,
    assets,
    checks,
    compare_form,
    completing,
    dossiers,
    failures,
    graphs,
    histories,
    matrices,
    networks,
    overview,
    queries,
    reasons,
    receipts,
    relations,
    then,
)
from recog.web.caching import tagged, unless_unchanged
from recog.web.compare import comparison
from recog.web.current import asked, settings, workbench
from recog.web.describing import numbers
from recog.web.failures import page_of
from recog.web.implied_edges import implied_edges
from recog.web.listing import found, source_cards
from recog.web.policies import YASGUI_STYLES, policy
from recog.web.sparql import DISCONNECTED
from recog.web.tokens import client

blueprint = Blueprint("pages", __name__)
failures.register(blueprint)


def _view() -> View:
    """Return the view that a page is of: of a version, and as known at a moment.

    :raises NotFoundError: when there is no such version.
    :raises InputError: when `as_known` is no moment.
    """
    given = {name: request.args.get(name, "") for name in then.PARAMETERS}
    view, _ = asked(then.PARAMETERS, given)
    return view


def _day(view: View) -> date:
    """Return the day of `on`; today when it is not given.

    :raises InputError: when it is not one day.
    """
    on = {"on": request.args.get("on", "")}
    return read_question(view, on, allowed=("on",)).on or view.today


def _implied(view: View) -> bool:
    """Tell whether what is implied is asked for too.

    :raises InputError: when `implied` is neither true nor false.
    """
    given = {"implied": request.args.get("implied", "")}
    return read_question(view, given, allowed=("implied",)).implied


@blueprint.get("/")
def home() -> str | AnyResponse:
    """Show search, the world on a day and the latest events."""
    view = _view()
    q = request.args.get("q", "").strip()
    matches = found(view, q)
    if len(matches) == 1 or (matches and matches[0].sure):
        return redirect(matches[0].href, 302)
    day = _day(view)
    return page_of(
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
    view = _view()
    page = dossiers.dossier(view, f"{kind}/{slug}", _day(view), implied=_implied(view))
    return page_of("pages/entity.html", view, page.title, page=page)


@blueprint.get("/relation/<kind>/<slug>/<other_kind>/<other_slug>")
def relation(kind: str, slug: str, other_kind: str, other_slug: str) -> str:
    """Show two parties through time."""
    view = _view()
    one, other = f"{kind}/{slug}", f"{other_kind}/{other_slug}"
    page = relations.relation(view, one, other, _day(view), implied=_implied(view))
    return page_of("pages/relation.html", view, page.title, page=page)


@blueprint.get("/graph")
def graph() -> str:
    """Show the interactive network, with its table."""
    given = graphs.read_track(request.args.to_dict())
    view, question = asked(graphs.PARAMETERS, given)
    page = graphs.graph_page(view, question)
    return page_of("pages/graph.html", view, page.title, page=page)


@blueprint.get("/graph/data.json")
def graph_data() -> Response:
    """Send what the graph filters by day in the browser."""
    view, question = asked(graphs.PARAMETERS)

    def made() -> Response:
        implied = implied_edges(view, question) if question.implied else []
        return jsonify(networks.network_data(view, question, implied))

    return unless_unchanged(tagged(view, daily=True), made)


@blueprint.get("/matrix")
def matrix() -> str:
    """Show all pairs of a track on a day."""
    given = graphs.read_track(request.args.to_dict())
    view, question = asked(matrices.PARAMETERS, given, required=("track",))
    page = matrices.matrix_page(view, question)
    return page_of("pages/matrix.html", view, page.title, page=page)


@blueprint.get("/timeline")
def timeline() -> str:
    """Show events and spans of a party or a pair."""
    view, question = asked(histories.PARAMETERS)
    page = histories.timeline_page(view, question)
    return page_of("pages/timeline.html", view, page.title, page=page)


@blueprint.get("/why")
def why() -> str:
    """Show why a status is what it is."""
    view, question = asked(reasons.PARAMETERS)
    page = reasons.why_page(view, question)
    return page_of("pages/why.html", view, page.title, page=page)


@blueprint.get("/compare")
def compare() -> str:
    """Show what changed between two days, knowledge times or versions."""
    view = workbench().view(request.args.get("version", ""))
    by, told = compare_form.read_form(view, request.args.to_dict())
    question = read_question(view, told, allowed=compare_form.PARAMETERS)
    manifests = workbench().store.versions()
    form = compare_form.form_of(view, by, told, question, manifests)
    asked = compare_form.is_asked(told)
    page = comparison(view, question) if asked else None
    title = f"What changed {page.words}" if page else "Compare"
    return page_of("pages/compare.html", view, title, form=form, page=page)


@blueprint.get("/query")
def query() -> Response:
    """Show the query editor; without scripts, the rows too."""
    text = request.args.get("query", "")
    page = queries.query_page(
        workbench(),
        text,
        run=request.args.get("run", ""),
        deadline_s=settings().timeout_s,
        plain=request.args.get("editor", "") == "plain",
        has_yasgui=assets.has_yasgui(),
        client=client(),
        gone=request.environ.get(DISCONNECTED),
    )
    response = make_response(page_of("pages/query.html", None, "Query", page=page))
    if page.rich:
        response.headers["Content-Security-Policy"] = policy(YASGUI_STYLES)
    return response


@blueprint.get("/query/terms.json")
def query_terms() -> Response:
    """Send what the query editor offers while someone writes."""
    view = workbench().view()

    def made() -> Response:
        found = terms(workbench(), version=view.version)
        return jsonify(completing.completions(found, numbers(view.version)))

    return unless_unchanged(tagged(view, daily=False), made)


@blueprint.get("/ask")
def ask() -> str:
    """Show how a question was read, and its answer; "now" is the day `on`."""
    view = _view()
    view = replace(view, today=_day(view))
    page = asking.ask_page(view, request.args.get("q", ""))
    return page_of("pages/ask.html", view, "Ask", page=page)


@blueprint.get("/receipt/<word>")
def receipt(word: str) -> str:
    """Show whether the answer of a receipt holds, and what differs today."""
    host = request.host_url.rstrip("/")
    page = receipts.receipt_page(opened(workbench(), word, host=host))
    view = workbench().view()
    return page_of("pages/receipt.html", view, page.words, page=page)


@blueprint.get("/cite/<name>")
def cite(name: str) -> AnyResponse:
    """Lead to the receipt of an answer; `name` is that of its operation."""
    given = request.args.to_dict()
    return redirect(receipts.receipt_of(workbench(), name, given), 303)


@blueprint.get("/sources")
def sources() -> str:
    """Show every release and what it covers."""
    view = _view()
    cards = source_cards(view)
    return page_of("pages/sources.html", view, "Sources", sources=cards)


@blueprint.get("/quality")
def quality() -> str:
    """Show what is doubtful: counts by check, and the findings of one."""
    view, question = asked(checks.PARAMETERS)
    page = checks.quality_page(view, question)
    return page_of("pages/quality.html", view, page.title, page=page)


@blueprint.get("/static/vis/<path:filename>")
def vis(filename: str) -> AnyResponse:
    """Send vis-network from the installed pyvis package."""
    if filename not in assets.VIS_FILES:
        raise NotFound
    return send_from_directory(assets.vis_dir(), filename, max_age=86400)
