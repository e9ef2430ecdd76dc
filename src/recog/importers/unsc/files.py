"""Files of the list: one snapshot each, read record by record.

Source: https://www.un.org/sc/resources/sc-sanctions.xsd.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from recog.errors import FormatError

ROOT: Final = "CONSOLIDATED_LIST"
#: Records of the list, and the type of entity that each describes.
RECORDS: Final = {"INDIVIDUAL": "person", "ENTITY": "organization"}
_ENDS: Final = tuple(f"</{tag}>".encode() for tag in RECORDS)
_CHUNK: Final = 1 << 20
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file of the list, by its day."""

    day: date
    path: Path

    @property
    def where(self) -> str:
        """The file as locators name it."""
        return f"{self.day.isoformat()}/{self.path.name}"

    def records(self) -> Iterator[Element]:
        """Yield the records in the order of the file; each is emptied afterwards.

        :raises FormatError: when the file breaks off or is no safe XML.
        """
        above: list[Element] = []
        for event, element in _events(self.path):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if element.tag in RECORDS and len(above) == 2:
                yield element
                above[-1].clear()

    def count(self) -> int:
        """Return how many records the file has, without reading them."""
        found, rest = 0, b""
        longest = max(map(len, _ENDS))
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = rest + chunk
                cut = max(len(text) - longest + 1, 0)
                rest = text[cut:]
                found += sum(text.count(end) - rest.count(end) for end in _ENDS)
        return found + sum(rest.count(end) for end in _ENDS)


def snapshots(path: Path) -> list[Snapshot]:
    """Return the snapshots that a path holds, the newest first.

    :param path: a file, or a folder in which, or in whose folders, files lie.
    :raises FormatError: when there is none, one cannot be read, or two are of one day.
    """
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    found: dict[date, Path] = {}
    for file in files:
        day = _day(file)
        if day in found:
            raise FormatError(
                f"{found[day]} and {file} are both the list of {day}; give one of them"
            )
        found[day] = file
    if not found:
        raise FormatError(f"{path}: no file of the list in it, e.g. consolidated.xml")
    return [Snapshot(day, found[day]) for day in sorted(found, reverse=True)]


def text_of(element: Element, path: str) -> str:
    """Return the text at a path, its spaces made single; empty where there is none."""
    return plain(element.findtext(path))


def texts_of(element: Element, path: str) -> list[str]:
    """Return every text at a path that is not empty."""
    return [text for each in element.iterfind(path) if (text := plain(each.text))]


def plain(text: str | None) -> str:
    """Return a text with single spaces."""
    return _SPACE.sub(" ", text or "").strip()


def _day(path: Path) -> date:
    """Return the day on which a file of the list was made."""
    with closing(_events(path)) as events:
        _, root = next(events)
    made = root.get("dateGenerated", "")
    if root.tag != ROOT:
        raise FormatError(f"{path}: not the list: its root is {root.tag}, not {ROOT}")
    try:
        return date.fromisoformat(made[:10])
    except ValueError as error:
        raise FormatError(
            f"{path}: dateGenerated is {made!r}; right would be e.g. "
            "2018-10-29T19:09:49-04:00"
        ) from error


def _events(path: Path) -> Generator[tuple[str, Element]]:
    try:
        with path.open("rb") as file:
            yield from iterparse(file, events=("start", "end"))
    except ParseError as error:
        raise FormatError(f"{path}: {error}") from error
    except DefusedXmlException as error:
        raise FormatError(f"{path}: not safe to read: {error}") from error
