"""The map: its page, the data of its slider, and its file.

Source: docs/design.md, sections 4.2 and 4.3.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from recog.service.questions import Question
from recog.service.workbench import View
from recog.web import failures, map_days, map_files, maps
from recog.web.caching import tagged, unless_unchanged
from recog.web.current import asked
from recog.web.failures import page_of

blueprint = Blueprint("maps", __name__)
failures.register(blueprint)


@blueprint.get("/map")
def page() -> str:
    """Show how everyone stands to one party on a day, as a map of tiles."""
    view, question = _asked()
    shown = maps.map_page(view, question)
    return page_of("pages/map.html", view, shown.title, page=shown)


@blueprint.get("/map/data.json")
def data() -> Response:
    """Send what the map colours by day in the browser."""
    view, question = _asked()
    return unless_unchanged(
        tagged(view, daily=True), lambda: jsonify(map_days.map_days(view, question))
    )


@blueprint.get("/map.svg")
def file() -> Response:
    """Send the same map as a file that stands alone."""
    view, question = _asked()
    host = request.host_url.rstrip("/")
    return map_files.map_file(view, question, host=host)


def _asked() -> tuple[View, Question]:
    return asked(maps.PARAMETERS, maps.read_asked(request.args.to_dict()))
