"""Scripts of others that pages use, served from where they are installed.

vis-network comes inside the pyvis package, in its own lib/ folder; nothing of it is
copied here, and pyvis is not imported for it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from recog.errors import NotFoundError

#: What may be asked for.
VIS_FILES: Final = ("vis-network.min.js",)


#: The query editor, which make fetches; without it the plain one stays.
YASGUI_FILES: Final = ("yasgui.min.js", "yasgui.min.css")


def has_yasgui() -> bool:
    """Tell whether this installation has YASGUI."""
    folder = Path(__file__).parent / "static" / "vendor"
    return all((folder / name).is_file() for name in YASGUI_FILES)


@cache
def vis_dir() -> Path:
    """Return the folder of the newest vis-network that pyvis brings.

    :raises NotFoundError: when pyvis is not installed, or brings none.
    """
    spec = find_spec("pyvis")
    places = spec.submodule_search_locations if spec else None
    found = [
        folder
        for place in places or ()
        for folder in (Path(place) / "lib").glob("vis-*")
        if (folder / "vis-network.min.js").is_file()
    ]
    if not found:
        raise NotFoundError(
            "pyvis is not installed with its lib/ folder; pip install pyvis"
        )
    return max(found, key=lambda folder: _version(folder.name))


def _version(name: str) -> tuple[int, ...]:
    """Return the numbers in "vis-9.1.2"."""
    return tuple(int(part) for part in name.split("-")[-1].split(".") if part.isdigit())
