"""Texts of any length as literals that every engine takes."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import Any, Final

_PIECE: Final = 50_000  # characters


def packed(content: object) -> Iterator[str]:
    """Yield what can be written as JSON, in pieces that tell their order."""
    text = b64encode(zlib.compress(json.dumps(content).encode())).decode()
    for at in range(0, len(text), _PIECE):
        yield f"{at // _PIECE:04}:{text[at : at + _PIECE]}"


def unpacked(pieces: Iterable[str]) -> Any:
    """Return what was packed.

    >>> unpacked(reversed([*packed({"a": ["ü" * 10]})]))
    {'a': ['üüüüüüüüüü']}
    """
    text = "".join(piece.partition(":")[2] for piece in sorted(pieces))
    return json.loads(zlib.decompress(b64decode(text)))
