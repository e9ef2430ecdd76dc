"""Who may write."""

from __future__ import annotations

from hmac import compare_digest

from recog.errors import TokenError


def require_token(header: str, token: str) -> None:
    """Let a write pass that brings the token; the time taken tells nothing.

    :param header: of the request: ``Bearer …``.
    :param token: of the service; without one nothing can be written.
    :raises TokenError: when the token is missing, wrong or not set.
    """
    if not token:
        raise TokenError("nothing can be written: this service has no RECOG_TOKEN")
    scheme, _, given = header.partition(" ")
    right = compare_digest(given.strip().encode(), token.encode())
    if scheme.casefold() != "bearer" or not right:
        raise TokenError("a write needs the header Authorization: Bearer <the token>")
