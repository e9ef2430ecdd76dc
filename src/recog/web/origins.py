"""Which other web sites' scripts may read answers. Source: the Fetch standard, CORS.

No cookie is ever asked for, so an answer holds what anybody gets who asks; a write, or
a read that is not public, needs a token that the script must have.
"""

from __future__ import annotations

from typing import Final

from flask import Response, request

_ASKED_BY: Final = "Accept, Authorization, Content-Type, If-Match, If-None-Match"
_SHOWN: Final = "Allow, ETag, Location, Retry-After"
_A_DAY_S: Final = "86400"


def shared(response: Response, origins: str) -> Response:
    """Let the scripts of an origin, or of all (`*`), read a response.

    :param origins: of the settings; `none` shares nothing.
    """
    if origins == "none":
        return response
    response.headers["Access-Control-Allow-Origin"] = origins
    response.headers["Access-Control-Expose-Headers"] = _SHOWN
    if origins != "*":
        response.vary.add("Origin")
    if request.method == "OPTIONS":
        allowed = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Methods"] = allowed
        response.headers["Access-Control-Allow-Headers"] = _ASKED_BY
        response.headers["Access-Control-Max-Age"] = _A_DAY_S
    return response
