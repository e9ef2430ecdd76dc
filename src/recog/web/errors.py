"""From an exception to an answer: one table of statuses, one body.

Source: RFC 9457, Problem Details for HTTP APIs; docs/design.md, section 4.2.
"""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, current_app, json
from werkzeug.exceptions import HTTPException

from recog import errors

#: The first class that fits an error decides; subclasses stand before their base.
STATUSES: Final[tuple[tuple[type[errors.RecogError], int, str], ...]] = (
    (errors.AmbiguousEntityError, 409, "Several entities have this name"),
    (errors.UnknownEntityError, 400, "No entity has this name"),
    (errors.QueryError, 400, "The query cannot be read"),
    (errors.ForbiddenQueryError, 400, "The query may not do this"),
    (errors.InputError, 400, "The request cannot be read"),
    (errors.InvalidDataError, 422, "The data has faults"),
    (errors.NotFoundError, 404, "There is nothing here"),
    (errors.DeadlineError, 503, "The query took too long"),
    (errors.CancelledQueryError, 503, "The query was ended"),
    (errors.ClientBusyError, 429, "Too many queries at once"),
    (errors.BusyError, 503, "Too many queries are waiting"),
    (errors.MemoryBoundError, 507, "The query needs too much memory"),
    (errors.ResultSizeError, 413, "The result is too large"),
    (errors.LimitError, 413, "The request is too large"),
    (errors.CredentialsError, 401, "This needs a token"),
    (errors.TokenError, 403, "The token does not allow this"),
    (errors.OutdatedError, 412, "Something was written in between"),
    (errors.LockedError, 503, "Another process writes"),
    (errors.EngineError, 503, "The engine does not answer"),
    (errors.StoreError, 500, "The store cannot be read"),
    (errors.RecogError, 500, "The request failed"),
)


def status_of(error: errors.RecogError) -> tuple[int, str]:
    """Return the HTTP status of an error, and its title."""
    return next(
        (status, title) for kind, status, title in STATUSES if isinstance(error, kind)
    )


def problem(error: errors.RecogError) -> Response:
    """Return an error as problem+json, with what it knows beside the message."""
    status, title = status_of(error)
    more: dict[str, Any] = {}
    match error:
        case errors.AmbiguousEntityError():
            more["candidates"] = list(error.candidates)
        case errors.QueryError():
            more.update(line=error.line, column=error.column)
        case errors.InvalidDataError():
            more["faults"] = [asdict(fault) for fault in error.faults]
        case errors.LimitError():
            more.update(limit=error.limit, value=error.value)
    return problem_response(status, title, str(error), **more)


def problem_response(status: int, title: str, detail: str, **more: Any) -> Response:
    """Return a body of the one form that every error has."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    response = Response(
        json.dumps(body | more), status, mimetype="application/problem+json"
    )
    if status in (429, 503):
        response.headers["Retry-After"] = "1"
    return response


def http_problem(error: HTTPException) -> Response:
    """Return an error of the framework, such as no such address, as problem+json."""
    if error.code is None or error.code < 400:
        return Response(status=error.code or 302, headers=error.get_headers())
    more: dict[str, Any] = {}
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        more.update(limit="body_bytes", value=current_app.config["MAX_CONTENT_LENGTH"])
    said = error.description or error.name
    response = problem_response(error.code, error.name, said, **more)
    for name, value in error.get_headers():
        if name in ("Allow", "WWW-Authenticate", "Location"):
            response.headers[name] = value
    return response


def failure(error: Exception) -> Response:
    """Return a fault of ours: logged in full, told in one line."""
    current_app.logger.error("a request failed", exc_info=error)
    return problem_response(500, "The request failed", "a fault of the service; logged")


def register(app: Flask) -> None:
    """Make every error of an application answer in this form."""
    app.register_error_handler(errors.RecogError, problem)
    app.register_error_handler(HTTPException, http_problem)
    app.register_error_handler(Exception, failure)
