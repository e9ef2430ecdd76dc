"""The JSON API: every operation of the service at its own address.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify, request

from recog.errors import FormatError, QuestionError
from recog.service.answers import API
from recog.service.curate import add_claims
from recog.service.entities import entity as entity_answer
from recog.service.exports import export
from recog.service.operations import OPERATIONS, Operation
from recog.service.questions import Question, read_question
from recog.service.receipts import opened
from recog.service.workbench import View
from recog.store.tokens import Scope
from recog.web.caching import tagged, unless_unchanged
from recog.web.current import workbench
from recog.web.downloads import download
from recog.web.openapi import document
from recog.web.tokens import required

blueprint = Blueprint("api", __name__, url_prefix=API)


def arguments() -> Mapping[str, str]:
    """Return the parameters of the request.

    :raises QuestionError: when one is given twice; none can have two values.
    """
    doubled = [name for name, values in request.args.lists() if len(values) > 1]
    if doubled:
        raise QuestionError(f"{doubled[0]} is given twice; it can have one value")
    return request.args.to_dict()


def _view_of(operation: Operation) -> Callable[[], Response]:
    """Return the view that answers one operation."""

    def view() -> Response:
        given = arguments()
        desk = workbench().view(given.get("version", ""))
        question = read_question(
            desk, given, allowed=operation.accepted, required=operation.required
        )
        tag = tagged(desk, daily=operation.daily and question.on is None)
        return unless_unchanged(tag, lambda: _answered(desk, operation, question))

    view.__name__ = operation.name
    view.__doc__ = operation.help
    return view


def _answered(desk: View, operation: Operation, question: Question) -> Response:
    if operation.exports and question.format != "json":
        return download(export(desk, operation, question))
    return jsonify(operation.ask(desk, question).body())


for _operation in OPERATIONS.values():
    blueprint.get(f"/{_operation.name}")(_view_of(_operation))


@blueprint.get("/entities/<type_>/<slug>")
def one_entity(type_: str, slug: str) -> Response:
    """Describe one entity."""
    given = arguments()
    desk = workbench().view(given.get("version", ""))
    asked = read_question(desk, given, allowed=("version", "as_known"))
    known = desk.known(asked.as_known)
    return unless_unchanged(
        tagged(desk, daily=False),
        lambda: jsonify(entity_answer(known, f"{type_}/{slug}").body()),
    )


@blueprint.get("/receipts/<word>")
def one_receipt(word: str) -> Response:
    """Say whether the answer of a receipt holds, and what differs today."""
    host = request.host_url.rstrip("/")
    return jsonify(opened(workbench(), word, host=host).body())


@blueprint.post("/claims")
def claims() -> tuple[Response, int]:
    """Add claims; all of them land, or none."""
    origin = required(Scope.WRITE)
    if not request.is_json:
        raise FormatError("claims are sent as application/json: a list of objects")
    made = add_claims(workbench(), request.get_json(), origin=origin)
    return jsonify(made), 201


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe this API."""
    return jsonify(document())
