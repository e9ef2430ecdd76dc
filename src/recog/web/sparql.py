"""SPARQL 1.1 Protocol: queries, and the description of the service.

Source: https://www.w3.org/TR/sparql11-protocol/; docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import fstat
from typing import Final

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType
from werkzeug.wsgi import wrap_file

from recog.errors import QuestionError
from recog.service.described import service_query
from recog.service.sparql import read_timeout, run_query
from recog.store.answers import Answer
from recog.web.current import workbench

blueprint = Blueprint("sparql", __name__)

_QUERY: Final = "application/sparql-query"
_AT_ONCE_BYTES: Final = 2**18
_FORM: Final = "application/x-www-form-urlencoded"


@blueprint.get("/sparql")
def sparql() -> Response:
    """Answer the query in the address; without one, describe the service."""
    if "query" in request.args:
        return answered(_one("query", request.args.getlist("query")))
    endpoint = url_for("sparql.sparql", _external=True)
    return answered(service_query(workbench().view(), endpoint))


@blueprint.post("/sparql")
def sparql_post() -> Response:
    """Answer the query in the body, sent plain or as a form."""
    if request.mimetype == _QUERY:
        return answered(request.get_data().decode(errors="replace"))
    if request.mimetype != _FORM:
        raise UnsupportedMediaType(
            f"a query is sent as {_QUERY} or {_FORM}, not {request.mimetype or 'empty'}"
        )
    return answered(_one("query", request.form.getlist("query")))


def answered(text: str) -> Response:
    """Run a query with the parameters of the request."""
    return sent(
        run_query(
            workbench(),
            text,
            choose=accepted,
            timeout_s=read_timeout(request.values.get("timeout", "")),
            default_graphs=request.values.getlist("default-graph-uri"),
            named_graphs=request.values.getlist("named-graph-uri"),
            version=request.values.get("version", ""),
        )
    )


def accepted(media_types: Sequence[str]) -> str:
    """Return the media type that the client likes best; without a wish, the first.

    :raises NotAcceptable: when the client takes none of them.
    """
    if not request.headers.get("Accept", "").strip():
        return media_types[0]
    best = request.accept_mimetypes.best_match(media_types)
    if best is None:
        raise NotAcceptable(f"this result comes as {', '.join(media_types)}")
    return best


def sent(answer: Answer) -> Response:
    """Send a result from its file, which is gone afterwards; a large one in parts."""
    if answer.path.stat().st_size <= _AT_ONCE_BYTES:
        response = Response(answer.read(), content_type=_typed(answer.media_type))
    else:
        file = answer.open()
        response = Response(
            wrap_file(request.environ, file),
            content_type=_typed(answer.media_type),
            direct_passthrough=True,
        )
        response.content_length = fstat(file.fileno()).st_size
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    return response


def _typed(media_type: str) -> str:
    return (
        f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    )


def _one(name: str, values: Sequence[str]) -> str:
    if len(values) != 1:
        raise QuestionError(f"{name} must be given once; given: {len(values)} times")
    return values[0]
