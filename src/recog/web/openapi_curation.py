"""The description of the part of the API that changes what counts.

Source: OpenAPI Specification 3.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from recog.domain.claims import Rank
from recog.service.answers import API

_TEXT: Final = {"type": "string"}
_JUDGEMENT: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["claim", "reason", "author"],
    "properties": {
        "claim": _TEXT,
        "rank": {"enum": [str(rank) for rank in Rank]},
        "about_event": _TEXT,
        "reason": _TEXT,
        "author": _TEXT,
    },
}
_RETRACTION: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["reason"],
    "properties": {"reason": _TEXT, "author": _TEXT},
}
_PROBLEMS: Final[Mapping[str, str]] = {
    "400": "the claim does not stand; detail names the one in its place",
    "401": "the token is missing, wrong or revoked",
    "403": "the token is for reading, or there is none at all",
    "404": "there is no such claim or judgement",
    "422": "nothing was recorded; faults lists every fault",
}


def curation() -> dict[str, Any]:
    """Return the addresses that need the token, besides that of claims.

    The list of judgements stands at the same address as recording one.
    """
    slug = [{"name": "slug", "in": "path", "required": True, "schema": _TEXT}]
    return {
        f"{API}/judgements/{{slug}}": {
            "delete": _operation("undo", "Undo a judgement.", {}) | {"parameters": slug}
        },
        f"{API}/claims/{{slug}}/retraction": {
            "post": _operation("retract", "Retract a claim.", _RETRACTION)
            | {"parameters": slug}
        },
    }


def judging() -> dict[str, Any]:
    """Return the description of recording a judgement."""
    return _operation("judge", "Record a judgement of a claim.", _JUDGEMENT)


def _operation(name: str, summary: str, body: Mapping[str, Any]) -> dict[str, Any]:
    done = "201" if body else "200"
    problem = {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    }
    told: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "security": [{"token": []}],
        "responses": {
            done: {"description": "done; names the version and what was changed"},
            **{
                code: {"description": words, "content": problem}
                for code, words in _PROBLEMS.items()
            },
        },
    }
    if body:
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": body}},
        }
    return told
