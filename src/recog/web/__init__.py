"""Pages, API and SPARQL over HTTP.

| room | modules |
|---|---|
| coming in | server, current, tokens, caching, assets |
| HTTP | negotiating, compressing, origins |
| API | api, openapi, openapi_receipts, downloads, errors |
| SPARQL and data | sparql, data |
| addresses of pages | pages, failures, then |
| a module a page | overview, dossiers, relations, graphs, matrices, histories, |
| | compare, reasons, checks, queries, asking, receipts, listing |
| parts of pages | lines, sheets, words, headings, facts, extents, changes, |
| | compare_form, implied_lines |
| pictures | pictures, drawing, timelines, networks, implied_edges, ends |
| the map | map_pages (addresses), maps (the page), situations (tile by tile), |
| | map_days (the slider), map_files, tiles (where each lies) |
"""

from __future__ import annotations

from typing import Final

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider

from recog.service.workbench import Workbench
from recog.settings import Settings
from recog.web import api, curation, data, errors, map_pages, pages, sparql
from recog.web.compressing import compressed
from recog.web.origins import shared

#: On every answer. Scripts, styles and data come from this service alone.
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class _Json(DefaultJSONProvider):
    """Writes JSON as UTF-8, its fields in the order of the row."""

    ensure_ascii = False
    sort_keys = False


def create_app(settings: Settings, workbench: Workbench) -> Flask:
    """Return the application over one store; nothing is kept on modules.

    Views find the workbench as `current_app.extensions["recog"]` by
    `recog.web.current.workbench()`.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.body_bytes
    app.json = _Json(app)
    app.extensions["recog"] = workbench
    app.extensions["recog.settings"] = settings
    errors.register(app)
    for part in (api, curation, sparql, data, pages, map_pages):
        app.register_blueprint(part.blueprint)

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return compressed(shared(response, settings.origins))

    return app
