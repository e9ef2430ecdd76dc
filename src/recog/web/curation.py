"""The part of the JSON API that changes what counts: judging, undoing, retracting.

Source: docs/design.md, sections 1.7 and 4.2.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from recog.errors import FormatError
from recog.service.answers import API
from recog.service.judge import judge, retract, undo
from recog.store.tokens import Scope
from recog.web.current import workbench
from recog.web.tokens import required

blueprint = Blueprint("curation", __name__, url_prefix=API)


@blueprint.post("/judgements")
def new_judgement() -> tuple[Response, int]:
    """Record a person's judgement of a claim."""
    origin = required(Scope.WRITE)
    return jsonify(judge(workbench(), _sent(), origin=origin)), 201


@blueprint.delete("/judgements/<slug>")
def judgement(slug: str) -> Response:
    """Undo a judgement; what was before it counts again."""
    origin = required(Scope.WRITE)
    return jsonify(undo(workbench(), f"judgement/{slug}", origin=origin))


@blueprint.post("/claims/<slug>/retraction")
def retraction(slug: str) -> tuple[Response, int]:
    """Retract a claim; it stays, and counts for nothing from now on."""
    origin = required(Scope.WRITE)
    told = retract(workbench(), f"claim/{slug}", _sent(), origin=origin)
    return jsonify(told), 201


def _sent() -> object:
    if not request.is_json:
        raise FormatError("this is sent as application/json: one object")
    return request.get_json()
