"""The description of the API, made from the tables it is made of.

Source: OpenAPI Specification 3.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from recog import __version__
from recog.domain.checks import CHECKS
from recog.domain.entities import ENTITY_TYPES
from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS
from recog.exporters import exporters_of
from recog.service.answers import API
from recog.service.operations import OPERATIONS, Operation
from recog.service.parameters import MAX_WIDTH
from recog.service.questions import MAX_DEPTH, MAX_LIMIT, PARAMETERS
from recog.web.openapi_curation import curation, judging
from recog.web.openapi_receipts import RECEIPT, receipt_path

_REF: Final = "#/components/schemas/"

#: The choices and bounds of parameters, as JSON Schema.
_SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "track": {"enum": list(TRACKS)},
    "kind": {"enum": list(KINDS)},
    "type": {"enum": list(ENTITY_TYPES)},
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT},
    "check": {"enum": list(CHECKS)},
    "width": {"type": "integer", "minimum": 1, "maximum": MAX_WIDTH},
    "depth": {"type": "integer", "minimum": 1, "maximum": MAX_DEPTH},
    "on": {"type": "string", "format": "date"},
    "implied": {"type": "boolean"},
}

_ERRORS: Final[Mapping[str, str]] = {
    "400": "a parameter cannot be read",
    "404": "there is no such version",
    "409": "a name fits several entities; candidates lists them",
}


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    asked = {f"{API}/{each.name}": _path(each) for each in OPERATIONS.values()}
    asked[f"{API}/judgements"]["post"] = judging()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "recog",
            "version": __version__,
            "description": "Who recognised whom, when, and according to which source.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            **asked,
            f"{API}/entities/{{type}}/{{slug}}": _entity_path(),
            f"{API}/receipts/{{receipt}}": receipt_path(),
            f"{API}/claims": _claims_path(),
            **curation(),
        },
        "components": {
            "schemas": {**_COMPONENTS, "Receipt": RECEIPT},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _path(operation: Operation) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"{_REF}Answer"}}}
    if operation.exports:
        for exporter in exporters_of(operation.exports).values():
            kind = exporter.media_type.partition(";")[0]
            content.setdefault(kind, {"schema": {"type": "string"}})
    return {
        "get": {
            "operationId": operation.name,
            "summary": operation.help,
            "parameters": [_parameter(name, operation) for name in operation.accepted],
            "responses": {
                "200": {"description": "the answer", "content": content},
                "304": {"description": "unchanged since the version in If-None-Match"},
                **{code: _problem(words) for code, words in _ERRORS.items()},
            },
        }
    }


def _parameter(name: str, operation: Operation) -> dict[str, Any]:
    row = PARAMETERS[name]
    schema: dict[str, Any] = {"type": "string", **_SCHEMAS.get(name, {})}
    if name == "format":
        schema["enum"] = list(exporters_of(operation.exports))
    return {
        "name": name,
        "in": "query",
        "required": name in operation.required,
        "description": row.help,
        "schema": schema,
        **({"example": row.example} if row.example else {}),
    }


def _entity_path() -> dict[str, Any]:
    path = [
        {"name": "type", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}},
    ]
    return {
        "get": {
            "operationId": "entity",
            "summary": "Describe one entity: names, codes, dates, kin and counts.",
            "parameters": path,
            "responses": {
                "200": _answer("the entity, as the one row"),
                "404": _problem("no entity has this id"),
            },
        }
    }


def _claims_path() -> dict[str, Any]:
    body = {"type": "array", "items": {"$ref": f"{_REF}Claim"}}
    return {
        "post": {
            "operationId": "claims",
            "summary": "Record claims; all of them land, or none.",
            "security": [{"token": []}],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": body}},
            },
            "responses": {
                "201": {"description": "recorded; names the version and the claims"},
                "401": _problem("the token is missing, wrong or revoked"),
                "403": _problem("the token is for reading, or there is none at all"),
                "422": _problem("nothing was recorded; faults lists every fault"),
            },
        }
    }


def _answer(description: str) -> dict[str, Any]:
    schema = {"schema": {"$ref": f"{_REF}Answer"}}
    return {"description": description, "content": {"application/json": schema}}


def _problem(description: str) -> dict[str, Any]:
    schema = {"schema": {"$ref": f"{_REF}Problem"}}
    content = {"application/problem+json": schema}
    return {"description": description, "content": content}


_TEXT: Final = {"type": "string"}
_COMPONENTS: Final[Mapping[str, Any]] = {
    "Answer": {
        "type": "object",
        "required": [
            "rows",
            "question",
            "version",
            "releases",
            "permalink",
            "receipt",
            "next",
        ],
        "properties": {
            "rows": {"type": "array", "items": {"type": "object"}},
            "question": {"type": "object"},
            "version": _TEXT,
            "releases": {"type": "array", "items": {"type": "object"}},
            "permalink": _TEXT,
            "receipt": {"type": ["string", "null"]},
            "next": {"type": ["string", "null"]},
        },
    },
    "Claim": {
        "type": "object",
        "required": ["kind", "actor", "date", "release"],
        "properties": {
            "kind": {"enum": list(KINDS)},
            "track": {"enum": list(TRACKS)},
            "actor": _TEXT,
            "target": _TEXT,
            "person": _TEXT,
            "list": _TEXT,
            "date": {"type": "string", "description": "EDTF"},
            "date_text": _TEXT,
            "release": _TEXT,
            "locator": _TEXT,
            "note": _TEXT,
            "stance": {"enum": ["asserts", "denies"]},
        },
    },
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
        },
    },
}
