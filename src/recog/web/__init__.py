"""Pages, API and SPARQL over HTTP.

| room | modules |
|---|---|
| coming in | server, current, tokens, caching, assets, policies |
| HTTP | negotiating, compressing, origins |
| API | api, openapi, openapi_receipts, downloads, errors |
| SPARQL and data | sparql, updates, data, describing (the service itself) |
| the query editor | queries (its page), completing |
| addresses of things | addresses, things, vocabularies, libraries, holdings, |
| | shortening |
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

from http import HTTPStatus
from typing import Final

from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider

from recog.domain.shown import shown
from recog.service.census import Census
from recog.service.workbench import Workbench
from recog.settings import Settings
from recog.store.tokens import Scope
from recog.web import (
    addresses,
    api,
    curation,
    data,
    errors,
    map_pages,
    pages,
    sparql,
    updates,
)
from recog.web.compressing import compressed
from recog.web.origins import shared
from recog.web.policies import policy
from recog.web.tokens import required

#: On every answer. Scripts, styles and data come from this service alone.
HEADERS: Final = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

#: On every answer while an older version answers for one that cannot be read; the form
#: is that of RFC 7234, section 5.5.1.
_STALE: Final = '110 recog "the newest version cannot be read; this is the last good"'


#: What a monitor asks, and what a page needs to be shown.
_ALWAYS_OPEN: Final = frozenset({"data.health", "data.ready", "static"})


class _Json(DefaultJSONProvider):
    """Writes JSON as UTF-8, its fields in the order of the row."""

    ensure_ascii = False
    sort_keys = False


def _finished(value: object) -> object:
    """Return a value as a template may show it."""
    return shown(value) if type(value) is str else value


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
    app.jinja_env.finalize = _finished
    app.jinja_env.globals["trouble"] = lambda: workbench.store.trouble
    app.extensions["recog.census"] = Census()
    errors.register(app)
    rooms = (api, curation, sparql, data, updates, pages, map_pages, addresses)
    for part in rooms:
        app.register_blueprint(part.blueprint)

    @app.before_request
    def check() -> None:
        is_open = settings.public or request.endpoint in _ALWAYS_OPEN
        if not is_open and request.method != "OPTIONS":
            required(Scope.READ)

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if workbench.store.trouble:
            response.headers["Warning"] = _STALE
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            for way in ("Bearer",) if settings.public else ("Bearer", "Basic"):
                response.headers.add("WWW-Authenticate", f'{way} realm="recog"')
        return compressed(shared(response, settings.origins))

    return app
