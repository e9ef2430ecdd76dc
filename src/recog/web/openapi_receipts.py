"""The description of receipts in the API.

Source: OpenAPI Specification 3.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from recog.domain.receipts import MAX_TOKEN
from recog.service.verdicts import Verdict

_SCHEMAS: Final = "#/components/schemas/"
_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}


def receipt_path() -> dict[str, Any]:
    """Return the description of the address where receipts are opened."""
    word = {"type": "string", "maxLength": MAX_TOKEN, "pattern": "^[A-Za-z0-9_-]+$"}
    name = {"name": "receipt", "in": "path", "required": True, "schema": word}
    found = {"schema": {"$ref": f"{_SCHEMAS}Receipt"}}
    wrong = {"schema": {"$ref": f"{_SCHEMAS}Problem"}}
    return {
        "get": {
            "operationId": "receipt",
            "summary": "Say whether a receipt holds, and what differs today.",
            "parameters": [name],
            "responses": {
                "200": {
                    "description": "the verdict, and the present answer beside it",
                    "content": {"application/json": found},
                },
                "400": {
                    "description": "not a receipt, or one of no known question",
                    "content": {"application/problem+json": wrong},
                },
            },
        }
    }


#: A receipt, opened.
RECEIPT: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["verdict", "reason", "version", "sha256", "present", "receipt"],
    "properties": {
        "verdict": {"enum": [str(each) for each in Verdict]},
        "reason": _TEXT,
        "words": {"type": "string", "description": "the question"},
        "operation": _TEXT,
        "question": {"type": "object"},
        "parameters": {"type": "object", "additionalProperties": _TEXT},
        "version": _TEXT,
        "at": {"type": "string", "format": "date-time"},
        "releases": {
            "type": "object",
            "description": "edition by release, or count and sha256 of their list",
        },
        "sha256": _TEXT,
        "present": {
            "type": "object",
            "properties": {
                "same": {"type": ["boolean", "null"]},
                "version": _TEXT,
                "sha256": _TEXT,
                "trouble": _TEXT,
                "counts": {"type": "object"},
                "rows": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "change": {"enum": ["gained", "lost", "changed"]},
                            "words": _TEXT,
                            "details": _TEXTS,
                        },
                    },
                },
                "more": _TEXTS,
                "releases": _TEXTS,
            },
        },
        "receipt": _TEXT,
        "permalink": _TEXT,
        "today": _TEXT,
        "cite": {"type": "object"},
    },
}
