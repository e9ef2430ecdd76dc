"""The part of the JSON API that changes what counts: judging, undoing, retracting.

Source: docs/design.md, sections 1.7 and 4.2.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from recog.errors import FormatError
from recog.service.answers import API
from recog.service.judge import judge, retract, undo
from recog.web.current import settings, workbench
from recog.web.tokens import require_token

blueprint = Blueprint("curation", __name__, url_prefix=API)


@blueprint.post("/judgements")
def new_judgement() -> tuple[Response, int]:
    """Record a person's judgement of a claim."""
    return jsonify(judge(workbench(), _sent())), 201


@blueprint.delete("/judgements/<slug>")
def judgement(slug: str) -> Response:
    """Undo a judgement; what was before it counts again."""
    _allowed()
    return jsonify(undo(workbench(), f"judgement/{slug}"))


@blueprint.post("/claims/<slug>/retraction")
def retraction(slug: str) -> tuple[Response, int]:
    """Retract a claim; it stays, and counts for nothing from now on."""
    return jsonify(retract(workbench(), f"claim/{slug}", _sent())), 201


def _allowed() -> None:
    require_token(request.headers.get("Authorization", ""), settings().token)


def _sent() -> object:
    _allowed()
    if not request.is_json:
        raise FormatError("this is sent as application/json: one object")
    return request.get_json()
