"""Errors as pages: what went wrong, and what would be right.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from recog.errors import RecogError
from recog.service.workbench import View
from recog.web import errors, then
from recog.web.current import workbench
from recog.web.lines import Link
from recog.web.sheets import entity_href


def register(blueprint: Blueprint) -> None:
    """Make the views of a blueprint fail with a page; and all of 404, for browsers."""
    blueprint.register_error_handler(RecogError, _failed)
    blueprint.register_error_handler(HTTPException, _refused)
    blueprint.register_error_handler(Exception, _broken)
    blueprint.app_errorhandler(404)(_missing)


def page_of(template: str, view: View | None, title: str, **values: Any) -> str:
    """Return a page; every template gets its title and the version.

    A page of another version, or as known at a moment, says so, with a way to the
    present; `kept` are the parameters that its forms and links hand on.
    """
    asked = request.args.to_dict()
    kept = then.kept_of(view, asked)
    page = render_template(
        template,
        title=title,
        version=view.version if view else "",
        then=then.then_words(view, kept) if view and kept else "",
        present=then.present_href(request.path, asked),
        kept=kept,
        **values,
    )
    return then.staying(page, kept)


def _failed(error: RecogError) -> tuple[str, int]:
    """Show an error, with the candidates of an ambiguous name."""
    status, title = errors.status_of(error)
    names = getattr(error, "candidates", ())
    return _shown(status, title, str(error), names), status


def _with(candidate: str, detail: str) -> str:
    """Return the address asked for, with a candidate in place of the name that fits it.

    Where the name is only part of a parameter, it is the candidate's dossier.
    """
    args = request.args.to_dict()
    meant = [name for name, text in args.items() if text and repr(text) in detail]
    if not meant:
        return entity_href(candidate)
    given = args | dict.fromkeys(meant, candidate)
    return f"{request.path}?{urlencode(given, safe='/')}"


def _refused(error: HTTPException) -> Response:
    """Leave errors of the framework to their own handler."""
    return errors.http_problem(error)


def _broken(error: Exception) -> tuple[str, int]:
    """Show a fault of ours as a page; it is logged in full."""
    current_app.logger.error("a page failed", exc_info=error)
    words = "This is a fault of the service, not of what you asked; it has been logged."
    return _shown(500, "The page failed", words, ()), 500


def _missing(error: HTTPException) -> AnyResponse | tuple[str, int]:
    """Show a page to browsers, and problem+json to all others."""
    wanted = request.accept_mimetypes.best_match(
        ["application/problem+json", "text/html"]
    )
    if wanted != "text/html":
        return errors.http_problem(error)
    words = "Nothing has this address; it may have been mistyped."
    return _shown(404, "There is nothing here", words, ()), 404


def _shown(status: int, title: str, detail: str, names: Any) -> str:
    view = workbench().view() if names else None
    candidates = [
        Link(f"{view.directory.label(name)} ({name})", _with(name, detail))
        for name in names
        if view
    ]
    return page_of(
        "error.html", view, title, status=status, detail=detail, candidates=candidates
    )
