"""Answers that need not be sent again: the version is the tag.

Source: RFC 9110, section 13.1.2; docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request

from recog.service.workbench import View


def tagged(view: View, *, daily: bool) -> str:
    """Return the tag of an answer: the version, and the day if it depends on that."""
    return f"{view.version}-{view.today}" if daily else view.version


def unless_unchanged(tag: str, make: Callable[[], Response]) -> Response:
    """Return 304 without making the answer, if the client has it already."""
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else make()
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"  # ask again each time, by tag
    return response
