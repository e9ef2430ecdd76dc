"""The files of gsh: one a territory, which is a name with the years of its use.

Source: https://github.com/HistoryAtState/gsh.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

from recog.errors import FormatError

TERRITORIES: Final = "territories"
COUNTRIES: Final = "countries-old"
INDEPENDENT: Final = "independent-state"
_OPEN: Final = "9999"  # no last year: it is there still


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """One file of data/territories."""

    where: str
    id: str
    name: str
    long_name: str
    type: str  # "independent-state", a dependency, or empty
    since: str  # the first year as EDTF, or empty
    until: str
    today: bool  # whether it is on the map of today
    predecessors: tuple[str, ...]

    @property
    def is_independent(self) -> bool:
        """Whether gsh says that it was a state."""
        return self.type == INDEPENDENT

    @property
    def ends_before_it_begins(self) -> bool:
        """Whether the years are in the wrong order: a slip."""
        return bool(self.since and self.until) and int(self.until) < int(self.since)


def data_folder(path: Path) -> Path:
    """Return the folder that holds "territories", from the data set or a part of it.

    :raises FormatError: when there is none.
    """
    for folder in (path / "data", path, path.parent, path.parent.parent):
        if (folder / TERRITORIES).is_dir():
            return folder
    raise FormatError(
        f"{path} holds no territories; give the folder of gsh, or its data folder"
    )


def files_of(path: Path) -> list[Path]:
    """Return the files of territories, or the one file.

    :raises FormatError: when there is none.
    """
    if path.is_file():
        return [path]
    found = sorted((data_folder(path) / TERRITORIES).glob("*.xml"))
    if not found:
        raise FormatError(f"{path} holds no territories")
    return found


def read_territory(path: Path) -> Territory:
    """Read one file.

    :raises FormatError: when it is no XML, or of another form.
    """
    root = _root(path, "territory")
    return Territory(
        where=f"data/{TERRITORIES}/{path.name}",
        id=_text(root, "id") or path.stem,
        name=_text(root, "short-form-name"),
        long_name=_text(root, "long-form-name"),
        type=_text(root, "type-of-territory"),
        since=_year(_text(root, "valid-since")),
        until=_year(_text(root, "valid-until")),
        today=_text(root, "exists-on-todays-map") == "true",
        predecessors=tuple(_texts(root, "predecessor")),
    )


def read_country(path: Path) -> tuple[str, str]:
    """Return the id and the label of a file of data/countries-old.

    :raises FormatError: when it is no XML, or of another form.
    """
    root = _root(path, "country")
    return _text(root, "id") or path.stem, _text(root, "label")


def _root(path: Path, name: str) -> Element:
    try:
        root = parse(path).getroot()
    except ParseError as error:
        line = error.position[0]
        raise FormatError(f"{path.name}, line {line}: no XML: {error}") from error
    except (DefusedXmlException, UnicodeDecodeError) as error:
        raise FormatError(f"{path.name}: refused: {error}") from error
    if root is None or root.tag != name:
        given = "nothing" if root is None else f"<{root.tag}>"
        raise FormatError(f"{path.name}, line 1: not a <{name}>: {given}")
    return root


def _text(root: Element, name: str) -> str:
    return " ".join((root.findtext(name) or "").split())


def _texts(root: Element, name: str) -> Iterator[str]:
    for each in root.iter(name):
        if text := (each.text or "").strip():
            yield text


def _year(text: str) -> str:
    """Return a year as EDTF; empty where it is open, unknown or before our era."""
    if not text.isascii() or not text.isdigit() or text == _OPEN:
        return ""
    return text.zfill(4)
