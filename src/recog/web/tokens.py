"""Who may do what: the token of a request, and what its scope allows.

A script sends `Authorization: Bearer …`. To read, a browser, which asks its user, may
send `Basic …` with the token as password; never to write, because a browser sends it
with whatever form another site makes it send.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from flask import request

from recog.errors import CredentialsError, TokenError
from recog.store.audit import Origin
from recog.store.tokens import Scope, Token, Tokens
from recog.web.current import settings, workbench


def required(scope: Scope) -> Origin:
    """Let a request pass whose token allows this; return whom it comes from.

    :raises CredentialsError: when it brings no token, or none that counts.
    :raises TokenError: when the token allows less, or nobody has one.
    """
    tokens = workbench().store.tokens
    holder = _holder(tokens, scope)
    if holder is None:
        if not settings().token and not tokens.all():
            raise TokenError(
                f"nobody may {scope} here: there is no token, neither RECOG_TOKEN nor "
                "one that `recog token create` has made"
            )
        raise CredentialsError(
            f"to {scope} needs the header Authorization: Bearer <a token that counts>"
        )
    if holder.scope < scope:
        raise TokenError(
            f"the token {holder.name!r} is to {holder.scope}; this needs one to {scope}"
        )
    return Origin(who=holder.name, address=request.remote_addr or "")


def client() -> str:
    """Return who asks, as the bounds for one client count it.

    That is the name of a token, else the address: of IPv6 its network, which one client
    has as a whole. Behind a proxy all have the proxy's.
    """
    holder = _holder(workbench().store.tokens, Scope.READ)
    if holder is not None:
        return f"token {holder.name}"
    address = ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104
    if address.version == 4:
        return str(address)
    return str(ip_network((address, 64), strict=False))


def _holder(tokens: Tokens, scope: Scope) -> Token | None:
    secret = _secret(scope)
    if not secret:
        return None
    return tokens.holder(secret, of_settings=settings().token)


def _secret(scope: Scope) -> str:
    given = request.authorization
    if given is None:
        return ""
    if given.type == "basic" and scope == Scope.READ:
        return given.password or ""
    return given.token or "" if given.type == "bearer" else ""
