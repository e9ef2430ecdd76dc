"""Lists of states: ISD, ICOW and StateSys, each with its own first and last days.

docs/importing.md says what becomes of each. Source:
https://github.com/globalgov/manystates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from recog.errors import FormatError
from recog.importers.records import Context, Record
from recog.importers.statelists import icow, isd, statesys
from recog.importers.statelists.reasons import Reason
from recog.importers.statelists.sources import (
    ICOW_RELEASE,
    ISD_RELEASE,
    STATESYS_RELEASE,
)
from recog.importers.statelists.tables import count_rows

__all__ = ["Reason", "read", "whole"]

Read = Callable[[Path, Context], Iterator[Record]]

#: How the file of each list begins, what reads it, and its release; in this order.
_LISTS: Final[Mapping[str, tuple[Read, str]]] = {
    "isd": (isd.read, ISD_RELEASE.id),
    "coldata": (icow.read, ICOW_RELEASE.id),
    "StateSys": (statesys.read, STATESYS_RELEASE.id),
}


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the releases of the lists that a path holds; each file is a whole list."""
    return tuple(_LISTS[name][1] for name in _files(path))


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the sources, releases, states and admissions of each list.

    :param path: a folder with one or more of the lists, or the file of one.
    :raises FormatError: when there is no list, or one cannot be read.
    """
    files = _files(path)
    if not files:
        begins = ", ".join(_LISTS)
        raise FormatError(f"{path} holds no list; the name of each begins: {begins}")
    context.total(sum(map(count_rows, files.values())))
    for name, file in files.items():
        yield from _LISTS[name][0](file, context)


def _files(path: Path) -> Mapping[str, Path]:
    files = [path] if path.is_file() else sorted(path.glob("*.csv"))
    found = {
        name: file for name in _LISTS for file in files if file.name.startswith(name)
    }
    return {name: found[name] for name in _LISTS if name in found}
