"""SPARQL 1.1 Protocol: queries, and the description of the service.

Source: https://www.w3.org/TR/sparql11-protocol/; docs/design.md, section 4.2.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse
from werkzeug.wsgi import wrap_file

from recog.errors import QuestionError
from recog.service.sparql import RESULT_FORMATS, looked_at, read_timeout, run_query
from recog.store.answers import Answer
from recog.web.caching import unless_unchanged
from recog.web.current import workbench
from recog.web.describing import described
from recog.web.negotiating import accepted, once, prefers_pages, text_sent
from recog.web.tokens import client

blueprint = Blueprint("sparql", __name__)

_QUERY: Final = "application/sparql-query"
_AT_ONCE_BYTES: Final = 2**18
#: Where waitress puts what tells that the client has gone.
DISCONNECTED: Final = "waitress.client_disconnected"
FORM: Final = "application/x-www-form-urlencoded"
_NAMES: Final = {row.media_type: row.name for row in RESULT_FORMATS.values()}


@blueprint.get("/sparql")
def sparql() -> AnyResponse:
    """Answer the query in the address; without one, describe the service.

    Browsers get the editor, which is about this endpoint.
    """
    if "update" in request.args:
        raise QuestionError("an update is sent to /update, by POST")
    if "query" in request.args:
        return answered(once("query", request.args.getlist("query")))
    if prefers_pages():
        return redirect(url_for("pages.query"), 303)
    return described()


@blueprint.post("/sparql")
def sparql_post() -> Response:
    """Answer the query in the body, sent plain or as a form."""
    if request.mimetype == _QUERY:
        return answered(text_sent())
    if request.mimetype != FORM:
        raise UnsupportedMediaType(
            f"a query is sent as {_QUERY} or {FORM}, not {request.mimetype or 'empty'}"
        )
    return answered(once("query", request.form.getlist("query")))


def answered(text: str, *, union: bool = True) -> Response:
    """Run a query with the parameters of the request.

    What the client has already, by its tag, is not sent again: the tag is the version
    and the format. A query that asks for the time or for chance has none.

    :param union: whether the default graph is the union of all graphs.
    """
    bench = workbench()
    version = bench.store.version(request.values.get("version", ""))
    look = looked_at(bench, text)
    media_type = accepted(look.media_types)

    def run() -> Response:
        return sent(
            run_query(
                bench,
                text,
                choose=lambda _: media_type,
                timeout_s=read_timeout(request.values.get("timeout", "")),
                default_graphs=request.values.getlist("default-graph-uri"),
                named_graphs=request.values.getlist("named-graph-uri"),
                version=version,
                union=union,
                client=client(),
                gone=request.environ.get(DISCONNECTED),
            )
        )

    if request.method == "POST" or not look.is_lasting:
        return run()
    response = unless_unchanged(f"{version}-{_NAMES[media_type]}", run)
    response.vary.add("Accept")
    return response


def sent(answer: Answer) -> Response:
    """Send a result from its file, which is gone afterwards; a large one in parts."""
    size = answer.size
    if size <= _AT_ONCE_BYTES:
        response = Response(answer.read(), content_type=_typed(answer.media_type))
    else:
        file = answer.open()
        response = Response(
            wrap_file(request.environ, file),
            content_type=_typed(answer.media_type),
            direct_passthrough=True,
        )
        response.call_on_close(file.close)
        response.content_length = size
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    return response


def _typed(media_type: str) -> str:
    return (
        f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    )
