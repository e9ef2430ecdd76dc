"""SPARQL 1.1 Update and the writing half of the Graph Store HTTP Protocol.

Source: https://www.w3.org/TR/sparql11-protocol/#update-operation;
https://www.w3.org/TR/sparql11-http-rdf-update/; docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal
from uuid import uuid4

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from recog.errors import NotFoundError, QuestionError
from recog.service.described import checked_iri
from recog.store.audit import Origin
from recog.store.edits import Edit, Edited, GraphEdit, Part, SparqlEdit
from recog.store.parsing import FORMATS
from recog.store.tokens import Scope
from recog.web.current import workbench
from recog.web.negotiating import once, text_sent
from recog.web.tokens import required

blueprint = Blueprint("updates", __name__)

_UPDATE: Final = "application/sparql-update"
_FORM: Final = "application/x-www-form-urlencoded"
_SEVERAL: Final = "multipart/form-data"
_SHOWN: Final = 200  # characters of an update, in the log


@blueprint.post("/update")
def update() -> Response:
    """Do the update in the body, sent plain or as a form."""
    origin = required(Scope.WRITE)
    if request.mimetype == _UPDATE:
        text = text_sent()
    elif request.mimetype == _FORM:
        text = once("update", request.form.getlist("update"))
    else:
        raise UnsupportedMediaType(
            f"an update is sent as {_UPDATE} or {_FORM}, not "
            f"{request.mimetype or 'empty'}"
        )
    edit = SparqlEdit(
        text=text,
        default_graphs=request.values.getlist("using-graph-uri"),
        named_graphs=request.values.getlist("using-named-graph-uri"),
    )
    return _told(_done(edit, origin, f"update: {_short(text)}"), 200)


@blueprint.post("/data")
def new_graph() -> Response:
    """Add to a graph; without one named, put into a new one."""
    if request.args.keys() & {"graph", "default"}:
        return _written("POST", named_graph())
    address = url_for("data.direct", path=uuid4().hex, _external=True)
    response = _written("PUT", address)
    response.headers["Location"] = address
    return response


@blueprint.put("/data")
def put() -> Response:
    """Put a graph in place of what is there."""
    return _written("PUT", named_graph())


@blueprint.delete("/data")
def delete() -> Response:
    """Delete a graph."""
    return _deleted(named_graph())


@blueprint.post("/data/<path:path>")
def add_direct(path: str) -> Response:
    """Add to the graph of this very address."""
    return _written("POST", request.base_url)


@blueprint.put("/data/<path:path>")
def put_direct(path: str) -> Response:
    """Put a graph in place of the one of this very address."""
    return _written("PUT", request.base_url)


@blueprint.delete("/data/<path:path>")
def delete_direct(path: str) -> Response:
    """Delete the graph of this very address."""
    return _deleted(request.base_url)


def named_graph() -> str:
    """Return the graph that the address names; empty: the default graph.

    :raises QuestionError: when it names none, or several.
    """
    graphs, default = request.args.getlist("graph"), "default" in request.args
    if default and not graphs:
        return ""
    if default or not graphs:
        raise QuestionError("give graph=<address>, or default for the default graph")
    return checked_iri(once("graph", graphs))


def _short(text: str) -> str:
    """Return a text on one line, as a log can hold it and a terminal show it."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"


def _written(method: Literal["PUT", "POST"], graph: str) -> Response:
    origin = required(Scope.WRITE)
    edit = GraphEdit(method=method, graph=graph, parts=tuple(_parts()))
    done = _done(edit, origin, f"{method} of {graph or 'the default graph'}")
    return _told(done, 200 if done.existed else 201)


def _deleted(graph: str) -> Response:
    origin = required(Scope.WRITE)
    edit = GraphEdit(method="DELETE", graph=graph)
    done = _done(edit, origin, f"DELETE of {graph or 'the default graph'}")
    if not done.existed:
        raise NotFoundError(f"there is no graph <{graph}>")
    return _told(done, 200)


def _parts() -> Iterator[Part]:
    """Yield the files of the request: its body, or those of a form."""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("RDF is sent as it is, without Content-Encoding")
    if request.mimetype == _SEVERAL:
        for file in request.files.values():
            yield Part(data=file.read(), media_type=_rdf(file.mimetype))
        return
    yield Part(data=request.get_data(), media_type=_rdf(request.mimetype))


def _rdf(media_type: str) -> str:
    if media_type not in FORMATS:
        raise UnsupportedMediaType(
            f"RDF is sent as one of {', '.join(FORMATS)}, not {media_type or 'empty'}"
        )
    return media_type


def _done(edit: Edit, origin: Origin, message: str) -> Edited:
    """Do an edit; with If-Match, only if the version it names is still current."""
    bench = workbench()
    tags = list(request.if_match.as_set(include_weak=True))
    return bench.store.edit(
        edit,
        author=origin.who,
        message=message,
        at=bench.now(),
        origin=origin,
        only_after=tags[0].partition("-")[0] if tags else "",
    )


def _told(done: Edited, status: int) -> Response:
    """Say what was done, and in which version."""
    response = jsonify(
        version=done.manifest.version,
        changed=done.changed,
        added=done.added,
        removed=done.removed,
    )
    response.status_code = status
    response.set_etag(done.manifest.version)
    return response
