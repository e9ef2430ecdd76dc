"""Files that a browser saves."""

from __future__ import annotations

from flask import Response

from recog.service.exports import Export


def download(export: Export) -> Response:
    """Return an export as an attachment; it never runs in this service's name."""
    response = Response(export.content, content_type=export.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=export.name)
    return response
