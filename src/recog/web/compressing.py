"""Answers compressed for who takes them so. Source: RFC 9110, sections 8.4 and 12.5.3.

A compressed answer is other bytes under the same tag, so the tag becomes a weak one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from gzip import compress
from typing import Final

from flask import Response, request

_LEAST_BYTES: Final = 1024  # below that it costs more than it saves
_LEVEL: Final = 5
_GZIP: Final = 31  # of zlib: a window of 32 KiB, in the form of gzip
_PLAIN: Final = frozenset({"image/png", "font/woff2", "application/zip"})


def compressed(response: Response) -> Response:
    """Return a response compressed, if the client takes it so and it is worth it."""
    if not _is_compressible(response):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip"):
        return response
    if response.direct_passthrough:
        response.direct_passthrough = False
        parts: Iterable[bytes] = response.iter_encoded()
        response.response = _in_parts(parts)
        del response.headers["Content-Length"]
    else:
        response.set_data(compress(response.get_data(), _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
    return response


def _is_compressible(response: Response) -> bool:
    length = response.content_length
    return (
        response.status_code not in (204, 304)
        and response.mimetype not in _PLAIN
        and "Content-Encoding" not in response.headers
        and "Content-Range" not in response.headers
        and (response.direct_passthrough or not response.is_streamed)
        and (length is None or length >= _LEAST_BYTES)
    )


def _in_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    for part in parts:
        packed = packer.compress(part)
        if packed:
            yield packed
    yield packer.flush()
