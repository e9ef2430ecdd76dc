"""Where graph/ and data/ lie: inside the wheel, else beside src/ in a checkout.

The only module that knows (STYLE.md, 6.2).
"""

from __future__ import annotations

from pathlib import Path

from recog.errors import StoreError

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def graph_dir() -> Path:
    """Return the folder of the vocabulary, shapes, examples and questions.

    :raises StoreError: when this installation lacks it.
    """
    return _folder("graph")


def data_dir() -> Path:
    """Return the folder of the facts that recog comes with.

    :raises StoreError: when this installation lacks it.
    """
    return _folder("data")


def _folder(name: str) -> Path:
    places = (_PACKAGE / f"_{name}", _CHECKOUT / name)
    for place in places:
        if place.is_dir():
            return place
    raise StoreError(
        f"this installation has no {name}/ folder; looked in "
        f"{' and '.join(str(place) for place in places)}"
    )
