"""What an answer says, apart from how it was asked and where things are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from recog.domain.receipts import digest

#: Where a party is drawn depends on all that the version holds, not on the answer.
_DRAWN: Final = ("x", "y")


def result_hash(rows: Sequence[Any], more: Mapping[str, Any], after: str | None) -> str:
    """Return the SHA-256 of an answer's rows, what comes with them, and `next`.

    The same rows give the same hash, whatever the version and the day.
    """
    said = {**more, "rows": list(rows), "next": after}
    if "nodes" in said:
        said["nodes"] = [_undrawn(node) for node in said["nodes"]]
    return digest(said)


def _undrawn(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in _DRAWN}
