"""Whole graphs, and the service's health.

Source: SPARQL 1.1 Graph Store HTTP Protocol; docs/design.md, section 4.2.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from recog.errors import NotFoundError
from recog.service.described import (
    ALL_QUERY,
    graph_exists_query,
    graph_query,
)
from recog.service.sparql import named, run_query
from recog.web.current import workbench
from recog.web.sparql import answered
from recog.web.updates import named_graph

blueprint = Blueprint("data", __name__)


@blueprint.get("/data")
def graph() -> Response:
    """Give a whole graph: `graph`, the `default` graph, or the `union` of all."""
    if "union" in request.args:
        return answered(ALL_QUERY)
    return _whole(named_graph())


@blueprint.get("/data/<path:path>")
def direct(path: str) -> Response:
    """Give the graph of this very address."""
    return _whole(request.base_url)


@blueprint.get("/healthz")
def health() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """Say whether there is something to answer from, and why it is not the newest."""
    view = workbench().view()
    loaded = bool(view.snapshot.releases)
    body = {"status": "ready" if loaded else "empty", "version": view.version}
    if trouble := workbench().store.trouble:
        body |= {"status": "degraded", "trouble": trouble}
    return jsonify(body), 200 if loaded else 503


def _whole(name: str) -> Response:
    if not name:
        return answered(ALL_QUERY, union=False)
    query = graph_exists_query(name)
    version = request.args.get("version", "")
    found = run_query(workbench(), query, choose=named("json"), version=version)
    if b"true" not in found.read():
        raise NotFoundError(f"there is no graph <{name}>")
    return answered(graph_query(name))
